//! `cargo xtask company`: the files of a synthetic company, as large as one likes. What is in them is the
//! business of crate `bench` (`crates/bench/src/company`).

use std::path::PathBuf;
use std::str::FromStr;

use anyhow::Result;

use crate::process::Run;
use crate::progress::Progress;
use crate::workspace::Workspace;

/// Write the files of an invented company with as many keys as you like
#[derive(clap::Args)]
#[command(after_help = "Examples:
  cargo xtask company ../large --keys 1000000 --seed 7
  cargo xtask company ../large --keys 1000000 --seed 7 --version 2 --change 1%
  cargo run --release -p admin -- check ../large

A key is one thing by which somebody is recognised: a handle or user id of X, a LinkedIn address, the page,
the domain or the name of a company. The same numbers always give the same bytes; of version 2, the share
that `--change` tells differs from version 1: other owners, other states, entries gone and new ones.")]
pub(crate) struct Arguments {
    /// The folder to write; files of the same names are replaced
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// How many keys the lists have
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(100..=2_000_000))]
    keys: u32,
    /// What everything is drawn from
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which version: 2 is the company after it changed once
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1000))]
    version: u32,
    /// What share of the entries changes from version to version: `1%`, `0.01%`
    #[arg(long, default_value = "1%")]
    change: Share,
}

/// A share in parts of a million.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Share(u32);

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let percent: Option<f64> = text
            .strip_suffix('%')
            .and_then(|number| number.trim().parse().ok());
        let parts = percent
            .map(|percent| (percent * 1e4).round())
            .filter(|parts| (0.0..=5e5).contains(parts));
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between nothing and half a million"
        )]
        let whole = parts.map(|parts| Self(parts as u32));
        whole.ok_or_else(|| "expected up to half of the entries, like `1%`".to_owned())
    }
}

/// Builds the program and writes.
///
/// # Errors
/// When it does not build, or the folder cannot be written to.
pub(crate) fn run(workspace: &Workspace, progress: &Progress, arguments: &Arguments) -> Result<()> {
    let Arguments {
        folder,
        keys,
        seed,
        version,
        change,
    } = arguments;
    progress.say("building what writes companies");
    Run::cargo(&workspace.root)
        .args(["build", "--release", "-p", "bench"])
        .quietly(progress)?;
    let folder = std::path::absolute(folder)?;
    progress.say(format_args!("writing `{}`", folder.display()));
    let name = format!("release/bench{}", std::env::consts::EXE_SUFFIX);
    let counts = Run::new(workspace.target.join(name), &workspace.root)
        .args(["company".as_ref(), folder.as_os_str()])
        .args(
            [
                u64::from(*keys),
                *seed,
                u64::from(*version),
                u64::from(change.0),
            ]
            .map(|number| number.to_string()),
        )
        .quietly(progress)?;
    progress.say(format_args!("{keys} keys, {}", counts.trim_end()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_told_in_percent() {
        assert_eq!("1%".parse(), Ok(Share(10_000)));
        assert_eq!("0.01 %".parse(), Ok(Share(100)));
        for text in ["1", "-1%", "51%", "%", "x%"] {
            assert!(text.parse::<Share>().is_err(), "{text}");
        }
    }
}
