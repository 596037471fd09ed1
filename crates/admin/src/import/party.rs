//! A row → somebody, or some company, for the list: the cells in the form in which they are kept, and
//! what still has to be looked up elsewhere (employer, deals, owner).

use policy::Day;

use super::cells::{self, Page, clean, several};
use super::entry::{Cells, Column};
use super::formats::{Claim, Field, Row};
use super::reason::Reason;
use super::stages;

/// Somebody or some company, as one row says.
#[derive(Clone, Debug, Default)]
pub(crate) struct Party {
    /// Id where it comes from.
    pub(crate) id: String,
    /// Ids of the companies a person works for.
    pub(crate) company_ids: Vec<String>,
    /// What is known; owner and backup are filled in later.
    pub(crate) cells: Cells,
    /// Further domains of a company.
    pub(crate) more_domains: Vec<String>,
    /// Who looks after them.
    pub(crate) owner: Claim,
    /// Who stands in.
    pub(crate) backup: Claim,
    /// The list it says it belongs to.
    pub(crate) audience: String,
    /// Cells that could not be used.
    pub(crate) troubles: Vec<Reason>,
}

/// From a row about a person.
pub(crate) fn person(row: &Row<'_>) -> Party {
    let mut party = common(row);
    party.cells.set(Column::Kind, "person");
    party.company_ids = several(row.get(Field::CompanyId))
        .map(str::to_owned)
        .collect();
    party
        .cells
        .set(Column::Company, clean(row.get(Field::Company)));
    party.email(row.get(Field::Email));
    party
}

/// From a row about a company.
pub(crate) fn company(row: &Row<'_>) -> Party {
    let mut party = common(row);
    let name = party.cells.get(Column::DisplayName).to_owned();
    party.cells.set(Column::Kind, "company");
    party.cells.set(Column::Company, name);
    party
}

/// From a row of a list of accounts, of which nobody says whether they are people or companies.
pub(crate) fn account(row: &Row<'_>) -> Party {
    common(row)
}

/// From a row of one of our own files, which says of which kind it is. Empty means person.
pub(crate) fn own(row: &Row<'_>) -> Party {
    let is_company = row.get(Field::Kind).eq_ignore_ascii_case("company");
    let mut party = if is_company {
        company(row)
    } else {
        person(row)
    };
    party
        .cells
        .set(Column::Company, clean(row.get(Field::Company)));
    party
}

fn common(row: &Row<'_>) -> Party {
    let mut party = Party {
        id: clean(row.get(Field::Id)),
        owner: Claim::new(row.get(Field::Owner), row.get(Field::OwnerEmail)),
        backup: Claim::new(row.get(Field::Backup), row.get(Field::BackupEmail)),
        audience: clean(row.get(Field::Audience)),
        ..Party::default()
    };
    party.cells.set(Column::DisplayName, row.name());
    party.cells.set(Column::Team, clean(row.get(Field::Team)));
    let reads: [(Field, Column, Read); 5] = [
        (
            Field::XHandle,
            Column::XHandle,
            (cells::handle, Reason::Handle),
        ),
        (
            Field::XUserId,
            Column::XUserId,
            (cells::x_user_id, Reason::XUserId),
        ),
        (Field::State, Column::State, (state, Reason::State)),
        (Field::ConfirmedOn, Column::ConfirmedOn, (day, Reason::Day)),
        (Field::ValidUntil, Column::ValidUntil, (day, Reason::Day)),
    ];
    for (field, column, read) in reads {
        party.read(row.get(field), column, read);
    }
    party.page(row.get(Field::LinkedIn), "in");
    party.page(row.get(Field::CompanyPage), "company");
    for field in [Field::Domain, Field::Website] {
        party.website(row.get(field));
    }
    party.more_domains = several(row.get(Field::MoreDomains))
        .filter_map(|domain| cells::web_domain(domain).ok())
        .collect();
    party
}

fn state(text: &str) -> Option<String> {
    stages::by_name(text).map(|state| state.id().to_owned())
}

fn day(text: &str) -> Option<String> {
    text.parse::<Day>().is_ok().then(|| text.to_owned())
}

/// How a cell is read, and the trouble when it cannot be.
type Read = (fn(&str) -> Option<String>, Reason);

impl Party {
    fn read(&mut self, text: &str, column: Column, (read, trouble): Read) {
        match read(text) {
            Some(cell) => self.cells.set(column, cell),
            None if !text.is_empty() => self.troubles.push(trouble),
            None => {}
        }
    }

