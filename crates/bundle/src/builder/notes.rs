//! Where problems are collected while files are read: all of them, from every file.
//!
//! Also the only place where bytes become lines and columns.

use std::cell::RefCell;
use std::sync::Arc;

use super::code::{Code, Severity};
use super::diagnostic::{Place, Problem, Report};
use super::texts::{Spot, Texts};

/// Problems so far, and the files they are about.
#[derive(Debug, Default)]
pub struct Notes {
    texts: RefCell<Texts>,
    found: RefCell<Vec<Found>>,
}

#[derive(Debug)]
struct Found {
    code: Code,
    spot: Spot,
    message: String,
    help: Option<String>,
}

impl Notes {
    /// For more problems in files that were read.
    #[must_use]
    pub fn about(texts: &Texts) -> Self {
        Self {
            texts: RefCell::new(texts.clone()),
            found: RefCell::default(),
        }
    }

    /// Keeps a file, so that problems can show a part of it.
    pub(crate) fn open(&self, name: &str, text: Arc<str>) -> Spot {
        self.texts.borrow_mut().add(name, text)
    }

    /// Adds a problem. An empty `help` is left out.
    pub fn add(&self, (code, spot): (Code, Spot), message: impl Into<String>, help: &str) {
        let help = (!help.is_empty()).then(|| one_line(help));
        let message = one_line(&message.into());
        self.found.borrow_mut().push(Found {
            code,
            spot,
            message,
            help,
        });
    }

    /// `people.csv:3`, for problems that speak of a second place.
    pub(crate) fn place(&self, spot: Spot) -> String {
        self.texts.borrow().place(spot)
    }

    /// The place of some words within a place, the last of several; the whole of it where they are written with escapes.
    pub(crate) fn part(&self, spot: Spot, words: &str) -> Spot {
        let texts = self.texts.borrow();
        let range = spot.range();
        let found = range.and_then(|range| {
            let from = range.start + texts.text(spot).get(range.clone())?.rfind(words)?;
            Some(spot.within(from..from + words.len()))
        });
        found.unwrap_or(spot)
    }

    /// Whether something is in the way so far.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        let found = self.found.borrow();
        found
            .iter()
            .any(|one| one.code.severity() == Severity::Error)
    }

    /// Everything, by file and place; what is about a whole file comes first.
    #[must_use]
    pub fn finish(self) -> Report {
        let texts = self.texts.into_inner();
        let mut found = self.found.into_inner();
        found.sort_by(|one, other| {
            let names = texts.name(one.spot).cmp(texts.name(other.spot));
            names.then(one.spot.cmp(&other.spot))
        });
        let mut problems = Vec::with_capacity(found.len());
        for of_file in found.chunk_by(|one, next| one.spot.whole_file() == next.spot.whole_file()) {
            let mut ruler = Ruler::default();
            problems.extend(of_file.iter().map(|one| ruler.problem(one, &texts)));
        }
        Report { problems, texts }
    }
}

/// Messages quote what stands in files: a line break or an escape sequence there must not reach a terminal,
/// and of a very long text the beginning and the end say enough.
fn one_line(text: &str) -> String {
    let text = text.replace(char::is_control, " ");
    if text.len() <= 2 * SHOWN {
        return text;
    }
    let (from, to) = (
        text.floor_char_boundary(SHOWN),
        text.ceil_char_boundary(text.len() - SHOWN),
    );
    let part = |range| {
        text.get::<std::ops::Range<usize>>(range)
            .unwrap_or_default()
    };
    format!("{}…{}", part(0..from), part(to..text.len()))
}

/// Bytes of each end of a long message.
const SHOWN: usize = 300;

/// Turns bytes into lines and columns, going through a file once however many problems there are.
#[derive(Default)]
struct Ruler {
    at: usize,
    line: usize,
    column: usize,
}

impl Ruler {
    fn problem(&mut self, found: &Found, texts: &Texts) -> Problem {
        let place = found.spot.range().map(|range| {
            self.go_to(texts.text(found.spot), range.start);
            let (line, column) = (self.line + 1, self.column + 1);
            let mut end = Self { ..*self };
            end.go_to(texts.text(found.spot), range.end);
            Place {
                line,
                column,
                end_line: end.line + 1,
                end_column: end.column + 1,
            }
        });
        Problem {
            file: texts.name(found.spot).to_owned(),
            place,
            severity: found.code.severity(),
            code: found.code,
            message: found.message.clone(),
            help: found.help.clone(),
            spot: found.spot,
        }
    }

    fn go_to(&mut self, text: &str, to: usize) {
        for c in text.get(self.at..to).unwrap_or_default().chars() {
            if c == '\n' {
                self.line += 1;
                self.column = 0;
            } else {
                self.column += 1;
            }
        }
        self.at = self.at.max(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks `[` to `]` of a text and says where that is.
    fn place(marked: &str) -> (usize, usize, usize, usize) {
        let from = marked.find('[').expect("a beginning");
        let to = marked.find(']').expect("an end") - 1;
        let notes = Notes::default();
        let file = notes.open("a.toml", marked.replace(['[', ']'], "").into());
        // An earlier place on the same line must not matter.
        notes.add((Code::BadId, file.within(0..0)), "earlier", "");
        notes.add((Code::BadId, file.within(from..to)), "here", "");
        let report = notes.finish();
        let place = report.problems[1].place.expect("a place");
        (place.line, place.column, place.end_line, place.end_column)
    }

    #[test]
    fn counts_lines_and_columns_in_characters() {
        assert_eq!(place("id = [x]"), (1, 6, 1, 7));
        assert_eq!(place("a\nname = 'Tomás [Ø]'\n"), (2, 15, 2, 16));
        assert_eq!(place("a = '[x\ny]'"), (1, 6, 2, 2));
    }

    #[test]
    fn sorts_by_file_and_place_and_keeps_messages_on_one_line() {
        let notes = Notes::default();
        let (people, desks) = (
            notes.open("people.csv", "id\n".into()),
            notes.open("desks.toml", "a\nb\n".into()),
        );
        notes.add((Code::BadId, people), "of people\u{1b}[31m\nred", "");
        notes.add((Code::BadId, desks.within(2..3)), "second", "");
        notes.add((Code::BadId, desks.within(0..1)), "first", "");
        notes.add((Code::BadId, desks), "whole", "");
        let report = notes.finish();
        let messages: Vec<_> = report.problems.iter().map(|one| &*one.message).collect();
        assert_eq!(messages, ["whole", "first", "second", "of people [31m red"]);
    }

    #[test]
    fn shows_both_ends_of_a_long_message() {
        let found = one_line(&format!("`{}` is long", "ä".repeat(10_000)));
        assert!(
            found.starts_with("`ää") && found.ends_with("ä` is long"),
            "{found}"
        );
        assert!(found.contains("ä…ä") && found.len() < 700, "{found}");
        let short = "ä".repeat(300);
        assert_eq!(one_line(&short), short);
    }
}
