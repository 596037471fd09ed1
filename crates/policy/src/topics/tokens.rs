//! A text as words: Unicode's word boundaries (UAX #29) and one at each apostrophe, with the ends of
//! sentences.

use super::classes::{Class, Classes};
use super::{Alphabet, Folding};

/// Most words looked at in one text; sites allow far fewer.
const MAX_WORDS: usize = 4000;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Where it begins in the text, in bytes.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Where its folded form ends in [`Tokens::folded`].
    folded_end: usize,
    /// How many sentences ended before it.
    pub(super) sentence: u32,
}

/// All words of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) tokens: Vec<Token>,
    folded: String,
}

impl Tokens {
    /// Cuts a text into words.
    pub(super) fn new(text: &str, alphabet: &Alphabet) -> Self {
        let mut tokens = Self::default();
        let (mut sentence, mut before, mut start) = (0, ' ', 0);
        while let Some(rest) = text.get(start..)
            && let Some(c) = rest.chars().next()
            && tokens.tokens.len() < MAX_WORDS
        {
            let piece = Piece::at_start_of(rest, &alphabet.classes);
            if piece.is_word {
                let word = rest.get(..piece.length).unwrap_or_default();
                let is_handle = before == '@';
                tokens.push(
                    (start, word),
                    sentence,
                    (!is_handle).then_some(&alphabet.folding),
                );
            } else if ends_sentence(c) {
                sentence += 1;
            }
            before = c;
            start += piece.length;
        }
        tokens
    }

    /// A word of no lexicon when there is no folding: a handle is a name, whatever it is made of.
    fn push(&mut self, (start, text): (usize, &str), sentence: u32, folding: Option<&Folding>) {
        if let Some(folding) = folding {
            folding.fold(text, &mut self.folded);
        }
        self.tokens.push(Token {
            start,
            end: start + text.len(),
            folded_end: self.folded.len(),
            sentence,
        });
    }

    /// The folded form of a word, by its place.
    pub(super) fn folded(&self, at: usize) -> &str {
        let start = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let end = self.tokens.get(at).map_or(0, |token| token.folded_end);
        let start = start.map_or(0, |token| token.folded_end);
        self.folded.get(start..end).unwrap_or_default()
    }
}

/// The words of a text in their folded form, as a reader of topics sees them: phrases are written by the same rule.
#[must_use]
pub fn words(text: &str, alphabet: &Alphabet) -> Vec<String> {
    let tokens = Tokens::new(text, alphabet);
    (0..tokens.tokens.len())
        .map(|at| tokens.folded(at).to_owned())
        .collect()
}

/// What lies between two boundaries: a word, or one character that is none.
struct Piece {
    /// In bytes, never 0.
    length: usize,
    is_word: bool,
}

impl Piece {
    /// The first piece of a text that is not empty.
    fn at_start_of(text: &str, classes: &Classes) -> Self {
        let mut signs = text
            .char_indices()
            .map(|(at, c)| (at + c.len_utf8(), classes.of(c)));
        let (mut length, mut last) = signs.next().unwrap_or((1, Class::Other));
        let mut is_word = is_in_words(last);
        if !is_word && last != Class::Connector {
            return Self { length, is_word };
        }
        // A sign that joins what stands before it, if the right kind of neighbour follows.
        let mut between = None;
        for (end, class) in signs {
            match between {
                None if class == Class::Mark => length = end,
                Some(_) if class == Class::Mark => {}
                None if joins(last, class) => (length, last) = (end, class),
                Some(sign) if bridges(last, sign, class) => {
                    (length, last, between) = (end, class, None);
                }
                None if bridges(last, class, last) => between = Some(class),
                _ => break,
            }
            is_word |= is_in_words(last);
        }
        Self { length, is_word }
    }
}

fn is_in_words(class: Class) -> bool {
    is_letter(class) || matches!(class, Class::Numeric | Class::Katakana | Class::Lone)
}

fn is_letter(class: Class) -> bool {
    matches!(class, Class::Letter | Class::Hebrew)
}

/// Rules WB5, WB8 to WB10, WB13, WB13a and WB13b of the standard.
fn joins(last: Class, next: Class) -> bool {
    let is_letter_or_digit = |class| is_letter(class) || class == Class::Numeric;
    let is_joinable = |class| is_letter_or_digit(class) || class == Class::Katakana;
    match (last, next) {
        (Class::Katakana | Class::Connector, Class::Katakana)
        | (Class::Connector, Class::Connector) => true,
        (last, Class::Connector) => is_joinable(last),
        (Class::Connector, next) => is_joinable(next),
        (last, next) => is_letter_or_digit(last) && is_letter_or_digit(next),
    }
}

/// Rules WB6, WB7, WB7b, WB7c, WB11 and WB12.
fn bridges(last: Class, sign: Class, next: Class) -> bool {
    match sign {
        Class::MidLetter => is_letter(last) && is_letter(next),
        Class::MidNumber => last == Class::Numeric && next == Class::Numeric,
        Class::MidBoth => {
            is_letter(last) && is_letter(next) || last == Class::Numeric && next == Class::Numeric
        }
        Class::DoubleQuote => last == Class::Hebrew && next == Class::Hebrew,
        _ => false,
    }
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '。' | '！' | '？' | '؟'
    )
}

#[cfg(all(test, feature = "builder"))]
mod tests {
    use super::super::build::plain_alphabet;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text, plain_alphabet()), expected, "{text}");
    }

    #[test]
    fn cuts_at_word_boundaries_and_apostrophes() {
        check("We're HIRING, now!", &["we", "re", "hiring", "now"]);
        check("l’offre d'emploi", &["l", "offre", "d", "emploi"]);
        check("e-mail 3.5 % #JoinUs", &["e", "mail", "3.5", "joinus"]);
        check("🎉🎉 !!", &[]);
    }

    #[test]
    fn a_handle_is_a_word_of_no_lexicon() {
        check("ask @union_jobs now", &["ask", "", "now"]);
    }

    #[test]
    fn counts_sentences() {
        let tokens = Tokens::new("One two. Three!\nFour", plain_alphabet());
        let sentences: Vec<u32> = tokens.tokens.iter().map(|token| token.sentence).collect();
        assert_eq!(sentences, [0, 0, 1, 3]);
        assert_eq!(
            tokens.tokens.last().map(|token| (token.start, token.end)),
            Some((16, 20))
        );
    }
}
