//! The table of faults: what was tried, what was survived, what was lost.

use std::fmt;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

/// The faults of one family, in the order in which they were first tried.
#[derive(Debug, Default)]
pub struct Tally {
    rows: Vec<Row>,
    failures: Vec<String>,
}

#[derive(Debug)]
struct Row {
    fault: String,
    tried: u32,
    survived: u32,
    lost: u32,
}

/// How one trial ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// The last good bundle stayed active, and the next good sync succeeded.
    Survived,
    /// Something else happened, but some bundle is active.
    Failed(String),
    /// No bundle is active any more.
    Lost(String),
}

impl Tally {
    /// Adds a trial.
    pub fn add(&mut self, fault: &str, end: End) {
        let known = self.rows.iter_mut().find(|row| row.fault == fault);
        if let Some(row) = known {
            row.count(&end);
        } else {
            let mut row = Row::new(fault);
            row.count(&end);
            self.rows.push(row);
        }
        if let End::Failed(why) | End::Lost(why) = end {
            self.failures.push(why);
        }
    }

    /// Prints the table, keeps it as a file for whoever puts the families together, and judges it.
    ///
    /// # Errors
    /// When anything was not survived: each of them.
    pub fn conclude(&self, file: &Path) -> Result<()> {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, self.to_string())?;
        println!("{self}");
        ensure!(
            self.failures.is_empty(),
            "{self}\n{}",
            self.failures.join("\n\n")
        );
        Ok(())
    }
}

impl Row {
    fn new(fault: &str) -> Self {
        Self {
            fault: fault.to_owned(),
            tried: 0,
            survived: 0,
            lost: 0,
        }
    }

    fn count(&mut self, end: &End) {
        self.tried += 1;
        match end {
            End::Survived => self.survived += 1,
            End::Lost(_) => self.lost += 1,
            End::Failed(_) => {}
        }
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Row {
            fault,
            tried,
            survived,
            lost,
        } in &self.rows
        {
            writeln!(f, "| {fault} | {tried} | {survived} | {lost} |")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_lost_was_not_survived_and_ends_in_an_error() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("rows.md");
        let mut tally = Tally::default();
        tally.add("slow drip", End::Survived);
        assert!(tally.conclude(&file).is_ok());
        tally.add("slow drip", End::Lost("gone".to_owned()));
        tally.add("slow drip", End::Failed("old".to_owned()));
        let told = tally.conclude(&file).expect_err("two were not survived");
        assert!(told.to_string().contains("gone\n\nold"), "{told}");
        let rows = fs::read_to_string(&file).expect("the rows");
        assert_eq!(rows, "| slow drip | 3 | 1 | 1 |\n");
    }
}
