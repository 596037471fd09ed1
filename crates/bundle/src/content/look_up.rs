//! Accounts → what the company knows about them.

use policy::{AccountKey, Asked, Author, Colleague, Known, KnownStanding, Membership, Via};

use super::Bundle;
use super::found::Found;

impl Bundle {
    /// Everything known about the people asked for, in their order, and about who is writing.
    ///
    /// `own_account` is the account that would send the draft, `enrolled` what enrolment said.
    /// Enrolment wins: its person over the account's, its roles over the people file's.
    #[must_use]
    pub fn look_up(
        &self,
        asked: &[Asked],
        own_account: Option<&AccountKey>,
        enrolled: &Author,
    ) -> Known {
        self.look_up_with(asked, own_account, (enrolled, &Found::default()))
    }

    /// The same, with what sealed maps say.
    #[must_use]
    pub fn look_up_with(
        &self,
        asked: &[Asked],
        own_account: Option<&AccountKey>,
        (enrolled, found): (&Author, &Found),
    ) -> Known {
        let author = self.author(own_account, enrolled);
        let colleagues = asked.iter().filter_map(|one| self.colleague(&one.account));
        let mut known = Known {
            colleagues: colleagues.collect(),
            exceptions: self.exceptions(&author, (asked, found)),
            author,
            ..Known::default()
        };
        for one in asked {
            let standing = one.headline.as_deref().map(policy::names::standing);
            let employer = standing.as_ref().and_then(|it| it.employer.as_deref());
            known
                .memberships
                .extend(self.memberships(one, employer, found));
            known
                .standings
                .extend(standing.map(|standing| KnownStanding {
                    account: one.account.clone(),
                    seniority: standing.seniority,
                    titles: standing.titles,
                }));
        }
        known
    }

    /// The lists somebody is on: in person, and through their employer where not in person.
    fn memberships(&self, asked: &Asked, employer: Option<&str>, found: &Found) -> Vec<Membership> {
        let in_person = self.by_account(&asked.account, found).into_iter();
        let in_person = in_person.map(|entry| (entry, Via::Person));
        let mut memberships: Vec<Membership> = Vec::new();
        for (entry, via) in in_person.chain(self.through_employer(asked, employer, found)) {
            let is_known = memberships
                .iter()
                .any(|it| it.audience == *entry.audience());
            if !is_known {
                memberships.push(self.membership((asked, employer), (entry, via)));
            }
        }
        memberships
    }

