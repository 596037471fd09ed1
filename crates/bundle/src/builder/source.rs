//! One file of a company, as the caller found it, and its text.
//!
//! Opening files is left to the command; here a file is a name and what came of reading it.

use super::diagnostic::Notes;

/// Larger files are refused by their size, unread. A million accounts are about 60 MB.
pub const MAX_SOURCE_BYTES: u64 = 64 * 1024 * 1024;

/// A file of a company.
#[derive(Clone, Debug)]
pub struct Source {
    /// As its owner knows it: `accounts.csv`.
    pub name: String,
    /// What came of reading it.
    pub content: Content,
}

/// What came of reading a file.
#[derive(Clone, Debug)]
pub enum Content {
    /// All of it.
    Bytes(Vec<u8>),
    /// More than [`MAX_SOURCE_BYTES`]: this many bytes, none of them read.
    TooLarge(u64),
    /// It could not be opened or read, in the system's words.
    Unreadable(String),
}

impl Source {
    /// A file that was read.
    #[must_use]
    pub fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.to_owned(),
            content: Content::Bytes(bytes.into()),
        }
    }

    /// The text without its byte order mark; UTF-8, or UTF-16 where a mark says so.
    pub(crate) fn text(&self, notes: &mut Notes) -> Option<String> {
        let bytes = match &self.content {
            Content::Bytes(bytes) => bytes,
            Content::TooLarge(size) => {
                let found = format!("is {} MB large", size / 1_000_000);
                notes.add(None, found, "files up to 64 MB are read");
                return None;
            }
            Content::Unreadable(why) => {
                notes.add(
                    None,
                    format!("cannot be read: {why}"),
                    "`fineline init` writes a complete example",
                );
                return None;
            }
        };
        let text = decode(bytes, notes)?;
        if text.trim().is_empty() {
            notes.add(
                None,
                "is empty".to_owned(),
                "`fineline init` writes a complete example",
            );
            return None;
        }
        Some(text)
    }
}

fn decode(bytes: &[u8], notes: &mut Notes) -> Option<String> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes, notes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes, notes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest, notes),
        _ => utf8(bytes, notes),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, notes: &mut Notes) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let text = String::from_utf16(&pairs.iter().map(|pair| unit(*pair)).collect::<Vec<_>>());
    match text {
        Ok(text) if rest.is_empty() => Some(text),
        _ => {
            notes.add(
                None,
                "begins like UTF-16 text and is not".to_owned(),
                SAVE_AS_UTF8,
            );
            None
        }
    }
}

fn utf8(bytes: &[u8], notes: &mut Notes) -> Option<String> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(text.to_owned()),
        Err(error) => error,
    };
    let (good, bad) = bytes.split_at_checked(error.valid_up_to())?;
    let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
    let byte = bad.first().copied().unwrap_or_default();
    notes.add(
        line,
        format!("byte `0x{byte:02X}` is not UTF-8 text"),
        SAVE_AS_UTF8,
    );
    None
}

/// Where the lines of a text begin.
#[derive(Debug)]
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(breaks.map(|(at, _)| at).collect())
    }

    /// The line of a byte, from 1.
    pub(crate) fn at(&self, byte: usize) -> usize {
        1 + self.0.partition_point(|at| *at < byte)
    }
}

const SAVE_AS_UTF8: &str = "save the file as UTF-8 (in a spreadsheet: `CSV UTF-8`)";

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> Result<String, String> {
        let mut notes = Notes::new("people.csv");
        let text = Source::new("people.csv", bytes).text(&mut notes);
        let problems = notes.into_problems();
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
    fn names_the_line_of_a_bad_byte() {
        let problem = text(b"id,name\r\nmara,Mara\ntomas,Tom\xE1s\n").expect_err("not UTF-8");
        assert!(
            problem.starts_with("people.csv:3: byte `0xE1` is not UTF-8 text"),
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
