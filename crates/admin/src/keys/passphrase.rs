//! Where a passphrase comes from: a file, the variable `FINELINE_PASSPHRASE`, or a terminal that does not
//! show it. It is wiped from memory afterwards.

use std::io::{self, IsTerminal as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use bundle::builder::BuildError;
use bundle::builder::key::{SecretKey, is_encrypted};
use clap::Args;
use zeroize::Zeroizing;

use crate::files;

/// For machines. Never given on to a program that is run.
pub(crate) const VARIABLE: &str = "FINELINE_PASSPHRASE";

/// What is too short to stand against a machine that guesses, however dear each guess is.
const SHORTEST: usize = 12;

/// Tries at a terminal before it is the wrong key, or the wrong person.
const TRIES: usize = 3;

pub(crate) type Passphrase = Zeroizing<String>;

/// Where the passphrase of key files comes from.
#[derive(Args, Clone, Debug)]
pub(crate) struct PassphraseArgs {
    /// Read the passphrase from this file (its first line) instead of asking on the terminal.
    /// Without it, machines give it in FINELINE_PASSPHRASE.
    #[arg(long, value_name = "FILE")]
    passphrase_file: Option<PathBuf>,
}

impl PassphraseArgs {
    /// What is given beforehand, by file or variable.
    fn given(&self) -> anyhow::Result<Option<Passphrase>> {
        if let Some(path) = &self.passphrase_file {
            return from_file(path).map(Some);
        }
        match std::env::var(VARIABLE) {
            Ok(text) if !text.is_empty() => Ok(Some(Zeroizing::new(text))),
            Err(std::env::VarError::NotUnicode(_)) => bail!("{VARIABLE} is not UTF-8"),
            _ => Ok(None),
        }
    }

    /// The passphrase for new keys: asked twice where it is asked for.
    ///
    /// # Errors
    /// When it is too short, was typed differently, or there is nobody to ask.
    pub(crate) fn choose(&self) -> anyhow::Result<Passphrase> {
        let chosen = match self.given()? {
            Some(given) => given,
            None => ask_twice(&mut ask)?,
        };
        let length = chosen.chars().count();
        ensure!(
            length >= SHORTEST,
            "the passphrase has {length} characters, expected at least {SHORTEST}: four or five words are good"
        );
        Ok(chosen)
    }

    /// Opens key files, asking when needed.
    ///
    /// # Errors
    /// When the file of the passphrase cannot be read.
    pub(crate) fn opener(&self) -> anyhow::Result<Opener> {
        let given = self.given()?;
        Ok(Opener {
            may_ask: given.is_none(),
            known: given.into_iter().collect(),
        })
    }
}

fn from_file(path: &Path) -> anyhow::Result<Passphrase> {
    let bytes = Zeroizing::new(files::read(path)?);
    let text = std::str::from_utf8(&bytes);
    let text = text.with_context(|| format!("`{}` is not UTF-8", path.display()))?;
    let line = text.lines().next().unwrap_or_default();
    ensure!(
        !line.is_empty(),
        "`{}` has no passphrase in its first line",
        path.display()
    );
    Ok(Zeroizing::new(line.to_owned()))
}

/// What asks a person.
type Ask<'a> = &'a mut dyn FnMut(&str) -> anyhow::Result<Passphrase>;

fn ask_twice(ask: Ask<'_>) -> anyhow::Result<Passphrase> {
    let first = ask("Passphrase for the new keys: ")?;
    let second = ask("The same once more: ")?;
    ensure!(
        *first == *second,
        "the two passphrases differ: nothing was made"
    );
    Ok(first)
}

/// Asks on the terminal, without showing what is typed.
fn ask(question: &str) -> anyhow::Result<Passphrase> {
    ensure!(
        io::stdin().is_terminal(),
        "a passphrase is needed and there is no terminal to ask on: give `--passphrase-file FILE`, or {VARIABLE}"
    );
    let typed = rpassword::prompt_password(question);
    typed
        .map(Zeroizing::new)
        .context("the passphrase cannot be read from the terminal")
}

/// Opens key files; what opened one is tried on the next.
pub(crate) struct Opener {
    known: Vec<Passphrase>,
    may_ask: bool,
}

impl Opener {
    /// The key in this PEM text, of the file `path`.
    ///
    /// # Errors
    /// When the passphrase is another one, or nobody can be asked.
    pub(crate) fn open(&mut self, path: &Path, pem: &str) -> anyhow::Result<SecretKey> {
        let shown = path.display();
        if !is_encrypted(pem) {
            return SecretKey::from_pem(pem).with_context(|| format!("`{shown}`"));
        }
        for passphrase in &self.known {
            match SecretKey::from_encrypted_pem(pem, passphrase) {
                Err(BuildError::Passphrase) => {}
                other => return other.with_context(|| format!("`{shown}`")),
            }
        }
        ensure!(self.may_ask, "`{shown}`: {}", BuildError::Passphrase);
        self.open_asking(path, pem, &mut ask)
    }

    fn open_asking(&mut self, path: &Path, pem: &str, ask: Ask<'_>) -> anyhow::Result<SecretKey> {
        let shown = path.display();
        for _ in 0..TRIES {
            let passphrase = ask(&format!("Passphrase of {shown}: "))?;
            match SecretKey::from_encrypted_pem(pem, &passphrase) {
                Err(BuildError::Passphrase) => {}
                other => {
                    self.known.push(passphrase);
                    return other.with_context(|| format!("`{shown}`"));
                }
            }
        }
        bail!("`{shown}`: {}, in {TRIES} tries", BuildError::Passphrase)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(answers: &'static [&'static str]) -> impl FnMut(&str) -> anyhow::Result<Passphrase> {
        let mut answers = answers.iter();
        move |_| {
            Ok(Zeroizing::new(
                (*answers.next().expect("no more questions")).to_owned(),
            ))
        }
    }

    #[test]
    fn a_new_passphrase_is_typed_twice() {
        let chosen = ask_twice(&mut typed(&["four words are good", "four words are good"]));
        assert_eq!(*chosen.expect("the same"), "four words are good");
        let error = ask_twice(&mut typed(&["four words are good", "four words are goof"]));
        assert!(
            error
                .expect_err("they differ")
                .to_string()
                .contains("differ")
        );
    }

    #[test]
    fn asks_three_times_and_remembers_what_opened() {
        let key = SecretKey::from_seed(&[1; 32]);
        let pem = key.to_encrypted_pem("the right one").expect("PEM");
        let opener = || Opener {
            known: Vec::new(),
            may_ask: true,
        };
        let path = Path::new("a.pem");
        let mut first = opener();
        let found = first.open_asking(path, &pem, &mut typed(&["wrong", "the right one"]));
        assert_eq!(found.expect("the key").public(), key.public());
        assert!(first.open(path, &pem).is_ok(), "not asked again");
        let error = opener().open_asking(path, &pem, &mut typed(&["a", "b", "c"]));
        assert!(
            error
                .expect_err("none is right")
                .to_string()
                .contains("3 tries")
        );
    }
}
