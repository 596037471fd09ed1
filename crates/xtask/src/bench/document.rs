//! The part of docs/benchmarks.md that `cargo xtask bench --write` keeps; the rest is written by hand.

use std::fs;

use anyhow::{Context, Result};

use crate::workspace::Workspace;

const PAGE: &str = "docs/benchmarks.md";
const BEGIN: &str = "<!-- written by `cargo xtask bench --write` from here -->\n";
const END: &str = "<!-- to here -->\n";

/// Puts `section` between the two marks.
///
/// # Errors
/// When the page or a mark is missing.
pub(super) fn write(workspace: &Workspace, section: &str) -> Result<()> {
    let path = workspace.root.join(PAGE);
    let page = fs::read_to_string(&path).with_context(|| format!("`{PAGE}` cannot be read"))?;
    let page = with_section(&page, section).with_context(|| {
        format!(
            "`{PAGE}` lacks a mark: add the lines `{}` and `{}`",
            BEGIN.trim(),
            END.trim()
        )
    })?;
    Ok(fs::write(path, page)?)
}

fn with_section(page: &str, section: &str) -> Option<String> {
    let (before, rest) = page.split_once(BEGIN)?;
    let (_old, after) = rest.split_once(END)?;
    Some(format!("{before}{BEGIN}\n{section}\n{END}{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaces_what_stands_between_the_marks_and_nothing_else() {
        let page = format!("# Page\n\n{BEGIN}\nold\n\n{END}\nby hand\n");
        let expected = format!("# Page\n\n{BEGIN}\nnew\n\n{END}\nby hand\n");
        assert_eq!(with_section(&page, "new\n"), Some(expected));
    }

    #[test]
    fn a_page_without_marks_is_left_alone() {
        assert_eq!(with_section("# Page\n", "new"), None);
    }
}
