//! Every message between the parts of the extension. JSON-safe on purpose: Chromium before 148
//! serialises messages as JSON. Over the port they travel packed (`host::pack`): reading JSON would
//! be the largest part of what is loaded into a page. A packed message carries no names, so both
//! ends must be of one version; they are, since an update takes the old content scripts away.
//!
//! Nothing here carries text of a draft. Keys and headlines of recipients travel from a content script to the
//! worker of the same browser and no further.

use policy::topics::TopicIndex;
use policy::{AccountKey, Asked, Known, Policy, RoleId, RuleId, Site};
use serde::{Deserialize, Serialize};

/// Name of the port between a content script and the worker.
pub const COMPOSE_PORT: &str = "compose";

/// Loader → worker, by `sendMessage`: a text box got the focus, bring the core in.
/// The hand-written `extension/content.js` sends exactly `{"kind":"load_core"}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum LoaderRequest {
    /// Inject the core into the frame that asks.
    LoadCore,
}

/// Content script → worker, over the port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComposeRequest {
    /// The first message: send me the rules, now and whenever they change.
    Hello {
        /// The site the script runs on.
        site: Site,
    },
    /// Who are these? Answered by [`ComposeResponse::Known`] with the same id.
    LookUp {
        /// Chosen by the asker.
        id: u32,
        /// Recipients of the draft, with what the page says about their work.
        recipients: Vec<Asked>,
        /// The account that would send it.
        own_account: Option<AccountKey>,
    },
    /// One nudge was shown or answered.
    Count {
        /// The rule.
        rule: RuleId,
        /// What happened.
        event: CountedEvent,
        /// Where.
        site: Site,
    },
    /// How reading a composer went; said when it begins to go otherwise.
    Looked {
        /// The place, e.g. `x/dialog`.
        place: String,
        /// How it went.
        reading: Reading,
    },
    /// The page does not bear out what the company says about the site.
    Refused {
        /// The name of the selector.
        selector: String,
        /// Why.
        fault: Fault,
        /// Version of the bundle that says it.
        version: u64,
    },
}

/// How reading a composer went. Names of selectors, never what stands on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// It was read.
    Fine,
    /// Nothing fits this selector.
    Missing(String),
    /// Several things fit this selector that say different things.
    Ambiguous(String),
}

impl Reading {
    /// The names used in counts: read, not found, ambiguous.
    pub const NAMES: [&str; 3] = ["read", "missing", "ambiguous"];

    /// The name used in counts and labels.
    #[must_use]
    pub fn name(&self) -> &'static str {
        let [read, missing, ambiguous] = Self::NAMES;
        match self {
            Self::Fine => read,
            Self::Missing(_) => missing,
            Self::Ambiguous(_) => ambiguous,
        }
    }

    /// The selector that stands in the way.
    #[must_use]
    pub fn selector(&self) -> Option<&str> {
        match self {
            Self::Fine => None,
            Self::Missing(name) | Self::Ambiguous(name) => Some(name),
        }
    }
}

/// Why a selector of the company is not used: each has a sentence `refused_<name>` in the interface texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// The browser does not understand it.
    NotUnderstood,
    /// It matches more than what it stands for.
    TooMany,
}

impl Fault {
    /// Every kind, for checks that each has a sentence.
    pub const ALL: [Self; 2] = [Self::NotUnderstood, Self::TooMany];

    /// The name used in labels.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NotUnderstood => "not_understood",
            Self::TooMany => "too_many",
        }
    }
}

/// Worker → content script, over the port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComposeResponse {
    /// The rules in force; answers `Hello` and comes again after each activation.
    Rules {
        /// Version of the active bundle; 0 when there is none.
        version: u64,
        /// The rules; none when no bundle is active, or when it has expired.
        rules: Option<Box<RulesView>>,
    },
    /// Answers `LookUp`.
    Known {
        /// The id of the request.
        id: u32,
        /// Version of the bundle that answered.
        version: u64,
        /// What is known.
        known: Box<Known>,
    },
}

/// What a page decides by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RulesView {
    /// The rules.
    pub policy: Policy,
    /// What texts can be about.
    pub topics: TopicIndex,
    /// What becomes of a decision.
    pub showing: Showing,
    /// What has changed on the site.
    pub site: SiteView,
}

/// What the company says about a site itself. The page judges for itself what it bears out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteView {
    /// Selectors by the names of those that they replace.
    pub selectors: Vec<(String, String)>,
    /// Places that are left alone.
    pub off: Vec<String>,
}

/// What becomes of a decision to give advice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Showing {
    /// It is drawn, and Send is held where it says so.
    Drawn,
    /// It is counted and nobody sees it: the company tries its rules out.
    Counted,
}

/// What is counted of a nudge: per rule, site and day, never text and never a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CountedEvent {
    /// The line was drawn.
    Shown,
    /// Send was held.
    Paused,
    /// The owner's link was opened.
    Contact,
    /// Said not to be useful.
    NotUseful,
    /// Closed.
    Dismiss,
    /// Returned to the draft from the pause.
    GoBack,
    /// Sent after the pause.
    PostAnyway,
    /// The line would have been drawn, had the company not been trying its rules out.
    WouldShow,
    /// Likewise, Send would have been held.
    WouldPause,
}

