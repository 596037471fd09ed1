//! `fineline compile`: a company's files → the target files of a bundle, in `build/targets`.

use clap::Args;
use policy::Day;
use serde_json::json;

use crate::files::{self, Privacy};
use crate::folder::{Folder, TopicTables};
use crate::outcome::Outcome;
use crate::paint::{dim, green};

/// Check a company's files and make the contents of a bundle from them
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline compile acme                    writes acme/build/targets

Nothing is written while `check` finds a problem. Names of clients and their companies stay behind.")]
pub(crate) struct CompileArgs {
    #[command(flatten)]
    folder: Folder,
    /// Play the examples as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// Checks, then replaces what was compiled before; signatures collected for that are void.
pub(crate) fn run(args: &CompileArgs) -> anyhow::Result<Outcome> {
    let checked = args.folder.check(args.today, TopicTables::MadeAnew)?;
    files::replace_folder(&args.folder.targets(), &checked.targets, Privacy::Ordinary)?;
    files::remove_folder(&args.folder.release())?;
    let folder = args.folder.targets();
    let mut lines = vec![format!("{} `{}`", green("compiled"), folder.display())];
    let sizes = checked
        .targets
        .iter()
        .map(|(name, bytes)| (name, bytes.len()));
    lines.extend(
        sizes
            .clone()
            .map(|(name, size)| format!("  {name}: {size} bytes")),
    );
    lines.push(dim(
        "The list of accounts is not sealed yet: whoever has the bundle can read it.",
    ));
    let files: Vec<_> = sizes
        .map(|(name, size)| json!({ "name": name, "bytes": size }))
        .collect();
    Ok(Outcome::new(
        &lines,
        json!({ "ok": true, "folder": folder, "files": files }),
    ))
}
