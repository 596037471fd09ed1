//! Bytes → UTF-8: takes a byte order mark away and turns UTF-16 into UTF-8, as they are read.
//!
//! Bytes that are no UTF-8 pass as they are; the row they stand in is rejected later.

use std::io::{self, Read};

/// A reader whose output is UTF-8 without a byte order mark, if its input was text.
#[derive(Debug)]
pub(crate) struct Text<R> {
    inner: R,
    encoding: Option<Encoding>,
    /// Read, not yet decoded: less than one character once the encoding is known.
    raw: Vec<u8>,
    /// Decoded; handed out up to `at`.
    out: Vec<u8>,
    at: usize,
}

#[derive(Clone, Copy, Debug)]
enum Encoding {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
}

const BLOCK: usize = 16 * 1024;

impl<R: Read> Text<R> {
    pub(crate) fn new(inner: R) -> Self {
        Self {
            inner,
            encoding: None,
            raw: Vec::new(),
            out: Vec::new(),
            at: 0,
        }
    }

    /// Reads and decodes one more block; false at the end of the file.
    fn fill(&mut self) -> io::Result<bool> {
        self.out.clear();
        self.at = 0;
        let mut block = [0; BLOCK];
        let count = loop {
            match self.inner.read(&mut block) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                result => break result?,
            }
        };
        self.raw.extend(block.iter().take(count));
        let is_end = count == 0;
        // A byte order mark has up to three bytes, and a pipe may give one at a time.
        if self.encoding.is_none() && (is_end || self.raw.len() >= 3) {
            self.encoding = Some(self.take_mark());
        }
        match self.encoding {
            Some(Encoding::Utf8) => self.out.append(&mut self.raw),
            Some(Encoding::Utf16(unit)) => self.decode(unit, is_end),
            None => {}
        }
        Ok(!is_end)
    }

    fn take_mark(&mut self) -> Encoding {
        let (encoding, mark) = match self.raw.as_slice() {
            [0xef, 0xbb, 0xbf, ..] => (Encoding::Utf8, 3),
            [0xff, 0xfe, ..] => (Encoding::Utf16(u16::from_le_bytes), 2),
            [0xfe, 0xff, ..] => (Encoding::Utf16(u16::from_be_bytes), 2),
            _ => (Encoding::Utf8, 0),
        };
        self.raw.drain(..mark);
        encoding
    }

    /// Decodes whole characters; a half one waits for more, or is U+FFFD at the end.
    fn decode(&mut self, unit: fn([u8; 2]) -> u16, is_end: bool) {
        let mut units: Vec<u16> = self
            .raw
            .as_chunks::<2>()
            .0
            .iter()
            .map(|pair| unit(*pair))
            .collect();
        let is_half = |unit: &u16| (0xd800..0xdc00).contains(unit);
        if !is_end && units.last().is_some_and(is_half) {
            units.pop();
        }
        let used = units.len() * 2;
        let is_odd = is_end && self.raw.len() > used;
        self.raw.drain(..used);
        if is_odd {
            self.raw.clear();
            units.push(0xfffd);
        }
        let letters = char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{fffd}'));
        let mut buffer = [0; 4];
        for letter in letters {
            let encoded = letter.encode_utf8(&mut buffer);
            self.out.extend_from_slice(encoded.as_bytes());
        }
    }
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut is_open = true;
        while self.at >= self.out.len() && is_open {
            is_open = self.fill()?;
        }
        let ready = self.out.get(self.at..).unwrap_or_default();
        let count = ready.len().min(buffer.len());
        buffer
            .iter_mut()
            .zip(ready)
            .for_each(|(to, from)| *to = *from);
        self.at += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One byte at a time, the worst that a pipe can do.
    struct Drops<'a>(&'a [u8]);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(buffer.len()).min(1);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn check(bytes: &[u8], expected: &str) {
        let mut whole = Vec::new();
        Text::new(bytes).read_to_end(&mut whole).unwrap();
        assert_eq!(String::from_utf8_lossy(&whole), expected, "{bytes:?}");
        let mut dropped = Vec::new();
        Text::new(Drops(bytes)).read_to_end(&mut dropped).unwrap();
        assert_eq!(dropped, whole, "{bytes:?}");
    }

    #[test]
    fn takes_marks_away_and_decodes_what_they_announce() {
        let text = "id,näme 😀\r\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(text.as_bytes(), text);
        check(&[&[0xef, 0xbb, 0xbf], text.as_bytes()].concat(), text);
        check(&[&[0xff, 0xfe], le.as_slice()].concat(), text);
        check(&[&[0xfe, 0xff], be.as_slice()].concat(), text);
    }

    #[test]
    fn ends_well_wherever_the_file_ends() {
        for bytes in [&b""[..], b"a", b"ab", &[0xef, 0xbb]] {
            check(bytes, &String::from_utf8_lossy(bytes));
        }
        check(&[0xff, 0xfe], "");
        check(&[0xff, 0xfe, b'a', 0, b'b'], "a\u{fffd}");
        check(&[0xff, 0xfe, 0x3d, 0xd8], "\u{fffd}");
    }

    #[test]
    fn decodes_characters_that_lie_across_blocks() {
        let text = "x".to_owned() + &"😀".repeat(BLOCK);
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut read = String::new();
        let bytes = [&[0xff, 0xfe], le.as_slice()].concat();
        Text::new(bytes.as_slice())
            .read_to_string(&mut read)
            .unwrap();
        assert_eq!(read, text);
    }
}
