//! What a headline or title says of somebody's place: seniority, kind of title, employer.
//!
//! English, German, French, Spanish and Italian, all at once, since nobody says which. Unknown is an
//! answer: whatever is past, wished for, below, beside or behind a title ("assistant to the CEO") is
//! none. Parts: `words` (tokens), `table` (titles), `guards` (words around them), `employer`.

mod employer;
mod guards;
mod table;
mod words;

use self::guards::{
    ATTENDING, CLUBS, FORMER, FORMER_AFTER, HIGHER, LINKS, NOT_AFTER, NOT_QUITE, NOW, SOCIETIES,
    SOUGHT,
};
use self::table::{Limit, Meaning};
use self::words::Token;
use crate::{Seniority, TitleClass};

/// Longest headline that is read, in bytes; what comes after is not.
const LONGEST: usize = 1_000;

/// What is known of somebody's place. Everything may be unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// How high they stand, by the highest of their titles.
    pub seniority: Option<Seniority>,
    /// Kinds of titles they bear, each once, in the order of [`TitleClass::ALL`].
    pub titles: Vec<TitleClass>,
    /// Who employs them, as written; [`OrganisationKey::name`](super::OrganisationKey::name) compares.
    pub employer: Option<String>,
}

/// Reads a headline or a title of a list.
#[must_use]
pub fn standing(headline: &str) -> Standing {
    let end = headline.floor_char_boundary(LONGEST);
    let text = headline.get(..end).unwrap_or_default();
    let mut standing = Standing::default();
    for tokens in words::segments(text) {
        read(&tokens, text, &mut standing);
    }
    standing.titles.sort();
    standing.titles.dedup();
    standing
}

