//! What a company says about the site, applied to a saved page as a browser applies it.

use std::path::{Path, PathBuf};

use bundle::content::Bundle;
use bundle::content::sites::Mended;
use bundle::{TrustAnchor, repository};
use clap::Args;
use policy::{Day, Site};
use serde::Serialize;
use sites::overrides::{self, Fault, Overrides};

use crate::files;
use crate::folder::{Folder, TopicTables};

/// Whose word counts about the site.
#[derive(Args, Clone, Debug)]
#[group(multiple = false)]
pub(super) struct CorrectionArgs {
    /// With the selectors and switches of this company's folder, before they are published.
    #[arg(long, value_name = "DIR")]
    company: Option<PathBuf>,
    /// With those of this published folder.
    #[arg(long, value_name = "DIR")]
    bundle: Option<PathBuf>,
}

/// A selector that the company replaces.
#[derive(Debug, Serialize)]
pub(super) struct Corrected {
    pub(super) name: String,
    pub(super) css: String,
    /// Why it is not used on this page; none where it is.
    pub(super) refused: Option<&'static str>,
}

/// Everything that is said, from now on. What is switched off has no composer.
pub(super) fn apply(args: &CorrectionArgs, site: Site, today: Day) -> anyhow::Result<Mended> {
    let bundle = match (&args.company, &args.bundle) {
        (Some(folder), _) => Some(Folder::at(folder).read(TopicTables::MayBeKept)?.bundle),
        (None, Some(folder)) => Some(published(folder, today)?),
        (None, None) => None,
    };
    let mended = bundle.map(|bundle| bundle.mended(site, today));
    let mended = mended.unwrap_or_default();
    overrides::set(Overrides {
        selectors: mended.selectors.clone(),
        off: mended.off.clone(),
    });
    Ok(mended)
}

/// What became of each, once the page was read.
pub(super) fn outcome(mended: &Mended) -> Vec<Corrected> {
    let refused = overrides::refused();
    let corrected = |(name, css): &(String, String)| {
        let fault = refused.iter().find(|(refused, _)| refused == name);
        Corrected {
            name: name.clone(),
            css: css.clone(),
            refused: fault.map(|(_, fault)| match fault {
                Fault::NotUnderstood => "not understood",
                Fault::TooMany => "matches too much on this page",
            }),
        }
    };
    mended.selectors.iter().map(corrected).collect()
}

/// The bundle in a folder. Whoever inspects a file trusts the folder that he names: the first root in it counts.
fn published(folder: &Path, today: Day) -> anyhow::Result<Bundle> {
    let files = files::read_folder(folder)?;
    let first = files.get(&repository::root(1));
    let first = first.map(Vec::as_slice).unwrap_or_default();
    let now = i64::from(today.days_since(Day::from_unix_seconds(0))) * 86_400;
    let opened = bundle::open(&TrustAnchor::of_root(first), &files, now)?;
    Ok(Bundle::parse(&opened.targets)?)
}
