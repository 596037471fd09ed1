//! Which files a company's folder has, and what each of them is.

use super::code::Code;
use super::diagnostic::suggest;
use super::notes::Notes;
use super::source::Sources;

/// Company, charter, names that the other files use.
pub const COMPANY: &str = "fineline.toml";
/// Shared places to turn to.
pub const DESKS: &str = "desks.toml";
/// Colleagues.
pub const PEOPLE: &str = "people.csv";
/// Who may write to whom in spite of a rule, and until when.
pub const EXCEPTIONS: &str = "exceptions.toml";
/// What has changed on the sites since the extension was made.
pub const SITES: &str = "sites.toml";
/// The files in the folder itself. Others there are the company's own business.
pub const FILES: [&str; 5] = [COMPANY, DESKS, PEOPLE, EXCEPTIONS, SITES];

/// The folders, whose files are all read.
pub const FOLDERS: [&str; 4] = ["audiences", "cases", "rules", "topics"];

/// The file that held everything before there were folders.
pub const OLD: &str = "policy.toml";

/// What a path in one of the folders is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind<'a> {
    /// Rules.
    Rules,
    /// What a list is: its label and who answers for it.
    Audience(&'a str),
    /// Who is on a list.
    Entries(&'a str),
    /// Situations of the author's own, and what they should see.
    Cases,
    /// Words and phrases about something.
    Topic(&'a str),
}

/// What a path is; nothing for a file that is not read. The text in it is the name without its ending.
#[must_use]
pub fn kind(path: &str) -> Option<Kind<'_>> {
    let (folder, name) = path.split_once('/')?;
    let (id, ending) = name.rsplit_once('.')?;
    match (folder, ending) {
        _ if id.contains('/') || id.is_empty() => None,
        ("rules", "toml") => Some(Kind::Rules),
        ("audiences", "toml") => Some(Kind::Audience(id)),
        ("audiences", "csv") => Some(Kind::Entries(id)),
        ("cases", "toml") => Some(Kind::Cases),
        ("topics", "toml") => Some(Kind::Topic(id)),
        _ => None,
    }
}

/// Whether what is in a file matters.
#[must_use]
pub fn is_read(path: &str) -> bool {
    FILES.contains(&path) || kind(path).is_some()
}

/// Notes the files in the folders that are not read: somebody may believe that they are.
pub(crate) fn note_unknown(sources: &Sources, notes: &Notes) {
    for path in sources.paths() {
        let Some((folder, _)) = path.split_once('/') else {
            continue;
        };
        if FOLDERS.contains(&folder) && !is_read(path) {
            let spot = notes.open(path, "".into());
            let help = match folder {
                "audiences" => "files here end in `.toml` or `.csv`",
                _ => "files here end in `.toml`",
            };
            notes.add((Code::UnknownFile, spot), "is not read", help);
        }
    }
    note_near_names(sources, notes);
}

/// A file in the folder itself whose name is nearly one of ours: `desk.toml`.
fn note_near_names(sources: &Sources, notes: &Notes) {
    let missing = FILES.into_iter().filter(|name| !sources.contains(name));
    let missing: Vec<&str> = missing.collect();
    for path in sources.paths() {
        let is_other = !path.contains('/') && !is_read(path);
        let help = match path {
            OLD => "its parts stand in other files today".to_owned(),
            _ => suggest(path, "files", missing.iter().copied()),
        };
        if is_other && (path == OLD || help.starts_with("did you mean")) {
            let spot = notes.open(path, "".into());
            notes.add((Code::UnknownFile, spot), "is not read", &help);
        }
    }
}

/// Whether this is a folder of an earlier version, which is noted.
pub(crate) fn is_old(sources: &Sources, notes: &Notes) -> bool {
    let is_old = sources.contains(OLD) && !sources.contains(COMPANY);
    if is_old {
        let spot = notes.open(OLD, "".into());
        let found = "is the layout of an earlier version";
        let help = "`fineline init` writes today's into an empty folder: move each part to the file that its README names";
        notes.add((Code::OldLayout, spot), found, help);
    }
    is_old
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_files_by_folder_and_ending() {
        assert_eq!(kind("rules/a.toml"), Some(Kind::Rules));
        assert_eq!(kind("audiences/vip.toml"), Some(Kind::Audience("vip")));
        assert_eq!(kind("audiences/vip.csv"), Some(Kind::Entries("vip")));
        for path in [
            "rules/a.csv",
            "rules/old/a.toml",
            "rules/.toml",
            "a.toml",
            "keys/a.toml",
        ] {
            assert_eq!(kind(path), None, "{path}");
        }
        assert!(is_read("people.csv") && !is_read("README.md"));
    }
}
