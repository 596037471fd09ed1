//! `fineline enrol`: the link, the code and the managed settings that an employee's browser is given.

use anyhow::bail;
use bundle::Enrolment;
use bundle::builder::diagnostic::suggest;
use bundle::builder::seal::cohorts::Cohort;
use clap::{Args, ValueEnum};
use policy::{PersonId, RoleId};
use serde_json::{Value, json};

use crate::folder::{Checked, Folder, TopicTables};
use crate::keys::passphrase::PassphraseArgs;
use crate::outcome::Outcome;
use crate::paint::{dim, strong};
use crate::{sealing, trust};

/// Print the link or code with which an employee's browser joins
#[derive(Args)]
#[command(after_help = "\
Examples:
  fineline enrol acme --url https://bundles.acme.example/fineline --role engineer
  fineline enrol acme --url http://127.0.0.1:8080 --person alice
  fineline enrol acme --url https://bundles.acme.example/fineline --format json
  fineline enrol acme --url https://bundles.acme.example/fineline --role engineer --managed chromium

With sealed lists the code holds the keys of those that the role receives: hand it to whoever has the role,
and to nobody else.")]
pub(crate) struct EnrolArgs {
    #[command(flatten)]
    folder: Folder,
    /// Address of the published folder: https, or http on this machine.
    #[arg(long)]
    url: String,
    /// What the employee does, a role of fineline.toml (repeatable).
    #[arg(long = "role", value_name = "ROLE")]
    roles: Vec<String>,
    /// The employee, an id of people.csv; their roles and team come from there.
    #[arg(long, value_name = "ID")]
    person: Option<String>,
    /// Print the file that enrols managed browsers, without anybody doing anything in them.
    #[arg(long, value_enum, value_name = "BROWSER")]
    managed: Option<Managed>,
    #[command(flatten)]
    passphrase: PassphraseArgs,
}

/// Whose file of managed settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Managed {
    /// Chromium, Chrome, Edge: a file in their folder of managed policies
    Chromium,
    /// Firefox: `policies.json`
    Firefox,
}

impl Managed {
    /// The whole file.
    fn file(self, enrolment: &Enrolment) -> Value {
        match self {
            Self::Chromium => json!({ "3rdparty": { "extensions": { CHROMIUM_ID: enrolment } } }),
            Self::Firefox => {
                json!({ "policies": { "3rdparty": { "Extensions": { FIREFOX_ID: enrolment } } } })
            }
        }
    }
}

/// The extension in Chromium; it follows from the key in the manifest.
const CHROMIUM_ID: &str = "hlcbhpheidpbmemlcjkiegdnlmooanpb";

/// The extension in Firefox, as the manifest says.
const FIREFOX_ID: &str = "fineline@fineline.example";

/// Makes the code, for names that exist and an address that browsers accept.
pub(crate) fn run(args: EnrolArgs) -> anyhow::Result<Outcome> {
    let checked = args.folder.read(TopicTables::MayBeKept)?;
    check_names(&args, &checked)?;
    let keys = keys(&args, &checked)?;
    let enrolment = Enrolment {
        url: args.url,
        root_sha256: trust::anchor(&args.folder)?.to_string(),
        roles: args.roles.into_iter().map(RoleId).collect(),
        person: args.person.map(PersonId),
        teams: Vec::new(),
        keys,
    };
    enrolment.anchor()?;
    match args.managed {
        Some(managed) => settings(&managed.file(&enrolment)),
        None => Ok(invitation(&enrolment)),
    }
}

/// The file, and nothing else: it can be redirected to where it belongs.
fn settings(file: &Value) -> anyhow::Result<Outcome> {
    let text = serde_json::to_string_pretty(file)?;
    Ok(Outcome::new(&[text], file.clone()))
}

/// The code, and the link that fills it in.
fn invitation(enrolment: &Enrolment) -> Outcome {
    let code = enrolment.encode();
    // The extension's own page that reads a link.
    let link = format!("chrome-extension://{CHROMIUM_ID}/welcome.html#{code}");
    let lines = [
        format!("{} {code}", strong("code")),
        format!("{} {link}", strong("link")),
        dim("Paste the code into the welcome page of the extension, or open the link in Chromium."),
        dim(
            "Managed browsers: `--managed chromium` or `--managed firefox` prints the file to distribute.",
        ),
    ];
    let json = json!({ "ok": true, "code": code, "link": link, "managed": enrolment });
    Outcome::new(&lines, json)
}

/// The keys of the sealed lists that the roles receive: those given, else those of the person.
fn keys(args: &EnrolArgs, checked: &Checked) -> anyhow::Result<Vec<String>> {
    let cohorts = Cohort::all(&checked.company);
    if cohorts.is_empty() {
        return Ok(Vec::new());
    }
    let secret = sealing::key::read(&args.folder, &mut args.passphrase.opener()?)?;
    let mut people = checked.company.people.iter();
    let person = args
        .person
        .as_ref()
        .and_then(|id| people.find(|it| it.id.as_str() == id));
    let roles: Vec<RoleId> = match (args.roles.as_slice(), person) {
        ([], Some(person)) => person.roles.clone(),
        (roles, _) => roles
            .iter()
            .map(|role| RoleId::from(role.as_str()))
            .collect(),
    };
    let mine = cohorts.iter().filter(|cohort| cohort.has(&roles));
    let key = |name: &str| format!("{name}:{}", secret.cohort_key(name).encode());
    Ok(mine.map(|cohort| key(&cohort.name)).collect())
}

fn check_names(args: &EnrolArgs, checked: &Checked) -> anyhow::Result<()> {
    let roles = &checked.company.policy.roles;
    for role in &args.roles {
        if !roles.contains_key(&RoleId::from(role.as_str())) {
            bail!(
                "unknown role `{role}`: {}",
                suggest(role, "roles", roles.keys().map(RoleId::as_str))
            );
        }
    }
    let mut people = checked.company.people.iter();
    match &args.person {
        Some(person) if people.all(|one| one.id.as_str() != person) => {
            let known = checked.company.people.iter().map(|one| one.id.as_str());
            bail!(
                "unknown person `{person}`: {}",
                suggest(person, "people", known)
            )
        }
        _ => Ok(()),
    }
}
