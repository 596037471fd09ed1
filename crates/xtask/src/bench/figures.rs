//! What was found: plain data, as the measuring programs print it and `--format json` tells it.

use serde::{Deserialize, Serialize};

/// Everything that one run found.
#[derive(Serialize)]
pub(super) struct Figures {
    /// Where and when.
    pub(super) machine: Machine,
    /// Each form of the core.
    pub(super) forms: Vec<Form>,
    /// All engines on the same cases.
    pub(super) peers: Peers,
}

/// Where and when it was measured.
#[derive(Serialize)]
pub(super) struct Machine {
    /// The day, UTC.
    pub(super) date: String,
    /// Its processor and how many cores it has.
    pub(super) processor: String,
    /// Versions of what runs the core.
    pub(super) software: String,
    /// How many programs wanted to run, in the minute before and the minute at the end.
    pub(super) load: (f64, f64),
}

/// One form of the core.
#[derive(Serialize, Deserialize)]
pub(super) struct Form {
    /// `native`, `wasm` or `js`.
    pub(super) form: String,
    /// The smallest step of its clock, in microseconds.
    pub(super) clock_us: f64,
    /// How long a page waits until its module is compiled and 200 rules are ready.
    pub(super) start_ms: f64,
    /// The very first decision after that.
    pub(super) first_us: f64,
    /// The figures of each load.
    pub(super) points: Vec<Point>,
}

/// The times of one load.
#[derive(Serialize, Deserialize)]
pub(super) struct Point {
    /// Rules of the company.
    pub(super) rules: usize,
    /// Characters of each draft.
    pub(super) characters: usize,
    /// What was measured.
    #[serde(flatten)]
    pub(super) times: Times,
    /// What the drafts are like; counted by the native form alone.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub(super) counts: Option<Counts>,
}

/// Times of single decisions.
#[derive(Serialize, Deserialize)]
pub(super) struct Times {
    /// How many decisions.
    pub(super) samples: usize,
    /// Half of them took at most so many microseconds.
    pub(super) p50_us: f64,
    /// 99 of a hundred took at most so many microseconds.
    pub(super) p99_us: f64,
    /// The same over drafts, each with the middle of its times: what the drafts cost, without what else
    /// the machine did.
    pub(super) p99_drafts_us: f64,
}

/// What the drafts of a load are like.
#[derive(Serialize, Deserialize)]
pub(super) struct Counts {
    /// How many there are.
    pub(super) drafts: usize,
    /// For how many of them something is drawn.
    pub(super) drawn: usize,
    /// Rules that hold, over all drafts.
    pub(super) holding: usize,
}

/// All engines on the same cases.
#[derive(Serialize, Deserialize)]
pub(super) struct Peers {
    /// Rules.
    pub(super) rules: usize,
    /// Drafts to one person who is on at most one list.
    pub(super) cases: usize,
    /// Rules that hold, over all cases.
    pub(super) holding: usize,
    /// Times of decisions.
    pub(super) rows: Vec<PeerRow>,
    /// What each engine takes before its first decision.
    #[serde(default)]
    pub(super) engines: Vec<Engine>,
}

/// Decisions of one engine.
#[derive(Serialize, Deserialize)]
pub(super) struct PeerRow {
    /// A key of [`Engine`].
    pub(super) engine: String,
    /// What is part of the time.
    pub(super) way: String,
    /// What was measured.
    #[serde(flatten)]
    pub(super) times: Times,
}

/// One engine before its first decision.
#[derive(Serialize, Deserialize)]
pub(super) struct Engine {
    /// As in [`PeerRow`].
    pub(super) engine: String,
    /// Name and version of its package.
    pub(super) package: String,
    /// Loading it and giving it the rules, in milliseconds; the middle of several processes.
    pub(super) start_ms: f64,
    /// WebAssembly and bundled, minified JavaScript.
    pub(super) bytes: usize,
    /// Both after gzip.
    pub(super) gzip: usize,
}

impl Form {
    /// The times of one load.
    pub(super) fn at(&self, rules: usize, characters: usize) -> Option<&Point> {
        let fits = |point: &&Point| point.rules == rules && point.characters == characters;
        self.points.iter().find(fits)
    }
}
