//! Row by row from the files into the list: looks up what other files said, rejects what is of no use.

use std::collections::BTreeMap;

use policy::Day;

use super::crm::{Crm, Employer, Given, LiveDeal, Of, Who, best};
use super::entry::{Cells, Column, Key};
use super::export::Export;
use super::formats::{Colleague, Deal, Fact, Field, Format, Member, Row};
use super::list::{Deals, List, Merged, Seen};
use super::party::Party;
use super::reading::Next;
use super::reason::Reason;
use super::rejects::{Reject, Rejects};
use super::stages::{Stage, Stages};

/// What came of one file.
#[derive(Clone, Debug)]
pub(crate) struct FileCount {
    pub(crate) name: String,
    pub(crate) format: &'static Format,
    pub(crate) rows: u64,
    pub(crate) rejected: u64,
    /// Lines below a report.
    pub(crate) footers: u64,
}

/// What holds for the whole import.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Choices<'a> {
    pub(crate) audience: &'a str,
    /// Id of the person who looks after entries without an owner.
    pub(crate) owner_default: Option<&'a str>,
    /// The day on which somebody confirmed all of it.
    pub(crate) confirmed_on: Option<Day>,
}

/// The import while it goes on.
pub(crate) struct Gathering<'a> {
    pub(crate) list: List,
    pub(crate) crm: Crm,
    pub(crate) stages: Stages,
    pub(crate) rejects: Rejects,
    pub(crate) choices: Choices<'a>,
    pub(crate) files: Vec<FileCount>,
    /// Cells that were of no use in rows that were taken.
    pub(crate) left_out: BTreeMap<Reason, u64>,
    /// Rows about an entry that an earlier row was about.
    pub(crate) again: u64,
    /// Entries in a negotiation of which no deal in these files knows.
    pub(crate) adrift: u64,
    /// People in these files who have no account on either network.
    pub(crate) unseen: u64,
}

impl<'a> Gathering<'a> {
    /// Nothing read yet.
    pub(crate) fn new(list: List, crm: Crm, choices: Choices<'a>) -> Self {
        Self {
            list,
            crm,
            choices,
            stages: Stages::default(),
            rejects: Rejects::default(),
            files: Vec::new(),
            left_out: BTreeMap::new(),
            again: 0,
            adrift: 0,
            unseen: 0,
        }
    }

    /// Reads one file.
    ///
    /// # Errors
    /// The file cannot be read to its end.
    pub(crate) fn read(&mut self, export: Export) -> anyhow::Result<()> {
        let name = export.name.clone();
        let format = export.recognised.format;
        let mut count = FileCount {
            name: name.clone(),
            format,
            rows: 0,
            rejected: 0,
            footers: 0,
        };
        export.read(&mut |next| {
            let (row, reason, of) = match next {
                Next::Footer => {
                    count.footers += 1;
                    return Ok(());
                }
                Next::Bad(row, reason) => (row, Some(reason), String::new()),
                Next::Row(row) => (row.number, self.row(&row, format).err(), named(&row)),
            };
            count.rows += 1;
            let Some(reason) = reason else { return Ok(()) };
            count.rejected += 1;
            self.rejects.add(Reject {
                file: name.clone(),
                row,
                reason,
                name: of,
            })
        })?;
        self.files.push(count);
        Ok(())
    }

    fn row(&mut self, row: &Row<'_>, format: &Format) -> Result<(), Reason> {
        if super::cells::is_yes(row.get(Field::Deleted)) {
            return Err(Reason::Deleted);
        }
        match (format.fact)(row) {
            Fact::Rejected(reason) => Err(reason),
            Fact::Colleague(colleague) => self.colleague(&colleague),
            Fact::Deal(deal) => self.deal(&deal),
            Fact::Member(member) => self.member(&member),
            Fact::Party(party) if party.cells.is_company() => self.company(*party),
            Fact::Party(party) => self.person(*party),
        }
    }

    fn colleague(&mut self, colleague: &Colleague) -> Result<(), Reason> {
        let added = self.crm.add_colleague(colleague);
        added.ok_or(Reason::NoColleague)
    }

