//! How many tests ran, read from what the test runners print.

use std::fmt;

/// Tests that ran.
#[derive(Default, PartialEq, Eq, Debug)]
pub(super) struct Tests {
    passed: usize,
    failed: usize,
}

impl Tests {
    /// Adds every closing line of a runner in `output`: `test result: ok. 3 passed; 0 failed; …`.
    pub(super) fn add(&mut self, output: &str) {
        for line in output
            .lines()
            .filter_map(|line| line.trim().strip_prefix("test result: "))
        {
            self.passed += number_before(line, " passed");
            self.failed += number_before(line, " failed");
        }
    }
}

fn number_before(line: &str, word: &str) -> usize {
    let before = line.split_once(word).map_or("", |(before, _after)| before);
    before
        .rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

impl fmt::Display for Tests {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "tests: {} passed, {} failed",
            self.passed, self.failed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, passed: usize, failed: usize) {
        let mut tests = Tests::default();
        tests.add(output);
        assert_eq!(tests, Tests { passed, failed });
    }

    #[test]
    fn every_closing_line_counts() {
        check(
            "test a ... ok\ntest result: ok. 3 passed; 0 failed; 0 ignored; finished in 0.1s\n\n\
             test result: FAILED. 12 passed; 2 failed; 0 ignored\n",
            15,
            2,
        );
    }

    #[test]
    fn other_lines_do_not() {
        check("3 passed\ntest passed ... ok\nerror: 2 failed\n", 0, 0);
    }
}
