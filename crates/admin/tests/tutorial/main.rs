//! `docs/tutorial.md`, done from the first command to the last in a fresh folder: what it says happens.
//!
//! The page is its own script. A `sh` block is run by a shell (`sh fails`: must fail), a `text` block below it
//! is what it has to answer, where `…` stands for anything and a line of it alone for any lines. A `toml`
//! or `csv` block with a path is that file, a `diff` block with a path changes lines of it. Two things are
//! not as on the page: the day, which is held still, and the port of the server.

#![expect(clippy::expect_used, reason = "part of the tests")]
#![cfg(unix)]

#[path = "../common/mod.rs"]
mod common;
mod page;
mod shell;

use page::{Block, blocks, fits};
use shell::Shell;

const PAGE: &str = include_str!("../../../../docs/tutorial.md");

#[test]
fn everything_in_the_tutorial_happens() {
    let mut shell = Shell::new();
    let blocks = blocks(PAGE);
    let mut answered = 0;
    for (at, block) in blocks.iter().enumerate() {
        match block.kind() {
            "sh" => {
                let said = shell.run(block);
                let answer = blocks.get(at + 1).filter(|next| next.kind() == "text");
                if let Some(answer) = answer {
                    assert!(
                        fits(&answer.text, &said),
                        "line {}: the page says\n{}\nand the command\n{said}",
                        block.line,
                        answer.text
                    );
                    answered += 1;
                }
            }
            "toml" | "csv" => shell.write(block),
            "diff" => shell.change(block),
            "text" => {}
            other => unreachable!("line {}: `{other}` is no kind of block", block.line),
        }
    }
    // A page whose blocks are not found would do nothing, and fail nowhere.
    assert!(answered >= 20, "{answered} answers");
    shell.is_served();
}

#[test]
fn every_file_that_a_block_is_about_is_named_above_it() {
    for Block {
        about, line, above, ..
    } in blocks(PAGE)
    {
        let is_named = about.iter().all(|path| above.contains(path));
        assert!(is_named, "line {line}: {about:?} is not named in `{above}`");
    }
}

#[test]
fn every_command_of_the_five_steps_is_in_it() {
    let scripts: Vec<Block> = blocks(PAGE);
    let scripts = scripts.iter().filter(|block| block.kind() == "sh");
    let scripts: String = scripts.map(|block| block.text.as_str()).collect();
    for command in [
        "init", "check", "test", "explain", "import", "matrix", "review", "diff", "keygen",
        "compile", "sign", "publish", "serve", "enrol",
    ] {
        assert!(
            scripts.contains(&format!("fineline {command}")),
            "{command}"
        );
    }
}
