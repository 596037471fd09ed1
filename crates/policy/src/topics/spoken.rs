//! Which lexicons a text is read with: those of the languages that it seems to be written in.
//!
//! A phrase of one language says something else in another (`demo`, `union`, `top secret`). Short common
//! words tell languages apart (Grefenstette, Comparing two language identification schemes, 1995); where
//! they say nothing, or texts mix languages, more than one lexicon is read. Which words those are comes
//! with the bundle.

use super::tokens::Tokens;
use super::{Lexicon, TopicIndex};

/// Fewer common words than this in a text say nothing.
const FEWEST: usize = 2;

/// The lexicons to read a text with. One without common words is always read: nobody can tell.
pub(super) fn lexicons<'a>(index: &'a TopicIndex, tokens: &Tokens) -> Vec<&'a Lexicon> {
    let counted: Vec<(&Lexicon, usize)> = index
        .lexicons
        .iter()
        .map(|lexicon| (lexicon, common_words(lexicon, tokens)))
        .collect();
    let most = counted.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let is_read = |(lexicon, count): &(&Lexicon, usize)| {
        lexicon.common_words.is_empty() || most < FEWEST || count.saturating_mul(2) >= most
    };
    let read = counted.into_iter().filter(is_read);
    read.map(|(lexicon, _)| lexicon).collect()
}

fn common_words(lexicon: &Lexicon, tokens: &Tokens) -> usize {
    let is_common = |at: &usize| {
        let word = tokens.folded(*at);
        let known = lexicon
            .common_words
            .binary_search_by(|it| it.as_str().cmp(word));
        known.is_ok()
    };
    (0..tokens.tokens.len()).filter(is_common).count()
}

#[cfg(test)]
#[cfg(feature = "builder")]
mod tests {
    use super::super::TopicKind;
    use super::super::build::{Phrases, TopicSource, build};
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let phrases = |language: &str| (language.into(), Phrases::default());
        let topic = TopicSource {
            id: "any".into(),
            kind: TopicKind::Ordinary,
            languages: ["en", "de", "fr", "es", "it", "x-own"]
                .map(phrases)
                .to_vec(),
        };
        let index = build(&[topic]).unwrap();
        let tokens = Tokens::new(text, &index.alphabet);
        let read = lexicons(&index, &tokens).into_iter();
        let mut read: Vec<&str> = read.map(|it| it.language.as_str()).collect();
        read.sort_unstable();
        assert_eq!(read, expected, "{text}");
    }

    const ALL: [&str; 6] = ["de", "en", "es", "fr", "it", "x-own"];

    #[test]
    fn a_text_is_read_in_its_own_language() {
        for (text, language) in [
            (
                "Could you give us a discount on this, if we take two of them?",
                "en",
            ),
            (
                "Die DEMO war super, könnt ihr uns noch einen Rabatt geben?",
                "de",
            ),
            (
                "La démo était top, merci à vous pour le temps et les réponses",
                "fr",
            ),
            (
                "La demo estuvo genial, pero ya no hay plazas para los demás",
                "es",
            ),
            (
                "La demo era bella, ma non ci sono più posti per gli altri",
                "it",
            ),
        ] {
            let mut expected = vec![language, "x-own"];
            expected.sort_unstable();
            check(text, &expected);
        }
    }

    #[test]
    fn where_nobody_can_tell_all_are_read() {
        check("Top secret 🤫", &ALL);
        check("", &ALL);
        check("Demo la mia", &ALL);
    }

    #[test]
    fn a_text_in_two_languages_is_read_in_both() {
        let text = "Wir suchen noch einen Koch und eine Köchin. We are hiring for the kitchen, you \
            should join us!";
        check(text, &["de", "en", "x-own"]);
    }
}
