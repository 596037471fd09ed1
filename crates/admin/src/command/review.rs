//! `fineline review`: rules, audiences and exceptions that somebody should look at again, by owner.

use std::collections::BTreeMap;

use bundle::builder::company::Company;
use bundle::builder::diagnostic::counted;
use bundle::builder::exceptions::GoAhead;
use bundle::builder::texts::Spot;
use bundle::builder::zone::{OfDay, Zone};
use bundle::moment::Moment;
use clap::Args;
use policy::{Day, PersonId};
use serde::Serialize;
use serde_json::json;

use crate::clock::day_or_today;
use crate::folder::{Folder, TopicTables};
use crate::outcome::Outcome;
use crate::paint::{dim, green, red, strong};

/// List rules, audiences and exceptions past or near their review date, by owner
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline review acme                      what is due, and what will be within 30 days
  fineline review acme --within 12w         … within twelve weeks
  fineline review acme --today 2027-05-01   as it will be on that day

For an exception, the owner is whoever looks after the account or the list that it is about.
Exit status 0, whatever is due: `fineline check --deny-warnings` is the one that insists.")]
pub(crate) struct ReviewArgs {
    #[command(flatten)]
    folder: Folder,
    /// How far to look ahead, in days or weeks.
    #[arg(long, value_name = "30d", default_value = "30d", value_parser = span)]
    within: i32,
    /// Judge as on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// `30d`, `6w` or `30`, in days.
fn span(text: &str) -> Result<i32, String> {
    let (number, days) = match text.strip_suffix('w') {
        Some(weeks) => (weeks, 7),
        None => (text.strip_suffix('d').unwrap_or(text), 1),
    };
    let number: u16 = number
        .parse()
        .map_err(|_| format!("`{text}` is not a number of days or weeks like `30d` or `6w`"))?;
    Ok(i32::from(number) * days)
}

/// Something that somebody should look at again.
#[derive(Debug, Serialize)]
struct Item {
    kind: &'static str,
    what: String,
    #[serde(skip)]
    owner: Option<PersonId>,
    /// Nothing where nobody wrote one down.
    date: Option<String>,
    /// Negative: so many days ago.
    days_left: Option<i32>,
    file: String,
    line: Option<usize>,
    #[serde(skip)]
    place: String,
}

/// Lists what is due and what soon will be.
pub(crate) fn run(args: &ReviewArgs) -> anyhow::Result<Outcome> {
    let company = args.folder.read(TopicTables::MayBeKept)?.company;
    let today = day_or_today(args.today);
    let (dated, undated): (Vec<_>, Vec<_>) = items(&company, today)
        .into_iter()
        .partition(|item| item.days_left.is_some());
    let mut due = dated;
    due.retain(|item| item.days_left.is_some_and(|left| left <= args.within));
    due.sort_by_key(|item| item.days_left);
    let past = due.iter().filter(|item| is_past(item)).count();
    let mut lines = vec![summary(&company, (past, due.len()), args.within)];
    let by_owner = by_owner(&company, &due);
    for (owner, items) in &by_owner {
        lines.extend([String::new(), strong(owner)]);
        lines.extend(items.iter().map(|item| line(item)));
    }
    if !undated.is_empty() {
        lines.push(String::new());
        lines.push(strong("Without a review date"));
        lines.extend(undated.iter().map(line));
    }
    let owners = by_owner.iter().map(|(owner, items)| {
        let id = items.first().and_then(|item| item.owner.as_ref());
        json!({ "owner": id, "name": id.map(|_| owner), "items": items })
    });
    let json = json!({
        "ok": true,
        "today": today.to_string(),
        "within_days": args.within,
        "past": past,
        "near": due.len() - past,
        "owners": owners.collect::<Vec<_>>(),
        "undated": undated,
    });
    Ok(Outcome::new(&lines, json))
}

fn items(company: &Company, today: Day) -> Vec<Item> {
    let item = |kind, what, owner: Option<&PersonId>, (date, spot): (Option<Day>, Spot)| Item {
        kind,
        what,
        owner: owner.cloned(),
        date: date.map(|day| day.to_string()),
        days_left: date.map(|day| day.days_since(today)),
        file: company.texts.name(spot).to_owned(),
        line: company.texts.line(spot),
        place: company.texts.place(spot),
    };
    let when = |date: Option<(Day, Spot)>, whole: Spot| match date {
        Some((day, spot)) => (Some(day), spot),
        None => (None, whole),
    };
    let rules = company.rule_notes.iter().map(|rule| {
        let (what, date) = (rule.rule.to_string(), when(rule.review_on, rule.spot));
        item("rule", what, rule.owner.as_ref(), date)
    });
    let audiences = company.audiences.iter().map(|(id, list)| {
        let date = when(list.review_on, list.spot);
        item("audience", id.to_string(), list.owner.as_ref(), date)
    });
    let exceptions = company.exceptions.iter().map(|one| {
        let (until, spot) = one.until;
        let date = (Some(last_day(&company.head.zone, until)), spot);
        item("exception", words(one), looks_after(company, one), date)
    });
    rules.chain(audiences).chain(exceptions).collect()
}

/// `alice to linkedin.com/in/rafael-coelho`.
fn words(one: &GoAhead) -> String {
    let to = one.to.as_ref().map(policy::AccountKey::display);
    let list = one.audience.as_ref().map(ToString::to_string);
    let whom: Vec<String> = to.into_iter().chain(list).collect();
    format!("{} to {}", one.author, whom.join(" on "))
}

/// The last day in the company's zone on which something holds until a moment.
fn last_day(zone: &Zone, until: Moment) -> Day {
    let day = |seconds| Day::from_unix_seconds(until.0 - 1 + seconds);
    let holds = |day: &Day| {
        let day = day.to_string();
        let begin = zone.moment(&day, OfDay::Begin);
        let end = zone.moment(&day, OfDay::End);
        begin.is_some_and(|it| it.0 < until.0) && end.is_some_and(|it| until.0 <= it.0)
    };
    // A zone is at most a day away from UTC.
    let near = [0, -86_400, 86_400].map(day);
    near.into_iter().find(holds).unwrap_or_else(|| day(0))
}

/// Whoever is asked about an exception: the owner of the entry, or of the list.
fn looks_after<'a>(company: &'a Company, one: &GoAhead) -> Option<&'a PersonId> {
    let of_list = |id| company.audiences.get(id)?.owner.as_ref();
    let entry = one.to.as_ref().and_then(|to| {
        let mut entries = company.entries.iter();
        entries.find(|entry| {
            let is_theirs = entry.accounts.contains(to);
            is_theirs && one.audience.as_ref().is_none_or(|id| *id == entry.audience)
        })
    });
    let of_entry = entry.and_then(|entry| {
        let own = entry.owner.as_ref();
        own.or_else(|| of_list(&entry.audience))
    });
    of_entry.or_else(|| one.audience.as_ref().and_then(of_list))
}

