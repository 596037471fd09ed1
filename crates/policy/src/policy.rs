//! The rules of a company, as they stand in a bundle. Plain data: reading files is left to `bundle`.

use litemap::LiteMap;
use serde::{Deserialize, Serialize};

use crate::{AudienceId, DeskId, Language, Matcher, RoleId, RuleId, Site, maps};

/// All rules and what they refer to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// Name of the company, shown to employees.
    pub company: String,
    /// The language used where a text has no translation.
    pub language: Language,
    /// Roles an author can have, with the name people use for each.
    #[serde(deserialize_with = "maps::read", serialize_with = "maps::write")]
    pub roles: LiteMap<RoleId, String>,
    /// Named lists of accounts.
    #[serde(deserialize_with = "maps::read", serialize_with = "maps::write")]
    pub audiences: LiteMap<AudienceId, Audience>,
    /// Desks that rules may point to.
    #[serde(
        default,
        deserialize_with = "maps::read",
        serialize_with = "maps::write"
    )]
    pub desks: LiteMap<DeskId, Desk>,
    /// What is switched per site; a site not named here has the defaults.
    #[serde(
        default,
        deserialize_with = "maps::read",
        serialize_with = "maps::write"
    )]
    pub sites: LiteMap<Site, SiteSwitch>,
    /// Whether rules may read what people write; without it only recipients count.
    #[serde(default)]
    pub text_reading: TextReading,
    /// The rules. Their order says nothing.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// Whether texts are read. The company has one switch and the employee another: both must be on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextReading {
    /// Topics are looked for in the draft and in the post it answers.
    #[default]
    On,
    /// No rule about words ever holds.
    Off,
}

/// A named list of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audience {
    /// What people call the list, e.g. `Exclusive clients`.
    pub label: String,
    /// What those on it are to the company.
    #[serde(default)]
    pub class: AudienceClass,
    /// Who is asked where an entry has no owner.
    #[serde(default)]
    pub desk: Option<DeskId>,
}

/// What the people and companies on a list are to the company. The name in files is in kebab case.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum AudienceClass {
    /// Buys from the company.
    Client,
    /// May buy.
    Prospect,
    /// Works with the company.
    Partner,
    /// Sells to the company.
    Supplier,
    /// Sells what the company sells.
    Competitor,
    /// Writes about the industry for a living.
    Analyst,
    /// Writes for newspapers, magazines, radio or television.
    Press,
    /// Owns a part, or may.
    Investor,
    /// Oversees the industry.
    Regulator,
    /// None of these.
    #[default]
    Other,
}

impl AudienceClass {
    /// Every class.
    pub const ALL: [Self; 10] = [
        Self::Client,
        Self::Prospect,
        Self::Partner,
        Self::Supplier,
        Self::Competitor,
        Self::Analyst,
        Self::Press,
        Self::Investor,
        Self::Regulator,
        Self::Other,
    ];

    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Prospect => "prospect",
            Self::Partner => "partner",
            Self::Supplier => "supplier",
            Self::Competitor => "competitor",
            Self::Analyst => "analyst",
            Self::Press => "press",
            Self::Investor => "investor",
            Self::Regulator => "regulator",
            Self::Other => "other",
        }
    }
}

/// A shared place to turn to for a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Desk {
    /// Its name, e.g. `Press desk`.
    pub name: String,
    /// How to reach it: `mailto:` or an https link.
    pub link: String,
}

/// What the signed bundle may switch for one site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSwitch {
    /// `true` once a person has read `'wasm-unsafe-eval'` in the site's live policy header:
    /// Chromium then runs the core as WebAssembly there instead of its translation.
    #[serde(default)]
    pub wasm: bool,
}

/// When to nudge, how strongly, and with which words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Name of the rule, shown in traces and counts.
    pub id: RuleId,
    /// How strongly it speaks.
    pub tier: Tier,
    /// All of these must hold.
    pub when: Vec<Matcher>,
    /// Whom the nudge points to.
    pub route: Route,
    /// What it says, by language; the policy's own language is always there.
    #[serde(deserialize_with = "maps::read", serialize_with = "maps::write")]
    pub text: LiteMap<Language, RuleText>,
}

/// How strongly a rule speaks, weakest first. There is no tier that blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tier {
    /// A quiet line.
    Note,
    /// A line with a suggestion.
    Nudge,
    /// The line, and Send is held once to ask.
    Pause,
}

impl Tier {
    /// As rule files and style sheets write it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Nudge => "nudge",
            Self::Pause => "pause",
        }
    }
}

/// Whom a nudge points to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// The colleague who looks after the account.
    Owner,
    /// A desk of the policy.
    Desk(DeskId),
}

/// The words of a rule in one language. `{recipient}`, `{owner}`, `{team}`, `{desk}`, `{audience}`
/// and `{company}` are filled in when the nudge is drawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// One line, at most [`RuleText::TITLE_MAX`] characters before filling in.
    pub title: String,
    /// What to do, at most [`RuleText::BODY_MAX`] characters before filling in.
    pub body: String,
    /// Why it is shown, in plain words.
    pub why: String,
    /// A line the employee may use in public; offered, never inserted by itself.
    #[serde(default)]
    pub suggestion: Option<String>,
}

impl RuleText {
    /// Longest title, in characters. Source: limits of mail tips and policy tips.
    pub const TITLE_MAX: usize = 60;
    /// Longest body, in characters. The same source.
    pub const BODY_MAX: usize = 175;
}
