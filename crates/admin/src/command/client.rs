//! `fineline client`: the extension's reading side as a command, with the command line of the public TUF
//! conformance suite, so that anybody can hold it against any repository.

use std::path::PathBuf;

use anyhow::Context as _;
use bundle::{Goal, Update};
use clap::{Args, Subcommand};
use reqwest::Url;
use serde_json::json;

use crate::client::{self, Remote, Store};
use crate::outcome::Outcome;

/// Read any TUF repository as the extension would
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline client --metadata-dir trusted init 1.root.json
  fineline client --metadata-dir trusted --metadata-url http://127.0.0.1:8080/metadata refresh
  fineline client --metadata-dir trusted --metadata-url http://127.0.0.1:8080/metadata \\
    --target-name policy.json --target-base-url http://127.0.0.1:8080/targets --target-dir . download

The repository must use consistent snapshots. What was verified before a refusal is kept, as the
specification asks; the exit code is 1 then.")]
pub(crate) struct ClientArgs {
    /// Where trusted metadata is kept.
    #[arg(long, value_name = "DIR", global = true)]
    metadata_dir: Option<PathBuf>,
    /// Where the repository's metadata is.
    #[arg(long, value_name = "URL", global = true)]
    metadata_url: Option<Url>,
    /// A target to download; may be repeated.
    #[arg(long, value_name = "NAME", global = true)]
    target_name: Vec<String>,
    /// Where the repository's targets are.
    #[arg(long, value_name = "URL", global = true)]
    target_base_url: Option<Url>,
    /// Where downloaded targets go.
    #[arg(long, value_name = "DIR", global = true)]
    target_dir: Option<PathBuf>,
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Trust this root file from now on.
    Init {
        /// A root file.
        #[arg(value_name = "ROOT")]
        root: PathBuf,
    },
    /// Bring the top-level metadata up to date.
    Refresh,
    /// Bring the metadata up to date, and targets.
    Download,
}

/// Does it.
pub(crate) fn run(args: ClientArgs) -> anyhow::Result<Outcome> {
    let folder = args.metadata_dir.context("`--metadata-dir` is missing")?;
    let targets = args.target_dir.clone();
    let store = Store::new(folder, targets);
    if let Action::Init { root } = &args.action {
        store.init(root)?;
        let line = format!("`{}` is trusted from now on", root.display());
        return Ok(Outcome::new(&[line], json!({ "ok": true })));
    }
    let metadata = args.metadata_url.context("`--metadata-url` is missing")?;
    let remote = Remote::new(&metadata, args.target_base_url.as_ref())?;
    let goal = match args.action {
        Action::Download => {
            args.target_dir.context("`--target-dir` is missing")?;
            args.target_base_url
                .context("`--target-base-url` is missing")?;
            Goal::Targets(args.target_name)
        }
        _ => Goal::Metadata,
    };
    let update = client::play(&store, &remote, &goal)?;
    Ok(told(&update))
}

fn told(update: &Update) -> Outcome {
    let line = format!(
        "up to date: version {} of the targets metadata, {} files verified",
        update.version,
        update.files.len()
    );
    Outcome::new(
        &[line],
        json!({ "ok": true, "version": update.version, "files": update.files.len() }),
    )
}
