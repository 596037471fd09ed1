//! Making maps of a company's lists at the administrator's machine: the key it is done with, what was derived before,
//! what was published before, and the cores that do the work. How lists are sealed is left to `bundle`.

pub(crate) mod key;
mod previous;
mod work;

use std::collections::BTreeMap;

use anyhow::Context as _;
use bundle::builder::company::Company;
use bundle::builder::seal::cohorts::Cohort;
use bundle::builder::seal::previous::Previous;
use bundle::builder::seal::{SealError, Sealed, open_lists, seal};
use bundle::content::open::OPEN;

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
    let last = published::last(folder);
    let mut following = Following {
        place: after.unwrap_or(&last),
        is_named: after.is_some(),
        unread: None,
    };
    let mut derived = 0;
    let mut sealed = Sealed::default();
    let cohorts = Cohort::all(company);
    if !cohorts.is_empty() {
        let secret = key::read(folder, &mut passphrase.opener()?)?;
        let names: Vec<&str> = cohorts.iter().map(|it| it.name.as_str()).collect();
        let previous = following.read(&names)?;
        let mut work = Work::open(&folder.derived(), &secret, company.head.sealing.profile)?;
        sealed = seal(company, (&secret, &mut work), &previous, today).map_err(told)?;
        derived = work.derived;
    }
    let previous = following.read(&[OPEN])?;
    let open = open_lists(company, previous.get(OPEN), today).map_err(told)?;
    Ok(Done {
        sealed: sealed.with(open),
        derived,
        unread: following.unread,
    })
}

/// Where the maps lie that the next ones follow.
struct Following<'a> {
    place: &'a Place,
    /// One that was named has to be readable.
    is_named: bool,
    /// Why it is not.
    unread: Option<String>,
}

impl Following<'_> {
    fn read(&mut self, names: &[&str]) -> anyhow::Result<BTreeMap<String, Previous>> {
        let place = self.place;
        let read = previous::read(place, names)
            .with_context(|| format!("what is published in `{place}` cannot be followed"));
        match read {
            // Whoever compiles need not be able to publish: what is lost is bytes.
            Err(error) if !self.is_named => {
                self.unread = Some(format!("{error:#}"));
                Ok(BTreeMap::new())
            }
            read => read,
        }
    }
}

fn told(error: SealError<anyhow::Error>) -> anyhow::Error {
    match error {
        SealError::Derive(error) => error,
        other => anyhow::anyhow!("{other}"),
    }
}
