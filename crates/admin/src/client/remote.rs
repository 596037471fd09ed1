//! A repository over HTTP: its metadata at one address, its targets at another.

use bundle::{Request, Response};
use reqwest::Url;

use crate::publish::wait;
use crate::publish::web::Web;

/// Where a repository is.
pub(crate) struct Remote {
    metadata: Web,
    targets: Option<Web>,
}

impl Remote {
    /// Targets are not asked for when there is no address.
    pub(crate) fn new(metadata: &Url, targets: Option<&Url>) -> anyhow::Result<Self> {
        Ok(Self {
            metadata: Web::open(metadata)?,
            targets: targets.map(Web::open).transpose()?,
        })
    }

    /// Fetches one file, one byte more than allowed at most: the client refuses it then.
    pub(crate) fn fetch(&self, request: &Request) -> anyhow::Result<Response> {
        let (place, path) = match request.path.split_once('/') {
            Some(("metadata", path)) => (Some(&self.metadata), path),
            Some(("targets", path)) => (self.targets.as_ref(), path),
            _ => (None, ""),
        };
        let Some(place) = place else {
            return Ok(Response::NotFound);
        };
        let found = wait(place.get(path, request.max_bytes.saturating_add(1)))?;
        Ok(found.map_or(Response::NotFound, |found| Response::Bytes(found.bytes)))
    }
}
