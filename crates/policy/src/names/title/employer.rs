//! Who employs somebody, as their headline says it: `at Acme`, `bei Acme`, `CTO, Acme`.
//!
//! Unknown unless a word for "at" stands before a name, or a title alone stands before a sign and a
//! name. A name begins with a capital or is in a script without; fields, places and hobbies are none.

use super::guards::{ARTICLES, FRENCH, INSIDE, NO_EMPLOYER, NOT_EMPLOYED, PLACES, SPANISH};
use super::words::{Token, Word};
use super::{is_past, table};
use crate::names::{company, forms};

/// Longest name, in words.
const LONGEST: usize = 7;

/// Legal forms that are written small and mean nothing else.
const FORMS: &[&str] = &["plc", "inc", "ltd", "llc", "llp", "gmbh", "sarl", "srl"];

/// The first employer that a word for "at" introduces.
pub(super) fn after_marker(tokens: &[Token<'_>], text: &str) -> Option<String> {
    (1..tokens.len()).find_map(|at| {
        let next = marker(tokens, at)?;
        let before = part_before(tokens, at);
        let is_employed = !before.is_empty() && !before.iter().any(|token| token.is(NOT_EMPLOYED));
        if !is_employed || is_past(tokens, at) {
            return None;
        }
        let is_handle = matches!(tokens.get(at), Some(Token::At));
        let kind = match tokens.get(at) {
            Some(Token::At) if is_handle && holds_title(before) => Kind::Handle,
            Some(token) if token.is(&["en"]) => Kind::Place,
            _ => Kind::Name,
        };
        name(tokens, next, kind, text)
    })
}

/// The employer after a title: `CEO of Acme`, `Geschäftsführer der Acme GmbH`, `CTO, Acme`.
pub(super) fn after_title(
    tokens: &[Token<'_>],
    end: usize,
    leads: bool,
    text: &str,
) -> Option<String> {
    let token = tokens.get(end)?;
    let of = [
        "of", "von", "der", "des", "de", "d", "du", "del", "di", "della", "dell",
    ];
    if leads && token.is(&of) {
        return name(tokens, end + 1, Kind::Place, text);
    }
    let sign = signs_after(tokens, end)?;
    let rest = tokens.get(sign + 1..)?;
    let found = name(tokens, sign + 1, Kind::Place, text)?;
    let is_last = !rest
        .iter()
        .any(|token| matches!(token, Token::Comma | Token::Dot | Token::At));
    let is_company = forms::ends_in_legal_form(&company::words(&found));
    (is_company || is_last && covers(rest, &found)).then_some(found)
}

/// The sign after a title and its field: `Director of Engineering, Acme`.
fn signs_after(tokens: &[Token<'_>], end: usize) -> Option<usize> {
    let is_sign = |token: &Token<'_>| matches!(token, Token::Comma | Token::Dot);
    let sign = end + tokens.get(end..)?.iter().position(is_sign)?;
    let field = tokens.get(end..sign)?;
    let is_field = field
        .iter()
        .all(|token| matches!(token, Token::Word(_) | Token::And));
    (is_field && field.len() <= 4).then_some(sign)
}

/// Whether the name is all there is: nothing else is said after it.
fn covers(rest: &[Token<'_>], name: &str) -> bool {
    let last = rest.iter().rev().find_map(Token::word);
    last.is_some_and(|word| {
        name.ends_with(word.raw) || name.trim_end_matches('.').ends_with(word.raw)
    })
}

/// If a word for "at" stands here: where the name begins.
fn marker(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    let token = tokens.get(at)?;
    if matches!(token, Token::At) || token.is(&["at", "bei", "beim", "chez", "presso"]) {
        return Some(at + 1);
    }
    let next_is = |list: &[&str]| tokens.get(at + 1).is_some_and(|next| next.is(list));
    if token.is(&["au"]) && next_is(&["sein"]) {
        return Some(at + 2);
    }
    let before = part_before(tokens, at);
    let is_spanish = before.iter().any(|token| token.is(SPANISH))
        && !before.iter().any(|token| token.is(FRENCH));
    (token.is(&["en"]) && is_spanish).then_some(at + 1)
}

/// What stands before, back to the last sign or "and".
fn part_before<'a, 't>(tokens: &'a [Token<'t>], at: usize) -> &'a [Token<'t>] {
    let before = tokens.get(..at).unwrap_or_default();
    // `Director (IT) at Acme`: a bracket that closes here cuts nothing off.
    let before = match before.split_last() {
        Some((Token::Comma, before)) => before,
        _ => before,
    };
    let is_sign = |token: &Token<'_>| !matches!(token, Token::Word(_));
    let start = before.iter().rposition(is_sign).map_or(0, |sign| sign + 1);
    before.get(start..).unwrap_or_default()
}

fn holds_title(tokens: &[Token<'_>]) -> bool {
    let words: Vec<&str> = tokens
        .iter()
        .filter_map(Token::word)
        .map(|word| word.folded.as_str())
        .collect();
    (0..words.len()).any(|at| words.get(at..).and_then(table::longest).is_some())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// After "at": a place can be an employer's name.
    Name,
    /// After a word or sign that stands before places, too.
    Place,
    /// After `@`: may be written small.
    Handle,
}

/// The name that begins here, as written.
fn name(tokens: &[Token<'_>], from: usize, kind: Kind, text: &str) -> Option<String> {
    let articles = tokens.get(from..)?.iter().take(2);
    let from = from + articles.take_while(|token| token.is(ARTICLES)).count();
    let first = tokens.get(from)?.word()?;
    let is_none = NO_EMPLOYER.contains(&first.folded.as_str())
        || kind == Kind::Place && PLACES.contains(&first.folded.as_str())
        || kind != Kind::Handle && !is_name(first)
        || table::longest(&[&first.folded]).is_some();
    if is_none {
        return None;
    }
    let last = last_word(tokens, from)?;
    let end = last.end;
    let name = text.get(first.start..end)?;
    let has_stop = last.raw.contains('.') && text.get(end..)?.starts_with('.');
    Some(if has_stop {
        format!("{name}.")
    } else {
        name.to_owned()
    })
}

/// A capital, a digit or a script without case somewhere in the word: `Acme`, `eBay`, `3M`, `青空`.
fn is_name(word: &Word<'_>) -> bool {
    word.raw
        .chars()
        .any(|c| !c.is_lowercase() && c.is_alphanumeric())
}

fn last_word<'a, 't>(tokens: &'a [Token<'t>], from: usize) -> Option<&'a Word<'t>> {
    let mut last = tokens.get(from)?.word()?;
    let mut at = from;
    while let Some((next, word)) =
        next_name(tokens, at + 1).filter(|(next, _)| next - from < LONGEST)
    {
        (at, last) = (next, word);
    }
    Some(last)
}

/// The next word of a name, over words like `of` and `&` that join two capitals.
fn next_name<'a, 't>(tokens: &'a [Token<'t>], from: usize) -> Option<(usize, &'a Word<'t>)> {
    let is_joint = |token: &Token<'_>| matches!(token, Token::And) || token.is(INSIDE);
    let joints = tokens
        .get(from..)?
        .iter()
        .take(2)
        .take_while(|token| is_joint(token))
        .count();
    let at = from + joints;
    let is_part = |word: &&Word<'_>| is_name(word) || joints == 0 && FORMS.contains(&word.raw);
    let word = tokens.get(at)?.word().filter(is_part)?;
    let after_and = matches!(tokens.get(at - 1), Some(Token::And));
    let is_other = after_and
        && (NO_EMPLOYER.contains(&word.folded.as_str())
            || table::longest(&[&word.folded]).is_some());
    (!is_other).then_some((at, word))
}
