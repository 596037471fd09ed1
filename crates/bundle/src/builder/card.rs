//! `[rule.card.en]`: what a rule teaches in a minute, with a question at the end.

use std::collections::{BTreeMap, BTreeSet};

use policy::{Language, RuleId};

use super::code::Code;
use super::translations::{Translated, each};
use super::tree::{At, Table};
use super::wording::check_blame;
use crate::content::format::CardRecord;

/// The card of a rule, by language.
pub(crate) type Cards = BTreeMap<Language, CardRecord>;

/// What can be read in a minute, in characters. Source: readers of English, French, German, Italian and
/// Spanish manage 920 to 1,025 a minute (Trauzettel-Klosinski and Dietz 2012); the slowest, with a moment to
/// think.
pub(crate) const CARD_MAX: usize = 900;

/// How many answers there are to choose from.
pub(crate) const ANSWERS: (usize, usize) = (2, 4);

/// The card of a rule in every language there is; a rule may have none.
pub(crate) fn cards(table: &Table<'_>, rule: &RuleId, languages: &[Language]) -> Cards {
    // Only who begins to teach is told what is missing.
    let languages = table.entry("card").map_or(&[][..], |_| languages);
    let what = Translated {
        rule,
        key: "card",
        expected: "a table with `why`, `good`, `poor`, `question`, `answers` and `right`",
        languages,
    };
    let cards = each(table, what, card);
    let whole = cards.into_iter();
    whole.filter_map(|(tag, card)| Some((tag, card?))).collect()
}

fn card(words: &Table<'_>, language: &Language) -> Option<CardRecord> {
    let text = |key| words.text(key).inspect(|text| check_plain(words, text));
    let (why, good, poor) = (text("why"), text("good"), text("poor"));
    let question = text("question");
    // What is poor may well blame.
    for text in [&why, &good, &question].into_iter().flatten() {
        check_blame(language.as_str(), text, words.file.notes);
    }
    let answers = answers(words);
    let right = right(words, answers.as_ref().map(Vec::len));
    words.finish();
    let card = CardRecord {
        why: why?.value,
        good: good?.value,
        poor: poor?.value,
        question: question?.value,
        answers: answers?,
        right: right?,
    };
    check_length(words, &card);
    Some(card)
}

/// Nothing is filled in: a card is about nobody in particular.
fn check_plain(words: &Table<'_>, text: &At<String>) {
    let Some((from, rest)) = text.value.split_once('{') else {
        return;
    };
    let end = rest.find('}').map_or(rest.len(), |at| at + 1);
    let part = text.value.get(from.len()..=from.len() + end);
    let notes = words.file.notes;
    let spot = notes.part(text.spot, part.unwrap_or("{"));
    let found = format!("`{}` cannot be filled in on a card", part.unwrap_or("{"));
    let help = "a card is about nobody in particular: write `the account manager`";
    notes.add((Code::BadPlaceholder, spot), found, help);
}

/// Two to four different ones.
fn answers(words: &Table<'_>) -> Option<Vec<String>> {
    let entry = words.need("answers", "two to four texts")?;
    let texts = entry.texts();
    texts.iter().for_each(|text| check_plain(words, text));
    let answers: Vec<String> = texts.into_iter().map(|text| text.value).collect();
    let different: BTreeSet<&str> = answers.iter().map(|answer| answer.trim()).collect();
    let is_sound = (ANSWERS.0..=ANSWERS.1).contains(&answers.len())
        && different.len() == answers.len()
        && !different.contains("");
    if !is_sound {
        entry.wrong("two to four different answers");
    }
    is_sound.then_some(answers)
}

/// The place of the right answer, from 0; people count from 1.
fn right(words: &Table<'_>, answers: Option<usize>) -> Option<u8> {
    let entry = words.need("right", "the number of the right answer, 1 for the first")?;
    let most = answers.unwrap_or(ANSWERS.1);
    let number = entry
        .as_number()
        .filter(|number| (1..=most).contains(&usize::from(*number)));
    if number.is_none() {
        entry.wrong(&format!("the number of the right answer, from 1 to {most}"));
    }
    Some(number? - 1)
}

fn check_length(words: &Table<'_>, card: &CardRecord) {
    let texts = [&card.why, &card.good, &card.poor, &card.question];
    let texts = texts.into_iter().chain(&card.answers);
    let length: usize = texts.map(|text| text.chars().count()).sum();
    if length > CARD_MAX {
        let found = format!("the card has {length} characters");
        let help = format!("up to {CARD_MAX} can be read in a minute");
        words.note(Code::CardTooLong, found, &help);
    }
}
