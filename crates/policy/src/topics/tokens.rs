//! A text as words: Unicode's word boundaries (UAX #29), cut at apostrophes, with the ends of sentences.

use unicode_segmentation::UnicodeSegmentation as _;

use super::Folding;

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
    pub(super) fn new(text: &str, folding: &Folding) -> Self {
        let mut tokens = Self::default();
        let (mut sentence, mut is_handle) = (0, false);
        for (start, piece) in text.split_word_bound_indices() {
            if tokens.tokens.len() >= MAX_WORDS {
                break;
            }
            if is_word(piece) {
                for part in parts(piece) {
                    tokens.push(
                        (start + part.0, part.1),
                        sentence,
                        (!is_handle).then_some(folding),
                    );
                }
            } else if piece.chars().any(ends_sentence) {
                sentence += 1;
            }
            is_handle = piece == "@";
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
pub fn words(text: &str, folding: &Folding) -> Vec<String> {
    let tokens = Tokens::new(text, folding);
    (0..tokens.tokens.len())
        .map(|at| tokens.folded(at).to_owned())
        .collect()
}

fn is_word(piece: &str) -> bool {
    piece.chars().any(char::is_alphanumeric)
}

const APOSTROPHES: [char; 3] = ['\'', '’', 'ʼ'];

/// `l'offre` → `l`, `offre`: the standard keeps them together, languages with elision do not mean it.
fn parts(piece: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    let parts = piece.split_inclusive(APOSTROPHES).map(move |part| {
        let start = next;
        next += part.len();
        (start, part.trim_end_matches(APOSTROPHES))
    });
    parts.filter(|(_, part)| !part.is_empty())
}

fn ends_sentence(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '\n' | '\r' | '\u{2028}' | '\u{2029}' | '。' | '！' | '？' | '؟'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text, &Folding::default()), expected, "{text}");
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
        let tokens = Tokens::new("One two. Three!\nFour", &Folding::default());
        let sentences: Vec<u32> = tokens.tokens.iter().map(|token| token.sentence).collect();
        assert_eq!(sentences, [0, 0, 1, 3]);
        assert_eq!(
            tokens.tokens.last().map(|token| (token.start, token.end)),
            Some((16, 20))
        );
    }
}
