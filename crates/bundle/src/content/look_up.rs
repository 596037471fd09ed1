//! Accounts → what the company knows about them, and about the author.

use policy::{AccountKey, Author, Colleague, Contact, Known, Membership, PersonId};

use super::Bundle;
use super::format::{AccountRecord, PersonRecord};

impl Bundle {
    /// Everything known about `accounts`, in their order, and about who is writing.
    ///
    /// `own_account` is the account that would send the draft, `enrolled` what enrolment said.
    /// Enrolment wins: its person over the account's, its roles over the people file's.
    #[must_use]
    pub fn look_up(
        &self,
        accounts: &[AccountKey],
        own_account: Option<&AccountKey>,
        enrolled: &Author,
    ) -> Known {
        Known {
            memberships: accounts
                .iter()
                .filter_map(|account| self.membership(account))
                .collect(),
            colleagues: accounts
                .iter()
                .filter_map(|account| self.colleague(account))
                .collect(),
            author: self.author(own_account, enrolled),
        }
    }

    fn membership(&self, account: &AccountKey) -> Option<Membership> {
        let entry: &AccountRecord = self.entries.get(*self.entries_by_account.get(account)?)?;
        Some(Membership {
            account: account.clone(),
            audience: entry.audience.clone(),
            state: entry.state,
            owner: entry.owner.as_ref().and_then(|person| self.contact(person)),
            backup: entry
                .backup
                .as_ref()
                .and_then(|person| self.contact(person)),
            team: entry.team.clone(),
            confirmed_on: entry.confirmed_on,
            valid_until: entry.valid_until,
        })
    }

    fn contact(&self, person: &PersonId) -> Option<Contact> {
        let PersonRecord {
            id,
            name,
            title,
            team_name,
            link,
            ..
        } = self.people.get(person)?;
        Some(Contact {
            person: id.clone(),
            name: name.clone(),
            title: title.clone(),
            team: team_name.clone(),
            link: link.clone(),
        })
    }

    fn colleague(&self, account: &AccountKey) -> Option<Colleague> {
        let person = self.people_by_account.get(account)?.clone();
        Some(Colleague {
            account: account.clone(),
            person,
        })
    }

    fn author(&self, own_account: Option<&AccountKey>, enrolled: &Author) -> Author {
        let mut author = enrolled.clone();
        if author.person.is_none() {
            let owner = own_account.and_then(|account| self.people_by_account.get(account));
            author.person = owner.cloned();
        }
        let Some(record) = author
            .person
            .as_ref()
            .and_then(|person| self.people.get(person))
        else {
            return author;
        };
        if author.roles.is_empty() {
            author.roles.clone_from(&record.roles);
        }
        let team = record
            .team
            .iter()
            .filter(|team| !enrolled.teams.contains(team));
        author.teams.extend(team.cloned());
        author
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn bundle() -> Bundle {
        let policy = r#"{"company":"Aldermoor Bank","language":"en",
            "roles":{"engineer":"Engineer","sales":"Sales"},
            "audiences":{"clients":{"label":"Clients"}}}"#;
        let people = r#"{"format":1,"normalisation":1,"people":[
            {"id":"jonas","name":"Jonas Brandt","title":"Account manager","team":"key","team_name":"Key accounts",
             "roles":["sales"],"link":"mailto:jonas@aldermoor.example","accounts":["x:@jonas_brandt"]}]}"#;
        let accounts = r#"{"format":1,"normalisation":1,"accounts":[
            {"accounts":["x:@elena","in:/in/elena"],"audience":"clients","owner":"jonas","backup":"gone"}]}"#;
        let files = [
            ("policy.json", policy),
            ("people.json", people),
            ("accounts.json", accounts),
        ];
        let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        Bundle::parse(&BTreeMap::from(files)).expect("a bundle")
    }

    fn key(handle: &str) -> AccountKey {
        AccountKey::x(handle).expect("a handle")
    }

    #[test]
    fn names_the_owner_of_a_listed_account_on_either_site() {
        let linkedin = AccountKey::linkedin("/in/elena").expect("an address");
        let known = bundle().look_up(&[key("elena"), linkedin.clone()], None, &Author::default());
        let owners = known
            .memberships
            .iter()
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
    fn knows_nothing_about_strangers() {
        let known = bundle().look_up(&[key("toni")], None, &Author::default());
        assert_eq!(known, Known::default());
    }

    #[test]
    fn knows_colleagues_by_their_accounts() {
        let known = bundle().look_up(&[key("jonas_brandt")], None, &Author::default());
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
            teams: vec![],
        };
        let known = bundle().look_up(&[], Some(&key("jonas_brandt")), &enrolled);
        assert_eq!(known.author, enrolled);
    }

    #[test]
    fn refuses_another_format_and_other_normal_forms() {
        for (from, to, expected) in [
            (
                "\"format\":1",
                "\"format\":2",
                "`people.json` has format 2, this version reads format 1",
            ),
            (
                "\"normalisation\":1",
                "\"normalisation\":9",
                "`people.json` names accounts in form 9, this version uses form 1",
            ),
        ] {
            let people = r#"{"format":1,"normalisation":1,"people":[]}"#.replace(from, to);
            let policy = r#"{"company":"A","language":"en","roles":{},"audiences":{}}"#;
            let accounts = r#"{"format":1,"normalisation":1,"accounts":[]}"#;
            let files = [
                ("policy.json", policy),
                ("people.json", &people),
                ("accounts.json", accounts),
            ];
            let files = files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
            let error = Bundle::parse(&BTreeMap::from(files)).expect_err("another format");
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
