//! The table of word-break classes, from Unicode's own data.

use std::ops::RangeInclusive;

use icu_properties::CodePointMapData;
use icu_properties::props::WordBreak;

use super::super::classes::{Class, Classes};

/// Apostrophes are boundaries here: the standard keeps `l'offre` together, languages with elision do
/// not mean it.
const APOSTROPHES: [char; 2] = ['’', 'ʼ'];

/// Planes 4 to 13 are unassigned, 15 and 16 private: no words there, and four fifths of all code points.
const PLANES: [RangeInclusive<u32>; 2] = [0x80..=0x3_ffff, 0xe_0000..=0xe_ffff];

/// The classes of this version of Unicode.
#[must_use]
pub fn classes() -> Classes {
    let beyond_ascii = PLANES.into_iter().flatten().filter_map(char::from_u32);
    Classes::from_ranges(beyond_ascii.map(|c| (c, class(c))))
}

fn class(c: char) -> Class {
    if APOSTROPHES.contains(&c) {
        return Class::Other;
    }
    match CodePointMapData::<WordBreak>::new().get(c) {
        WordBreak::ALetter => Class::Letter,
        WordBreak::HebrewLetter => Class::Hebrew,
        WordBreak::Numeric => Class::Numeric,
        WordBreak::Katakana => Class::Katakana,
        WordBreak::ExtendNumLet => Class::Connector,
        WordBreak::MidLetter => Class::MidLetter,
        WordBreak::MidNum => Class::MidNumber,
        WordBreak::MidNumLet => Class::MidBoth,
        WordBreak::Extend | WordBreak::Format | WordBreak::ZWJ => Class::Mark,
        _ if c.is_alphanumeric() => Class::Lone,
        _ => Class::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_over_has_no_words() {
        let all = (0x80..=u32::from(char::MAX)).filter_map(char::from_u32);
        let passed = all.filter(|c| !PLANES.iter().any(|plane| plane.contains(&u32::from(*c))));
        assert!(passed.map(class).all(|class| class == Class::Other));
        // So that what comes before it goes on through it.
        assert_eq!(class('\u{3ffff}'), Class::Other);
        assert_eq!(class('\u{effff}'), Class::Other);
    }
}
