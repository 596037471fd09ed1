//! Keys that are somewhere else (a hardware module, a cloud's key service): a program is handed the bytes
//! and returns the signature. Nothing is accepted that the public key does not verify.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use bundle::builder::BuildError;
use bundle::builder::key::{PublicKey, SignRequest, Signer, as_in_metadata};

use super::passphrase::VARIABLE;

/// One key that a program signs with.
pub(crate) struct Program {
    /// A command line for the system's shell.
    pub(crate) command: String,
    pub(crate) public: PublicKey,
}

impl Signer for Program {
    type Error = BuildError;

    fn public(&self) -> PublicKey {
        self.public.clone()
    }

    fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, BuildError> {
        let fail = |found: String| BuildError::Signer(format!("`{}` {found}", self.command));
        let output = self
            .run(request)
            .map_err(|error| fail(format!("cannot be run: {error}")))?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        let complaint = complaint.trim();
        if !output.status.success() {
            let status = output.status;
            return Err(fail(format!(
                "failed ({status}) for role `{}`: {complaint}",
                request.role
            )));
        }
        let written = hexadecimal(&output.stdout).unwrap_or(output.stdout);
        let signature = as_in_metadata(&self.public, &written);
        if self
            .public
            .verifies(request.message, &hex::encode(&signature))
        {
            return Ok(signature);
        }
        let (id, count) = (self.public.id(), written.len());
        let found = format!(
            "wrote {count} bytes that are no signature of key `{id}` over what it was given (expected \
             hexadecimal digits or the bytes themselves): {complaint}"
        );
        Err(fail(found.trim_end_matches(": ").to_owned()))
    }
}

impl Program {
    /// Runs it with the bytes on its standard input.
    fn run(&self, request: &SignRequest<'_>) -> std::io::Result<Output> {
        let mut child = shell(&self.command)
            .env("FINELINE_KEY_ID", self.public.id().to_string())
            .env("FINELINE_KEY_SCHEME", scheme(&self.public))
            .env("FINELINE_ROLE", request.role)
            .env("FINELINE_VERSION", request.version.to_string())
            .env_remove(VARIABLE)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        // On a thread: a program that answers before it has read everything must not wait for us. One
        // that does not read at all is judged by what it writes.
        let (input, message) = (child.stdin.take(), request.message.to_vec());
        let writer = std::thread::spawn(move || input.map(|mut input| input.write_all(&message)));
        let output = child.wait_with_output();
        let _ = writer.join();
        output
    }
}

/// As a root file names it.
fn scheme(key: &PublicKey) -> String {
    let written = key.to_json();
    let scheme = written.get("scheme").and_then(|scheme| scheme.as_str());
    scheme.unwrap_or_default().to_owned()
}

#[cfg(unix)]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]);
    shell
}

#[cfg(not(unix))]
fn shell(command: &str) -> Command {
    let mut shell = Command::new("cmd");
    shell.args(["/C", command]);
    shell
}

/// The bytes, if these are hexadecimal digits, with or without white space around and between.
fn hexadecimal(written: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(written).ok()?;
    let digits: String = text.split_whitespace().collect();
    hex::decode(digits).ok().filter(|bytes| !bytes.is_empty())
}
