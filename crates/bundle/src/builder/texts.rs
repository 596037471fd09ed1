//! The texts of a company's files while they are judged, and places in them.
//!
//! A [`Spot`] is a few numbers, so that everything read can remember where it stood. Lines and columns
//! are worked out for problems alone, in `notes`.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// The files that were opened, by the numbers that spots carry.
#[derive(Clone, Debug, Default)]
pub struct Texts(Vec<Arc<Text>>);

#[derive(Debug)]
struct Text {
    name: String,
    text: Arc<str>,
    /// Where its lines end; looked for once somebody asks.
    breaks: OnceLock<Vec<usize>>,
}

/// A place in a file, or a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Spot {
    file: u32,
    /// Bytes from, and to. Files are small enough for 32 bits, see `MAX_SOURCE_BYTES`.
    range: Option<(u32, u32)>,
}

impl Spot {
    /// The whole file in which this place is.
    #[must_use]
    pub fn whole_file(self) -> Self {
        Self {
            range: None,
            ..self
        }
    }

    /// A place in the same file.
    pub(crate) fn within(self, range: Range<usize>) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self {
            range: Some((number(range.start), number(range.end.max(range.start)))),
            ..self
        }
    }

    /// The bytes; nothing for a whole file.
    pub(crate) fn range(self) -> Option<Range<usize>> {
        self.range.map(|(from, to)| from as usize..to as usize)
    }
}

impl Texts {
    /// Keeps a file; the spot is the whole of it.
    pub(crate) fn add(&mut self, name: &str, text: Arc<str>) -> Spot {
        let file = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        let (name, breaks) = (name.to_owned(), OnceLock::new());
        self.0.push(Arc::new(Text { name, text, breaks }));
        Spot { file, range: None }
    }

    /// Whether no file was opened.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The name of the file in which a place is.
    #[must_use]
    pub fn name(&self, spot: Spot) -> &str {
        self.get(spot).map_or("", |text| &text.name)
    }

    /// The text of the file in which a place is.
    #[must_use]
    pub fn text(&self, spot: Spot) -> &str {
        self.get(spot).map_or("", |text| &text.text)
    }

    /// The line of a place, from 1; nothing for a whole file.
    #[must_use]
    pub fn line(&self, spot: Spot) -> Option<usize> {
        let (text, start) = (self.get(spot)?, spot.range()?.start);
        let breaks = text.breaks.get_or_init(|| {
            let bytes = text.text.bytes().enumerate();
            bytes
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at)
                .collect()
        });
        Some(1 + breaks.partition_point(|at| *at < start))
    }

    /// `people.csv:3`, or the name alone for a whole file.
    #[must_use]
    pub fn place(&self, spot: Spot) -> String {
        let name = self.name(spot);
        self.line(spot)
            .map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"))
    }

    fn get(&self, spot: Spot) -> Option<&Text> {
        self.0.get(spot.file as usize).map(Arc::as_ref)
    }
}