    fn colleague(&self, account: &AccountKey) -> Option<Colleague> {
        let person = self.people_by_account.get(&account.folded())?.clone();
        Some(Colleague {
            account: account.clone(),
            person,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use policy::PostingIdentity;
    use policy::topics::TopicIndex;

    use super::*;
    use crate::content::ContentError;

    fn bundle() -> Bundle {
        let policy = r#"{"company":"Aldermoor Bank","language":"en",
            "roles":{"engineer":"Engineer","sales":"Sales"},
            "audiences":{"clients":{"label":"Clients"}}}"#;
        let people = r#"{"format":2,"normalisation":2,"people":[
            {"id":"jonas","name":"Jonas Brandt","title":"Account manager","team":"key","team_name":"Key accounts",
             "roles":["sales"],"link":"mailto:jonas@aldermoor.example","accounts":["x:@jonas_brandt"]}]}"#;
        let accounts = r#"{"format":2,"normalisation":2,"accounts":[
            {"accounts":["x:@elena","in:/in/elena"],"audience":"clients","owner":"jonas","backup":"gone"},
            {"accounts":["in:/company/vineyards"],"audience":"clients","owner":"jonas",
             "company":{"written":"Marchetti Vineyards","keys":["org:marchetti-vineyards","dom:vineyards.example"]}},
            {"accounts":["in:/in/elena"],"audience":"board"}]}"#;
        parsed(policy, people, accounts).expect("a bundle")
    }

    fn parsed(policy: &str, people: &str, accounts: &str) -> Result<Bundle, ContentError> {
        let topics = postcard::to_allocvec(&TopicIndex::default()).expect("empty tables");
        let files = [
            ("policy.json", policy.as_bytes()),
            ("people.json", people.as_bytes()),
            ("accounts.json", accounts.as_bytes()),
            ("topics.bin", &topics),
        ];
        let files = files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
        Bundle::parse(&BTreeMap::from(files))
    }

    /// The lists somebody is on, how they were recognised, and the employer.
    fn lists(asked: Asked) -> Vec<(String, Via, Option<String>)> {
        let known = bundle().look_up(&[asked], None, &Author::default());
        let entries = known.memberships.into_iter();
        entries
            .map(|it| (it.audience.0, it.via, it.employer))
            .collect()
    }

    fn key(handle: &str) -> AccountKey {
        AccountKey::x(handle).expect("a handle")
    }

    #[test]
    fn names_the_owner_of_a_listed_account_on_either_site() {
        let linkedin = AccountKey::linkedin("/in/elena").expect("an address");
        let known = bundle().look_up(
            &[key("elena").into(), linkedin.clone().into()],
            None,
            &Author::default(),
        );
        let owners = known
            .memberships
            .iter()
            .filter(|m| m.audience.as_str() == "clients")
            .map(|m| m.owner.as_ref().map(|o| o.team.as_str()));
        assert_eq!(
            owners.collect::<Vec<_>>(),
            [Some("Key accounts"), Some("Key accounts")]
        );
        assert_eq!(known.memberships[1].account, linkedin);
        assert_eq!(
            known.memberships[0].backup, None,
            "a person who is gone is nobody to turn to"
        );
    }

    #[test]
    fn somebody_may_be_on_several_lists() {
        let linkedin = AccountKey::linkedin("/in/elena").expect("an address");
        let found = lists(linkedin.into());
        let ids: Vec<&str> = found
            .iter()
            .map(|(audience, ..)| audience.as_str())
            .collect();
        assert_eq!(ids, ["clients", "board"]);
    }

    #[test]
    fn recognises_an_employer_by_page_link_and_headline_and_nobody_by_less() {
        let asked = |headline: Option<&str>, page: Option<&str>, link: Option<&str>| Asked {
            account: key("nadia"),
            headline: headline.map(str::to_owned),
            company_page: page.map(|page| AccountKey::linkedin(page).expect("a page")),
            link: link.map(str::to_owned),
        };
        let through = |via| {
            let employer = "Marchetti Vineyards".to_owned();
            vec![("clients".to_owned(), via, Some(employer))]
        };
        let page = Some("/company/vineyards");
        assert_eq!(lists(asked(None, page, None)), through(Via::CompanyPage));
        let link = Some("https://shop.vineyards.example/red");
        assert_eq!(lists(asked(None, None, link)), through(Via::Domain));
        let headline = Some("CTO at Marchetti Vineyards");
        assert_eq!(lists(asked(headline, None, None)), through(Via::Headline));
        assert_eq!(
            lists(asked(headline, page, link)),
            through(Via::CompanyPage)
        );
        for headline in ["Marchetti Vineyards fan", "CTO at Marchetti", ""] {
            assert_eq!(lists(asked(Some(headline), None, None)), [], "{headline}");
        }
        let other = Some("https://vineyards.example.org");
        assert_eq!(lists(asked(None, Some("/company/other"), other)), []);
    }

    #[test]
    fn knows_nothing_about_strangers() {
        let known = bundle().look_up(&[key("toni").into()], None, &Author::default());
        assert_eq!(known, Known::default());
    }

    #[test]
    fn knows_colleagues_by_their_accounts() {
        let known = bundle().look_up(&[key("jonas_brandt").into()], None, &Author::default());
        assert_eq!(known.colleagues.len(), 1);
        assert_eq!(known.memberships, []);
    }

    #[test]
    fn completes_the_author_from_the_own_account() {
        let known = bundle().look_up(&[], Some(&key("jonas_brandt")), &Author::default());
        assert_eq!(known.author.person, Some("jonas".into()));
        assert_eq!(known.author.roles, ["sales".into()]);
        assert_eq!(known.author.teams, ["key".into()]);
    }

    #[test]
    fn enrolment_wins_over_the_people_file() {
        let enrolled = Author {
            person: Some("alice".into()),
            roles: vec!["engineer".into()],
            posting_as: Some(PostingIdentity::CompanyPage),
            ..Author::default()
        };
        let known = bundle().look_up(&[], Some(&key("jonas_brandt")), &enrolled);
        assert_eq!(known.author, enrolled);
    }

    #[test]
    fn refuses_another_format_and_other_normal_forms() {
        for (from, to, expected) in [
            (
                "\"format\":2",
                "\"format\":3",
                "`people.json` has format 3, this version reads format 2",
            ),
            (
                "\"normalisation\":2",
                "\"normalisation\":9",
                "`people.json` names accounts in form 9, this version uses form 2",
            ),
        ] {
            let people = r#"{"format":2,"normalisation":2,"people":[]}"#.replace(from, to);
            let policy = r#"{"company":"A","language":"en","roles":{},"audiences":{}}"#;
            let accounts = r#"{"format":2,"normalisation":2,"accounts":[]}"#;
            let error = parsed(policy, &people, accounts).expect_err("another format");
            assert_eq!(error.to_string(), expected);
        }
    }

    #[test]
    fn says_which_file_is_missing() {
        let error = Bundle::parse(&BTreeMap::new()).expect_err("nothing there");
        assert_eq!(
            error.to_string(),
            "`policy.json` is missing from the bundle"
        );
    }
}