    /// A LinkedIn address says itself whether it is a person's or a company's.
    fn page(&mut self, text: &str, folder: &str) {
        match cells::linkedin(text, folder) {
            Some(Page::Person(url)) => self.cells.fill(Column::LinkedIn, &url),
            Some(Page::Company(url)) => self.cells.fill(Column::CompanyPage, &url),
            None if !text.is_empty() => self.troubles.push(Reason::LinkedIn),
            None => {}
        }
    }

    fn website(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        match (cells::web_domain(text), cells::linkedin(text, "company")) {
            (Err(Reason::SharedHost), Some(Page::Company(url))) => {
                self.cells.fill(Column::CompanyPage, &url);
            }
            (Ok(domain), _) => self.cells.fill(Column::EmailDomain, &domain),
            (Err(trouble), _) => self.troubles.push(trouble),
        }
    }

    /// What a person writes from says more about their employer than a website does.
    fn email(&mut self, address: &str) {
        match cells::email_domain(address) {
            Ok(domain) => self.cells.set(Column::EmailDomain, domain),
            Err(trouble) if !address.is_empty() => self.troubles.push(trouble),
            Err(_) => {}
        }
    }

    /// Why it cannot be on a list, if so.
    pub(crate) fn rejected(&self) -> Option<Reason> {
        let is_found = [
            Column::XHandle,
            Column::XUserId,
            Column::LinkedIn,
            Column::CompanyPage,
            Column::EmailDomain,
        ]
        .into_iter()
        .any(|column| self.cells.has(column));
        if !is_found {
            return Some(self.troubles.first().copied().unwrap_or(Reason::NoAccount));
        }
        // An id alone has no name, and is told from others without.
        let is_nameless = !self.cells.has(Column::DisplayName) && !self.cells.has(Column::XUserId);
        is_nameless.then_some(Reason::NoName)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'a>(cells: &[(Field, &'a str)]) -> Row<'a> {
        let mut row = Row::new(2);
        cells
            .iter()
            .for_each(|(field, text)| row.fill(*field, text));
        row
    }

    #[test]
    fn a_person_brings_the_domain_of_the_employer() {
        let party = person(&row(&[
            (Field::FirstName, "Elena"),
            (Field::LastName, "Marchetti"),
            (Field::Email, "elena@marchetti.example"),
        ]));
        assert_eq!(party.cells.get(Column::DisplayName), "Elena Marchetti");
        assert_eq!(party.cells.get(Column::EmailDomain), "marchetti.example");
        assert_eq!(party.rejected(), None);
    }

    #[test]
    fn a_private_address_is_none_of_an_employer() {
        let party = person(&row(&[
            (Field::Name, "Elena"),
            (Field::Email, "e@gmail.com"),
        ]));
        assert_eq!(party.rejected(), Some(Reason::FreeMail));
    }

    #[test]
    fn a_page_on_a_network_is_no_domain() {
        let facebook = company(&row(&[
            (Field::Name, "Okafor"),
            (Field::Website, "https://www.facebook.com/okafor"),
        ]));
        assert_eq!(facebook.rejected(), Some(Reason::SharedHost));
        let linkedin = company(&row(&[
            (Field::Name, "Okafor"),
            (Field::Website, "https://www.linkedin.com/company/okafor"),
        ]));
        assert_eq!(
            linkedin.cells.get(Column::CompanyPage),
            "https://www.linkedin.com/company/okafor/"
        );
        assert_eq!(linkedin.rejected(), None);
    }

    #[test]
    fn a_cell_that_cannot_be_read_is_no_reason_while_there_is_another() {
        let party = person(&row(&[
            (Field::Name, "Elena"),
            (Field::XHandle, "not a handle"),
            (Field::LinkedIn, "/in/elena"),
        ]));
        assert_eq!(party.troubles, [Reason::Handle]);
        assert_eq!(party.rejected(), None);
    }

    #[test]
    fn nobody_without_a_name_is_taken_save_by_number() {
        let nameless = person(&row(&[(Field::Email, "x@acme.example")]));
        assert_eq!(nameless.rejected(), Some(Reason::NoName));
        let number = account(&row(&[(Field::XUserId, "44196397")]));
        assert_eq!(number.rejected(), None);
    }
}
