//! A headline as words and the signs between them, each word with its place in the text.

use crate::names::fold;

/// What stands in a headline.
#[derive(Debug)]
pub(super) enum Token<'t> {
    /// A word.
    Word(Word<'t>),
    /// A comma, bracket or colon: what follows still belongs to it.
    Comma,
    /// A middle dot: what follows may belong to it.
    Dot,
    /// `&`, `+`, `/` or a word for "and".
    And,
    /// `@`.
    At,
}

/// A word, folded and as written.
#[derive(Debug)]
pub(super) struct Word<'t> {
    /// In lower case without diacritics; `C.E.O.` is `ceo`, a gender ending after a sign is gone.
    pub(super) folded: String,
    /// As written.
    pub(super) raw: &'t str,
    /// Where it begins in the headline.
    pub(super) start: usize,
    /// Where it ends in the headline.
    pub(super) end: usize,
}

impl<'t> Token<'t> {
    pub(super) fn word(&self) -> Option<&Word<'t>> {
        match self {
            Self::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn is(&self, list: &[&str]) -> bool {
        self.word()
            .is_some_and(|word| list.contains(&word.folded.as_str()))
    }
}

const AND: &[&str] = &["and", "und", "et", "y", "e", "ed", "sowie"];

/// Endings that make a title mean everybody: `Geschäftsführer:in`, `Directeur·rice`, `Director/a`.
const GENDERS: &[&str] = &[
    "in", "innen", "rice", "trice", "ice", "ne", "euse", "se", "e", "a", "ra", "r", "er", "re", "o",
];

/// Before these a full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "st", "dr", "mr", "mrs", "ms", "prof", "sr", "jr", "sra", "dipl", "ing", "stv", "stellv",
    "mag", "dott", "inc", "co", "ltd", "corp", "vs", "no", "sen", "asst", "mme",
];

/// The parts of a headline that have nothing to do with each other: `|`, `–`, a new line, an emoji.
pub(super) fn segments(text: &str) -> Vec<Vec<Token<'_>>> {
    let mut reader = Reader {
        text,
        at: 0,
        segments: Vec::new(),
        tokens: Vec::new(),
    };
    while let Some(c) = reader.peek() {
        if fold::is_word(c) {
            reader.word();
        } else {
            reader.sign(c);
        }
    }
    reader.end_segment();
    reader.segments
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    segments: Vec<Vec<Token<'t>>>,
    tokens: Vec<Token<'t>>,
}

impl<'t> Reader<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn end_segment(&mut self) {
        let tokens = std::mem::take(&mut self.tokens);
        if !tokens.is_empty() {
            self.segments.push(tokens);
        }
    }

    fn sign(&mut self, c: char) {
        let is_spaced = self.is_spaced(c);
        self.at += c.len_utf8();
        match c {
            ',' | '(' | ')' | ':' | '，' | '、' => self.tokens.push(Token::Comma),
            '·' | '‧' | '∙' | '・' => self.tokens.push(Token::Dot),
            '&' | '+' | '/' if !(c == '/' && is_spaced) => self.tokens.push(Token::And),
            '@' | '＠' => self.tokens.push(Token::At),
            '.' if !self.is_abbreviated() => self.end_segment(),
            // `2015–2020`
            '–' if self.rest().starts_with(|c: char| c.is_ascii_digit()) => {}
            '|' | '/' | ';' | '!' | '?' | '\n' | '\r' | '\t' | '–' | '—' | '~' => {
                self.end_segment()
            }
            '-' if is_spaced => self.end_segment(),
            _ if c.is_ascii() || c.is_whitespace() || is_quotation_mark(c) => {}
            _ => self.end_segment(),
        }
    }

    fn is_spaced(&self, c: char) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default();
        let after = self.rest().get(c.len_utf8()..).unwrap_or_default();
        before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace)
    }

    /// Whether the full stop just read belongs to the word before, or is no end for another reason.
    fn is_abbreviated(&self) -> bool {
        let is_end = self.rest().is_empty() || self.rest().starts_with(char::is_whitespace);
        let Some(word) = self.tokens.last().and_then(Token::word) else {
            return true;
        };
        !is_end
            || word.raw.contains('.')
            || word.raw.chars().count() == 1
            || ABBREVIATIONS.contains(&word.folded.as_str())
    }

    fn word(&mut self) {
        let rest = self.rest();
        let length = word_length(rest);
        let raw = rest.get(..length).unwrap_or_default();
        let start = self.at;
        self.at += length.max(1);
        self.at += gender_length(self.rest());
        let folded = match gendered_inside(raw) {
            Some(base) => fold::fold(base),
            None => fold::fold(raw),
        };
        let folded = without_dots(&folded).unwrap_or(folded);
        if AND.contains(&folded.as_str()) && raw.chars().all(char::is_lowercase) {
            self.tokens.push(Token::And);
        } else {
            let end = start + length;
            self.tokens.push(Token::Word(Word {
                folded,
                raw,
                start,
                end,
            }));
        }
    }
}

fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '„' | '“'
            | '”'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‘'
            | '’'
            | '‚'
            | '®'
            | '™'
            | '‑'
            | '\u{200d}'
    )
}

/// Letters, with full stops inside and `'s` at the end; `d'` and `dell'` are words of their own.
fn word_length(text: &str) -> usize {
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let goes_on = next.is_some_and(fold::is_word);
        match c {
            _ if fold::is_word(c) || c == '_' => {}
            '.' | '·' if goes_on && at > 0 => {}
            '\'' | '’' if is_possessive(text.get(at..).unwrap_or_default()) => {}
            _ => return at,
        }
    }
    text.len()
}

fn is_possessive(text: &str) -> bool {
    let mut chars = text.chars().skip(1);
    chars.next().is_some_and(|c| c == 's' || c == 'S') && !chars.next().is_some_and(fold::is_word)
}

/// `:in`, `*in`, `_in`, `/in`, `/-in`, `(in)` directly after a word.
fn gender_length(text: &str) -> usize {
    let mut rest = text;
    let Some(sign) = rest.chars().next().filter(|sign| ":*/(".contains(*sign)) else {
        return 0;
    };
    rest = rest.get(1..).unwrap_or_default();
    rest = rest.strip_prefix('-').unwrap_or(rest);
    let length = rest.find(|c| !fold::is_word(c)).unwrap_or(rest.len());
    let (ending, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    if !GENDERS.contains(&ending) {
        return 0;
    }
    let closing = usize::from(sign == '(' && after.starts_with(')'));
    text.len() - after.len() + closing
}

/// `Directeur·rice`, `Directeur.rice`, `Redakteur_in`, `RedakteurIn`: what stands before the ending.
fn gendered_inside(raw: &str) -> Option<&str> {
    let cut = raw.rfind(['·', '.', '_']);
    let at_sign = cut.and_then(|at| {
        Some((
            raw.get(..at)?,
            raw.get(at..)?.trim_start_matches(['·', '.', '_']),
        ))
    });
    match at_sign {
        Some((base, ending)) if base.chars().count() > 3 && GENDERS.contains(&ending) => Some(base),
        _ => {
            let base = raw.strip_suffix("In")?;
            base.ends_with(char::is_lowercase).then_some(base)
        }
    }
}

/// `c.e.o` is `ceo`; `quillon.com` stays.
fn without_dots(folded: &str) -> Option<String> {
    let mut letters = folded.split('.');
    let is_initials = folded.contains('.') && letters.all(|letter| letter.chars().count() <= 1);
    is_initials.then(|| folded.replace('.', ""))
}
