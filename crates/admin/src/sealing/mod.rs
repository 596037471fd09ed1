//! Sealing a company's lists at the administrator's machine: the key it is done with, what was derived before,
//! what was published before, and the cores that do the work. How lists are sealed is left to `bundle`.

pub(crate) mod key;
mod previous;
mod work;

use anyhow::Context as _;
use bundle::builder::company::Company;
use bundle::builder::seal::cohorts::Cohort;
use bundle::builder::seal::{SealError, Sealed, seal};

use self::work::Work;
use crate::clock::now;
use crate::folder::Folder;
use crate::keys::passphrase::PassphraseArgs;
use crate::publish::place::Place;

/// Sealed maps, and how many keys had to be derived for them.
#[derive(Default)]
pub(crate) struct Done {
    pub(crate) sealed: Sealed,
    pub(crate) derived: usize,
}

/// Seals a company's lists, following what is published at `after`. Nothing is asked of a company without sealed
/// lists.
///
/// # Errors
/// When there is no key, it does not open, or the place cannot be read.
pub(crate) fn run(
    (folder, company): (&Folder, &Company),
    passphrase: &PassphraseArgs,
    after: &Place,
) -> anyhow::Result<Done> {
    let cohorts = Cohort::all(company);
    if cohorts.is_empty() {
        return Ok(Done::default());
    }
    let secret = key::read(folder, &mut passphrase.opener()?)?;
    let previous = previous::read(after, &cohorts)
        .with_context(|| format!("what is published in `{after}` cannot be followed"))?;
    let mut work = Work::open(&folder.derived(), &secret, company.head.sealing.profile)?;
    let sealed = seal(company, (&secret, &mut work), &previous, now());
    let sealed = sealed.map_err(|error: SealError<anyhow::Error>| match error {
        SealError::Derive(error) => error,
        other => anyhow::anyhow!("{other}"),
    })?;
    Ok(Done {
        sealed,
        derived: work.derived,
    })
}