    fn member(&mut self, member: &Member) -> Result<(), Reason> {
        let added = self.crm.add_member(member);
        added.ok_or(Reason::NoCompany)
    }

    fn deal(&mut self, deal: &Deal) -> Result<(), Reason> {
        let [name, closed, won] = deal.stage.each_ref().map(String::as_str);
        let ids = deal.company_ids.iter().map(|id| Of::CompanyId.key(id));
        let names = deal.companies.iter().map(|name| Of::CompanyName.key(name));
        let people = deal.contact_ids.iter().map(|id| Of::ContactId.key(id));
        let keys: Vec<Key> = ids.chain(names).chain(people).flatten().collect();
        if keys.is_empty() {
            return Err(Reason::NoCompany);
        }
        let stage = Stage { name, closed, won };
        let state = self.stages.state(stage).ok_or(Reason::NoStage)?;
        let owner = self.crm.who(&deal.owner);
        self.crm.add_deal(&keys, &LiveDeal { state, owner });
        Ok(())
    }

    /// A company is remembered for its people even where it has nothing to be found by itself.
    fn company(&mut self, mut party: Party) -> Result<(), Reason> {
        self.ensure_meant(&party)?;
        let name = party.cells.get(Column::DisplayName).to_owned();
        let keys = [Of::CompanyId.key(&party.id), Of::CompanyName.key(&name)];
        let known: Vec<Key> = keys.into_iter().flatten().collect();
        let owner = self.crm.who(&party.owner);
        let stand_in = self.crm.who(&party.backup);
        let team = self.crm.team(&known);
        let deal = self.crm.deal(&known);
        let rejected = party.rejected();
        if rejected.is_none() {
            let given = Given {
                keepers: &[&owner, &team.manager],
                stand_ins: &[&stand_in, &team.other],
                deal: deal.as_ref(),
            };
            self.crm.assign(&mut party.cells, given);
        }
        let employer = Employer {
            name: name.into(),
            domain: party.cells.get(Column::EmailDomain).into(),
            page: party.cells.get(Column::CompanyPage).into(),
            owner: owner.or(&team.manager),
            backup: stand_in.or(&team.other),
            deal: deal.clone(),
        };
        self.crm.add_employer(keys, employer);
        if let Some(reason) = rejected {
            return Err(reason);
        }
        let domains = std::mem::take(&mut party.more_domains);
        let cells = party.cells.clone();
        self.merge(party, deal.as_ref());
        for domain in domains {
            self.further_domain(cells.clone(), &domain, deal.as_ref());
        }
        Ok(())
    }

    /// An entry has one domain; for each further one of a company there is a further entry.
    fn further_domain(&mut self, mut cells: Cells, domain: &str, deal: Option<&LiveDeal>) {
        if cells.get(Column::EmailDomain) == domain {
            return;
        }
        for column in [Column::XHandle, Column::XUserId, Column::CompanyPage] {
            cells.set(column, "");
        }
        cells.set(Column::EmailDomain, domain);
        let party = Party {
            cells,
            ..Party::default()
        };
        self.merge(party, deal);
    }

    fn person(&mut self, mut party: Party) -> Result<(), Reason> {
        self.ensure_meant(&party)?;
        let ids = party.company_ids.iter().map(|id| Of::CompanyId.key(id));
        let name = Of::CompanyName.key(party.cells.get(Column::Company));
        let companies: Vec<Key> = ids.chain([name]).flatten().collect();
        let employer = self.crm.employer(&companies).cloned().unwrap_or_default();
        for (column, text) in [
            (Column::Company, &employer.name),
            (Column::EmailDomain, &employer.domain),
            (Column::CompanyPage, &employer.page),
        ] {
            party.cells.fill(column, text);
        }
        if let Some(reason) = party.rejected() {
            return Err(reason);
        }
        let contact = Of::ContactId.key(&party.id);
        let keys: Vec<Key> = contact.into_iter().chain(companies).collect();
        let deal = best(self.crm.deal(&keys).into_iter().chain(employer.deal));
        let (owner, stand_in) = (self.crm.who(&party.owner), self.crm.who(&party.backup));
        let team = self.crm.team(&keys);
        let given = Given {
            keepers: &[&owner, &team.manager, &employer.owner],
            stand_ins: &[&stand_in, &team.other, &employer.backup],
            deal: deal.as_ref(),
        };
        self.crm.assign(&mut party.cells, given);
        self.merge(party, deal.as_ref());
        Ok(())
    }

