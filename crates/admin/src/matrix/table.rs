//! The matrix itself: roles across, audiences down, and what the compiled rules do in each cell.

use std::collections::{BTreeMap, BTreeSet};

use bundle::builder::accounts::Entry;
use bundle::builder::audience_file::AudienceNotes;
use bundle::builder::company::Company;
use bundle::builder::scene::{Stage, outcome};
use policy::{AudienceId, Day, Minute, RoleId, RuleId, Tier};
use serde::{Serialize, Serializer};

use super::findings::{Findings, findings};
use super::judge::{Samples, judge, maybe, samples};

/// The whole picture of a company.
#[derive(Debug, Serialize)]
pub(crate) struct Matrix {
    pub(crate) company: String,
    pub(crate) on: String,
    pub(crate) roles: Vec<Column>,
    pub(crate) audiences: Vec<Row>,
    #[serde(flatten)]
    pub(crate) findings: Findings,
}

/// A role, with what the charter says of it.
#[derive(Debug, Serialize)]
pub(crate) struct Column {
    pub(crate) id: RoleId,
    pub(crate) label: String,
    pub(crate) responsibilities: Vec<String>,
    pub(crate) objectives: Vec<String>,
    pub(crate) metrics: Vec<String>,
}

/// An audience, with who answers for it.
#[derive(Debug, Serialize)]
pub(crate) struct Row {
    pub(crate) id: AudienceId,
    pub(crate) label: String,
    pub(crate) class: &'static str,
    /// The name of whoever answers for the list.
    pub(crate) owner: Option<String>,
    /// The name of the desk that is asked where an entry has no owner.
    pub(crate) desk: Option<String>,
    pub(crate) entries: usize,
    /// Those that count on the day: not ended, and confirmed not too long ago.
    pub(crate) live: usize,
    pub(crate) without_owner: usize,
    /// One per role, in the order of the roles.
    pub(crate) cells: Vec<Cell>,
}

/// What an author of a role sees when replying to somebody on a list.
#[derive(Debug, Serialize)]
pub(crate) struct Cell {
    pub(crate) role: RoleId,
    /// The strongest of all states; nothing means silence.
    #[serde(rename = "outcome", serialize_with = "as_outcome")]
    pub(crate) tier: Option<Tier>,
    /// One per state in which there are entries that count.
    pub(crate) states: Vec<InState>,
    /// Rules that may speak to such a pair, though not about an empty reply.
    pub(crate) depends: BTreeSet<RuleId>,
}

/// The same in one state of a deal.
#[derive(Debug, Serialize)]
pub(crate) struct InState {
    /// Nothing for entries that are in no state.
    pub(crate) state: Option<&'static str>,
    #[serde(rename = "outcome", serialize_with = "as_outcome")]
    pub(crate) tier: Option<Tier>,
    pub(crate) rules: BTreeSet<RuleId>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn as_outcome<S: Serializer>(tier: &Option<Tier>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(outcome(*tier))
}

impl Row {
    /// Whether entries in different states are treated differently by any role.
    pub(crate) fn varies(&self) -> bool {
        let differs = |cell: &Cell| {
            let mut tiers = cell.states.iter().map(|one| one.tier);
            let first = tiers.next();
            tiers.any(|tier| Some(tier) != first)
        };
        self.cells.iter().any(differs)
    }
}

/// Plays every role against every list, and looks for gaps and overlaps.
pub(crate) fn matrix(stage: &Stage<'_>, (today, now): (Day, Minute)) -> Matrix {
    let company = stage.company;
    let mut lists: BTreeMap<&AudienceId, Vec<&Entry>> = BTreeMap::new();
    for entry in &company.entries {
        lists.entry(&entry.audience).or_default().push(entry);
    }
    let samples = samples(company, today);
    let rows = company.audiences.iter().map(|(id, notes)| {
        let entries = lists.get(id).map_or(&[][..], Vec::as_slice);
        let samples = samples.get(id).cloned().unwrap_or_default();
        row(stage, (id, notes), (entries, &samples), now)
    });
    let rows: Vec<Row> = rows.collect();
    Matrix {
        company: company.head.name.clone(),
        on: today.to_string(),
        roles: columns(company),
        findings: findings(company, &rows),
        audiences: rows,
    }
}

fn columns(company: &Company) -> Vec<Column> {
    let column = |(id, role): (&RoleId, &bundle::builder::company_file::Role)| Column {
        id: id.clone(),
        label: role.label.clone(),
        responsibilities: role.responsibilities.clone(),
        objectives: role.objectives.clone(),
        metrics: role.metrics.clone(),
    };
    company.head.roles.iter().map(column).collect()
}

fn row(
    stage: &Stage<'_>,
    (id, notes): (&AudienceId, &AudienceNotes),
    (entries, samples): (&[&Entry], &Samples<'_>),
    now: Minute,
) -> Row {
    let company = stage.company;
    let owner = notes.owner.as_ref().map(|id| {
        let person = company.people.iter().find(|person| person.id == *id);
        person.map_or_else(|| id.to_string(), |person| person.name.clone())
    });
    let desk = notes.desk.as_ref().map(|id| {
        let desk = company.policy.desks.get(id);
        desk.map_or_else(|| id.to_string(), |desk| desk.name.clone())
    });
    let cell = |role: &RoleId| {
        let states = judge(stage, (id, role), samples, now);
        Cell {
            role: role.clone(),
            tier: states.iter().filter_map(|one| one.tier).max(),
            depends: maybe(company, (id, role), &states),
            states,
        }
    };
    Row {
        id: id.clone(),
        label: notes.label.clone(),
        class: notes.class.unwrap_or_default().id(),
        owner,
        desk,
        entries: entries.len(),
        live: samples.live,
        without_owner: entries.iter().filter(|one| one.owner.is_none()).count(),
        cells: company.head.roles.keys().map(cell).collect(),
    }
}
