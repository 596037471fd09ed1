//! What a row of any export may say, and one row with its cells by that name.

use super::super::cells::clean;

/// One thing a row may say, whatever its column is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    /// Id in the system it comes from.
    Id,
    /// Whole name, of a person or company.
    Name,
    /// First name.
    FirstName,
    /// Last name.
    LastName,
    /// E-mail address of the person.
    Email,
    /// Name of the company of a person or deal.
    Company,
    /// Id of the company of a person, deal or team member.
    CompanyId,
    /// Ids of the people of a deal.
    ContactIds,
    /// Address of the company's website.
    Website,
    /// Domain of the company's e-mail.
    Domain,
    /// Further domains of the company.
    MoreDomains,
    /// Who looks after it: an id, an address or a name.
    Owner,
    /// Address of that person.
    OwnerEmail,
    /// Who stands in.
    Backup,
    /// Address of that person.
    BackupEmail,
    /// A team of ours.
    Team,
    /// X handle.
    XHandle,
    /// X user id.
    XUserId,
    /// LinkedIn address.
    LinkedIn,
    /// LinkedIn page of the company.
    CompanyPage,
    /// Stage of a deal.
    Stage,
    /// Whether the deal is over.
    Closed,
    /// Whether it was won.
    Won,
    /// Whether the row is in the bin.
    Deleted,
    /// A colleague who works on the account.
    Colleague,
    /// What they do there.
    Role,
    /// One of our own states.
    State,
    /// The audience it is meant for.
    Audience,
    /// `person` or `company`.
    Kind,
    /// When somebody confirmed the entry.
    ConfirmedOn,
    /// The last day on which it counts.
    ValidUntil,
}

const FIELDS: usize = Field::ValidUntil as usize + 1;

/// One row: cells by field, without surrounding white space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row<'a> {
    /// Line it begins on, or number in a JSON list; from 1.
    pub(crate) number: u64,
    cells: [&'a str; FIELDS],
}

impl<'a> Row<'a> {
    pub(crate) fn new(number: u64) -> Self {
        Self {
            number,
            cells: [""; FIELDS],
        }
    }

    /// Sets a cell. Where two columns say the same, the first with a word in it counts.
    pub(crate) fn fill(&mut self, field: Field, text: &'a str) {
        // A spreadsheet keeps `@name` or `=name` from being a formula with an apostrophe.
        let text = text.trim();
        let text = match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
            _ => text,
        };
        if let Some(cell) = self
            .cells
            .get_mut(field as usize)
            .filter(|cell| cell.is_empty())
        {
            *cell = text;
        }
    }

    /// The cell; empty where there is no such column.
    pub(crate) fn get(&self, field: Field) -> &'a str {
        self.cells.get(field as usize).copied().unwrap_or_default()
    }

    /// The whole name of the person or company.
    pub(crate) fn name(&self) -> String {
        let whole = clean(self.get(Field::Name));
        if !whole.is_empty() {
            return whole;
        }
        let parts = [self.get(Field::FirstName), self.get(Field::LastName)];
        clean(&parts.join(" "))
    }
}
