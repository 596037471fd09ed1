//! What one file says about another: users whom owner ids mean, deals and teams of accounts, companies
//! of contacts. Kept small: an id is 12 bytes here, and of many deals with one company one counts.

use std::collections::{BTreeMap, HashMap};

use policy::DealState;

use super::cells::{clean, fold, fold_company};
use super::entry::{Cells, Column, Key};
use super::formats::{Claim, Colleague, Member};
use super::people::People;
use super::stages::rank;

/// Somebody of ours: in the people file, or only a name there is for them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Who {
    /// Nobody is named.
    #[default]
    Nobody,
    /// Number in the people file.
    Person(u32),
    /// Named, and not in the people file.
    Unknown(Box<str>),
}

impl Who {
    pub(crate) fn person(&self) -> Option<u32> {
        match self {
            Self::Person(person) => Some(*person),
            Self::Nobody | Self::Unknown(_) => None,
        }
    }

    /// This one, or the other if this one is not in the people file.
    pub(crate) fn or(&self, other: &Self) -> Self {
        let is_better = self.person().is_some() || *other == Self::Nobody;
        if is_better { self } else { other }.clone()
    }
}

/// The deal that counts for a company or person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LiveDeal {
    pub(crate) state: DealState,
    pub(crate) owner: Who,
}

/// What is known of a company beyond its own row.
#[derive(Clone, Debug, Default)]
pub(crate) struct Employer {
    pub(crate) name: Box<str>,
    pub(crate) domain: Box<str>,
    pub(crate) page: Box<str>,
    pub(crate) owner: Who,
    pub(crate) backup: Who,
    pub(crate) deal: Option<LiveDeal>,
}

/// The account manager and the next best of an account team.
#[derive(Clone, Debug, Default)]
pub(crate) struct Team {
    pub(crate) manager: Who,
    pub(crate) other: Who,
}

/// Everything that files say about each other.
#[derive(Debug)]
pub(crate) struct Crm {
    people: People,
    colleagues: HashMap<Key, Who>,
    deals: HashMap<Key, LiveDeal>,
    teams: HashMap<Key, Team>,
    employers: Vec<Employer>,
    employer_at: HashMap<Key, u32>,
    /// Owners who are not in the people file, with the number of entries.
    unmatched: BTreeMap<String, u64>,
}

/// What an id or name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// Id of a company.
    CompanyId,
    /// Name of a company.
    CompanyName,
    /// Id of a person outside.
    ContactId,
    /// Id of one of our own people.
    ColleagueId,
    /// Name of one of our own people.
    ColleagueName,
}

impl Of {
    /// Nothing for an empty text.
    pub(crate) fn key(self, text: &str) -> Option<Key> {
        let text = match self {
            Self::CompanyName => fold_company(text),
            Self::ColleagueName => fold(text),
            _ => short_id(text.trim()).to_owned(),
        };
        let what = match self {
            Self::CompanyId => "company id",
            Self::CompanyName => "company name",
            Self::ContactId => "contact id",
            Self::ColleagueId => "colleague id",
            Self::ColleagueName => "colleague name",
        };
        (!text.is_empty()).then(|| Key::of(&[what, &text]))
    }
}

/// Reports of Salesforce write 15 letters of an id, data exports three more that check the case of the
/// others. Ids are case-sensitive.
fn short_id(id: &str) -> &str {
    let is_long = id.len() == 18 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let has_letter = id.bytes().any(|byte| byte.is_ascii_alphabetic());
    id.get(..15).filter(|_| is_long && has_letter).unwrap_or(id)
}

impl Crm {
    pub(crate) fn new(people: People) -> Self {
        Self {
            people,
            colleagues: HashMap::new(),
            deals: HashMap::new(),
            teams: HashMap::new(),
            employers: Vec::new(),
            employer_at: HashMap::new(),
            unmatched: BTreeMap::new(),
        }
    }

    /// Whom an id or a name of another system means.
    ///
    /// # Errors
    /// The row has nothing to find them by.
    pub(crate) fn add_colleague(&mut self, colleague: &Colleague) -> Option<()> {
        let keys = [
            Of::ColleagueId.key(&colleague.id),
            Of::ColleagueName.key(&colleague.name),
        ];
        let by_email = self.people.by_email(&colleague.email);
        let found = by_email.or_else(|| self.people.by_name(&colleague.name));
        let label = [&colleague.name, &colleague.email, &colleague.id];
        let label = label.into_iter().find(|label| !label.is_empty())?;
        let who = found.map_or_else(|| Who::Unknown(clean(label).into()), Who::Person);
        for key in keys.into_iter().flatten() {
            self.colleagues.entry(key).or_insert_with(|| who.clone());
        }
        keys.iter().any(Option::is_some).then_some(())
    }

