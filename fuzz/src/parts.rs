//! Inputs made of several files. Each begins with a line `== path`; what stands before the first such line
//! is the file without a name. So that seeds can be read and written by hand.

/// A part of an input: its name, and what is in it.
pub type Part<'a> = (&'a str, &'a [u8]);

const MARK: &[u8] = b"== ";

/// The parts of an input, in their order.
#[must_use]
pub fn parts(input: &[u8]) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let (mut name, mut start, mut at) = ("", 0, 0);
    for line in input.split_inclusive(|byte| *byte == b'\n') {
        if let Some(next) = named(line) {
            parts.push((name, &input[start..at]));
            (name, start) = (next, at + line.len());
        }
        at += line.len();
    }
    parts.push((name, &input[start..]));
    parts.retain(|(name, content)| !name.is_empty() || !content.is_empty());
    parts
}

fn named(line: &[u8]) -> Option<&str> {
    let name = str::from_utf8(line.strip_prefix(MARK)?).ok()?.trim();
    (!name.is_empty()).then_some(name)
}

/// The first line, and everything after it.
#[must_use]
pub fn first_line(input: &[u8]) -> (&[u8], &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n');
    let end = end.unwrap_or(input.len());
    (&input[..end], input.get(end + 1..).unwrap_or_default())
}
