//! The table of spellings: which characters a page takes for which.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::super::Folding;

/// Scripts with cases or diacritics; others stay as they are. Latin, Greek, Cyrillic, Armenian and
/// Georgian, their extensions, ligatures, and full-width Latin.
const RANGES: [(u32, u32); 6] = [
    (0x80, 0x24f),
    (0x370, 0x58f),
    (0x10a0, 0x10ff),
    (0x1e00, 0x1fff),
    (0xfb00, 0xfb06),
    (0xff10, 0xff5a),
];

/// Letters that Unicode does not decompose and people type without their strokes.
const STROKES: [(char, &str); 12] = [
    ('ß', "ss"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ð', "d"),
    ('ł', "l"),
    ('ħ', "h"),
    ('ŧ', "t"),
    ('þ', "th"),
    ('ı', "i"),
    ('ς', "σ"),
];

/// The folding of this version: lower case, compatibility decomposition (NFKD), without marks.
#[must_use]
pub fn folding() -> Folding {
    let mut folding = Folding::default();
    let characters = RANGES.iter().flat_map(|(from, to)| *from..=*to);
    for c in characters.filter_map(char::from_u32) {
        let form = form(c);
        let is_same = form.chars().eq([c]);
        if !is_same && c.is_alphanumeric() {
            folding.from.push(c);
            folding.to.push_str(&form);
            folding
                .ends
                .push(u16::try_from(folding.to.len()).unwrap_or(u16::MAX));
        }
    }
    folding
}

fn form(c: char) -> String {
    let lower = c.to_lowercase().nfkd().filter(|c| !is_combining_mark(*c));
    let bare = |c: char| STROKES.iter().find(|(from, _)| *from == c);
    lower
        .flat_map(char::to_lowercase)
        .map(|c| bare(c).map_or_else(|| c.to_string(), |(_, to)| (*to).to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_case_and_diacritics() {
        let folding = folding();
        for (text, expected) in [
            ("ÄÖÜ äöü ẞß", "aou aou ssss"),
            ("Çà et là, Œuvre", "ca et la, oeuvre"),
            ("¿Qué pasó, ÑANDÚ?", "¿que paso, nandu?"),
            ("Łódź Đorđe Ørsted", "lodz dorde orsted"),
            ("ΆΛΦΑ Ёлка", "αλφα елка"),
            ("ＦＵＬＬ ﬁne", "full fine"),
            ("株式会社 محمد", "株式会社 محمد"),
        ] {
            let mut folded = String::new();
            folding.fold(text, &mut folded);
            assert_eq!(folded, expected);
        }
    }

    #[test]
    fn folding_twice_is_folding_once() {
        let folding = folding();
        for c in (0..0x1_0000).filter_map(char::from_u32) {
            let (mut once, mut twice) = (String::new(), String::new());
            folding.fold(&c.to_string(), &mut once);
            folding.fold(&once, &mut twice);
            assert_eq!(once, twice, "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn the_table_fits_its_numbers() {
        let folding = folding();
        assert!(folding.to.len() < usize::from(u16::MAX));
        assert!(folding.from.is_sorted());
        assert_eq!(folding.from.len(), folding.ends.len());
    }
}
