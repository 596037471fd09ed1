//! What can be done with a place that releases lie in, whichever kind it is.

use anyhow::bail;
use object_store::UpdateVersion;

use super::bucket::Bucket;
use super::folder::LocalFolder;
use super::place::Place;
use super::plan::Item;
use super::web::Web;

/// A place, opened.
pub(crate) enum Store {
    Folder(LocalFolder),
    Bucket(Bucket),
    Web(Web),
}

/// A file that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) bytes: Vec<u8>,
    /// When it was written (Unix seconds), where the place tells.
    pub(crate) written: Option<i64>,
    /// What caches are told, where the place tells.
    pub(crate) cache_control: Option<String>,
    /// An object store's name for exactly this state of the file.
    pub(crate) mark: Option<UpdateVersion>,
}

/// How a file to send stands to what is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Missing,
    Same,
    Different,
}

/// What came of changing the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Swap {
    Done,
    /// It was no longer as it had been seen; nothing was changed.
    Overtaken,
}

impl Store {
    /// Nothing is made or written by opening.
    ///
    /// # Errors
    /// When the environment does not say enough about the cloud.
    pub(crate) fn open(place: &Place) -> anyhow::Result<Self> {
        Ok(match place {
            Place::Folder(path) => Self::Folder(LocalFolder::new(path)),
            Place::Bucket(url) => Self::Bucket(Bucket::open(url)?),
            Place::Web(url) => Self::Web(Web::open(url)?),
        })
    }

    /// A file, if it is there. One longer than `most` is an error.
    pub(crate) async fn get(&self, path: &str, most: usize) -> anyhow::Result<Option<Found>> {
        match self {
            Self::Folder(folder) => folder.get(path),
            Self::Bucket(bucket) => bucket.get(path, most).await,
            Self::Web(web) => web.get(path, most).await,
        }
    }

    /// Names of the files in `metadata/`.
    pub(crate) async fn metadata_names(&self) -> anyhow::Result<Vec<String>> {
        match self {
            Self::Folder(folder) => folder.metadata_names(),
            Self::Bucket(bucket) => bucket.metadata_names().await,
            Self::Web(web) => bail!("{}", web.only_to_look_at()),
        }
    }

    /// How a file stands to what is there.
    pub(crate) async fn state(&self, item: &Item<'_>) -> anyhow::Result<State> {
        match self {
            Self::Folder(folder) => folder.state(item),
            Self::Bucket(bucket) => bucket.state(item).await,
            Self::Web(web) => bail!("{}", web.only_to_look_at()),
        }
    }

    /// Writes a file where none is; `false` if there is one by now.
    pub(crate) async fn create(&self, item: &Item<'_>) -> anyhow::Result<bool> {
        match self {
            Self::Folder(folder) => folder.create(item),
            Self::Bucket(bucket) => bucket.create(item).await,
            Self::Web(web) => bail!("{}", web.only_to_look_at()),
        }
    }

    /// Writes a file in the place of another, which its name says to be spoiled.
    pub(crate) async fn replace(&self, item: &Item<'_>) -> anyhow::Result<()> {
        match self {
            Self::Folder(folder) => folder.write(item),
            Self::Bucket(bucket) => bucket.replace(item).await,
            Self::Web(web) => bail!("{}", web.only_to_look_at()),
        }
    }

    /// Writes the pointer if it still is what was seen (nothing: if there still is none).
    pub(crate) async fn swap(
        &self,
        seen: Option<&Found>,
        pointer: &Item<'_>,
    ) -> anyhow::Result<Swap> {
        match self {
            Self::Folder(folder) => folder.swap(seen, pointer),
            Self::Bucket(bucket) => bucket.swap(seen, pointer).await,
            Self::Web(web) => bail!("{}", web.only_to_look_at()),
        }
    }
}
