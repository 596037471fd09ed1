//! Sends a release: many contents at a time, then the metadata one after the other, the pointer last.
//! What is there already is left alone, so a publisher who was interrupted simply starts again.

use anyhow::bail;
use bundle::repository;
use futures_util::{StreamExt as _, stream};

use super::overtaken;
use super::place::Place;
use super::plan::{Item, Kind};
use super::store::{Found, State, Store, Swap};
use crate::clock::now;

/// Contents on their way at the same time: enough to hide the distance, few enough for any store.
const AT_A_TIME: usize = 8;

/// Whether anything is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Run {
    Real,
    /// Looks only, and says what would be done.
    Dry,
}

/// Where to, and what browsers found there before.
pub(crate) struct Target<'a> {
    pub(crate) place: &'a Place,
    pub(crate) store: &'a Store,
    pub(crate) seen: Option<Found>,
    pub(crate) run: Run,
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    /// It was sent, or would be.
    Sent,
    /// It was there.
    There,
}

/// Sends everything; `each` hears of every file that is done. Returns the paths that were written, in
/// the order of the plan.
///
/// # Errors
/// When somebody else was ahead, or a file cannot be written. What browsers see has not changed then.
pub(crate) async fn send<'a>(
    target: &Target<'_>,
    items: &[Item<'a>],
    each: &mut dyn FnMut(&Item<'_>),
) -> anyhow::Result<Vec<&'a str>> {
    let mut sent = Vec::new();
    let (contents, others): (Vec<Item<'a>>, Vec<Item<'a>>) =
        items.iter().partition(|item| item.kind == Kind::Content);
    let work = contents
        .into_iter()
        .map(|item| async move { anyhow::Ok((item, target.put(&item).await?)) });
    let mut work = stream::iter(work).buffered(AT_A_TIME);
    let mut note = |item: Item<'a>, how: How| {
        if how == How::Sent {
            sent.push(item.path);
        }
        each(&item);
    };
    while let Some(done) = work.next().await {
        let (item, how) = done?;
        note(item, how);
    }
    for item in others {
        let how = match item.kind {
            Kind::Pointer => target.point(&item).await?,
            _ => target.put(&item).await?,
        };
        note(item, how);
    }
    Ok(sent)
}

impl Target<'_> {
    /// Puts a file whose name says what is in it.
    async fn put(&self, item: &Item<'_>) -> anyhow::Result<How> {
        let mut state = self.store.state(item).await?;
        if state == State::Missing {
            // Somebody else may write the same name at the same time.
            if self.run == Run::Dry || self.store.create(item).await? {
                return Ok(How::Sent);
            }
            state = self.store.state(item).await?;
        }
        match (state, item.kind) {
            (State::Same, _) => return Ok(How::There),
            (State::Missing, _) => bail!("`{}/{}` vanished just now", self.place, item.path),
            (State::Different, Kind::Content) => {}
            (State::Different, _) => {
                let there = self.pointer().await?;
                return Err(overtaken::name(
                    self.place,
                    item.path,
                    (there.as_ref(), now()),
                ));
            }
        }
        // The name has the digest of the only right content: what is there is spoiled.
        if self.run == Run::Real {
            self.store.replace(item).await?;
        }
        Ok(How::Sent)
    }

    /// The one step that browsers notice.
    async fn point(&self, item: &Item<'_>) -> anyhow::Result<How> {
        if self
            .seen
            .as_ref()
            .is_some_and(|seen| seen.bytes == item.bytes)
        {
            return Ok(How::There);
        }
        if self.run == Run::Dry {
            return Ok(How::Sent);
        }
        match self.store.swap(self.seen.as_ref(), item).await? {
            Swap::Done => Ok(How::Sent),
            Swap::Overtaken => {
                let winner = self.pointer().await?;
                Err(overtaken::pointer(self.place, winner.as_ref(), now()))
            }
        }
    }

    async fn pointer(&self) -> anyhow::Result<Option<Found>> {
        self.store.get(repository::TIMESTAMP, usize::MAX).await
    }
}
