//! One form for all spellings of a word: case and diacritics folded.
//!
//! The table comes with the bundle (Unicode's case folding and decomposition, without its marks), so
//! that a page carries no Unicode tables of its own.

use serde::{Deserialize, Serialize};

/// What characters beyond ASCII become. Sorted; what is not listed stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Folding {
    /// The characters, rising.
    pub from: Vec<char>,
    /// For each character, where its folded form ends in [`Folding::to`]; it begins where the last one ended.
    pub ends: Vec<u16>,
    /// All folded forms, one after the other.
    pub to: String,
}

impl Folding {
    /// Appends the folded form of `text`.
    pub fn fold(&self, text: &str, folded: &mut String) {
        for c in text.chars() {
            if c.is_ascii() {
                folded.push(c.to_ascii_lowercase());
            } else if !is_mark(c) {
                match self.form(c) {
                    Some(form) => folded.push_str(form),
                    None => folded.push(c),
                }
            }
        }
    }

    fn form(&self, c: char) -> Option<&str> {
        let at = self.from.binary_search(&c).ok()?;
        let end = usize::from(*self.ends.get(at)?);
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before));
        self.to
            .get(start.map_or(0, |start| usize::from(*start))..end)
    }
}

/// A combining diacritical mark: what is left of an accent typed as a character of its own.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_by_the_table_and_drops_marks() {
        let folding = Folding {
            from: vec!['É', 'ß', 'é'],
            ends: vec![1, 3, 4],
            to: "esse".to_owned(),
        };
        for (text, expected) in [
            ("ÉTÉ", "ete"),
            ("e\u{301}", "e"),
            ("Spaß", "spass"),
            ("日本", "日本"),
        ] {
            let mut folded = String::new();
            folding.fold(text, &mut folded);
            assert_eq!(folded, expected);
        }
    }

    #[test]
    fn a_broken_table_leaves_characters_as_they_are() {
        let folding = Folding {
            from: vec!['é'],
            ends: vec![9],
            to: "e".to_owned(),
        };
        let mut folded = String::new();
        folding.fold("é", &mut folded);
        assert_eq!(folded, "é");
    }
}
