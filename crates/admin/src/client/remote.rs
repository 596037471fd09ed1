//! A repository over HTTP.

use std::io::Read as _;
use std::time::Duration;

use anyhow::{Context as _, bail};
use bundle::{Request, Response};
use ureq::Agent;

/// Longest time for one file. A repository that drips is left.
const PATIENCE: Duration = Duration::from_secs(60);

/// Where a repository is.
pub(crate) struct Remote {
    agent: Agent,
    metadata: String,
    targets: String,
}

impl Remote {
    /// A repository with its metadata at one address and its targets at another; the latter are not
    /// asked for when there is no address.
    pub(crate) fn new(metadata: &str, targets: Option<&str>) -> Self {
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false);
        Self {
            agent: config.build().into(),
            metadata: metadata.trim_end_matches('/').to_owned(),
            targets: targets.unwrap_or_default().trim_end_matches('/').to_owned(),
        }
    }

    /// Fetches one file, one byte more than allowed at most.
    pub(crate) fn fetch(&self, request: &Request) -> anyhow::Result<Response> {
        let url = self.url(&request.path);
        let mut answer = self
            .agent
            .get(&url)
            .call()
            .with_context(|| format!("`{url}` cannot be fetched"))?;
        match answer.status().as_u16() {
            200 => {}
            403 | 404 | 410 => return Ok(Response::NotFound),
            status => bail!("`{url}` answers with status {status}"),
        }
        let mut bytes = Vec::new();
        let limit = u64::try_from(request.max_bytes).unwrap_or(u64::MAX);
        let mut body = answer.body_mut().as_reader().take(limit.saturating_add(1));
        body.read_to_end(&mut bytes)
            .with_context(|| format!("`{url}` breaks off"))?;
        Ok(Response::Bytes(bytes))
    }

    fn url(&self, path: &str) -> String {
        match path.split_once('/') {
            Some(("metadata", file)) => format!("{}/{file}", self.metadata),
            Some(("targets", file)) => format!("{}/{file}", self.targets),
            _ => format!("{}/{path}", self.metadata),
        }
    }
}
