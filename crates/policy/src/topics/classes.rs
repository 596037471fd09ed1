//! Which characters make words: Unicode's word-break classes (UAX #29), those that matter here.
//!
//! The table comes with the bundle, like the one of [`super::fold`]: a library with tables of its own
//! is 25 kB in every page. How classes make words is left to `tokens`.

use serde::{Deserialize, Serialize};

/// What a character does for the boundaries of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// A letter of a script that writes words with spaces between them.
    Letter,
    /// A Hebrew letter, which may stand on both sides of `"`.
    Hebrew,
    /// A digit.
    Numeric,
    /// Katakana, which is one word as long as it goes on.
    Katakana,
    /// A letter or number that is a word alone: Han, Hiragana, Thai, `½`.
    Lone,
    /// `_` and its kin: joins whatever it stands between.
    Connector,
    /// Joins letters, if they stand on both sides: `·`.
    MidLetter,
    /// Joins digits, if they stand on both sides: `,`.
    MidNumber,
    /// Joins letters or digits, if they stand on both sides: `.`.
    MidBoth,
    /// `"`, which joins Hebrew letters.
    DoubleQuote,
    /// A mark or an invisible sign, which belongs to whatever it follows.
    Mark,
    /// Everything else: a boundary.
    Other,
}

/// All classes, and how a table writes them.
const CODES: [(Class, u8); 12] = [
    (Class::Letter, b'l'),
    (Class::Hebrew, b'h'),
    (Class::Numeric, b'n'),
    (Class::Katakana, b'k'),
    (Class::Lone, b'1'),
    (Class::Connector, b'_'),
    (Class::MidLetter, b':'),
    (Class::MidNumber, b','),
    (Class::MidBoth, b'.'),
    (Class::DoubleQuote, b'"'),
    (Class::Mark, b'm'),
    (Class::Other, b' '),
];

/// The classes of all characters beyond ASCII, as ranges: each begins with a character and reaches to
/// the next. Before the first one, and in an empty table, everything is [`Class::Other`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classes {
    /// Where ranges begin, rising.
    pub starts: Vec<char>,
    /// One letter for each range.
    pub codes: String,
}

impl Classes {
    /// The class of a character.
    pub(super) fn of(&self, c: char) -> Class {
        if c.is_ascii() {
            return of_ascii(c);
        }
        let after = self.starts.partition_point(|start| *start <= c);
        let code = after.checked_sub(1);
        let code = code.and_then(|at| self.codes.as_bytes().get(at));
        let class = CODES.iter().find(|(_, known)| Some(known) == code);
        class.map_or(Class::Other, |(class, _)| *class)
    }
}

fn of_ascii(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Numeric,
        '_' => Class::Connector,
        ':' => Class::MidLetter,
        ',' | ';' => Class::MidNumber,
        '.' => Class::MidBoth,
        '"' => Class::DoubleQuote,
        _ => Class::Other,
    }
}

#[cfg(feature = "builder")]
impl Classes {
    /// The table of these classes; neighbours of one class share a range.
    pub(super) fn from_ranges(ranges: impl IntoIterator<Item = (char, Class)>) -> Self {
        let (mut classes, mut last) = (Self::default(), None);
        for (start, class) in ranges {
            if last.replace(class) == Some(class) {
                continue;
            }
            let code = CODES.iter().find(|(it, _)| *it == class);
            let code = code.map_or(' ', |(_, code)| char::from(*code));
            classes.starts.push(start);
            classes.codes.push(code);
        }
        classes
    }
}
