//! What a run of libFuzzer says, for people: how far it came, or which input failed and how to see it again.

use std::fmt;

use anyhow::{Error, Result, anyhow, ensure};

use crate::fuzz::target::Target;

/// How far a run came.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reached {
    /// Inputs that were tried.
    tried: u64,
    /// Places in the program that some input reached.
    places: u64,
    /// Places there are.
    of: u64,
}

impl Reached {
    /// Reads what a run that found nothing printed.
    ///
    /// # Errors
    /// When nothing was counted: such a run tries inputs without learning from them.
    pub(super) fn read(output: &str) -> Result<Self> {
        let lines = || output.lines();
        let last = |name: &str| lines().rev().find_map(|line| number_after(line, name));
        let reached = Self {
            tried: last("stat::number_of_executed_units:").unwrap_or_default(),
            places: last(" cov:").unwrap_or_default(),
            of: lines()
                .find_map(|line| number_after(line, "Loaded 1 modules   ("))
                .unwrap_or_default(),
        };
        ensure!(
            reached.places > 0,
            "nothing was counted; the flags of fuzz/.cargo/config.toml were not used"
        );
        Ok(reached)
    }
}

impl fmt::Display for Reached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tried, places, of } = self;
        write!(
            f,
            "{tried} inputs, {places} of {of} places reached, nothing found"
        )
    }
}

/// What a run found: the words of the panic, the input, and how to try it again.
pub(super) fn failure(target: &Target, output: &str) -> Error {
    const WRITTEN: &str = "Test unit written to ";
    let name = &target.name;
    let input = output
        .lines()
        .find_map(|line| Some(line.split_once(WRITTEN)?.1));
    let Some(input) = input else {
        return anyhow!("{name} failed without an input\n{output}");
    };
    let what = what(output);
    anyhow!("{name}: {what}\n  input: {input}\n  again: cargo xtask fuzz {name} --replay {input}")
}

/// The panic with its message, or libFuzzer's own words.
fn what(output: &str) -> String {
    let is_of_panic =
        |line: &&str| !line.starts_with("stack backtrace") && !line.starts_with("note: ");
    let mut lines = output
        .lines()
        .skip_while(|line| !line.contains(" panicked at "));
    let panic: Vec<&str> = lines.by_ref().take_while(is_of_panic).collect();
    let words = output
        .lines()
        .find_map(|line| Some(line.split_once("ERROR: ")?.1));
    match panic.is_empty() {
        true => words.unwrap_or("failed").to_owned(),
        false => panic.join("\n  "),
    }
}

fn number_after(line: &str, name: &str) -> Option<u64> {
    let (_before, rest) = line.split_once(name)?;
    let digits = rest.trim_start();
    let end = digits.find(|letter: char| !letter.is_ascii_digit());
    digits.get(..end.unwrap_or(digits.len()))?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    // Printed by a run of libFuzzer 22, shortened.
    const RUN: &str = "INFO: Loaded 1 modules   (981 inline 8-bit counters): 981 [0x55, 0x56),\n\
        #19\tINITED cov: 289 ft: 680 corp: 18/371b exec/s: 0 rss: 27Mb\n\
        #700\tNEW    cov: 301 ft: 690 corp: 19/372b lim: 4 exec/s: 0 rss: 27Mb\n\
        stat::number_of_executed_units: 679\n";
    const FOUND: &str = "#19\tINITED cov: 289\n\
        thread '<unnamed>' (23473) panicked at src/bin/phrase.rs:18:17:\n\
        assertion failed\nstack backtrace:\n   0: x\n\
        ==2== ERROR: libFuzzer: deadly signal\n\
        artifact_prefix='found/'; Test unit written to found/crash-042\n";

    fn target() -> Target {
        Target {
            name: "phrase".to_owned(),
        }
    }

    #[test]
    fn a_run_that_found_nothing_says_how_far_it_came() {
        let reached = Reached::read(RUN).unwrap().to_string();
        assert_eq!(
            reached,
            "679 inputs, 301 of 981 places reached, nothing found"
        );
    }

    #[test]
    fn a_run_that_counts_nothing_is_a_failure() {
        assert!(Reached::read("#19\tINITED ft: 0\nstat::number_of_executed_units: 9\n").is_err());
    }

    #[test]
    fn a_failure_names_the_panic_and_the_input_and_how_to_try_it_again() {
        let error = failure(&target(), FOUND).to_string();
        assert_eq!(
            error,
            "phrase: thread '<unnamed>' (23473) panicked at src/bin/phrase.rs:18:17:\n  \
             assertion failed\n  input: found/crash-042\n  \
             again: cargo xtask fuzz phrase --replay found/crash-042"
        );
    }

    #[test]
    fn without_a_panic_the_words_of_the_fuzzer_count() {
        let hang = "==2== ERROR: libFuzzer: timeout after 20 seconds\nTest unit written to found/timeout-1\n";
        let error = failure(&target(), hang).to_string();
        assert!(
            error.starts_with("phrase: libFuzzer: timeout after 20 seconds\n"),
            "{error}"
        );
    }

    #[test]
    fn what_fails_without_an_input_is_shown_whole() {
        assert!(
            failure(&target(), "no such file")
                .to_string()
                .contains("no such file")
        );
    }
}