    /// A deal counts for each of these if it stands above the one there.
    pub(crate) fn add_deal(&mut self, keys: &[Key], deal: &LiveDeal) {
        for key in keys {
            let known = self.deals.entry(*key).or_insert_with(|| deal.clone());
            if rank(deal.state) > rank(known.state) {
                *known = deal.clone();
            }
        }
    }

    /// Nothing when the row does not say of which company.
    pub(crate) fn add_member(&mut self, member: &Member) -> Option<()> {
        let by_id = Of::CompanyId.key(&member.company_id);
        let key = by_id.or_else(|| Of::CompanyName.key(&member.company))?;
        let who = self.who(&member.colleague);
        self.count(&who);
        let team = self.teams.entry(key).or_default();
        let is_manager = fold(&member.role).contains("account manager");
        let place = if is_manager && team.manager.person().is_none() {
            &mut team.manager
        } else {
            &mut team.other
        };
        if place.person().is_none() {
            *place = who;
        }
        Some(())
    }

    /// Remembers a company for the people who work there.
    pub(crate) fn add_employer(&mut self, keys: [Option<Key>; 2], employer: Employer) {
        let at = u32::try_from(self.employers.len()).unwrap_or(u32::MAX);
        self.employers.push(employer);
        for key in keys.into_iter().flatten() {
            self.employer_at.entry(key).or_insert(at);
        }
    }

    /// The first company that any of these means.
    pub(crate) fn employer(&self, keys: &[Key]) -> Option<&Employer> {
        let at = keys.iter().find_map(|key| self.employer_at.get(key))?;
        self.employers.get(usize::try_from(*at).ok()?)
    }

    /// The first team that any of these means.
    pub(crate) fn team(&self, keys: &[Key]) -> Team {
        let team = keys.iter().find_map(|key| self.teams.get(key));
        team.cloned().unwrap_or_default()
    }

    /// The deal that counts among those of all these.
    pub(crate) fn deal(&self, keys: &[Key]) -> Option<LiveDeal> {
        let deals = keys.iter().filter_map(|key| self.deals.get(key));
        best(deals.cloned())
    }

    pub(crate) fn has_deals(&self) -> bool {
        !self.deals.is_empty()
    }

    /// Who is meant: by address, then by id, then by exact name.
    pub(crate) fn who(&self, claim: &Claim) -> Who {
        if claim.is_empty() {
            return Who::Nobody;
        }
        let text = claim.text.as_str();
        let known = |of: Of| of.key(text).and_then(|key| self.colleagues.get(&key));
        let person = self.people.by_email(&claim.email);
        let person = person.or_else(|| known(Of::ColleagueId)?.person());
        let person = person.or_else(|| self.people.by_id(text));
        let person = person.or_else(|| known(Of::ColleagueName)?.person());
        let person = person.or_else(|| self.people.by_name(text));
        person.map_or_else(|| Who::Unknown(self.label(claim).into()), Who::Person)
    }

    /// What to call somebody whom the people file does not know: the name rather than the id.
    fn label(&self, claim: &Claim) -> String {
        let key = Of::ColleagueId.key(&claim.text);
        match key.and_then(|key| self.colleagues.get(&key)) {
            Some(Who::Unknown(name)) => name.to_string(),
            _ if claim.text.is_empty() => claim.email.clone(),
            _ => claim.text.clone(),
        }
    }

    /// Notes an owner of an entry who is not in the people file.
    pub(crate) fn count(&mut self, who: &Who) {
        if let Who::Unknown(label) = who {
            *self.unmatched.entry(label.to_string()).or_default() += 1;
        }
    }