    fn ensure_meant(&self, party: &Party) -> Result<(), Reason> {
        let is_meant = party.audience.is_empty() || party.audience == self.choices.audience;
        is_meant.then_some(()).ok_or(Reason::OtherAudience)
    }

    fn merge(&mut self, mut party: Party, deal: Option<&LiveDeal>) {
        for trouble in &party.troubles {
            *self.left_out.entry(*trouble).or_default() += 1;
        }
        if let Some(deal) = deal {
            party.cells.set(Column::State, deal.state.id());
        }
        if let Some(day) = self.choices.confirmed_on {
            party.cells.set(Column::ConfirmedOn, day.to_string());
        }
        let deals = deal.map_or(Deals::AreSilent, |_| Deals::Say);
        let merged = self.list.merge(party.cells, deals);
        self.again += u64::from(merged == Merged::Again);
    }

    /// After the last file: deals of companies that were only in the list, owners by default, names for
    /// those who have none.
    pub(crate) fn finish(&mut self) {
        let Self {
            list,
            crm,
            choices,
            adrift,
            unseen,
            ..
        } = self;
        let has_deals = crm.has_deals();
        list.revise(&mut |cells, seen| {
            let mut deals = Deals::AreSilent;
            if seen == Seen::Not && has_deals {
                deals = deal_by_name(crm, cells);
            }
            if seen != Seen::Not || deals == Deals::Say {
                complete(cells, choices);
                let has_account = cells.has(Column::XHandle) || cells.has(Column::LinkedIn);
                *unseen += u64::from(!cells.is_company() && !has_account);
            }
            let is_told = seen == Seen::WithDeal || deals == Deals::Say;
            let is_adrift = has_deals && !is_told && cells.get(Column::State) == "negotiation";
            *adrift += u64::from(is_adrift);
            deals
        });
    }
}

/// Files of deals alone still switch the state of a company that is on the list, and of its people.
fn deal_by_name(crm: &mut Crm, cells: &mut Cells) -> Deals {
    let name = if cells.is_company() {
        cells.get(Column::DisplayName)
    } else {
        cells.get(Column::Company)
    };
    let key = Of::CompanyName.key(name);
    let Some(deal) = key.and_then(|key| crm.deal(&[key])) else {
        return Deals::AreSilent;
    };
    cells.set(Column::State, deal.state.id());
    let [owner, stand_in] = [Column::Owner, Column::Backup].map(|column| {
        let person = crm.people().by_id(cells.get(column));
        person.map_or(Who::Nobody, Who::Person)
    });
    let given = Given {
        keepers: &[&owner],
        stand_ins: &[&stand_in],
        deal: Some(&deal),
    };
    crm.assign(cells, given);
    Deals::Say
}

fn complete(cells: &mut Cells, choices: &Choices<'_>) {
    if let Some(owner) = choices.owner_default {
        cells.fill(Column::Owner, owner);
    }
    if cells.get(Column::Backup) == cells.get(Column::Owner) {
        // Whoever led the talks stood in for themselves once they were over.
        cells.set(Column::Backup, "");
    }
    if !cells.has(Column::DisplayName) {
        // A list of ids has no names; the next list with names replaces this.
        let name = format!("X account {}", cells.get(Column::XUserId));
        cells.set(Column::DisplayName, name);
    }
}

/// Of a rejected row, the name is all that is shown.
fn named(row: &Row<'_>) -> String {
    let name = row.name();
    let name = if name.is_empty() {
        super::cells::clean(row.get(Field::Company))
    } else {
        name
    };
    name.chars().take(60).collect()
}
