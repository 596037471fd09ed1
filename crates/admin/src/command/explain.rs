//! `fineline explain`: what an employee would see for a draft, by which rule, and why not by the others.
//!
//! How a trace is told is left to `trace`.

use anyhow::{anyhow, bail, ensure};
use bundle::builder::diagnostic::suggest;
use bundle::builder::scene::{Scene, Stage, play};
use bundle::builder::situation::{by_name, site_of};
use bundle::builder::zone::OfDay;
use clap::Args;
use policy::{
    AccountKey, Asked, Author, Language, Minute, PersonId, PostingIdentity, RoleId, Seniority,
    Site, Surface,
};
use serde::de::DeserializeOwned;

use crate::clock::minute_or_now;
use crate::folder::{Checked, Folder, TopicTables};
use crate::outcome::Outcome;
use crate::trace;

/// Say what an employee would see for a draft, by which rule, and why not by the others
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline explain acme --as engineer --to @samuel_okafor --text \"Great to hear!\"
  fineline explain acme --person jonas --to /in/elena-marchetti --surface comment --text \"Congratulations!\"
  fineline explain acme --as engineer --surface post --text \"A discount for all\" --language de
  fineline explain acme --as engineer --to /in/toni --headline \"CTO at Okafor Shipping\" --text \"Hello\"
  fineline explain acme --as support --posting-as brand-account --to @elena_marchetti --at 2026-12-01T09:00

Nothing is sent anywhere; the files are read and judged as they are.")]
pub(crate) struct ExplainArgs {
    #[command(flatten)]
    folder: Folder,
    /// A role the author has (repeatable).
    #[arg(long = "as", value_name = "ROLE")]
    roles: Vec<String>,
    /// The author, an id of people.csv.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// Whom the draft answers: `@handle` on X, `/in/name` or an address on LinkedIn.
    #[arg(long, value_name = "ACCOUNT")]
    to: Option<String>,
    /// What the page shows below the recipient's name.
    #[arg(long, value_name = "TEXT", requires = "to")]
    headline: Option<String>,
    /// The company page that the recipient's profile links as the employer.
    #[arg(long, value_name = "ADDRESS", requires = "to")]
    company_page: Option<String>,
    /// A link or e-mail address on the recipient's profile.
    #[arg(long, value_name = "LINK", requires = "to")]
    link: Option<String>,
    /// As whom the author writes: `own-profile`, `company-page` or `brand-account`.
    #[arg(long, value_name = "IDENTITY")]
    posting_as: Option<String>,
    /// How high the author stands: `staff`, `manager`, `director`, `vice-president` or `chief`.
    #[arg(long, value_name = "LEVEL")]
    seniority: Option<String>,
    /// `x` or `linkedin`; follows from the account if left out.
    #[arg(long, value_name = "SITE")]
    site: Option<String>,
    /// `reply`, `comment`, `post`, `quote`, `direct-message`, …
    #[arg(long, value_name = "SURFACE")]
    surface: Option<String>,
    /// The draft.
    #[arg(long, default_value = "")]
    text: String,
    /// The post it answers.
    #[arg(long, value_name = "TEXT")]
    parent: Option<String>,
    /// The language of the words, e.g. `de`.
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Judge as at this moment, a date or a date with a time in the company's zone; now if left out.
    #[arg(long, value_name = "YYYY-MM-DD[Thh:mm]", alias = "today")]
    at: Option<String>,
}

/// Plays the draft through the compiled bundle and tells the trace.
pub(crate) fn run(args: &ExplainArgs) -> anyhow::Result<Outcome> {
    let checked = args.folder.read(TopicTables::MayBeKept)?;
    let scene = scene(args, &checked)?;
    let languages: Vec<Language> = args
        .language
        .as_deref()
        .map(Language::from)
        .into_iter()
        .collect();
    let now = minute(args, &checked)?;
    let stage = Stage::new(&checked.company, &checked.bundle);
    let played = play(&stage, &scene, now, &languages);
    Ok(Outcome::new(
        &trace::lines(&played),
        trace::as_json(&played),
    ))
}

fn minute(args: &ExplainArgs, checked: &Checked) -> anyhow::Result<Minute> {
    let Some(text) = &args.at else {
        return Ok(minute_or_now(None));
    };
    let moment = checked.company.head.zone.moment(text, OfDay::Noon);
    let moment = moment.ok_or_else(|| {
        anyhow!("`{text}` is not a date like `2026-11-22`, or with a time `2026-11-22T09:30`")
    })?;
    Ok(Minute::from_unix_seconds(moment.0))
}

fn scene(args: &ExplainArgs, checked: &Checked) -> anyhow::Result<Scene> {
    let to = args.to.as_deref().map(account).transpose()?;
    let surface = args.surface.as_deref().map(|text| name(text, "surface"));
    let surface = match (surface.transpose()?, site_of(to.as_ref(), Surface::Reply)) {
        (Some(surface), _) => surface,
        (None, Site::X) => Surface::Reply,
        (None, Site::LinkedIn) => Surface::Comment,
    };
    let of_account = site_of(to.as_ref(), surface);
    let site = args.site.as_deref().map(|text| name(text, "site"));
    let site = site.transpose()?.unwrap_or(of_account);
    let shown = to.as_ref().map(AccountKey::display).unwrap_or_default();
    ensure!(
        to.is_none() || site == of_account,
        "`{shown}` is not an account on `{}`",
        site.id()
    );
    let (text, parent) = (args.text.clone(), args.parent.clone());
    let page = args.company_page.as_deref().map(account).transpose()?;
    let addressee = |account| Asked {
        account,
        headline: args.headline.clone(),
        company_page: page.clone(),
        link: args.link.clone(),
    };
    Ok(Scene {
        author: author(args, checked)?,
        to: to.into_iter().map(addressee).collect(),
        site,
        surface,
        text,
        parent,
    })
}

fn account(text: &str) -> anyhow::Result<AccountKey> {
    AccountKey::parse(text).map_err(|error| anyhow!("{error}: {}", error.help()))
}

fn name<T: DeserializeOwned>(text: &str, what: &str) -> anyhow::Result<T> {
    by_name(text, what).map_err(|problem| anyhow!(problem))
}

/// The same for an argument that may be left out.
fn named<T: DeserializeOwned>(text: Option<&str>, what: &str) -> anyhow::Result<Option<T>> {
    text.map(|text| name(text, what)).transpose()
}

fn author(args: &ExplainArgs, checked: &Checked) -> anyhow::Result<Author> {
    let roles = &checked.company.policy.roles;
    for role in &args.roles {
        if !roles.contains_key(&RoleId::from(role.as_str())) {
            bail!(
                "unknown role `{role}`: {}",
                suggest(role, "roles", roles.keys().map(RoleId::as_str))
            );
        }
    }
    let people = &checked.company.people;
    if let Some(person) = args
        .person
        .as_deref()
        .filter(|id| people.iter().all(|one| one.id.as_str() != *id))
    {
        let known = people.iter().map(|one| one.id.as_str());
        bail!(
            "unknown person `{person}`: {}",
            suggest(person, "people", known)
        );
    }
    let roles = args
        .roles
        .iter()
        .map(|role| RoleId::from(role.as_str()))
        .collect();
    Ok(Author {
        person: args.person.as_deref().map(PersonId::from),
        roles,
        teams: Vec::new(),
        seniority: named::<Seniority>(args.seniority.as_deref(), "level")?,
        posting_as: named::<PostingIdentity>(args.posting_as.as_deref(), "identity")?,
    })
}
