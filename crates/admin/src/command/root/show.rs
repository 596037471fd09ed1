//! `fineline root show`: the newest root, and the one that is being signed.

use bundle::builder::key::{KeyId, PublicKey};
use bundle::builder::repository::RootSpec;
use bundle::metadata::Role;
use bundle::moment::Moment;
use clap::Args;
use serde_json::{Value, json};

use crate::folder::Folder;
use crate::keys::draft;
use crate::keys::names::Names;
use crate::keys::rotation::changes;
use crate::keys::told;
use crate::outcome::Outcome;
use crate::paint::strong;
use crate::trust;

/// Show which keys may sign what, and what the next root still needs
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline root show acme
  fineline root show acme --format json")]
pub(crate) struct ShowArgs {
    #[command(flatten)]
    folder: Folder,
}

/// Reads it as a client comes to trust it.
pub(super) fn run(args: &ShowArgs) -> anyhow::Result<Outcome> {
    trust::verified_root(&args.folder)?;
    let root = RootSpec::read(&trust::newest_root(&args.folder)?)?;
    let names = Names::read(&args.folder)?;
    let mut lines = vec![format!(
        "{} {}, until {}",
        strong("root"),
        root.version,
        Moment(root.expires)
    )];
    lines.extend(Role::ALL.map(|role| line(&root, role, &names)));
    let mut json = json!({
        "ok": true, "version": root.version, "expires": Moment(root.expires),
        "roles": roles(&root, &names),
    });
    if let Some(draft) = draft::read(&args.folder)? {
        let report = draft.report(&args.folder)?;
        lines.push(format!(
            "{} {}, not in force yet",
            strong("next root"),
            draft.version
        ));
        let changed = changes(&root, &RootSpec::read(&draft.bytes)?);
        lines.extend(told::changes(&changed, &names));
        lines.push("has to be signed by".to_owned());
        lines.extend(told::lines(&report, &names));
        if let Value::Object(members) = &mut json {
            let next = json!({ "version": draft.version, "roles": told::json(&report) });
            members.insert("next".to_owned(), next);
        }
    }
    Ok(Outcome::new(&lines, json))
}

fn ids(root: &RootSpec, role: Role) -> Vec<KeyId> {
    root.of(role).keys.iter().map(PublicKey::id).collect()
}

fn line(root: &RootSpec, role: Role, names: &Names) -> String {
    let ids = ids(root, role);
    let (need, keys) = (root.of(role).threshold, ids.len());
    format!("  {role}: {need} of {keys}: {}", names.list(&ids))
}

fn roles(root: &RootSpec, names: &Names) -> Value {
    let role = |role: Role| {
        let keys = ids(root, role);
        let keys = keys
            .iter()
            .map(|id| json!({ "key": id, "name": names.name(id) }));
        let keys: Vec<Value> = keys.collect();
        json!({ "role": role, "threshold": root.of(role).threshold, "keys": keys })
    };
    Role::ALL.map(role).into_iter().collect()
}
