//! The files of a company, as the caller found them, and their texts.
//!
//! Opening files is left to the command; here a file is a path and what came of reading it. Which paths
//! mean something is said in [`super::layout`].

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::code::Code;
use super::notes::Notes;
use super::site_file::Catalogue;
use super::texts::Spot;

/// Larger files are refused by their size, unread. A million accounts are about 60 MB.
pub const MAX_SOURCE_BYTES: u64 = 64 * 1024 * 1024;

/// A company's files by their paths in its folder, `/` between the parts: `rules/clients.toml`.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: BTreeMap<String, Content>,
    /// What [`super::company::Company::to_keep`] was the last time; it saves work and decides nothing.
    pub kept: Option<Vec<u8>>,
    /// What can be said of the sites. Without it, any name and any selector will do.
    pub catalogue: Option<Catalogue>,
}

/// What came of reading a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// All of it.
    Bytes(Vec<u8>),
    /// All of it, in UTF-8; what [`Sources`] makes of such bytes, so that a long file is in memory once.
    Text(Arc<str>),
    /// More than [`MAX_SOURCE_BYTES`]: this many bytes, none of them read.
    TooLarge(u64),
    /// It could not be opened or read, in the system's words.
    Unreadable(String),
    /// It is there; nobody needs what is in it.
    Unread,
}

impl Content {
    /// Bytes that are a text as they stand, as that text.
    fn into_text(self) -> Self {
        let Self::Bytes(bytes) = self else {
            return self;
        };
        let has_mark = matches!(bytes.as_slice(), [0xEF, 0xBB, 0xBF, ..]);
        match String::from_utf8(bytes) {
            Ok(text) if !has_mark => Self::Text(text.into()),
            Ok(text) => Self::Bytes(text.into_bytes()),
            Err(error) => Self::Bytes(error.into_bytes()),
        }
    }
}

/// A file that was opened.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The whole file.
    pub spot: Spot,
    /// What is in it, without a byte order mark.
    pub text: Arc<str>,
}

impl Sources {
    /// Adds a file, or takes the place of one.
    pub fn insert(&mut self, path: &str, content: Content) {
        self.files.insert(path.to_owned(), content.into_text());
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn contains(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Every path, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// A file that has to be there.
    pub(crate) fn need(&self, path: &str, notes: &Notes) -> Option<Opened> {
        if !self.contains(path) {
            let found = "cannot be read: there is no such file";
            let spot = notes.open(path, "".into());
            notes.add((Code::Unreadable, spot), found, INIT);
            return None;
        }
        self.open(path, notes)
    }

    /// A file that may be left out. What is wrong with one that is there is noted.
    pub(crate) fn open(&self, path: &str, notes: &Notes) -> Option<Opened> {
        let content = self.files.get(path)?;
        let (text, fault) = match content {
            Content::Text(text) => (Arc::clone(text), None),
            Content::Bytes(bytes) => {
                let (text, fault) = decode(bytes);
                (text.as_ref().into(), fault)
            }
            Content::TooLarge(size) => nothing(Fault {
                code: Code::TooLarge,
                at: None,
                found: format!("is {} MB large", size / 1_000_000),
                help: "files up to 64 MB are read",
            }),
            Content::Unreadable(why) => nothing(Fault {
                code: Code::Unreadable,
                at: None,
                found: format!("cannot be read: {why}"),
                help: "the folder of a company holds files that its owner may read",
            }),
            Content::Unread => return None,
        };
        let is_empty = text.trim().is_empty();
        let spot = notes.open(path, Arc::clone(&text));
        let fault = fault.or_else(|| is_empty.then(empty));
        let Some(fault) = fault else {
            return Some(Opened { spot, text });
        };
        // As long as the mark that stands for what cannot be read.
        let mark = char::REPLACEMENT_CHARACTER.len_utf8();
        let at = fault.at.map_or(spot, |at| spot.within(at..at + mark));
        notes.add((fault.code, at), fault.found, fault.help);
        None
    }
}

impl<P: Into<String>, B: Into<Vec<u8>>> FromIterator<(P, B)> for Sources {
    fn from_iter<I: IntoIterator<Item = (P, B)>>(files: I) -> Self {
        let content = |(path, bytes): (P, B)| {
            let content = Content::Bytes(bytes.into());
            (path.into(), content.into_text())
        };
        Self {
            files: files.into_iter().map(content).collect(),
            kept: None,
            catalogue: None,
        }
    }
}

/// Why a file has no text.
struct Fault {
    code: Code,
    /// The byte of the text that is at fault.
    at: Option<usize>,
    found: String,
    help: &'static str,
}

type Decoded<'a> = (Cow<'a, str>, Option<Fault>);

const INIT: &str = "`fineline init` writes a complete example";
const SAVE_AS_UTF8: &str = "save the file as UTF-8 (in a spreadsheet: `CSV UTF-8`)";

fn empty() -> Fault {
    let (code, found) = (Code::EmptyFile, "is empty".to_owned());
    Fault {
        code,
        at: None,
        found,
        help: INIT,
    }
}

fn nothing(fault: Fault) -> (Arc<str>, Option<Fault>) {
    ("".into(), Some(fault))
}

/// The text without its byte order mark; UTF-8, or UTF-16 where a mark says so.
fn decode(bytes: &[u8]) -> Decoded<'_> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded<'static> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
    match text {
        Ok(text) if rest.is_empty() => (Cow::Owned(text), None),
        _ => {
            let fault = Fault {
                code: Code::NotUtf8,
                at: None,
                found: "begins like UTF-16 text and is not".to_owned(),
                help: SAVE_AS_UTF8,
            };
            (Cow::Borrowed(""), Some(fault))
        }
    }
}

