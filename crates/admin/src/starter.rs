//! The companies that `fineline init` writes: the example bank as it is kept, and a bare starter.
//!
//! Both are folders under `examples/` that pass `check` as they are; here their name, language and time
//! zone are put in, and the schemas that editors read are put beside them. Which of them, and with which words, is asked in `ask` or given by flags.

use anyhow::bail;
use bundle::builder::schema::SCHEMAS;

/// What to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wish {
    pub(crate) kind: Kind,
    /// Name of the company; the one in the files if left out.
    pub(crate) company: Option<String>,
    /// The company's own language; the one in the files if left out.
    pub(crate) language: Option<String>,
    /// Its time zone; the one in the files if left out.
    pub(crate) time_zone: Option<String>,
}

/// Which company to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// The example bank, with people, lists, rules and cases.
    Example,
    /// One of each thing, with comments.
    Bare,
}

/// A file: its path, and what is in it.
pub(crate) type Written = (String, String);

/// A company's files by their paths; a test compares them with the folders.
macro_rules! files {
    ($folder:literal: $($path:literal),+ $(,)?) => {
        &[$((
            $path,
            include_str!(concat!("../../../examples/", $folder, "/", $path)),
        )),+]
    };
}

const EXAMPLE: &[(&str, &str)] = files![
    "aldermoor-bank":
    "README.md",
    "fineline.toml",
    "desks.toml",
    "people.csv",
    "exceptions.toml",
    "audiences/analysts.toml",
    "audiences/analysts.csv",
    "audiences/competitors.toml",
    "audiences/competitors.csv",
    "audiences/exclusive-clients.toml",
    "audiences/exclusive-clients.csv",
    "audiences/partners.toml",
    "audiences/partners.csv",
    "audiences/prospects.toml",
    "audiences/prospects.csv",
    "rules/clients.toml",
    "rules/deals.toml",
    "rules/outside.toml",
    "rules/questions.toml",
    "cases/everyday.toml",
    ".gitignore",
];

const BARE: &[(&str, &str)] = files![
    "starter":
    "README.md",
    "fineline.toml",
    "desks.toml",
    "people.csv",
    "exceptions.toml",
    "audiences/clients.toml",
    "audiences/clients.csv",
    "rules/first.toml",
    "cases/first.toml",
    ".gitignore",
];

/// The words of the bare starter's rule in other languages: title, body, why.
const FIRST_RULE: &[(&str, [&str; 3])] = &[
    (
        "de",
        [
            "{owner} betreut {recipient}",
            "Ein kurzes Wort vorab mit {owner} hält beide Gespräche im Takt.",
            "{recipient} steht auf unserer Liste „{audience}“.",
        ],
    ),
    (
        "es",
        [
            "{owner} atiende a {recipient}",
            "Una palabra antes con {owner} mantiene las dos conversaciones al paso.",
            "{recipient} está en nuestra lista «{audience}».",
        ],
    ),
    (
        "fr",
        [
            "{owner} s’occupe de {recipient}",
            "Un mot d’abord à {owner}, et les deux conversations restent en phase.",
            "{recipient} figure sur notre liste « {audience} ».",
        ],
    ),
    (
        "it",
        [
            "{owner} segue {recipient}",
            "Due parole prima con {owner} tengono le due conversazioni al passo.",
            "{recipient} è nella nostra lista «{audience}».",
        ],
    ),
];

/// The files of a company.
///
/// # Errors
/// A language that the example company does not speak.
pub(crate) fn files(wish: &Wish) -> anyhow::Result<Vec<Written>> {
    let kept = match wish.kind {
        Kind::Example => EXAMPLE,
        Kind::Bare => BARE,
    };
    let language = wish.language.as_deref().unwrap_or("en");
    if wish.kind == Kind::Example && !["en", "de"].contains(&language) {
        bail!(
            "the example company speaks `en` and `de`, not `{language}`: add `--bare` for a short one"
        );
    }
    let fill = |(path, text): &(&'static str, &str)| {
        let text = match *path {
            "fineline.toml" => company_file(text, wish),
            "rules/first.toml" => first_rule(text, language),
            _ => (*text).to_owned(),
        };
        (
            (*path).to_owned(),
            text.replace(KEPT_SCHEMAS, SCHEMAS_FOLDER),
        )
    };
    let schemas = SCHEMAS.iter().map(|schema| {
        let path = format!("{SCHEMAS_FOLDER}{}", schema.file_name());
        (path, schema.text())
    });
    Ok(kept.iter().map(fill).chain(schemas).collect())
}

/// Where the schemas are, seen from a company's folder: of the examples, and of a company of its own.
const KEPT_SCHEMAS: &str = "../../schema/";
const SCHEMAS_FOLDER: &str = "schema/";

/// `fineline.toml` with other values in the lines of these keys.
fn company_file(text: &str, wish: &Wish) -> String {
    let values = [
        ("company", &wish.company),
        ("language", &wish.language),
        ("time_zone", &wish.time_zone),
    ];
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (key, value) in values {
        let begin = format!("{key} = ");
        let line = lines.iter_mut().find(|line| line.starts_with(&begin));
        if let (Some(line), Some(value)) = (line, value) {
            *line = format!("{begin}{}", quoted(value));
        }
    }
    lines.join("\n") + "\n"
}

/// A text as TOML writes it. Nothing in it is a control character: see [`check_name`].
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}

/// Whether a company can be called so.
///
/// # Errors
/// One line that says what is expected.
pub(crate) fn check_name(name: &str) -> Result<String, String> {
    let name = name.trim();
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err("expected a name in one line".to_owned());
    }
    Ok(name.to_owned())
}

/// The first rule in the company's language; in English, to be translated, where we do not speak it.
fn first_rule(text: &str, language: &str) -> String {
    let mut text = text.replace("[rule.text.en]", &format!("[rule.text.{language}]"));
    let Some((_, words)) = FIRST_RULE.iter().find(|(tag, _)| *tag == language) else {
        if language != "en" {
            text = text.replace(
                "\ntitle = ",
                &format!("\n# To be said in `{language}`.\ntitle = "),
            );
        }
        return text;
    };
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for (key, value) in ["title", "body", "why"].into_iter().zip(words) {
        let begin = format!("{key} = ");
        let line = lines.iter_mut().find(|line| line.starts_with(&begin));
        line.into_iter()
            .for_each(|line| *line = format!("{begin}{}", quoted(value)));
    }
    lines.join("\n") + "\n"
}
