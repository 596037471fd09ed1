//! Endless data: an answer without end stops at a limit that is known beforehand.

use bundle::{Step, repository};
use serde_json::json;

use crate::lab::*;

fn blown_up(path: &str, step: Step) {
    let mut server = release(None, "{}");
    let anchor = anchor(&server);
    let mut bytes = server.get(path).cloned().unwrap_or_default();
    bytes.resize(2 * 1024 * 1024, b' ');
    server.insert(path.to_owned(), bytes);
    let (outcome, _) = refresh_from(&anchor, &server, &bundle::Files::new(), NOW);
    refused(step, outcome);
}

#[test]
fn an_endless_file_of_any_kind_is_refused() {
    let server = release(None, "{}");
    blown_up(&repository::root(1), Step::TrustedRoot);
    blown_up(&repository::root(2), Step::RootLength);
    blown_up(repository::TIMESTAMP, Step::TimestampLength);
    blown_up(&repository::snapshot(1), Step::SnapshotLength);
    blown_up(&repository::targets(1), Step::TargetsLength);
    blown_up(&target_path(&server, "policy.json"), Step::TargetLength);
}

#[test]
fn a_target_one_byte_longer_than_named_is_refused_unread() {
    let mut server = release(None, "{}");
    server.insert(target_path(&server, "policy.json"), b"{} ".to_vec());
    refused(Step::TargetLength, refresh(&server));
}

#[test]
fn targets_that_name_more_than_the_limit_are_refused_before_fetching() {
    let mut server = release(None, "{}");
    let huge = json!(64 * 1024 * 1024);
    forge(
        &mut server,
        &repository::targets(1),
        |signed| signed["targets"]["policy.json"]["length"] = huge,
        &TARGETS,
    );
    rename_chain(&mut server, 1);
    refused(Step::TargetDescription, refresh(&server));
}
