//! What was seen in a page, as lines for people.

use policy::{Draft, Recipient, Relation};

use super::{Problem, Seen, SeenComposer};
use crate::paint::{dim, red, strong};

/// Texts are cut here: the page itself has them.
const LONGEST: usize = 60;

pub(super) fn lines(seen: &Seen) -> Vec<String> {
    let mut lines = Vec::new();
    if seen.composers.is_empty() {
        lines.push(format!("no composer of {} that is read", seen.site));
    }
    for composer in &seen.composers {
        lines.extend(composer_lines(composer));
        lines.push(String::new());
    }
    lines.extend(corrected_lines(seen));
    lines.push(strong("selectors, and how often each fits"));
    lines.extend(seen.selectors.iter().map(|fit| match fit.count {
        0 => dim(&format!("  {:>4}  {}", fit.count, fit.name)),
        count => format!("  {count:>4}  {}", fit.name),
    }));
    lines
}

/// What the company says otherwise; nothing where it says nothing.
fn corrected_lines(seen: &Seen) -> Vec<String> {
    let mut lines = Vec::new();
    for one in &seen.corrected {
        let verdict = match one.refused {
            Some(why) => red(&format!("refused: {why}")),
            None => "not refused here".to_owned(),
        };
        lines.push(format!("  {}  {}  {verdict}", one.name, dim(&one.css)));
    }
    lines.extend(
        seen.off
            .iter()
            .map(|place| format!("  {place}  left alone")),
    );
    if !lines.is_empty() {
        lines.insert(0, strong("what the company says otherwise"));
        lines.push(String::new());
    }
    lines
}

fn composer_lines(composer: &SeenComposer) -> Vec<String> {
    let head = format!("{}, {}", composer.place, composer.surface);
    let mut lines = vec![format!("{}  {}", strong(&head), dim(&composer.editor))];
    match (&composer.draft, &composer.problem) {
        (Some(draft), _) => lines.extend(draft_lines(draft)),
        (None, Some(problem)) => lines.extend(problem_lines(problem)),
        (None, None) => {}
    }
    let sends = if composer.can_send {
        "its button is there and enabled"
    } else {
        "not now: there is no button, or it is disabled"
    };
    lines.push(row("sends", sends));
    lines
}

fn draft_lines(draft: &Draft) -> Vec<String> {
    let mut lines = vec![row("text", &cut(&draft.text))];
    if draft.recipients.is_empty() {
        lines.push(row("to", "nobody that is known"));
    }
    lines.extend(draft.recipients.iter().map(|it| row("to", &recipient(it))));
    if let Some(parent) = &draft.parent {
        let answers = format!("{}: {}", parent.author.display(), cut(&parent.text));
        lines.push(row("about", &answers));
    }
    let own = draft.own_account.as_ref().map(policy::AccountKey::display);
    lines.push(row("as", own.as_deref().unwrap_or("unknown")));
    lines
}

fn problem_lines(problem: &Problem) -> Vec<String> {
    let last = format!("{} (last seen {})", problem.expected, problem.seen);
    vec![row("problem", &red(&problem.what)), row("expected", &last)]
}

fn recipient(recipient: &Recipient) -> String {
    let relation = match recipient.relation {
        Relation::Addressed => "addressed",
        Relation::Mentioned => "mentioned",
    };
    let known = [recipient.name.as_deref(), recipient.headline.as_deref()];
    let known: Vec<&str> = known.into_iter().flatten().chain([relation]).collect();
    format!(
        "{}  {}",
        recipient.account.display(),
        dim(&known.join(", "))
    )
}

fn row(name: &str, value: &str) -> String {
    format!("  {name:<9}{value}")
}

/// One line, not too long.
fn cut(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return if line.is_empty() {
            dim("(empty)")
        } else {
            line
        };
    }
    let start: String = line.chars().take(LONGEST).collect();
    format!("{}…", start.trim_end())
}
