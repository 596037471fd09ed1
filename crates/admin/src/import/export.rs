//! One file of the import: opened, recognised, then read row by row. Progress is counted on the way.

use std::fs::File;
use std::io::{Cursor, Read};
use std::path::Path;

use anyhow::Context as _;
use indicatif::{ProgressBar, ProgressFinish, ProgressStyle};

use super::reading::text::Text;
use super::reading::{SAMPLE, Taker, json, table};
use super::recognise::{Asked, How, Recognised, recognise};

/// A file whose format is known.
pub(crate) struct Export {
    /// As given on the command line.
    pub(crate) name: String,
    pub(crate) recognised: Recognised,
    rest: Box<dyn Read>,
}

impl Export {
    /// Opens a file and looks at its beginning.
    ///
    /// # Errors
    /// It cannot be read, or is nothing that is imported.
    pub(crate) fn open(path: &Path, bar: &ProgressBar, asked: Asked<'_>) -> anyhow::Result<Self> {
        let name = path.display().to_string();
        let unreadable = || format!("`{name}` cannot be read");
        let file = File::open(path).with_context(unreadable)?;
        let size = file.metadata().with_context(unreadable)?.len();
        bar.inc_length(size);
        let mut text = Text::new(bar.wrap_read(file));
        let mut sample = Vec::new();
        let limit = u64::try_from(SAMPLE).unwrap_or(u64::MAX);
        (&mut text)
            .take(limit)
            .read_to_end(&mut sample)
            .with_context(unreadable)?;
        let recognised = recognise(&name, &sample, asked)?;
        let rest = Box::new(Cursor::new(sample).chain(text));
        Ok(Self {
            name,
            recognised,
            rest,
        })
    }

    /// Reads all rows.
    ///
    /// # Errors
    /// The file cannot be read to its end, or `take` stops it.
    pub(crate) fn read(self, take: Taker<'_>) -> anyhow::Result<()> {
        match self.recognised.how {
            How::Table(layout, _) => table::read(self.rest, &self.name, &layout, take),
            How::Json(kind) => json::read(self.rest, &self.name, kind, take),
        }
    }

    /// The cells of the header; none where there is none.
    pub(crate) fn header(&self) -> &[String] {
        match &self.recognised.how {
            How::Table(_, header) => header,
            How::Json(_) => &[],
        }
    }
}

/// Counts bytes on standard error, if that is a terminal.
pub(crate) fn progress() -> ProgressBar {
    // It goes away at the end, whichever end that is.
    let bar = ProgressBar::new(0).with_finish(ProgressFinish::AndClear);
    let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes}, {eta} left");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::formats::{self, Fact};
    use crate::import::reading::Next;

    /// Everything that is done with bytes from outside until there is a fact.
    fn read_anything(bytes: Vec<u8>, format: Option<usize>) {
        let mut sample = Vec::new();
        Text::new(Cursor::new(bytes))
            .read_to_end(&mut sample)
            .unwrap();
        let asked = Asked {
            format: format.map(|at| formats::ALL[at]),
            ..Asked::default()
        };
        let Ok(recognised) = recognise("any", &sample, asked) else {
            return;
        };
        let export = Export {
            name: "any".to_owned(),
            rest: Box::new(Cursor::new(sample)),
            recognised,
        };
        let fact = export.recognised.format.fact;
        let mut rejected = 0;
        let mut take = |next: Next<'_>| {
            if let Next::Row(row) = next {
                rejected += usize::from(matches!(fact(&row), Fact::Rejected(_)));
            }
            Ok(())
        };
        let _ = export.read(&mut take);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(
            bytes in proptest::collection::vec(any::<u8>(), 0..1000),
            format in prop::option::of(0..formats::ALL.len()),
        ) {
            read_anything(bytes, format);
        }

        /// Bytes that pass for a file of ours far enough to reach every reader of cells.
        #[test]
        fn any_rows_below_a_known_header_are_read_or_refused(
            format in 0..formats::ALL.len(),
            mark in prop::sample::select(vec![&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"]),
            delimiter in prop::sample::select(vec![",", ";", "\t"]),
            rows in "([\\PC\r\n\t]{0,40}[,;\t\"\r\n=+@/:.%\u{1f}]){0,30}",
        ) {
            let columns = formats::ALL[format].columns.iter();
            let header: Vec<&str> = columns.filter_map(|(_, names)| names.first()).copied().collect();
            let text = format!("{}\n{rows}", header.join(delimiter));
            let bytes = match mark {
                b"\xff\xfe" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                b"\xfe\xff" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
                _ => text.into_bytes(),
            };
            read_anything([mark, &bytes].concat(), None);
            read_anything([mark, &bytes].concat(), Some(format));
        }

        #[test]
        fn any_json_is_read_or_refused(
            start in prop::sample::select(vec!["[", "{\"data\":[", "window.YTD.following.part0 = ["]),
            rest in "([\\PC]{0,10}[\\[\\]{}:,\"0-9]){0,40}",
        ) {
            read_anything(format!("{start}{rest}").into_bytes(), None);
        }
    }
}
