//! What commands say about signatures: how many of how many there are, and whose are missing.

use bundle::builder::repository::{RoleReport, SignReport};
use serde_json::{Value, json};

use super::names::Names;
use super::rotation::RoleChange;
use crate::paint::strong;

/// A line per role: `targets: 2 of 3, missing: bob (4f8a0c11)`.
pub(crate) fn lines(report: &SignReport, names: &Names) -> Vec<String> {
    report.roles.iter().map(|role| line(role, names)).collect()
}

fn line(role: &RoleReport, names: &Names) -> String {
    let RoleReport { have, need, .. } = role;
    let mut line = format!("  {}: {have} of {need}", role.role);
    if role.added > 0 {
        line += &format!(", {} added now", role.added);
    }
    if role.is_complete() {
        return line;
    }
    let (still, may) = (need.saturating_sub(*have), role.missing.len());
    let enough = if still < may {
        format!(" (any {still} of these {may})")
    } else {
        String::new()
    };
    line + &format!(", missing{enough}: {}", names.list(&role.missing))
}

/// What a file says of itself: `targets 7 until 2026-12-27T09:30:00Z`.
pub(crate) fn life(role: &RoleReport) -> String {
    let RoleReport {
        role,
        version,
        expires,
        ..
    } = role;
    format!("  {role} {version} until {expires}")
}

/// The same for programs.
pub(crate) fn json(report: &SignReport) -> Value {
    let ids = |ids: &[bundle::builder::key::KeyId]| -> Vec<String> {
        ids.iter().map(ToString::to_string).collect()
    };
    let roles = report.roles.iter().map(|role| {
        json!({
            "role": role.role, "version": role.version, "added": role.added, "have": role.have,
            "need": role.need, "signed": ids(&role.signed), "missing": ids(&role.missing),
        })
    });
    roles.collect()
}

/// What a root changes, a line for each key that comes or goes and one per role for its threshold.
pub(crate) fn changes(changes: &[RoleChange], names: &Names) -> Vec<String> {
    if changes.is_empty() {
        return vec!["  the same keys and thresholds".to_owned()];
    }
    changes.iter().flat_map(|one| change(one, names)).collect()
}

fn change(change: &RoleChange, names: &Names) -> Vec<String> {
    let role = change.role;
    let mut lines = Vec::new();
    for (sign, keys) in [('+', &change.added), ('-', &change.removed)] {
        lines.extend(
            keys.iter()
                .map(|key| format!("  {sign} {role}: {}", names.shown(key))),
        );
    }
    let ((before, after), keys) = (change.threshold, change.keys);
    if before == after {
        lines.push(format!(
            "    {role}: {after} of {keys} must sign, as many as before"
        ));
    } else {
        lines.push(format!(
            "    {role}: {after} of {keys} must sign, {before} before"
        ));
    }
    lines
}

/// Warnings as lines.
pub(crate) fn warnings(warnings: &[String]) -> impl Iterator<Item = String> + '_ {
    warnings
        .iter()
        .map(|warning| format!("{}: {warning}", strong("warning")))
}
