//! Finding a word or phrase in a text: whole words, any case, any white space between words.
//!
//! Inflected forms and per-language topics are left to a later matcher.

/// Whether `text` contains all words of `phrase` one after the other. An empty phrase is nowhere.
pub(crate) fn contains_phrase(text: &str, phrase: &str) -> bool {
    let wanted: Vec<String> = words(phrase).collect();
    let Some(first) = wanted.first() else {
        return false;
    };
    let present: Vec<String> = words(text).collect();
    present
        .windows(wanted.len())
        .any(|window| window.first() == Some(first) && window == wanted.as_slice())
}

fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::contains_phrase;

    #[test]
    fn finds_whole_words_only() {
        assert!(contains_phrase("We can talk PRICE, soon.", "price"));
        assert!(contains_phrase(
            "a special\n offer for you",
            "special offer"
        ));
        assert!(contains_phrase("Rabatt für Schüler", "RABATT FÜR"));
        assert!(!contains_phrase("priceless", "price"));
        assert!(!contains_phrase("offer special", "special offer"));
        assert!(!contains_phrase("anything", "  "));
    }
}
