//! A bucket of S3, Google Cloud Storage or Azure, through the crate `object_store`. Configured by the
//! URL and the cloud's usual environment variables.

use std::time::Duration;

use anyhow::{Context as _, anyhow};
use bundle::repository;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, GetOptions, ObjectStore, ObjectStoreExt as _, ObjectStoreScheme,
    PutMode, PutOptions, PutPayload, RetryConfig, UpdateVersion,
};
use reqwest::Url;
use sha2::{Digest as _, Sha256};

use super::plan::Item;
use super::store::{Found, State, Swap};
use super::with_tls;

/// The digest of the content, kept with each object: a second look need not fetch it.
const DIGEST: Attribute = Attribute::Metadata(std::borrow::Cow::Borrowed("sha256"));

/// A folder in a bucket.
pub(crate) struct Bucket {
    store: Box<dyn ObjectStore>,
    prefix: Path,
    url: String,
}

impl Bucket {
    /// # Errors
    /// When the URL or the environment does not say enough.
    pub(crate) fn open(url: &Url) -> anyhow::Result<Self> {
        with_tls();
        let shown = url.as_str().trim_end_matches('/').to_owned();
        let not_enough = || format!("`{shown}` cannot be reached");
        let (scheme, prefix) = ObjectStoreScheme::parse(url).with_context(not_enough)?;
        let store = build(url, &scheme, &settings()).with_context(not_enough)?;
        Ok(Self {
            store,
            prefix,
            url: shown,
        })
    }

    fn path(&self, path: &str) -> anyhow::Result<Path> {
        let full = match self.prefix.as_ref() {
            "" => path.to_owned(),
            prefix => format!("{prefix}/{path}"),
        };
        Ok(Path::parse(full)?)
    }

    pub(crate) async fn get(&self, path: &str, most: usize) -> anyhow::Result<Option<Found>> {
        let result = match self.store.get(&self.path(path)?).await {
            Err(Error::NotFound { .. }) => return Ok(None),
            other => other.map_err(|error| self.failed(path, "read", &error))?,
        };
        if usize::try_from(result.meta.size).unwrap_or(usize::MAX) > most {
            return Err(anyhow!("`{}/{path}` is longer than {most} bytes", self.url));
        }
        let (meta, attributes) = (result.meta.clone(), result.attributes.clone());
        let bytes = result.bytes().await;
        let bytes = bytes.map_err(|error| self.failed(path, "read", &error))?;
        let cache_control = attributes.get(&Attribute::CacheControl);
        Ok(Some(Found {
            bytes: bytes.to_vec(),
            written: Some(meta.last_modified.timestamp()),
            cache_control: cache_control.map(|value| value.as_ref().to_owned()),
            mark: Some(UpdateVersion {
                e_tag: meta.e_tag,
                version: meta.version,
            }),
        }))
    }

    pub(crate) async fn metadata_names(&self) -> anyhow::Result<Vec<String>> {
        let folder = self.path("metadata")?;
        let listed = self.store.list_with_delimiter(Some(&folder)).await;
        let listed = listed.map_err(|error| self.failed("metadata", "listed", &error))?;
        let names = listed.objects.iter();
        let names = names.filter_map(|object| object.location.filename());
        Ok(names.map(str::to_owned).collect())
    }

    /// By the size and the digest kept with the object; an object without one is fetched.
    pub(crate) async fn state(&self, item: &Item<'_>) -> anyhow::Result<State> {
        let options = GetOptions {
            head: true,
            ..GetOptions::default()
        };
        let head = match self.store.get_opts(&self.path(item.path)?, options).await {
            Err(Error::NotFound { .. }) => return Ok(State::Missing),
            other => other.map_err(|error| self.failed(item.path, "read", &error))?,
        };
        if head.meta.size != item.bytes.len() as u64 {
            return Ok(State::Different);
        }
        let is_same = match head.attributes.get(&DIGEST) {
            Some(there) => there.as_ref() == digest(item.bytes),
            None => {
                let found = self.get(item.path, item.bytes.len()).await?;
                found.is_some_and(|found| found.bytes == item.bytes)
            }
        };
        Ok(if is_same {
            State::Same
        } else {
            State::Different
        })
    }

    pub(crate) async fn create(&self, item: &Item<'_>) -> anyhow::Result<bool> {
        match self.put(item, PutMode::Create).await {
            Ok(()) => Ok(true),
            Err(Error::AlreadyExists { .. } | Error::Precondition { .. }) => Ok(false),
            Err(error) => Err(self.failed(item.path, "written", &error)),
        }
    }

    pub(crate) async fn replace(&self, item: &Item<'_>) -> anyhow::Result<()> {
        let put = self.put(item, PutMode::Overwrite).await;
        put.map_err(|error| self.failed(item.path, "written", &error))
    }

