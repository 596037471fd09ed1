//! What a stage of a deal means: `lead`, `negotiation`, `won` or `lost`. The table, and how a company
//! says otherwise.

use std::collections::BTreeMap;

use policy::DealState;

use super::cells::{clean, is_yes};
use DealState::{Lead, Lost, Negotiation, Won};

/// Whole stages, as Salesforce and HubSpot have them when new. Read before the words below.
const STAGES: [(&str, DealState); 20] = [
    ("prospecting", Lead),
    ("qualification", Lead),
    ("needs analysis", Lead),
    ("value proposition", Lead),
    ("id decision makers", Lead),
    ("perception analysis", Lead),
    ("proposal price quote", Negotiation),
    ("negotiation review", Negotiation),
    ("closed won", Won),
    ("closed lost", Lost),
    ("appointment scheduled", Lead),
    ("appointmentscheduled", Lead),
    ("qualified to buy", Lead),
    ("qualifiedtobuy", Lead),
    ("presentation scheduled", Lead),
    ("presentationscheduled", Lead),
    ("decision maker bought in", Lead),
    ("decisionmakerboughtin", Lead),
    ("closedwon", Won),
    ("closedlost", Lost),
];

/// Words in stages that companies name themselves (`*`: and whatever follows). The first of the table
/// that occurs decides.
const WORDS: [(&str, DealState); 46] = [
    ("lost", Lost),
    ("verloren", Lost),
    ("abgelehnt", Lost),
    ("perdu", Lost),
    ("perdue", Lost),
    ("perdid*", Lost),
    ("persa", Lost),
    ("perso", Lost),
    ("declined", Lost),
    ("disqualified", Lost),
    ("won", Won),
    ("signed", Won),
    ("gewonnen", Won),
    ("gagné*", Won),
    ("ganad*", Won),
    ("vinta", Won),
    ("vinto", Won),
    ("negotiat*", Negotiation),
    ("proposal*", Negotiation),
    ("quote*", Negotiation),
    ("quotation*", Negotiation),
    ("contract*", Negotiation),
    ("offer*", Negotiation),
    ("angebot*", Negotiation),
    ("verhandlung*", Negotiation),
    ("vertrag*", Negotiation),
    ("négociation*", Negotiation),
    ("devis", Negotiation),
    ("proposition*", Negotiation),
    ("contrat*", Negotiation),
    ("negociación*", Negotiation),
    ("negociacion*", Negotiation),
    ("propuesta*", Negotiation),
    ("presupuesto*", Negotiation),
    ("cotización*", Negotiation),
    ("negoziazione", Negotiation),
    ("trattativa", Negotiation),
    ("preventivo", Negotiation),
    ("proposta", Negotiation),
    ("offerta", Negotiation),
    ("lead*", Lead),
    ("qualif*", Lead),
    ("discovery", Lead),
    ("demo", Lead),
    ("erstgespräch", Lead),
    ("kontakt*", Lead),
];

/// The table, what `--map` says, and which stages neither knows.
#[derive(Debug, Default)]
pub(crate) struct Stages {
    mapped: Vec<(String, DealState)>,
    unknown: BTreeMap<String, u64>,
}

/// What an export says about one deal.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Stage<'a> {
    /// The stage as the company calls it.
    pub(crate) name: &'a str,
    /// Salesforce's `IsClosed`, empty where there is no such column.
    pub(crate) closed: &'a str,
    /// Salesforce's `IsWon`, likewise.
    pub(crate) won: &'a str,
}

impl Stages {
    /// `--map` stands above the table.
    pub(crate) fn new(mapped: &[(String, DealState)]) -> Self {
        let mapped = mapped.iter().map(|(stage, state)| (words(stage), *state));
        Self {
            mapped: mapped.collect(),
            unknown: BTreeMap::new(),
        }
    }

