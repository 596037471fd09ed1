//! The address that browsers have, seen as they see it: no cookies, no redirects, a limit of size.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use jiff::fmt::rfc2822;
use reqwest::header::{CACHE_CONTROL, HeaderName, LAST_MODIFIED};
use reqwest::{Client, Response, StatusCode, Url, redirect};

use super::place::only_to_look_at;
use super::store::Found;
use super::with_tls;

/// As long as a browser's worker waits for one file.
const PATIENCE: Duration = Duration::from_secs(60);

/// An address to look at.
pub(crate) struct Web {
    client: Client,
    base: String,
}

impl Web {
    /// # Errors
    /// When TLS cannot be set up.
    pub(crate) fn open(url: &Url) -> anyhow::Result<Self> {
        with_tls();
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .timeout(PATIENCE)
            .build()?;
        let base = url.as_str().trim_end_matches('/').to_owned();
        Ok(Self { client, base })
    }

    pub(crate) fn only_to_look_at(&self) -> String {
        only_to_look_at(&self.base)
    }

    pub(crate) async fn get(&self, path: &str, most: usize) -> anyhow::Result<Option<Found>> {
        let url = format!("{}/{path}", self.base);
        let failed = || format!("`{url}` cannot be read");
        let mut answer = self.client.get(&url).send().await.with_context(failed)?;
        match answer.status() {
            StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::GONE => return Ok(None),
            status if status.is_redirection() => {
                bail!("`{url}` redirects, and browsers do not follow: enrol with the final address")
            }
            status => ensure!(status.is_success(), "`{url}` answers {status}"),
        }
        let cache_control = header(&answer, &CACHE_CONTROL);
        let written = header(&answer, &LAST_MODIFIED);
        let mut bytes = Vec::new();
        while let Some(chunk) = answer.chunk().await.with_context(failed)? {
            bytes.extend_from_slice(&chunk);
            ensure!(bytes.len() <= most, "`{url}` is longer than {most} bytes");
        }
        Ok(Some(Found {
            bytes,
            written: written
                .and_then(|text| Some(rfc2822::parse(&text).ok()?.timestamp().as_second())),
            cache_control,
            mark: None,
        }))
    }
}

fn header(answer: &Response, name: &HeaderName) -> Option<String> {
    let value = answer.headers().get(name)?;
    Some(value.to_str().ok()?.to_owned())
}
