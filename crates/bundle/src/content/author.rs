//! Who is writing, as whom, and to whom they may in spite of the rules.

use policy::{AccountKey, Author, Exception, ExceptionKind, PostingIdentity};

use super::Bundle;

impl Bundle {
    /// What enrolment said, completed from the people file.
    pub(super) fn author(&self, own_account: Option<&AccountKey>, enrolled: &Author) -> Author {
        let mut author = enrolled.clone();
        let own_account = own_account.map(AccountKey::folded);
        let own_account = own_account.as_ref();
        if author.person.is_none() {
            let owner = own_account.and_then(|account| self.people_by_account.get(account));
            author.person = owner.cloned();
        }
        if author.posting_as.is_none() {
            author.posting_as = own_account.map(|account| self.posting_as(account));
        }
        let person = author.person.as_ref();
        let Some(record) = person.and_then(|person| self.people.get(person)) else {
            return author;
        };
        if author.roles.is_empty() {
            author.roles.clone_from(&record.roles);
        }
        author.seniority = author.seniority.or(record.seniority);
        let team = record.team.iter();
        let team = team.filter(|team| !enrolled.teams.contains(team));
        author.teams.extend(team.cloned());
        author
    }

    fn posting_as(&self, account: &AccountKey) -> PostingIdentity {
        if !self.brand_accounts.contains(account) {
            return PostingIdentity::OwnProfile;
        }
        if account.as_str().starts_with("in:/company/") {
            PostingIdentity::CompanyPage
        } else {
            PostingIdentity::BrandAccount
        }
    }

    /// The go-aheads of this author, ended ones among them: a trace says so.
    pub(super) fn exceptions(&self, author: &Author) -> Vec<Exception> {
        let of_author = self
            .exceptions
            .iter()
            .filter(|it| match (&it.person, &it.role) {
                (Some(person), _) => author.person.as_ref() == Some(person),
                (None, Some(role)) => author.roles.contains(role),
                (None, None) => false,
            });
        let exceptions = of_author.map(|it| Exception {
            kind: ExceptionKind::GoAhead,
            account: it.account.clone(),
            audience: it.audience.clone(),
            until: it.until,
        });
        exceptions.collect()
    }
}
