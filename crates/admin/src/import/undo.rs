//! Taking the last import back, as long as nobody changed the list since.

use std::fs;
use std::path::Path;

use anyhow::Context as _;
use serde_json::json;

use super::existing::digest;
use super::refusal::Refusal;
use super::save::{Journal, Places, copy, last, read};
use crate::outcome::Outcome;
use crate::paint::{dim, green};

/// Takes back the last import into an audience, or the last of all.
///
/// # Errors
/// There is none, or the list is not as that import left it.
pub(crate) fn undo(root: &Path, audience: Option<&str>) -> anyhow::Result<Outcome> {
    let journal = journal(root, audience)?;
    let places = Places::new(root, &journal.audience);
    ensure_untouched(&journal, &places)?;
    let list = places.list.display().to_string();
    let now = if journal.before.is_some() {
        copy(&places.earlier, &places.list)?;
        format!("{} `{list}` is as it was before", green("taken back"))
    } else {
        remove(&places.list)?;
        format!(
            "{} `{list}` is gone: there was none before",
            green("taken back")
        )
    };
    remove(&places.journal)?;
    if journal.before.is_some() {
        remove(&places.earlier)?;
    }
    let files = journal.files.join(", ");
    let lines = [
        now,
        dim(&format!("the import of {files} on {}", journal.on)),
    ];
    let json = json!({
        "ok": true,
        "audience": journal.audience,
        "file": list,
        "undone": { "on": journal.on, "files": journal.files },
    });
    Ok(Outcome::new(&lines, json))
}

fn journal(root: &Path, audience: Option<&str>) -> anyhow::Result<Journal> {
    let nothing = |what: String| {
        let help = "only the last import into each audience can be taken back, and only once";
        Refusal::new(what, help)
    };
    match audience {
        None => {
            Ok(last(root)?.ok_or_else(|| nothing("there is no import to take back".to_owned()))?)
        }
        Some(audience) => {
            let places = Places::new(root, audience);
            if !places.journal.exists() {
                return Err(
                    nothing(format!("there is no import into `{audience}` to take back")).into(),
                );
            }
            read(&places.journal)
        }
    }
}

/// The list is what the import wrote, and the copy is what was there before.
fn ensure_untouched(journal: &Journal, places: &Places) -> anyhow::Result<()> {
    let list = places.list.display();
    let now = digest(&places.list)?;
    if now == journal.before {
        let found = format!(
            "the last import into `{}` never took effect",
            journal.audience
        );
        return Err(Refusal::new(found, format!("`{list}` is as it was before")).into());
    }
    if now.as_ref() != Some(&journal.after) {
        let found = format!("`{list}` was changed since the import");
        let help = format!(
            "the file before the import is `{}`; compare by hand",
            places.earlier.display()
        );
        return Err(Refusal::new(found, help).into());
    }
    if journal.before.is_some() && digest(&places.earlier)? != journal.before {
        let found = format!(
            "`{}` is not the list before the import any more",
            places.earlier.display()
        );
        return Err(Refusal::new(found, "take it from your version control").into());
    }
    Ok(())
}

fn remove(path: &Path) -> anyhow::Result<()> {
    fs::remove_file(path).with_context(|| format!("`{}` cannot be removed", path.display()))
}
