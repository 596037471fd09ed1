//! What was found about lists: plain data, as `--format json` tells it.

use serde::{Deserialize, Serialize};

use crate::bench::figures::Machine;

/// Everything that one run found about lists.
#[derive(Serialize)]
pub(in crate::bench) struct Lists {
    /// Where and when.
    pub(in crate::bench) machine: Machine,
    /// One for each size of company.
    pub(in crate::bench) runs: Vec<Run>,
}

/// What a program cost.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(in crate::bench) struct Cost {
    /// From start to end.
    pub(in crate::bench) seconds: f64,
    /// Of all cores together.
    pub(in crate::bench) processor_s: f64,
    /// The most memory that it had at a time.
    #[serde(default)]
    pub(in crate::bench) peak_bytes: u64,
}

/// One company.
#[derive(Default, Serialize)]
pub(in crate::bench) struct Run {
    /// How many keys its lists have.
    pub(in crate::bench) keys: u32,
    /// The price of a guess: `sealed` or `test`.
    pub(in crate::bench) profile: &'static str,
    /// Records in the sealed map.
    pub(in crate::bench) records: u64,
    /// Names that were derived at first.
    pub(in crate::bench) derived: u64,
    /// `compile`, nothing derived before.
    pub(in crate::bench) cold: Cost,
    /// `compile`, everything derived before.
    pub(in crate::bench) warm: Cost,
    /// `compile`, everything derived before, following what is published, 1 % of the entries changed.
    pub(in crate::bench) following: Cost,
    /// The base of the sealed map, as browsers fetch it first.
    pub(in crate::bench) base_bytes: u64,
    /// The base of the map of the open lists.
    pub(in crate::bench) open_bytes: u64,
    /// What a browser fetches after 1 % of the entries changed.
    pub(in crate::bench) delta: Fetched,
    /// The same after 0.01 %.
    pub(in crate::bench) small_delta: Fetched,
    /// What a look without news brings, headers included.
    pub(in crate::bench) look_bytes: u64,
    /// What a browser found.
    pub(in crate::bench) browser: Option<Browser>,
    /// What python-tuf found.
    pub(in crate::bench) python: Option<Python>,
}

/// Bytes of what is new.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::bench) struct Fetched {
    /// Files of the sealed map and of the open lists.
    pub(in crate::bench) map: u64,
    /// With the manifests and the metadata.
    pub(in crate::bench) whole: u64,
    /// Files of no list: colleagues, rules.
    pub(in crate::bench) open: u64,
}

/// What Chromium with the extension found, as `measure` of package `e2e` prints it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(in crate::bench) struct Browser {
    /// From the code to an active bundle with its map.
    pub(in crate::bench) first_sync: Sync,
    /// From "check now" to the next version being active.
    pub(in crate::bench) delta: Sync,
    /// "Check now" without news.
    pub(in crate::bench) look: Sync,
    /// Asking about people nobody asked about before.
    pub(in crate::bench) unknown: Answers,
    /// Asking about the same ones again.
    pub(in crate::bench) cached: Answers,
    /// The worker after the first sync and the delta.
    pub(in crate::bench) synced: Memory,
    /// The worker after it was stopped, started and asked about somebody.
    pub(in crate::bench) restarted: Memory,
    /// The process of a page of a site with a composer that has the rules: its proportional share of memory.
    pub(in crate::bench) page_bytes: u64,
}

/// One sync.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::bench) struct Sync {
    /// From the request to the answer.
    pub(in crate::bench) ms: f64,
    /// Processor time of the extension's process.
    pub(in crate::bench) extension_ms: f64,
    /// Processor time of the browser's other processes: network, storage, the browser itself.
    pub(in crate::bench) browser_ms: f64,
}

/// Times of answers.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::bench) struct Answers {
    /// How many.
    pub(in crate::bench) samples: u32,
    /// Half of them took at most so many milliseconds.
    pub(in crate::bench) p50_ms: f64,
    /// 95 of a hundred took at most so many milliseconds.
    pub(in crate::bench) p95_ms: f64,
    /// Processor time of the extension's process for all of them.
    pub(in crate::bench) processor_ms: f64,
}

/// Memory of the worker.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::bench) struct Memory {
    /// What JavaScript has in use, after its garbage was collected.
    pub(in crate::bench) script_bytes: u64,
    /// The memory of the WebAssembly module, which never shrinks.
    pub(in crate::bench) wasm_bytes: u64,
    /// The process that the extension's worker and pages share: its proportional share of memory.
    pub(in crate::bench) process_bytes: u64,
}

/// What python-tuf found.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(in crate::bench) struct Python {
    /// A first refresh with every target that the top-level role names.
    pub(in crate::bench) first: Cost,
    /// A refresh without news.
    pub(in crate::bench) look: Cost,
}
