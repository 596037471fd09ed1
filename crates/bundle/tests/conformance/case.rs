//! A recorded case as it lies in a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

/// One case: commands in order.
#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) nodeid: String,
    pub(crate) steps: Vec<Step>,
}

/// One command of the client under test, and what came of it.
#[derive(Deserialize)]
pub(crate) struct Step {
    /// `init`, `refresh` or `download`.
    pub(crate) cmd: String,
    root: Option<String>,
    now: Option<String>,
    #[serde(default)]
    http: Vec<Exchange>,
    /// 0 accepted, 1 refused.
    pub(crate) exit: i32,
    trusted: BTreeMap<String, String>,
    /// Names to download.
    #[serde(default)]
    pub(crate) targets: Vec<String>,
}

#[derive(Deserialize)]
struct Exchange {
    path: String,
    status: u16,
    body: Option<String>,
}

impl Case {
    /// Every case beside this file.
    pub(crate) fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/cases");
        let mut paths: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        let read = |path| serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
        paths.into_iter().map(read).collect()
    }
}

impl Step {
    /// The root to trust, of `init`.
    pub(crate) fn root(&self) -> Vec<u8> {
        STANDARD.decode(self.root.as_ref().unwrap()).unwrap()
    }

    /// The clock, in Unix seconds: `2026-11-22T00:54:28.139612+00:00`, fraction dropped.
    pub(crate) fn now(&self) -> i64 {
        let text: String = self.now.as_ref().unwrap().chars().take(19).collect();
        bundle::moment::Moment::try_from(format!("{text}Z"))
            .unwrap()
            .0
    }

    /// What the server answers to this path; none for 404.
    pub(crate) fn body(&self, path: &str) -> Option<Vec<u8>> {
        let exchange = self.http.iter().find(|exchange| exchange.path == path)?;
        let body = exchange.body.as_ref().filter(|_| exchange.status == 200)?;
        Some(STANDARD.decode(body).unwrap())
    }

    /// SHA-256 of the newest metadata file of each role that must be held.
    pub(crate) fn trusted_metadata(&self) -> BTreeMap<String, String> {
        let is_newest = |name: &&String| !name.contains('/');
        let names = self.trusted.keys().filter(is_newest);
        names
            .map(|name| (name.clone(), self.trusted[name].clone()))
            .collect()
    }
}
