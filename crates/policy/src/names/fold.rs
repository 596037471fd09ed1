//! Letters that mean the same: compatibility forms, case, diacritics, ligatures, apostrophes.
//!
//! `ö` becomes `o`, never `oe`: `Müller` and `Mueller` stay apart, since folding `oe` everywhere would
//! join names that have nothing in common. Simplified and traditional Chinese stay apart, too.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// `text` in lower case without diacritics (NFKD), apostrophes as `'`; marks that spell stay.
pub(super) fn fold(text: &str) -> String {
    let typed: String = text.chars().filter_map(plain).collect();
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(&typed);
    let mut folded = String::with_capacity(decomposed.len());
    // Once more: some letters have an apostrophe in them, like the Afrikaans `ŉ`.
    let apart = decomposed.chars().filter_map(plain);
    for c in apart.flat_map(char::to_lowercase) {
        match spelled_out(c) {
            Some(letters) => folded.push_str(letters),
            None if is_accent(c) => {}
            None => folded.push(c),
        }
    }
    folded
}

/// Part of a word: letters, digits, and the signs without which Indic, Thai or kana words fall apart.
pub(super) fn is_word(c: char) -> bool {
    let spells = matches!(c,
        '\u{900}'..='\u{963}' | '\u{966}'..='\u{e2e}' | '\u{e30}'..='\u{e4e}' | '\u{e50}'..='\u{109f}'
        | '\u{1780}'..='\u{17d3}' | '\u{3099}' | '\u{309a}');
    c.is_alphanumeric() || spells || is_accent(c)
}

/// One apostrophe for all, nothing for what nobody types: trade marks, joiners, marks of direction.
fn plain(c: char) -> Option<char> {
    match c {
        '\'' | '`' | '\u{b4}' | '\u{2bc}' | '\u{2018}'..='\u{201b}' | '\u{ff07}' => Some('\''),
        '™' | '®' | '©' | '℠' | '\u{ad}' => None,
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' => None,
        '\u{feff}' => None,
        other => Some(other),
    }
}

/// Letters with a stroke and ligatures, which Unicode does not take apart.
fn spelled_out(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ς' => "σ",
        _ => return None,
    })
}

/// Accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, variation selectors.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{640}' | '\u{64b}'..='\u{652}')
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn folds_letters_that_mean_the_same() {
        for (text, expected) in [
            ("Crédit Agricôle", "credit agricole"),
            ("Straße ÆRØ Łódź İZMİR", "strasse aero lodz izmir"),
            ("ＡＣＭＥ ㈱", "acme (株)"),
            ("Ὀδός ΟΔΟΣ", "οδοσ οδοσ"),
            ("L’Oréal™", "l'oreal"),
            ("йод", "иод"),
            ("שָׁלוֹם", "שלום"),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn folds_what_is_folded_into_itself() {
        for c in '\0'..=char::MAX {
            let once = fold(&c.to_string());
            assert_eq!(fold(&once), once, "{c:?}");
        }
    }

    #[test]
    fn keeps_marks_that_spell() {
        assert_ne!(fold("ガス"), fold("カス"));
        assert_ne!(fold("कर्म"), fold("करम"));
        // Composed and decomposed Hangul are one.
        assert_eq!(fold("가나"), fold("\u{1100}\u{1161}\u{1102}\u{1161}"));
    }
}
