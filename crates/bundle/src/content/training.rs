//! Training cards: what a rule teaches, in a language that the reader knows.
//!
//! Showing them, and remembering on the device who has read what, is left to the pages.

use std::collections::BTreeMap;

use policy::{Language, RuleId};

use super::format::{CardRecord, TRAINING_FORMAT, TRAINING_TARGET, TrainingFile};
use super::{Bundle, ContentError, read};

/// The cards of rules, by language.
pub(super) type Cards = BTreeMap<RuleId, BTreeMap<Language, CardRecord>>;

/// Reads the file; bundles of before have none, and then nothing is taught.
pub(super) fn cards(targets: &BTreeMap<String, Vec<u8>>) -> Result<Cards, ContentError> {
    if !targets.contains_key(TRAINING_TARGET) {
        return Ok(Cards::new());
    }
    let file: TrainingFile = read(targets, TRAINING_TARGET)?;
    if file.format != TRAINING_FORMAT {
        return Err(ContentError::Format {
            target: TRAINING_TARGET,
            found: file.format,
            read: TRAINING_FORMAT,
        });
    }
    Ok(file.cards)
}

impl Bundle {
    /// The card of a rule in the first of these languages that it is written in, else in the company's own.
    #[must_use]
    pub fn card(&self, rule: &RuleId, languages: &[Language]) -> Option<&CardRecord> {
        let translations = self.cards.get(rule)?;
        let own = std::iter::once(&self.policy.language);
        let mut wanted = languages.iter().chain(own);
        wanted.find_map(|language| translations.get(language))
    }

    /// Rules that have a card, by name.
    pub fn rules_with_cards(&self) -> impl Iterator<Item = &RuleId> {
        self.cards.keys()
    }
}

#[cfg(test)]
mod tests {
    use policy::topics::TopicIndex;

    use super::*;

    fn bundle(training: Option<&str>) -> Result<Bundle, ContentError> {
        let topics = postcard::to_allocvec(&TopicIndex::default()).expect("empty tables");
        let empty = r#"{"format":2,"normalisation":2,"people":[],"accounts":[]}"#;
        let policy = r#"{"company":"Aldermoor Bank","language":"en","roles":{},"audiences":{}}"#;
        let files = [
            ("policy.json", Some(policy.as_bytes())),
            ("people.json", Some(empty.as_bytes())),
            ("accounts.json", Some(empty.as_bytes())),
            ("topics.bin", Some(&topics[..])),
            ("training.json", training.map(str::as_bytes)),
        ];
        let there = files
            .into_iter()
            .filter_map(|(name, bytes)| Some((name.to_owned(), bytes?.to_vec())));
        Bundle::parse(&there.collect())
    }

    fn question(bundle: &Bundle, languages: &[&str]) -> Option<String> {
        let languages: Vec<Language> = languages.iter().map(|tag| (*tag).into()).collect();
        let card = bundle.card(&"client".into(), &languages);
        card.map(|card| card.question.clone())
    }

    const TRAINING: &str = r#"{"format":1,"cards":{"client":{
        "en":{"why":"w","good":"g","poor":"p","question":"Who?","answers":["a","b"],"right":1},
        "de":{"why":"w","good":"g","poor":"p","question":"Wer?","answers":["a","b"],"right":1}}}}"#;

    #[test]
    fn gives_the_card_in_the_first_language_there_is() {
        let bundle = bundle(Some(TRAINING)).expect("a bundle");
        assert_eq!(question(&bundle, &["de", "en"]).as_deref(), Some("Wer?"));
        assert_eq!(question(&bundle, &["fr", "de"]).as_deref(), Some("Wer?"));
        assert_eq!(
            question(&bundle, &["fr"]).as_deref(),
            Some("Who?"),
            "the company's own"
        );
        assert_eq!(bundle.card(&"other".into(), &[]), None);
        assert_eq!(
            bundle.rules_with_cards().collect::<Vec<_>>(),
            [&RuleId::from("client")]
        );
    }

    #[test]
    fn bundles_of_before_have_no_cards_and_later_ones_are_refused() {
        let before = bundle(None).expect("a bundle without cards");
        assert_eq!(question(&before, &["en"]), None);
        let later = bundle(Some(r#"{"format":2,"cards":{}}"#)).expect_err("another format");
        let expected = "`training.json` has format 2, this version reads format 1";
        assert_eq!(later.to_string(), expected);
    }
}
