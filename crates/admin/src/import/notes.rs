//! What the reader of a preview may want to do something about, one sentence each.

use bundle::builder::diagnostic::counted;

use super::gather::Gathering;
use super::preview::number;

/// Owners and stages beyond this many are counted only.
const NAMED: usize = 20;

/// The notes on an import.
pub(super) fn notes(gathered: &Gathering<'_>) -> Vec<String> {
    let left_out = gathered.left_out.iter().map(|(reason, count)| {
        let cells = counted(number(*count), "cell");
        let reason = reason.text();
        format!("{cells} left out of rows that were taken: {reason}")
    });
    let others = [
        again(gathered),
        adrift(gathered),
        unseen(gathered),
        owners(gathered),
        stages(gathered),
    ];
    left_out.chain(others.into_iter().flatten()).collect()
}

fn again(gathered: &Gathering<'_>) -> Option<String> {
    let rows = counted(number(gathered.again), "row");
    let note = format!("{rows} about an entry that an earlier row is about; the first one decides");
    (gathered.again > 0).then_some(note)
}

fn adrift(gathered: &Gathering<'_>) -> Option<String> {
    let entries = match gathered.adrift {
        0 => return None,
        1 => "1 entry is".to_owned(),
        count => format!("{count} entries are"),
    };
    Some(format!(
        "{entries} in a negotiation of which no deal in these files knows"
    ))
}

fn unseen(gathered: &Gathering<'_>) -> Option<String> {
    let people = match gathered.unseen {
        0 => return None,
        1 => "1 person has".to_owned(),
        count => format!("{count} people have"),
    };
    Some(format!(
        "{people} no X handle and no LinkedIn profile; `check` asks for one"
    ))
}

fn owners(gathered: &Gathering<'_>) -> Option<String> {
    let unmatched = gathered.crm.unmatched();
    let named = named(unmatched.iter());
    (!unmatched.is_empty()).then(|| format!("not in people.csv, so nobody's entries yet: {named}"))
}

fn stages(gathered: &Gathering<'_>) -> Option<String> {
    let unknown = gathered.stages.unknown();
    let stage = unknown.keys().next()?;
    let named = named(unknown.iter());
    Some(format!(
        "stages taken for `lead`, since nobody knows them: {named}; `--map \"{stage}=negotiation\"` \
         says otherwise"
    ))
}

fn named<'a>(counts: impl ExactSizeIterator<Item = (&'a String, &'a u64)>) -> String {
    let more = counts.len().saturating_sub(NAMED);
    let shown = counts.take(NAMED);
    let mut names: Vec<String> = shown
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    if more > 0 {
        names.push(format!("and {more} more"));
    }
    names.join(", ")
}