    /// Writes who looks after an entry into its cells: in a live negotiation whoever leads it, else
    /// whoever looks after the account. The other of the two stands in.
    pub(crate) fn assign(&mut self, cells: &mut Cells, given: Given<'_>) {
        let keepers = given.keepers.iter().find_map(|who| who.person());
        let leads = given
            .deal
            .filter(|deal| deal.state == DealState::Negotiation)
            .and_then(|deal| deal.owner.person());
        let owner = leads.or(keepers);
        let stand_ins = given.stand_ins.iter().filter_map(|who| who.person());
        let backup = stand_ins
            .chain(keepers)
            .find(|person| Some(*person) != owner);
        for (column, person) in [(Column::Owner, owner), (Column::Backup, backup)] {
            if let Some(person) = person {
                cells.set(column, self.people.id(person));
            }
        }
        let mut named = given.keepers.iter().copied();
        let named = named.find(|who| **who != Who::Nobody);
        for who in named.into_iter().chain(given.deal.map(|deal| &deal.owner)) {
            self.count(who);
        }
    }

    pub(crate) fn people(&self) -> &People {
        &self.people
    }

    pub(crate) fn unmatched(&self) -> &BTreeMap<String, u64> {
        &self.unmatched
    }
}

/// Who may look after an entry, most telling first.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<'a> {
    /// Whoever looks after the account.
    pub(crate) keepers: &'a [&'a Who],
    /// Whoever stands in.
    pub(crate) stand_ins: &'a [&'a Who],
    /// The deal that counts.
    pub(crate) deal: Option<&'a LiveDeal>,
}

/// The deal that counts among several.
pub(crate) fn best(deals: impl Iterator<Item = LiveDeal>) -> Option<LiveDeal> {
    // The first of equals.
    deals.reduce(|best, next| {
        if rank(next.state) > rank(best.state) {
            next
        } else {
            best
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crm() -> Crm {
        Crm::new(People::of(&[
            ["jonas", "Jonas Brandt", "jonas@aldermoor.example", ""],
            ["mara", "Mara Lindqvist", "mara@aldermoor.example", ""],
        ]))
    }

    #[test]
    fn both_lengths_of_a_salesforce_id_are_one_and_their_case_counts() {
        let key = |id| Of::CompanyId.key(id);
        assert_eq!(key("001A0000005kpmQ"), key("001A0000005kpmQIAQ"));
        assert_ne!(key("001A0000005kpmQ"), key("001A0000005KPMQ"));
        assert_ne!(key("123456789012345678"), key("123456789012345"));
        assert_eq!(key(" "), None);
    }

    #[test]
    fn an_owner_id_means_a_user_whose_address_is_in_the_people_file() {
        let mut crm = crm();
        let user = Colleague {
            id: "005A".to_owned(),
            name: "J. Brandt".to_owned(),
            email: "Jonas@aldermoor.example".to_owned(),
        };
        crm.add_colleague(&user).unwrap();
        assert_eq!(crm.who(&Claim::new("005A", "")), Who::Person(0));
        assert_eq!(crm.who(&Claim::new("J. Brandt", "")), Who::Person(0));
        assert_eq!(
            crm.who(&Claim::new("005B", "")),
            Who::Unknown("005B".into())
        );
        assert_eq!(crm.who(&Claim::new("", "")), Who::Nobody);
    }

    #[test]
    fn in_a_negotiation_the_leader_of_the_deal_owns_and_the_keeper_stands_in() {
        let mut crm = crm();
        let (jonas, mara) = (Who::Person(0), Who::Person(1));
        for (state, expected) in [
            (DealState::Negotiation, ("mara", "jonas")),
            (DealState::Won, ("jonas", "")),
        ] {
            let deal = LiveDeal {
                state,
                owner: mara.clone(),
            };
            let mut cells = Cells::default();
            let given = Given {
                keepers: &[&jonas],
                stand_ins: &[],
                deal: Some(&deal),
            };
            crm.assign(&mut cells, given);
            let found = (cells.get(Column::Owner), cells.get(Column::Backup));
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_live_negotiation_stands_above_a_contract_and_that_above_a_lost_deal() {
        let mut crm = crm();
        let key = Of::CompanyId.key("001A").unwrap();
        let deal = |state| LiveDeal {
            state,
            owner: Who::Nobody,
        };
        crm.add_deal(&[key], &deal(DealState::Won));
        crm.add_deal(&[key], &deal(DealState::Lost));
        assert_eq!(crm.deal(&[key]), Some(deal(DealState::Won)));
        crm.add_deal(&[key], &deal(DealState::Negotiation));
        assert_eq!(crm.deal(&[key]), Some(deal(DealState::Negotiation)));
    }
}
