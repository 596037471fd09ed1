//! How a step knows that it has nothing to do: beside its output lies a stamp with a digest of
//! everything it was made from, its own source included. Not a signature: a digest that guards
//! against forgetting, not against an attacker.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use anyhow::Result;

/// A digest over everything a step depends on.
pub(super) struct Inputs(DefaultHasher);

impl Inputs {
    /// Of a step whose source is `recipe`: a changed recipe makes a new stamp.
    pub(super) fn of(recipe: &str) -> Self {
        Self(DefaultHasher::new()).and(recipe)
    }

    /// Adds an input.
    pub(super) fn and(mut self, input: impl AsRef<[u8]>) -> Self {
        let input = input.as_ref();
        self.0.write_usize(input.len());
        self.0.write(input);
        self
    }

    /// The stamp of a step whose output lies in `folder`.
    pub(super) fn stamp(&self, folder: &Path, step: &str) -> Stamp {
        Stamp {
            path: folder.join(format!("{step}.stamp")),
            digest: format!("{:016x}", self.0.finish()),
        }
    }
}

/// Says whether a step's output is of these inputs.
pub(super) struct Stamp {
    path: PathBuf,
    digest: String,
}

impl Stamp {
    /// Whether the output that lies there was made from the same inputs.
    pub(super) fn is_fresh(&self) -> bool {
        fs::read_to_string(&self.path).is_ok_and(|found| found == self.digest)
    }

    /// Written last, once the output is complete: an interrupted step is done again.
    pub(super) fn write(&self) -> Result<()> {
        fs::write(&self.path, &self.digest)?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("xtask-stamp-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn the_same_inputs_are_fresh_once_written() {
        let folder = folder("same");
        let stamp = Inputs::of("recipe").and("a").stamp(&folder, "step");
        assert!(!stamp.is_fresh());
        stamp.write().unwrap();
        assert!(
            Inputs::of("recipe")
                .and("a")
                .stamp(&folder, "step")
                .is_fresh()
        );
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn another_input_another_recipe_or_another_border_is_not() {
        let folder = folder("other");
        Inputs::of("recipe")
            .and("ab")
            .and("c")
            .stamp(&folder, "step")
            .write()
            .unwrap();
        for inputs in [
            Inputs::of("recipe").and("ab").and("d"),
            Inputs::of("other").and("ab").and("c"),
            Inputs::of("recipe").and("a").and("bc"),
        ] {
            assert!(!inputs.stamp(&folder, "step").is_fresh());
        }
        fs::remove_dir_all(folder).unwrap();
    }
}