/// A text with a fault is shown with marks in place of what cannot be read.
fn utf8(bytes: &[u8]) -> Decoded<'_> {
    let Err(error) = std::str::from_utf8(bytes) else {
        return (String::from_utf8_lossy(bytes), None);
    };
    let at = error.valid_up_to();
    let byte = bytes.get(at).copied().unwrap_or_default();
    let fault = Fault {
        code: Code::NotUtf8,
        at: Some(at),
        found: format!("byte `0x{byte:02X}` is not UTF-8 text"),
        help: SAVE_AS_UTF8,
    };
    (String::from_utf8_lossy(bytes), Some(fault))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, String> {
        let notes = Notes::default();
        let sources: Sources = [("people.csv", bytes)].into_iter().collect();
        let opened = sources.need("people.csv", &notes);
        let problems = notes.finish().problems;
        let text = opened.map(|opened| opened.text.to_string());
        text.ok_or_else(|| problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn drops_byte_order_marks() {
        assert_eq!(text(b"\xEF\xBB\xBFid").as_deref(), Ok("id"));
        assert_eq!(text(b"\xFF\xFEi\0d\0").as_deref(), Ok("id"));
        assert_eq!(text(b"\xFE\xFF\0i\0d").as_deref(), Ok("id"));
        assert!(text(b"\xFF\xFEi\0d").is_err());
    }

    #[test]
    fn a_text_is_in_memory_once() {
        let notes = Notes::default();
        let sources: Sources = [("people.csv", "id\n")].into_iter().collect();
        let open = || sources.open("people.csv", &notes).expect("a text").text;
        assert!(Arc::ptr_eq(&open(), &open()));
    }

    #[test]
    fn names_the_place_of_a_bad_byte() {
        let problem = text(b"id,name\r\nmara,Mara\ntomas,Tom\xE1s\n").expect_err("not UTF-8");
        assert!(
            problem.starts_with("people.csv:3:10: byte `0xE1` is not UTF-8 text"),
            "{problem}"
        );
    }

    #[test]
    fn says_that_a_file_is_empty() {
        for bytes in [&b""[..], b"\xEF\xBB\xBF", b" \r\n\n"] {
            assert!(
                text(bytes)
                    .expect_err("empty")
                    .starts_with("people.csv: is empty")
            );
        }
    }
}
