//! The part of docs/benchmarks.md that `cargo xtask bench --write` keeps; the rest is written by hand.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

const PAGE: &str = "docs/benchmarks.md";
const END: &str = "<!-- to here -->\n";

/// What the page keeps, each between two marks of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Section {
    /// Decisions.
    Decisions,
    /// Sealed lists.
    Lists,
}

impl Section {
    fn begin(self) -> &'static str {
        match self {
            Self::Decisions => "<!-- written by `cargo xtask bench --write` from here -->\n",
            Self::Lists => "<!-- written by `cargo xtask bench lists --write` from here -->\n",
        }
    }
}

/// Puts `text` between the two marks of a section.
///
/// # Errors
/// When the page or a mark is missing.
pub(super) fn write(workspace: &Workspace, section: Section, text: &str) -> Result<()> {
    let path = workspace.root.join(PAGE);
    let page = fs::read_to_string(&path).with_context(|| format!("`{PAGE}` cannot be read"))?;
    let page = with_section(&page, (section, text)).with_context(|| {
        format!(
            "`{PAGE}` lacks a mark: add the lines `{}` and `{}`",
            section.begin().trim(),
            END.trim()
        )
    })?;
    Ok(fs::write(path, page)?)
}

fn with_section(page: &str, (section, text): (Section, &str)) -> Option<String> {
    let begin = section.begin();
    let (before, rest) = page.split_once(begin)?;
    let (_old, after) = rest.split_once(END)?;
    Some(format!("{before}{begin}\n{text}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_what_stands_between_the_marks_and_nothing_else() {
        let (decisions, lists) = (Section::Decisions.begin(), Section::Lists.begin());
        let page = |first: &str, second: &str| {
            format!("# Page\n\n{lists}\n{first}\n\n{END}\nby hand\n{decisions}\n{second}\n\n{END}")
        };
        let before = page("old", "older");
        let found = |section| with_section(&before, (section, "new\n"));
        assert_eq!(found(Section::Lists), Some(page("new", "older")));
        assert_eq!(found(Section::Decisions), Some(page("old", "new")));
    }

    #[test]
    fn a_page_without_marks_is_left_alone() {
        assert_eq!(with_section("# Page\n", (Section::Lists, "new")), None);
    }
}