impl CountedEvent {
    /// Every event, for checks that each has a label.
    pub const ALL: [Self; 9] = [
        Self::Shown,
        Self::Paused,
        Self::Contact,
        Self::NotUseful,
        Self::Dismiss,
        Self::GoBack,
        Self::PostAnyway,
        Self::WouldShow,
        Self::WouldPause,
    ];

    /// The name used in counts and labels: `count_<name>` in the interface texts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Paused => "paused",
            Self::Contact => "contact",
            Self::NotUseful => "not_useful",
            Self::Dismiss => "dismiss",
            Self::GoBack => "go_back",
            Self::PostAnyway => "post_anyway",
            Self::WouldShow => "would_show",
            Self::WouldPause => "would_pause",
        }
    }
}

/// Extension page → worker, by `sendMessage`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PageRequest {
    /// How are you? Answered by [`StatusView`].
    Status,
    /// Enrol with a pasted link or code; answered by [`PageResponse`].
    Enrol {
        /// What was pasted.
        code: String,
    },
    /// Choose a role by hand, where enrolment left it open.
    ChooseRole {
        /// The role.
        role: RoleId,
    },
    /// Look for a new bundle now; answered by [`PageResponse`] when done.
    SyncNow,
    /// Forget enrolment, bundle and counts.
    Leave,
}

/// Worker → extension page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PageResponse {
    /// The state after the request.
    Status(Box<StatusView>),
    /// The request was refused; the words are for the person.
    Refused {
        /// What happened and what to do.
        message: String,
    },
}

/// What the status page shows. No key, no handle, no text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusView {
    /// The company, once enrolled and synced.
    pub company: Option<String>,
    /// Where bundles come from; none before enrolment.
    pub channel: Option<String>,
    /// Roles of the author.
    pub roles: Vec<RoleId>,
    /// `none`, `fresh`, `stale` or `expired`.
    pub freshness: String,
    /// Version of the active bundle; 0 when there is none.
    pub version: u64,
    /// When the last successful sync ended, seconds since the Unix epoch.
    pub synced_at: Option<i64>,
    /// The last refusal or failure since the last success: the step and what was found.
    pub problem: Option<String>,
    /// `wasm` or `js`: which build of the worker's core runs.
    pub variant: String,
    /// Counts per `day|site|rule|event`.
    pub counts: Vec<(String, u32)>,
    /// Whether anybody is enrolled.
    #[serde(default)]
    pub enrolled: bool,
    /// Whether an administrator's configuration is in force: the person cannot leave.
    #[serde(default)]
    pub managed: bool,
    /// The roles as people call them, in the order of `roles`.
    #[serde(default)]
    pub role_names: Vec<String>,
    /// Roles to choose from by hand, where enrolment leaves the role open; else empty.
    #[serde(default)]
    pub role_choices: Vec<(RoleId, String)>,
    /// What kind of thing `problem` is.
    #[serde(default)]
    pub problem_kind: Option<ProblemKind>,
    /// What the company has switched off for now.
    #[serde(default)]
    pub off: Option<OffView>,
    /// Whether advice is counted and not shown.
    #[serde(default)]
    pub simulated: bool,
    /// How often the worker had to derive what opens a record, since it started: each time is dear.
    #[serde(default)]
    pub derivations: u32,
    /// How reading went lately, by place; places where nobody wrote are left out.
    #[serde(default)]
    pub places: Vec<PlaceView>,
    /// Selectors of the company that pages did not bear out, by name.
    #[serde(default)]
    pub refused: Vec<(String, Fault)>,
}

/// How reading went in one place. Numbers and names of selectors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceView {
    /// The place, e.g. `x/dialog`.
    pub place: String,
    /// How often in the last 30 days, in the order of [`Reading::NAMES`].
    pub counts: [u32; 3],
    /// What stands in the way, where it has not been read for a while: it is quiet there.
    pub quiet: Option<Reading>,
}

/// What is switched off.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OffView {
    /// Everything.
    pub everything: bool,
    /// Everything on these sites.
    pub sites: Vec<Site>,
    /// How many rules. Which they are is the company's business.
    pub rules: u32,
    /// Single places, e.g. `x/dialog`.
    #[serde(default)]
    pub places: Vec<String>,
}

/// A problem as it is stored and shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemView {
    /// What kind of thing it is.
    pub kind: ProblemKind,
    /// What was found, in English, for whoever repairs it; for a refusal with the step.
    pub detail: String,
}

/// What kind of thing went wrong: each has a sentence `problem_<name>` in the interface texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// What was enrolled with cannot be used.
    Enrolment,
    /// The server did not deliver.
    Unreachable,
    /// A numbered step of the verification refused.
    Refused,
    /// Verified, but not for this version of the extension.
    Unreadable,
    /// The browser could not store or load.
    Storage,
}

impl ProblemKind {
    /// Every kind, for checks that each has a sentence.
    pub const ALL: [Self; 5] = [
        Self::Enrolment,
        Self::Unreachable,
        Self::Refused,
        Self::Unreadable,
        Self::Storage,
    ];

    /// The name used in labels.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Enrolment => "enrolment",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Unreadable => "unreadable",
            Self::Storage => "storage",
        }
    }
}
