//! `fineline inspect`: what the extension would see in a saved page. The very code that reads pages in a browser
//! reads it here, over an HTML parser. How it is told to people is left to `told`.

use std::io::Read;
use std::path::PathBuf;
use std::{fs, io};

use anyhow::{Context, bail};
use clap::Args;
use policy::{Day, Draft};
use serde::Serialize;
use serde_json::json;
use sites::html::{Node, Page};
use sites::selector::NamedSelector;
use sites::{Composer, Element, ReadError, SITES, SiteEntry};
use url::{Position, Url};

use self::corrected::{Corrected, CorrectionArgs};
use crate::clock::day_or_today;
use crate::outcome::{Outcome, Verdict};

mod corrected;
mod told;

/// Say what the extension would see in a saved page
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline inspect page.html --url https://x.com/home
  fineline inspect page.html --url https://www.linkedin.com/feed/ --format json
  fineline inspect - --url https://x.com/i/chat/1-2 < page.html
  fineline inspect page.html --url https://x.com/home --company acme   with acme/sites.toml

A page is best saved from the console of the browser, shadow roots included:
  copy(document.documentElement.getHTML({ shadowRoots: [...document.querySelectorAll('*')]
    .map((element) => element.shadowRoot).filter(Boolean) }))
What was typed into plain text boxes is not part of it. The page holds names and texts: keep it to yourself.")]
pub(crate) struct InspectArgs {
    /// The saved page; `-` for the standard input.
    #[arg(value_name = "PAGE.html")]
    page: PathBuf,
    /// The address that it was saved from.
    #[arg(long)]
    url: String,
    #[command(flatten)]
    corrections: CorrectionArgs,
    /// As on this day; today (UTC) if left out.
    #[arg(long, value_name = "YYYY-MM-DD")]
    today: Option<Day>,
}

/// Everything that is seen.
#[derive(Debug, Serialize)]
struct Seen {
    site: &'static str,
    composers: Vec<SeenComposer>,
    /// Selectors that the company replaces.
    corrected: Vec<Corrected>,
    /// Places that it leaves alone.
    off: Vec<String>,
    selectors: Vec<Fit>,
}

/// One composer.
#[derive(Debug, Serialize)]
struct SeenComposer {
    /// Which of the site's composers it is, e.g. `x/dialog`.
    place: &'static str,
    surface: &'static str,
    /// The start tag of its editor, as far as it tells one from another.
    editor: String,
    /// What it would send; none where it cannot be read.
    draft: Option<Draft>,
    problem: Option<Problem>,
    /// Whether there is a button that sends, and it is enabled.
    can_send: bool,
}

/// Why a composer cannot be read.
#[derive(Debug, Serialize)]
struct Problem {
    selector: &'static str,
    what: String,
    /// What the selector should match.
    expected: &'static str,
    /// When it was last seen to hold.
    seen: &'static str,
}

/// How often a selector fits anywhere on the page.
#[derive(Debug, Serialize)]
struct Fit {
    name: &'static str,
    count: usize,
}

/// Reads the page and everything that somebody could write in.
pub(crate) fn run(args: &InspectArgs) -> anyhow::Result<Outcome> {
    let url = Url::parse(&args.url).with_context(|| {
        format!(
            "`{}` is no address; expected one like https://x.com/home",
            args.url
        )
    })?;
    let site = site_of(&url)?;
    let page = Page::parse(&text(args)?);
    let mended = corrected::apply(&args.corrections, site.site, day_or_today(args.today))?;
    let path = &url[Position::BeforePath..Position::AfterQuery];
    let composers = composers(&page, site, path);
    let seen = Seen {
        site: site.site.id(),
        composers,
        corrected: corrected::outcome(&mended),
        off: mended.off,
        selectors: fits(&page, site),
    };
    let is_fine = |it: &Corrected| it.refused.is_none();
    let is_read =
        seen.composers.iter().all(|it| it.problem.is_none()) && seen.corrected.iter().all(is_fine);
    let json = json!({ "ok": is_read, "url": args.url, "seen": seen });
    let mut outcome = Outcome::new(&told::lines(&seen), json);
    if !is_read {
        outcome.verdict = Verdict::Bad;
    }
    Ok(outcome)
}

fn site_of(url: &Url) -> anyhow::Result<&'static SiteEntry> {
    let host = url.host_str().unwrap_or_default();
    let found = SITES.iter().find(|site| site.hosts.contains(&host));
    let Some(found) = found else {
        let hosts: Vec<&str> = SITES.iter().flat_map(|site| site.hosts).copied().collect();
        bail!(
            "`{host}` is no site that is read; there are {}",
            hosts.join(" and ")
        );
    };
    Ok(found)
}

fn text(args: &InspectArgs) -> anyhow::Result<String> {
    let mut bytes = Vec::new();
    if args.page.as_os_str() == "-" {
        io::stdin()
            .read_to_end(&mut bytes)
            .context("reading the standard input")?;
    } else {
        let name = args.page.display();
        bytes = fs::read(&args.page).with_context(|| format!("`{name}` cannot be read"))?;
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Every composer once, in the order of the page.
fn composers(page: &Page, site: &SiteEntry, path: &str) -> Vec<SeenComposer> {
    let boxes = page.everywhere(r#"[contenteditable]:not([contenteditable="false"]), textarea"#);
    let found = boxes.iter().filter_map(|it| sites::composer(site.site, it));
    let mut seen: Vec<Node<'_>> = Vec::new();
    let mut composers = Vec::new();
    for composer in found {
        if !seen.contains(&composer.editor) {
            seen.push(composer.editor);
            composers.push(look(page, site, (&composer, path)));
        }
    }
    composers
}

fn look(
    page: &Page,
    site: &SiteEntry,
    (composer, path): (&Composer<Node<'_>>, &str),
) -> SeenComposer {
    let read = sites::read(composer, &page.root(), path);
    let problem = read.as_ref().err().map(|error| problem(site, *error));
    SeenComposer {
        place: composer.place.id(),
        surface: composer.surface.id(),
        editor: start_tag(&composer.editor),
        draft: read.ok(),
        problem,
        can_send: sites::send_button(composer).is_some(),
    }
}

fn problem(site: &SiteEntry, error: ReadError) -> Problem {
    let named = |it: &&NamedSelector| it.name == error.selector();
    let known = site.selectors.iter().find(named);
    Problem {
        selector: error.selector(),
        what: error.to_string(),
        expected: known.map_or("", |it| it.matches),
        seen: known.map_or("", |it| it.seen),
    }
}

fn fits(page: &Page, site: &SiteEntry) -> Vec<Fit> {
    let fit = |it: &NamedSelector| Fit {
        name: it.name,
        count: page.everywhere(it.css).len(),
    };
    site.selectors.iter().map(fit).collect()
}

/// The tag with the first attribute that names it.
fn start_tag(element: &Node<'_>) -> String {
    let names = [
        "data-testid",
        "componentkey",
        "id",
        "name",
        "aria-label",
        "class",
    ];
    let named = names
        .iter()
        .find_map(|name| Some((name, element.attr(name)?)));
    match named {
        Some((name, value)) => format!("<{} {name}=\"{value}\">", element.tag()),
        None => format!("<{}>", element.tag()),
    }
}
