//! On which line a row begins, while the file streams by.
//!
//! The CSV reader counts wrongly after blank lines, but it knows the byte at which it was before a row.
//! This reader stands before it and remembers where lines with something on them begin, until asked.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, Read};
use std::rc::Rc;

use super::LONGEST_ROW;

/// What the reader and whoever asks for lines share.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines(Rc<RefCell<State>>);

#[derive(Debug, Default)]
struct State {
    /// Bytes handed out so far.
    offset: u64,
    /// Line breaks seen so far.
    breaks: u64,
    after_carriage_return: bool,
    /// Whether the line we are on has shown more than its break.
    has_begun: bool,
    /// First byte and number of lines with something on them, not asked for yet.
    begun: VecDeque<(u64, u64)>,
    quotes: u64,
    /// Where the last row was that somebody asked for.
    asked: u64,
}

/// Passes everything through and takes note of lines.
#[derive(Debug)]
pub(crate) struct Noted<R> {
    inner: R,
    lines: Lines,
}

/// The message of the one error this reader makes itself.
pub(crate) const OPEN_QUOTE: &str = "a quotation mark is opened and never closed";

impl Lines {
    /// The line of the first row at or after this byte. Ask in the order of the file.
    pub(crate) fn at(&self, byte: u64) -> u64 {
        let mut state = self.0.borrow_mut();
        state.asked = byte;
        while state.begun.front().is_some_and(|(start, _)| *start < byte) {
            state.begun.pop_front();
        }
        let next = state.begun.front().map(|(_, line)| *line);
        next.unwrap_or(state.breaks + 1)
    }

    /// Whether more quotation marks were opened than closed, or the other way round.
    pub(crate) fn has_odd_quotes(&self) -> bool {
        self.0.borrow().quotes % 2 == 1
    }

    pub(crate) fn note<R: Read>(&self, inner: R) -> Noted<R> {
        Noted {
            inner,
            lines: self.clone(),
        }
    }
}

impl State {
    fn pass(&mut self, byte: u8) {
        self.quotes += u64::from(byte == b'"');
        let is_second_half = byte == b'\n' && self.after_carriage_return;
        self.after_carriage_return = byte == b'\r';
        match byte {
            b'\n' if is_second_half => {}
            b'\n' | b'\r' => {
                self.breaks += 1;
                self.has_begun = false;
            }
            _ if !self.has_begun => {
                self.has_begun = true;
                self.begun.push_back((self.offset, self.breaks + 1));
            }
            _ => {}
        }
        self.offset += 1;
    }
}

impl<R: Read> Read for Noted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        let mut state = self.lines.0.borrow_mut();
        buffer.iter().take(count).for_each(|byte| state.pass(*byte));
        if state.offset.saturating_sub(state.asked) > LONGEST_ROW {
            return Err(io::Error::new(io::ErrorKind::InvalidData, OPEN_QUOTE));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_breaks_of_every_kind_and_skips_blank_lines() {
        let lines = Lines::default();
        let text = "a\r\nb\n\n\rc\rd";
        lines
            .note(text.as_bytes())
            .read_to_end(&mut Vec::new())
            .unwrap();
        let at = |letter| lines.at(text.find(letter).unwrap().try_into().unwrap());
        assert_eq!(['a', 'b', 'c', 'd'].map(at), [1, 2, 5, 6]);
    }

    #[test]
    fn stops_a_row_without_an_end() {
        let endless = io::repeat(b'x');
        let error = Lines::default().note(endless).read_to_end(&mut Vec::new());
        assert_eq!(error.unwrap_err().to_string(), OPEN_QUOTE);
    }
}
