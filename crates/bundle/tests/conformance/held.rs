//! The client under test: keeps each file as soon as it is verified, as the suite expects.

use std::collections::BTreeMap;

use bundle::{Client, Files, Goal, Next, Response, TrustAnchor};

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
        self.play(step, Goal::Metadata)
    }

    /// Brings the wanted targets.
    pub(crate) fn download(&mut self, step: &Step) -> Result<(), String> {
        self.play(step, Goal::Targets(step.targets.clone()))
    }

    fn anchor(&self) -> TrustAnchor {
        TrustAnchor::of_root(&self.files[&bundle::repository::root(1)])
    }

    /// Runs the client until it is done or refuses.
    fn play(&mut self, step: &Step, goal: Goal) -> Result<(), String> {
        let anchor = self.anchor();
        let mut client = Client::start_at((&anchor, 1), &self.files, step.now(), goal);
        let outcome = loop {
            match client.next() {
                Next::Done(_) => break Ok(()),
                Next::Refused(refusal) => break Err(refusal.to_string()),
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
        // Whoever recorded the cases passed over hidden files: `..%2Fdelegatedrole.json`.
        newest
            .into_iter()
            .filter(|(role, _)| !role.starts_with('.'))
            .map(|(role, (_, bytes))| (role, digest(bytes)))
            .collect()
    }
}
