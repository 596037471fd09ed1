//! The table of word-break classes, from Unicode's own data.

use icu_properties::CodePointMapData;
use icu_properties::props::WordBreak;

use super::super::classes::{Class, Classes};

/// Apostrophes are boundaries here: the standard keeps `l'offre` together, languages with elision do
/// not mean it.
const APOSTROPHES: [char; 2] = ['’', 'ʼ'];

/// The classes of this version of Unicode.
#[must_use]
pub fn classes() -> Classes {
    let beyond_ascii = (0x80..=u32::from(char::MAX)).filter_map(char::from_u32);
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
