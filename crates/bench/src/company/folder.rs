//! Writes the files of a company, line by line: nothing that grows with the lists is kept in memory.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::Plan;
use super::audiences::{ANCHOR_KEYS, Lists};
use super::entry::{Cells, Entries};
use super::history::{History, Standing};
use super::staff::{self, Colleague};
use crate::random::Random;

/// The files that are the same in every company.
const TEMPLATE: [(&str, &str); 7] = [
    (".gitignore", include_str!("template/gitignore")),
    ("fineline.toml", include_str!("template/fineline.toml")),
    ("desks.toml", include_str!("template/desks.toml")),
    (
        "rules/clients.toml",
        include_str!("template/rules/clients.toml"),
    ),
    (
        "rules/outside.toml",
        include_str!("template/rules/outside.toml"),
    ),
    (
        "rules/prospects.toml",
        include_str!("template/rules/prospects.toml"),
    ),
    (
        "rules/questions.toml",
        include_str!("template/rules/questions.toml"),
    ),
];

const HEADER: &str = "kind,display_name,company,x_handle,x_user_id,linkedin_url,linkedin_company_url,email_domain,state,owner,backup,team,confirmed_on,valid_until";

/// What was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Rows of all lists.
    pub entries: usize,
    /// Colleagues who look after somebody.
    pub colleagues: usize,
}

/// Writes a company into a folder; what lies there under the same names is replaced.
///
/// # Errors
/// When the folder cannot be written to.
pub fn write(folder: &Path, plan: &Plan) -> io::Result<Written> {
    for (name, text) in TEMPLATE {
        create(folder, name)?.write_all(text.as_bytes())?;
    }
    let colleagues = staff::colleagues(plan.seed, (plan.keys / 100).clamp(10, 5000));
    let mut people = create(folder, "people.csv")?;
    staff::write(&colleagues, &mut people)?;
    people.flush()?;
    let entries = Entries {
        seed: plan.seed,
        lists: Lists::of(plan.keys),
    };
    let history = History {
        seed: plan.seed,
        first: first_entries(&entries, plan.keys),
        version: plan.version.max(1),
        change: plan.change,
    };
    Ok(Written {
        entries: Writer {
            entries,
            history,
            colleagues: &colleagues,
        }
        .lists(folder)?,
        colleagues: colleagues.len(),
    })
}

/// How many entries have so many keys.
fn first_entries(entries: &Entries, keys: usize) -> u64 {
    let (mut number, mut found) = (0, ANCHOR_KEYS);
    while found < keys {
        found += entries.new_keys(number);
        number += 1;
    }
    number
}

fn create(folder: &Path, name: &str) -> io::Result<BufWriter<File>> {
    let path = folder.join(name);
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    File::create(path).map(BufWriter::new)
}

struct Writer<'a> {
    entries: Entries,
    history: History,
    colleagues: &'a [Colleague],
}

impl Writer<'_> {
    /// Writes all lists side by side and counts their rows.
    fn lists(&self, folder: &Path) -> io::Result<usize> {
        let lists = self.entries.lists;
        let (mut files, mut count) = (Vec::new(), 0);
        for list in lists.all() {
            let id = lists.id(list);
            create(folder, &format!("audiences/{id}.toml"))?
                .write_all(lists.describe(list).as_bytes())?;
            let mut file = create(folder, &format!("audiences/{id}.csv"))?;
            writeln!(file, "{HEADER}")?;
            for anchor in lists
                .audience(list)
                .anchors
                .iter()
                .filter(|_| lists.is_first(list))
            {
                writeln!(file, "{anchor}")?;
                count += 1;
            }
            files.push(file);
        }
        let mut line = String::new();
        for number in 0..self.history.numbers() {
            let list = self.entries.list(number);
            if let (Some(()), Some(file)) =
                (self.line(number, list, &mut line), files.get_mut(list))
            {
                file.write_all(line.as_bytes())?;
                count += 1;
            }
        }
        files.iter_mut().try_for_each(Write::flush)?;
        Ok(count)
    }

    /// The row of an entry; nothing if it is not on a list in this version.
    fn line(&self, number: u64, list: usize, line: &mut String) -> Option<()> {
        let fate = self.history.fate(number)?;
        let random = Random::of(&[self.entries.seed, number, 77]);
        let audience = self.entries.lists.audience(list);
        let standing = Standing::of(random, audience, (fate, self.colleagues.len()));
        let Cells {
            kind,
            name,
            company,
            handle,
            user_id,
            profile,
            page,
            domain,
        } = self.entries.cells(number, self.history.first);
        let colleague = |at: Option<usize>| at.and_then(|at| self.colleagues.get(at));
        let id = |at| colleague(at).map_or("", |colleague| &colleague.id);
        let team = colleague(standing.owner).filter(|_| standing.has_team);
        let cells = [
            kind,
            &name,
            &company,
            &handle,
            &user_id,
            &profile,
            &page,
            &domain,
            standing.state,
            id(standing.owner),
            id(standing.backup),
            team.map_or("", |owner| owner.team),
            &standing.confirmed_on,
            &standing.valid_until,
        ];
        line.clear();
        for (at, cell) in cells.into_iter().enumerate() {
            line.push_str(if at > 0 { "," } else { "" });
            push(line, cell);
        }
        line.push('\n');
        Some(())
    }
}

/// A cell, in quotes where it holds the separator.
fn push(line: &mut String, cell: &str) {
    if cell.contains([',', '"']) {
        line.push('"');
        line.push_str(&cell.replace('"', "\"\""));
        line.push('"');
    } else {
        line.push_str(cell);
    }
}
