//! Everything that signs for the person at this machine: key files, or a program.

use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use bundle::builder::BuildError;
use bundle::builder::key::{PublicKey, SecretKey, SignRequest, Signer};
use clap::Args;

use super::file;
use super::names::Names;
use super::passphrase::PassphraseArgs;
use super::program::Program;
use crate::folder::Folder;

/// What to sign with.
#[derive(Args, Clone, Debug)]
pub(crate) struct HandArgs {
    /// Sign with this key file (repeatable) instead of all in keys/.
    #[arg(long = "key", value_name = "FILE")]
    keys: Vec<PathBuf>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
    /// Sign by running this command, for keys in hardware or in a key service: it reads the bytes to sign
    /// on standard input, FINELINE_KEY_ID and FINELINE_ROLE from its environment, and writes the signature
    /// in hexadecimal (or its bytes) to standard output.
    #[arg(long, value_name = "COMMAND", requires = "signer_keys")]
    signer: Option<String>,
    /// A key that the command of `--signer` signs with: its name in trust/keys, or its id (repeatable).
    #[arg(long = "signer-key", value_name = "KEY", requires = "signer")]
    signer_keys: Vec<String>,
    /// Take over the signatures that a colleague has in this folder, a checkout of the same company
    /// (repeatable).
    #[arg(long, value_name = "DIR")]
    pub(crate) merge: Vec<PathBuf>,
}

/// One key, here or elsewhere.
pub(crate) enum Hand {
    Key(SecretKey),
    Program(Box<Program>),
}

impl Signer for Hand {
    type Error = BuildError;

    fn public(&self) -> PublicKey {
        match self {
            Self::Key(key) => key.public(),
            Self::Program(program) => program.public(),
        }
    }

    fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, BuildError> {
        match self {
            Self::Key(key) => Ok(key.sign(request.message)),
            Self::Program(program) => program.sign(request),
        }
    }
}

/// What signs, and what is to be said about it.
#[derive(Default)]
pub(crate) struct Hands {
    pub(crate) hands: Vec<Hand>,
    pub(crate) warnings: Vec<String>,
}

impl HandArgs {
    /// The programs and the key files that were chosen; without any, all key files in `keys/`.
    ///
    /// # Errors
    /// When there is nothing to sign with, a key is unknown, or a file cannot be opened.
    pub(crate) fn hands(&self, folder: &Folder, names: &Names) -> anyhow::Result<Hands> {
        let mut hands = Hands::default();
        if let Some(command) = &self.signer {
            for wanted in &self.signer_keys {
                let public = names.find(wanted).context("`--signer-key`")?.clone();
                let command = command.clone();
                hands
                    .hands
                    .push(Hand::Program(Box::new(Program { command, public })));
            }
        }
        let files = match (&self.signer, self.keys.is_empty()) {
            (None, true) => file::in_folder(&folder.keys())?,
            _ => self.keys.clone(),
        };
        let opened = file::open(&files, &mut self.passphrase.opener()?)?;
        hands.hands.extend(opened.keys.into_iter().map(Hand::Key));
        hands.warnings = opened.warnings;
        ensure!(
            !hands.hands.is_empty() || !self.merge.is_empty(),
            "no keys in `{}`: `fineline keygen` makes them, `--key FILE` names others",
            folder.keys().display()
        );
        Ok(hands)
    }
}
