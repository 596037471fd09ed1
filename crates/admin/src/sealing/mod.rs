//! Making maps of a company's lists at the administrator's machine: the key it is done with, what was derived before,
//! what was published before, and the cores that do the work. How lists are sealed is left to `bundle`.

pub(crate) mod key;
mod previous;
mod work;

use std::collections::BTreeMap;

use anyhow::Context as _;
use bundle::builder::company::Company;
use bundle::builder::seal::cohorts::Cohort;
use bundle::builder::seal::{SealError, Sealed, open_lists, seal};

use self::work::Work;
use policy::Day;

use crate::folder::Folder;
use crate::keys::passphrase::PassphraseArgs;
use crate::publish::place::Place;
use crate::published;

/// The maps, and how many keys had to be derived for them.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) sealed: Sealed,
    pub(crate) derived: usize,
    /// Why what is published could not be followed.
    pub(crate) unread: Option<String>,
}

/// Makes maps of a company's lists on a day, following what is published at `after`, or else where `publish` went
/// last. A company without sealed lists needs no key.
///
/// # Errors
/// When there is no key, it does not open, or a place that was named cannot be read.
pub(crate) fn run(
    (folder, company): (&Folder, &Company),
    passphrase: &PassphraseArgs,
    (after, today): (Option<&Place>, Day),
) -> anyhow::Result<Done> {
    let cohorts = Cohort::all(company);
    let secret = match cohorts.is_empty() {
        true => None,
        false => Some(key::read(folder, &mut passphrase.opener()?)?),
    };
    let last = published::last(folder);
    let place = after.unwrap_or(&last);
    let read = previous::read(place, &cohorts)
        .with_context(|| format!("what is published in `{place}` cannot be followed"));
    let (previous, unread) = match (read, after) {
        (Ok(previous), _) => (previous, None),
        (Err(error), Some(_)) => return Err(error),
        // Whoever compiles need not be able to publish: what is lost is bytes.
        (Err(error), None) => (BTreeMap::new(), Some(format!("{error:#}"))),
    };
    let Some(secret) = secret else {
        let sealed = open_lists(company, &previous, today).map_err(told)?;
        return Ok(Done {
            sealed,
            derived: 0,
            unread,
        });
    };
    let mut work = Work::open(&folder.derived(), &secret, company.head.sealing.profile)?;
    let sealed = seal(company, (&secret, &mut work), &previous, today).map_err(told)?;
    Ok(Done {
        sealed,
        derived: work.derived,
        unread,
    })
}

fn told(error: SealError<anyhow::Error>) -> anyhow::Error {
    match error {
        SealError::Derive(error) => error,
        other => anyhow::anyhow!("{other}"),
    }
}
