//! The client under test: keeps each file as soon as it is verified, as the suite expects.

use std::collections::BTreeMap;

use bundle::{Client, Files, Next, Response, TrustAnchor};

use crate::case::Step;

/// What the client trusts between two commands.
#[derive(Default)]
pub(crate) struct Held {
    files: Files,
}

impl Held {
    /// Trusts this root from now on.
    pub(crate) fn init(&mut self, step: &Step) -> Result<(), String> {
        self.files = Files::from([(bundle::repository::root(1), step.root())]);
        Ok(())
    }

    /// Brings the metadata up to date; targets are not asked for.
    pub(crate) fn refresh(&mut self, step: &Step) -> Result<(), String> {
        self.play(step, |path| path.starts_with("targets/"))
    }

    /// Brings everything up to date; the wanted targets must be there.
    pub(crate) fn download(&mut self, step: &Step) -> Result<(), String> {
        self.play(step, |_| false)?;
        let now = bundle::open(&self.anchor(), &self.files, step.now())
            .map_err(|error| error.to_string())?;
        let missing = step
            .targets
            .iter()
            .find(|name| !now.targets.contains_key(*name));
        missing.map_or(Ok(()), |name| Err(format!("no target `{name}`")))
    }

    fn anchor(&self) -> TrustAnchor {
        TrustAnchor::of_root(&self.files[&bundle::repository::root(1)])
    }

    /// Runs the client until it is done, refuses, or asks for something that ends the command.
    fn play(&mut self, step: &Step, is_end: impl Fn(&str) -> bool) -> Result<(), String> {
        let mut client = Client::start(&self.anchor(), &self.files, step.now());
        let outcome = loop {
            match client.next() {
                Next::Done(_) => break Ok(()),
                Next::Refused(refusal) => break Err(refusal.to_string()),
                Next::Fetch(request) if is_end(&request.path) => break Ok(()),
                Next::Fetch(request) => {
                    let body = step.body(&request.path);
                    client.supply(body.map_or(Response::NotFound, Response::Bytes));
                }
            }
        };
        self.keep(client.verified_so_far());
        outcome
    }

    /// A newly verified file takes the place of the older one of its role.
    fn keep(&mut self, verified: &Files) {
        for role in [".snapshot.json", ".targets.json"] {
            if verified.keys().any(|path| path.ends_with(role)) {
                self.files.retain(|path, _| !path.ends_with(role));
            }
        }
        self.files.extend(verified.clone());
    }

    /// SHA-256 of the newest metadata file of each role, under the suite's names.
    pub(crate) fn trusted_metadata(&self) -> BTreeMap<String, String> {
        let mut newest = BTreeMap::new();
        for (path, bytes) in &self.files {
            let Some(file) = path.strip_prefix("metadata/") else {
                continue;
            };
            let (version, role) = match file.split_once('.').unwrap() {
                ("timestamp", _) => (0, file.to_owned()),
                (version, role) => (version.parse::<u64>().unwrap(), role.to_owned()),
            };
            let entry = newest.entry(role).or_insert((version, bytes));
            if version >= entry.0 {
                *entry = (version, bytes);
            }
        }
        let digest = |bytes: &[u8]| TrustAnchor::of_root(bytes).to_string();
        newest
            .into_iter()
            .map(|(role, (_, bytes))| (role, digest(bytes)))
            .collect()
    }
}
