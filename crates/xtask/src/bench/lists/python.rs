//! python-tuf, the reference implementation, as a client of the same server. It knows nothing of sealed maps: the
//! files that a manifest names are no targets.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::bench::lists::Bench;
use crate::bench::lists::company::Company;
use crate::bench::lists::figures::Python;
use crate::bench::lists::server::Server;
use crate::process::Run;

/// Refreshes twice, the second time without news; `programs` is the folder of Python's environment.
pub(super) fn measure(
    bench: &Bench<'_>,
    (programs, company): (&PathBuf, &Company),
    server: &Server,
) -> Result<Python> {
    let root = company.published().join("metadata/1.root.json");
    let said = Run::new(programs.join("python"), &bench.workspace.root)
        .args(["tests/python/refresh.py", &server.url()])
        .args([root])
        .answer()?;
    serde_json::from_str(&said).context("refresh.py printed something else than figures")
}
