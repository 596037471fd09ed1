//! What commands say of a pointer: what is switched off, since when, and what is only simulated.

use bundle::{Mode, Off, Pointer};
use serde_json::{Value, json};

use crate::paint::{dim, strong};
use crate::rollout::Few;

const SIMULATED: &str = "simulated: browsers decide and count, and show nothing";

/// A line for each thing that is off: `rule live-negotiation`.
pub(crate) fn names(off: &Off) -> Vec<String> {
    let everything = off.everything.then(|| "everything".to_owned());
    let sites = off.sites.iter().map(|site| format!("site {}", site.id()));
    let rules = off.rules.iter().map(|rule| format!("rule {rule}"));
    everything.into_iter().chain(sites).chain(rules).collect()
}

/// What a release says that was signed.
pub(crate) fn signed(pointer: &Pointer) -> Vec<String> {
    let mut lines = stay(&pointer.off);
    lines.extend((pointer.mode == Mode::Simulated).then(|| strong(SIMULATED)));
    lines
}

/// Whom what is new is for, if not for everybody.
pub(crate) fn rolled_out(few: Option<&Few>) -> Option<String> {
    few.map(|few| {
        strong(&format!(
            "what is new is for {few}; the others keep what they have"
        ))
    })
}

/// What is off stays so in the next release; nothing to say where nothing is.
pub(crate) fn stay(off: &Off) -> Vec<String> {
    if off.is_nothing() {
        return Vec::new();
    }
    let names = names(off).join(", ");
    vec![
        strong(&format!("still switched off: {names}")),
        dim("  `fineline kill --undo` switches it on again"),
    ]
}

/// What somebody who looks at a place should know.
pub(crate) fn seen(pointer: &Pointer) -> Vec<String> {
    let Off { since, reason, .. } = &pointer.off;
    let mut lines = Vec::new();
    if !pointer.off.is_nothing() {
        let mut line = format!("switched off: {}", names(&pointer.off).join(", "));
        if let Some(since) = since {
            line += &format!(", since release {since}");
        }
        if let Some(reason) = reason {
            line += &format!(" ({})", reason.escape_debug());
        }
        lines.push(strong(&line));
    }
    if pointer.mode == Mode::Simulated {
        lines.push(strong(SIMULATED));
    }
    lines
}

/// The same for programs.
pub(crate) fn as_json(pointer: &Pointer) -> Value {
    json!({
        "off": pointer.off, "simulate": pointer.mode == Mode::Simulated,
        "poll_minutes": pointer.poll_minutes(),
    })
}