    pub(crate) async fn swap(
        &self,
        seen: Option<&Found>,
        pointer: &Item<'_>,
    ) -> anyhow::Result<Swap> {
        let mark = seen.and_then(|found| found.mark.clone());
        let error = match self
            .put(pointer, mark.map_or(PutMode::Create, PutMode::Update))
            .await
        {
            Ok(()) => return Ok(Swap::Done),
            Err(error) => error,
        };
        // An answer may be lost on the way, and the second try then finds what the first one wrote.
        if let Ok(Some(there)) = self.get(repository::TIMESTAMP, usize::MAX).await
            && there.bytes == pointer.bytes
        {
            return Ok(Swap::Done);
        }
        match error {
            Error::AlreadyExists { .. } | Error::Precondition { .. } => Ok(Swap::Overtaken),
            error => Err(self.failed(pointer.path, "written", &error)),
        }
    }

    async fn put(&self, item: &Item<'_>, mode: PutMode) -> Result<(), Error> {
        let path = self.path(item.path).map_err(|error| Error::Generic {
            store: "path",
            source: error.into(),
        })?;
        let content_type = match item.path.ends_with(".json") {
            true => "application/json",
            false => "application/octet-stream",
        };
        let attributes = Attributes::from_iter([
            (
                Attribute::CacheControl,
                item.kind.cache_control().to_owned(),
            ),
            (Attribute::ContentType, content_type.to_owned()),
            (DIGEST, digest(item.bytes)),
        ]);
        let options = PutOptions {
            mode,
            attributes,
            ..PutOptions::default()
        };
        let payload = PutPayload::from(item.bytes.to_vec());
        self.store.put_opts(&path, payload, options).await.map(drop)
    }

    /// In one line, with what to do about it where that is known.
    fn failed(&self, path: &str, what: &str, error: &Error) -> anyhow::Error {
        let found = match error {
            Error::Unauthenticated { .. } | Error::PermissionDenied { .. } => format!(
                "access is not allowed: give the right credentials in {}",
                credentials(&self.url)
            ),
            Error::NotFound { .. } => "there is no such bucket or container".to_owned(),
            Error::NotImplemented { .. } | Error::NotSupported { .. } => {
                "the store cannot compare and swap, and without it two publishers could undo each other".to_owned()
            }
            error => format!("{} (credentials are read from {})", last_cause(error), credentials(&self.url)),
        };
        anyhow!("`{}/{path}` cannot be {what}: {found}", self.url)
    }
}

/// The innermost words: those of the server or the system.
fn last_cause(error: &dyn std::error::Error) -> String {
    let mut last = error;
    while let Some(source) = last.source() {
        last = source;
    }
    let text = last.to_string();
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

fn credentials(url: &str) -> &'static str {
    match url.split(':').next() {
        Some("s3" | "s3a") => "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY",
        Some("gs") => "GOOGLE_SERVICE_ACCOUNT or GOOGLE_APPLICATION_CREDENTIALS",
        _ => "AZURE_STORAGE_ACCOUNT_NAME and AZURE_STORAGE_ACCOUNT_KEY",
    }
}

fn digest(bytes: &[u8]) -> String {
    hex::encode(Sha256::digest(bytes))
}

/// What the environment says about clouds: name in small letters, and value.
fn settings() -> Vec<(String, String)> {
    let clouds = ["aws_", "azure_", "google_"];
    let variables = std::env::vars_os().filter_map(|(name, value)| {
        let name = name.into_string().ok()?.to_ascii_lowercase();
        clouds
            .iter()
            .any(|cloud| name.starts_with(cloud))
            .then_some(())?;
        Some((name, value.into_string().ok()?))
    });
    variables.collect()
}

/// A few quick tries: whoever waits for this sits in front of it.
fn patience() -> RetryConfig {
    RetryConfig {
        max_retries: 4,
        retry_timeout: Duration::from_secs(30),
        ..RetryConfig::default()
    }
}

/// Hands a builder everything that it knows of the settings.
macro_rules! configured {
    ($builder:ty, $url:expr, $settings:expr) => {{
        let builder = <$builder>::new()
            .with_url($url.as_str())
            .with_retry(patience());
        let builder = $settings
            .iter()
            .fold(builder, |builder, (name, value)| match name.parse() {
                Ok(key) => builder.with_config(key, value),
                Err(_) => builder,
            });
        Box::new(builder.build()?)
    }};
}

fn build(
    url: &Url,
    scheme: &ObjectStoreScheme,
    settings: &[(String, String)],
) -> Result<Box<dyn ObjectStore>, Error> {
    Ok(match scheme {
        ObjectStoreScheme::GoogleCloudStorage => {
            configured!(GoogleCloudStorageBuilder, url, settings)
        }
        ObjectStoreScheme::MicrosoftAzure => configured!(MicrosoftAzureBuilder, url, settings),
        _ => configured!(AmazonS3Builder, url, settings),
    })
}