    /// What a deal means; nothing where the row says nothing. An open deal nobody knows is a lead,
    /// and is noted.
    pub(crate) fn state(&mut self, stage: Stage<'_>) -> Option<DealState> {
        let name = words(stage.name);
        let mut mapped = self.mapped.iter();
        let mapped = mapped.find(|(known, _)| *known == name);
        let mapped = mapped.map(|(_, state)| *state);
        let listed = || STAGES.iter().find(|(known, _)| *known == name);
        let closed = match (is_yes(stage.won), is_yes(stage.closed)) {
            (true, _) => Some(Won),
            (false, true) => Some(Lost),
            (false, false) => None,
        };
        let known = mapped.or(closed);
        let known = known.or_else(|| listed().map(|(_, state)| *state));
        if known.is_some() || name.is_empty() {
            return known;
        }
        Some(by_words(&name).unwrap_or_else(|| {
            *self.unknown.entry(clean(stage.name)).or_default() += 1;
            Lead
        }))
    }

    /// Stages nobody knows, with the number of their deals.
    pub(crate) fn unknown(&self) -> &BTreeMap<String, u64> {
        &self.unknown
    }
}

fn by_words(name: &str) -> Option<DealState> {
    let mut table = WORDS.iter();
    let occurs = |known: &str| match known.strip_suffix('*') {
        Some(start) => name.split(' ').any(|word| word.starts_with(start)),
        None => name.split(' ').any(|word| word == known),
    };
    table
        .find(|(known, _)| occurs(known))
        .map(|(_, state)| *state)
}

/// In small letters, one space for everything else; a pipeline's name in brackets is left out.
fn words(stage: &str) -> String {
    let name = stage
        .split_once('(')
        .map_or(stage, |(name, _pipeline)| name);
    let name = if name.trim().is_empty() { stage } else { name };
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// What counts among several deals with one company: a live negotiation above everything, a
/// customer stays one although another deal was lost.
pub(crate) fn rank(state: DealState) -> u8 {
    match state {
        Negotiation => 3,
        Won => 2,
        Lead => 1,
        Lost => 0,
    }
}

/// A state by the name it has in files.
pub(crate) fn by_name(name: &str) -> Option<DealState> {
    let name = name.trim().to_lowercase();
    if name == "customer" {
        return Some(Won);
    }
    [Lead, Negotiation, Won, Lost]
        .into_iter()
        .find(|state| state.id() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(name: &str) -> Option<DealState> {
        let stage = Stage {
            name,
            ..Stage::default()
        };
        Stages::default().state(stage)
    }

    #[test]
    fn knows_the_stages_of_a_new_salesforce_and_hubspot() {
        // Sources: the two products' default sales pipelines.
        for (name, expected) in [
            ("Id. Decision Makers", Lead),
            ("Value Proposition", Lead),
            ("Proposal/Price Quote", Negotiation),
            ("Negotiation/Review", Negotiation),
            ("Closed Won", Won),
            ("Contract Sent (Sales Pipeline)", Negotiation),
            ("contractsent", Negotiation),
            ("Closed Lost (Sales Pipeline)", Lost),
            ("decisionmakerboughtin", Lead),
        ] {
            assert_eq!(state(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn reads_words_of_own_stages_in_five_languages() {
        for (name, expected) in [
            ("3 - Angebot versendet", Negotiation),
            ("Négociation en cours", Negotiation),
            ("Propuesta enviada", Negotiation),
            ("Trattativa", Negotiation),
            ("Gewonnen", Won),
            ("Perdido", Lost),
            ("Offer lost", Lost),
            ("Perso", Lost),
        ] {
            assert_eq!(state(name), Some(expected), "{name}");
        }
        assert_eq!(state(""), None);
    }

    #[test]
    fn takes_no_part_of_a_word_for_the_word() {
        for name in ["Personal meeting", "Wonderful", "Unsigned", "Revisited"] {
            assert_eq!(state(name), Some(Lead), "{name}");
        }
    }

    #[test]
    fn notes_a_stage_nobody_knows_and_takes_it_for_a_lead() {
        let mut stages = Stages::default();
        let stage = Stage {
            name: "Blue phase",
            ..Stage::default()
        };
        assert_eq!(stages.state(stage), Some(Lead));
        assert_eq!(stages.unknown().get("Blue phase"), Some(&1));
    }

    #[test]
    fn the_flags_stand_above_the_name_and_a_map_above_both() {
        let stage = Stage {
            name: "Blue phase",
            closed: "true",
            won: "false",
        };
        assert_eq!(Stages::default().state(stage), Some(Lost));
        let mut mapped = Stages::new(&[("blue PHASE".to_owned(), Negotiation)]);
        assert_eq!(mapped.state(stage), Some(Negotiation));
    }
}
