//! The saved pages and what is expected of them, as read from `fixtures/`.

use std::fs;
use std::path::{Path, PathBuf};

use policy::{Draft, Site};
use serde::Deserialize;
use sites::html::{Node, Page};

/// One saved page.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// `x/inline-reply`.
    pub(crate) name: String,
    pub(crate) site: Site,
    pub(crate) html: String,
    /// `location.pathname` and `location.search`.
    pub(crate) path: String,
    /// Where the focus is: a selector, its first match; else the first text box.
    pub(crate) target: Option<String>,
    /// The button that sends: a selector, its first match; none when nothing can be sent.
    pub(crate) send: Option<String>,
    /// Who else may be taken for the addressed account when a part of the page is torn out.
    pub(crate) when_damaged: Vec<String>,
    pub(crate) expect: Expect,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "expect")]
pub(crate) enum Expect {
    /// The page reads as this draft.
    #[serde(rename = "draft")]
    Draft { draft: Box<Draft> },
    /// There is no composer that is read.
    #[serde(rename = "no composer")]
    NoComposer,
    /// A composer is there; reading it fails at this selector.
    #[serde(rename = "failure")]
    Failure { selector: String },
}

#[derive(Deserialize)]
struct Written {
    #[expect(
        dead_code,
        reason = "for the reader of the file; asked for so that it is there"
    )]
    what: String,
    path: String,
    target: Option<String>,
    send: Option<String>,
    #[serde(default)]
    when_damaged: Vec<String>,
    #[serde(flatten)]
    expect: Expect,
}

impl Case {
    pub(crate) fn is_read(&self) -> bool {
        matches!(self.expect, Expect::Draft { .. })
    }

    pub(crate) fn target<'a>(&self, page: &'a Page) -> Result<Node<'a>, String> {
        let css = self
            .target
            .as_deref()
            .unwrap_or(r#"[role="textbox"], textarea"#);
        let found = page.everywhere(css).into_iter().next();
        found.ok_or_else(|| self.says(&format!("nothing matches the target `{css}`")))
    }

    /// A failure, with the place to look at.
    pub(crate) fn says(&self, what: &str) -> String {
        format!("crates/sites/fixtures/{}.html: {what}", self.name)
    }
}

/// All cases, by name.
pub(crate) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    for site in [Site::LinkedIn, Site::X] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("fixtures")
            .join(site.id());
        let files = fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut pages: Vec<PathBuf> = files
            .filter(|it| it.extension().is_some_and(|it| it == "html"))
            .collect();
        pages.sort();
        cases.extend(pages.iter().map(|page| case(site, page)));
    }
    cases
}

fn case(site: Site, page: &Path) -> Case {
    let name = format!(
        "{}/{}",
        site.id(),
        page.file_stem().unwrap().to_string_lossy()
    );
    let written: Result<Written, _> = toml::from_str(&text(&page.with_extension("toml")));
    let written =
        written.unwrap_or_else(|error| panic!("crates/sites/fixtures/{name}.toml: {error}"));
    Case {
        name,
        site,
        html: text(page),
        path: written.path,
        target: written.target,
        send: written.send,
        when_damaged: written.when_damaged,
        expect: written.expect,
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "the crate reads no files; its tests read the saved pages"
)]
fn text(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}
