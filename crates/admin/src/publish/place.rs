//! A place that releases are published to or looked at: how it is written on the command line.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use anyhow::ensure;
use reqwest::Url;

/// Where a release lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket or container of an object store, and a folder in it.
    Bucket(Url),
    /// The address that browsers have; it can be looked at and nothing more.
    Web(Url),
}

/// What is expected of a text with `://` in it.
const EXPECTED: &str = "expected a folder, `s3://BUCKET/FOLDER`, `gs://BUCKET/FOLDER`, \
     `az://CONTAINER/FOLDER` or, to look at, `https://HOST/FOLDER`";

impl Place {
    /// # Errors
    /// For an address: what browsers read is no way to write.
    pub(crate) fn ensure_writable(&self) -> anyhow::Result<()> {
        ensure!(!matches!(self, Self::Web(_)), "{}", only_to_look_at(self));
        Ok(())
    }
}

/// Why nothing is published to an address.
pub(crate) fn only_to_look_at(place: impl fmt::Display) -> String {
    format!("`{place}` can only be looked at: to publish, name the bucket or folder behind it")
}

impl FromStr for Place {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if !text.contains("://") {
            return Ok(Self::Folder(text.into()));
        }
        let url: Url = text
            .parse()
            .map_err(|error| format!("`{text}` is no address ({error}): {EXPECTED}"))?;
        if url.password().is_some() {
            return Err(
                "an address with a password in it ends up in logs: leave it out".to_owned(),
            );
        }
        match url.scheme() {
            "file" => url
                .to_file_path()
                .map(Self::Folder)
                .map_err(|()| format!("`{text}` names no folder of this machine")),
            "s3" | "s3a" | "gs" | "az" | "azure" | "adl" | "abfs" | "abfss" => {
                Ok(Self::Bucket(url))
            }
            "http" | "https" => Ok(Self::Web(url)),
            other => Err(format!("unknown kind of address `{other}://`: {EXPECTED}")),
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => path.display().fmt(f),
            Self::Bucket(url) | Self::Web(url) => url.as_str().trim_end_matches('/').fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_folders_buckets_and_addresses_apart() {
        for (text, expected) in [
            ("published", "folder published"),
            ("/srv/bundles", "folder /srv/bundles"),
            ("file:///srv/b%20c", "folder /srv/b c"),
            ("s3://acme/policy/", "bucket s3://acme/policy"),
            ("gs://acme", "bucket gs://acme"),
            ("az://files/policy", "bucket az://files/policy"),
            ("https://b.acme.example/f/", "web https://b.acme.example/f"),
        ] {
            let place: Place = text.parse().expect(text);
            let kind = match place {
                Place::Folder(_) => "folder",
                Place::Bucket(_) => "bucket",
                Place::Web(_) => "web",
            };
            assert_eq!(format!("{kind} {place}"), expected);
        }
    }

    #[test]
    fn refuses_what_it_does_not_know_and_keeps_passwords_to_itself() {
        for (text, expected) in [
            ("ftp://a.example/b", "unknown kind of address `ftp://`"),
            ("https://", "is no address"),
            ("https://a:secret@b.example", "leave it out"),
        ] {
            let error = text.parse::<Place>().expect_err(text);
            assert!(error.contains(expected), "{error}");
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
