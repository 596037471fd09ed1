//! The table of word-break classes, from Unicode's own data.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use icu_properties::props::{Alphabetic, GeneralCategory, GeneralCategoryGroup, WordBreak};
use icu_properties::{CodePointMapData, CodePointSetData};

use super::super::classes::{Class, Classes};

/// Apostrophes are boundaries here: the standard keeps `l'offre` together, languages with elision do
/// not mean it.
const APOSTROPHES: [char; 2] = ['’', 'ʼ'];

/// The classes of this version of Unicode.
#[must_use]
pub fn classes() -> Classes {
    let beyond_ascii = places_of_change().into_iter().filter(|c| !c.is_ascii());
    Classes::from_ranges(beyond_ascii.map(|c| (c, class(c))))
}

/// Every character that may be of another class than the one before it: there are few, and asking each
/// of a million takes long.
fn places_of_change() -> BTreeSet<char> {
    let breaks = CodePointMapData::<WordBreak>::new();
    let categories = CodePointMapData::<GeneralCategory>::new();
    let mut starts = BTreeSet::from(['\u{80}']);
    let mut note = |range: RangeInclusive<u32>| {
        starts.extend(char::from_u32(*range.start()));
        starts.extend(range.end().checked_add(1).and_then(char::from_u32));
    };
    breaks.iter_ranges().map(|it| it.range).for_each(&mut note);
    let numbers = categories.iter_ranges_for_group(GeneralCategoryGroup::Number);
    let letters = CodePointSetData::new::<Alphabetic>();
    letters.iter_ranges().chain(numbers).for_each(&mut note);
    for apostrophe in APOSTROPHES {
        note(u32::from(apostrophe)..=u32::from(apostrophe));
    }
    starts
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
        _ if is_alphanumeric(c) => Class::Lone,
        _ => Class::Other,
    }
}

fn is_alphanumeric(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    CodePointSetData::new::<Alphabetic>().contains(c)
        || GeneralCategoryGroup::Number.contains(category)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_has_the_class_that_it_has_alone() {
        let table = classes();
        let all = (0x80..=u32::from(char::MAX)).filter_map(char::from_u32);
        for c in all {
            assert_eq!(table.of(c), class(c), "{c:?}");
        }
    }
}
