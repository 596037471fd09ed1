//! Who is writing, as whom, and to whom they may in spite of the rules.

use policy::{AccountKey, Asked, Author, Exception, ExceptionKind, PostingIdentity};

use super::Bundle;
use super::format::ExceptionRecord;
use super::found::Found;

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
    pub(super) fn exceptions(
        &self,
        author: &Author,
        (asked, found): (&[Asked], &Found),
    ) -> Vec<Exception> {
        let of_author = self
            .exceptions
            .iter()
            .filter(|it| match (&it.person, &it.role) {
                (Some(person), _) => author.person.as_ref() == Some(person),
                (None, Some(role)) => author.roles.contains(role),
                (None, None) => false,
            });
        let exception = |it: &ExceptionRecord, account: Option<AccountKey>| Exception {
            kind: ExceptionKind::GoAhead,
            account,
            audience: it.audience.clone(),
            until: it.until,
        };
        let exceptions = of_author.flat_map(|it| {
            if it.tags.is_empty() {
                return vec![exception(it, it.account.clone())];
            }
            // Of a sealed account nobody knows more than that it is one of those asked for, or not.
            let is_meant = |one: &&Asked| found.has_tag(one.account.folded().as_str(), &it.tags);
            let meant = asked.iter().filter(is_meant);
            meant
                .map(|one| exception(it, Some(one.account.clone())))
                .collect()
        });
        exceptions.collect()
    }
}