fn read(tokens: &[Token<'_>], text: &str, standing: &mut Standing) {
    if standing.employer.is_none() {
        standing.employer = employer::after_marker(tokens, text);
    }
    let mut at = 0;
    while at < tokens.len() {
        let Some((length, meaning)) = title_at(tokens, at) else {
            at += 1;
            continue;
        };
        if counts(tokens, (at, at + length), meaning) {
            add(tokens, meaning, standing);
            if standing.employer.is_none() {
                let leads = meaning.seniority == Some(Seniority::Chief);
                standing.employer = employer::after_title(tokens, at + length, leads, text);
            }
        }
        at += length;
    }
}

/// The title at this token: how many tokens, and what it means. "And" may stand inside: chief revenue and …
fn title_at(tokens: &[Token<'_>], at: usize) -> Option<(usize, Meaning)> {
    let words: Vec<&str> = tokens
        .get(at..)?
        .iter()
        .map_while(|token| match token {
            Token::Word(word) => Some(word.folded.as_str()),
            Token::And => Some("and"),
            _ => None,
        })
        .collect();
    table::longest(&words)
}

fn add(tokens: &[Token<'_>], meaning: Meaning, standing: &mut Standing) {
    let is_hidden =
        meaning.seniority == Some(Seniority::Staff) && tokens.iter().any(|token| token.is(HIGHER));
    if !is_hidden {
        standing.seniority = standing.seniority.max(meaning.seniority);
    }
    standing.titles.extend(meaning.class);
}

/// Whether the title between these tokens is the person's own, and of today.
fn counts(tokens: &[Token<'_>], (start, end): (usize, usize), meaning: Meaning) -> bool {
    let leads = meaning.seniority == Some(Seniority::Chief);
    let is_nothing = meaning == Meaning::default()
        || is_past(tokens, start)
        || is_anothers(tokens, start)
        || is_undone(tokens, end)
        || is_limited(tokens, (start, end), meaning.limit)
        || leads && (is_of_no_company(tokens, end) || tokens.iter().any(is_club));
    !is_nothing
}

fn is_club(token: &Token<'_>) -> bool {
    token.word().is_some_and(|word| {
        let name = word.folded.as_str();
        CLUBS.iter().any(|club| name.ends_with(club))
    })
}

fn is_limited(tokens: &[Token<'_>], (start, end): (usize, usize), limit: Limit) -> bool {
    match limit {
        Limit::None => false,
        Limit::Presides => {
            is_public_office(tokens, end) || tokens.iter().any(|token| token.is(SOCIETIES))
        }
        Limit::First => {
            let before = start.checked_sub(1).and_then(|at| tokens.get(at));
            before.is_some_and(|token| matches!(token, Token::Word(_)))
        }
    }
}

/// Whether a word of the past governs what stands here: "former CEO, CTO", "ex CEO", "CEO, retired".
fn is_past(tokens: &[Token<'_>], at: usize) -> bool {
    let before = tokens.get(..at).unwrap_or_default().iter().rev();
    let governing = before.take_while(|token| !matches!(token, Token::Dot) && !token.is(NOW));
    let mut in_part = true;
    for token in governing {
        in_part &= !matches!(token, Token::Comma);
        if token.is(FORMER) || in_part && token.is(&["ex"]) {
            return true;
        }
    }
    let after = tokens.get(at..).unwrap_or_default().iter();
    let mut after = after.take_while(|token| !matches!(token, Token::Dot));
    after.any(|token| token.is(FORMER_AFTER)) || is_out_of_service(tokens) || is_over(tokens)
}

/// `2015-2020`: from one year to another.
fn is_over(tokens: &[Token<'_>]) -> bool {
    let is_year = |token: &Token<'_>| {
        token.word().is_some_and(|word| {
            let is_number = word.raw.bytes().all(|byte| byte.is_ascii_digit());
            is_number
                && word.raw.len() == 4
                && (word.raw.starts_with("19") || word.raw.starts_with("20"))
        })
    };
    let pairs = tokens.iter().zip(tokens.iter().skip(1));
    pairs
        .into_iter()
        .any(|(one, next)| is_year(one) && is_year(next))
}

/// German `a. D.` and `i. R.`, as written: "ad interim" is something else.
fn is_out_of_service(tokens: &[Token<'_>]) -> bool {
    let raw = |at: usize| tokens.get(at).and_then(Token::word).map(|word| word.raw);
    (0..tokens.len()).any(|at| {
        matches!(
            (raw(at), raw(at + 1)),
            (Some("a"), Some("D")) | (Some("i"), Some("R"))
        ) || matches!(raw(at), Some("a.D" | "i.R"))
    })
}

/// Whether what stands before makes the title somebody else's, or not quite one.
fn is_anothers(tokens: &[Token<'_>], start: usize) -> bool {
    let before = tokens.get(..start).unwrap_or_default().iter().rev();
    if before.clone().any(|token| token.is(SOUGHT)) {
        return true;
    }
    let part = before.take_while(|token| !matches!(token, Token::Comma | Token::Dot));
    let (mut after_and, mut has_link, mut words) = (false, false, 0);
    for token in part {
        match token {
            Token::At if !after_and => return true,
            Token::And => after_and = true,
            Token::Word(_) if after_and => {
                has_link |= token.is(LINKS);
                if has_link && token.is(ATTENDING) {
                    return true;
                }
            }
            Token::Word(_) => words += 1,
            _ => {}
        }
        if !after_and
            && (words > 4
                || [LINKS, NOT_QUITE, ATTENDING]
                    .iter()
                    .any(|list| token.is(list)))
        {
            return true;
        }
    }
    false
}

/// Whether one of the next two words makes it a thing or somebody else's: "CEO coach".
fn is_undone(tokens: &[Token<'_>], end: usize) -> bool {
    let after = tokens.get(end..).unwrap_or_default().iter().take(2);
    let mut near = after.take_while(|token| matches!(token, Token::Word(_)) && !token.is(LINKS));
    near.any(|token| token.is(NOT_AFTER))
        || tokens.get(end).is_some_and(|token| token.is(&["in"]))
            && tokens
                .get(end + 1)
                .is_some_and(|token| token.is(&["the", "training"]))
}

/// "CEO of the house", "CEO of my life": a company would have its name here.
fn is_of_no_company(tokens: &[Token<'_>], end: usize) -> bool {
    let token = |at: usize| tokens.get(end + at);
    let is_name = |word: &words::Word<'_>| !word.raw.starts_with(char::is_lowercase);
    token(0).is_some_and(|token| token.is(&["of"]))
        && token(1)
            .is_some_and(|token| token.is(&["the", "my", "our", "this", "her", "his", "their"]))
        && !token(2).and_then(Token::word).is_some_and(is_name)
}

/// "Vice President of the …", "Vizepräsident des …": of a country or a club, as often as not.
fn is_public_office(tokens: &[Token<'_>], end: usize) -> bool {
    let next = |at: usize, list: &[&str]| tokens.get(end + at).is_some_and(|token| token.is(list));
    next(0, &["des", "der", "du", "del", "della", "dell", "dello"])
        || next(0, &["of", "de"]) && next(1, &["the", "la", "l", "my", "our"])
}