/// The owners by name, those with nobody last; each keeps the order of the items.
fn by_owner<'a>(company: &Company, due: &'a [Item]) -> Vec<(String, Vec<&'a Item>)> {
    let mut groups: BTreeMap<(bool, String), Vec<&Item>> = BTreeMap::new();
    for item in due {
        let owner = item.owner.as_ref();
        let person = owner.and_then(|id| company.people.iter().find(|one| one.id == *id));
        let name = match (person, owner) {
            (Some(person), _) => format!("{} ({})", person.name, person.id),
            (None, Some(id)) => id.to_string(),
            (None, None) => "Nobody answers for these".to_owned(),
        };
        groups
            .entry((owner.is_none(), name))
            .or_default()
            .push(item);
    }
    let groups = groups.into_iter();
    groups.map(|((_, name), items)| (name, items)).collect()
}

/// A review is due on its day, as `check` has it; an exception holds on its last day.
fn is_past(item: &Item) -> bool {
    let due = if item.kind == "exception" { -1 } else { 0 };
    item.days_left.is_some_and(|left| left <= due)
}

fn line(item: &Item) -> String {
    let ends = if item.kind == "exception" {
        "ends"
    } else {
        "review"
    };
    let date = item.date.as_deref().unwrap_or_default();
    let when = match item.days_left {
        None => String::new(),
        Some(0) => format!("{ends} {date}, {}", red("today")),
        Some(left) if left < 0 => {
            let ago = counted(usize::try_from(-left).unwrap_or_default(), "day");
            format!("{ends} {date}, {}", red(&format!("{ago} ago")))
        }
        Some(left) => {
            let days = counted(usize::try_from(left).unwrap_or_default(), "day");
            format!("{ends} {date}, in {days}")
        }
    };
    let Item {
        kind, what, place, ..
    } = item;
    let line = format!("  {kind:<9} `{what}`  {when}");
    format!("{}  {}", line.trim_end(), dim(place))
}

fn summary(company: &Company, (past, all): (usize, usize), within: i32) -> String {
    let name = &company.head.name;
    let near = format!(
        "{} within {}",
        all - past,
        counted(usize::try_from(within).unwrap_or_default(), "day")
    );
    match (past, all) {
        (_, 0) => format!("{} {name}: nothing to review, {near}", green("fine")),
        (0, _) => format!("{} {name}: nothing is past its date, {near}", green("fine")),
        _ => format!("{} {name}: {past} past the date, {near}", red("review")),
    }
}
