//! The page as blocks, and how an answer is held against what it says.

/// A fenced block.
#[derive(Debug)]
pub(crate) struct Block {
    /// What stands behind the fence, e.g. `toml bank/rules/new.toml`.
    info: String,
    pub(crate) text: String,
    /// The file it is about.
    pub(crate) about: Option<String>,
    /// Where it begins.
    pub(crate) line: usize,
    /// The paragraph above it.
    pub(crate) above: String,
}

impl Block {
    pub(crate) fn kind(&self) -> &str {
        self.info.split(' ').next().unwrap_or_default()
    }

    /// Whether its commands are meant to fail.
    pub(crate) fn fails(&self) -> bool {
        self.info == "sh fails"
    }
}

/// All blocks, in order.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut open, mut above): (Option<Block>, String) = (None, String::new());
    for (at, line) in page.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                let about = info.split_once(' ').map(|(_, rest)| rest.to_owned());
                open = Some(Block {
                    info: info.to_owned(),
                    text: String::new(),
                    about: about.filter(|path| path.contains('.')),
                    line: at + 1,
                    above: std::mem::take(&mut above),
                });
            }
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (Some(block), None) => block.text += &format!("{line}\n"),
            (None, None) if line.is_empty() => {
                // The last paragraph counts, not the line before a fence.
                above += "\n";
            }
            (None, None) => {
                if above.ends_with('\n') {
                    above.clear();
                }
                above += &format!("{line} ");
            }
        }
    }
    assert!(open.is_none(), "a block of the page is not closed");
    blocks
}

/// Whether `said` is what `expected` says: `…` is anything in its line, a line of it alone any lines.
pub(crate) fn fits(expected: &str, said: &str) -> bool {
    let expected: Vec<&str> = expected.lines().collect();
    let said: Vec<&str> = said.lines().map(str::trim_end).collect();
    lines_fit(&expected, &said)
}

fn lines_fit(expected: &[&str], said: &[&str]) -> bool {
    match expected {
        [] => said.is_empty(),
        ["…", rest @ ..] => {
            (0..=said.len()).any(|skip| said.get(skip..).is_some_and(|left| lines_fit(rest, left)))
        }
        [first, rest @ ..] => match said {
            [line, others @ ..] => line_fits(first, line) && lines_fit(rest, others),
            [] => false,
        },
    }
}

fn line_fits(expected: &str, line: &str) -> bool {
    match expected.split_once('…') {
        None => expected == line,
        Some((start, rest)) => line.strip_prefix(start).is_some_and(|left| {
            let mut ends = left.char_indices().map(|(at, _)| at).chain([left.len()]);
            ends.any(|at| left.get(at..).is_some_and(|left| line_fits(rest, left)))
        }),
    }
}

#[test]
fn only_what_is_left_out_may_differ() {
    for (expected, said) in [
        ("a\nb\n", "a\nb\n"),
        ("…\nb\n", "b\n"),
        ("…\nb\n", "x\ny\nb\n"),
        ("a …\nb\n", "a long way\nb\n"),
        ("a … c …\n", "a b c d\n"),
        ("a\n…\n", "a\n"),
    ] {
        assert!(fits(expected, said), "{expected:?} {said:?}");
    }
    for (expected, said) in [
        ("a\n", "a\nb\n"),
        ("a\nb\n", "a\n"),
        ("…\nb\n", "x\nb\ny\n"),
        ("a …\n", "b long way\n"),
        ("a … c\n", "a b d\n"),
    ] {
        assert!(!fits(expected, said), "{expected:?} {said:?}");
    }
}
