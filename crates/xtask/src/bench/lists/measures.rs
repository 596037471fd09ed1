//! Each figure that is told of lists, with what it may be at most. Source: issue 4 of the project, "Shown by".

use crate::bench::lists::figures::{Answers, Browser, Lists, Memory, Run};
use crate::bench::lists::report::grouped;

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Things,
    Seconds,
    Milliseconds,
    Bytes,
    /// Of the base.
    Percent,
}

/// One figure of each run.
pub(super) struct Measure {
    /// For people.
    pub(super) what: &'static str,
    pub(super) unit: Unit,
    /// None where it was not measured.
    pub(super) value: fn(&Run) -> Option<f64>,
    /// At most so much.
    pub(super) most: Option<f64>,
}

const fn told(what: &'static str, unit: Unit, value: fn(&Run) -> Option<f64>) -> Measure {
    Measure {
        what,
        unit,
        value,
        most: None,
    }
}

const fn limited(
    what: &'static str,
    (unit, most): (Unit, f64),
    value: fn(&Run) -> Option<f64>,
) -> Measure {
    Measure {
        what,
        unit,
        value,
        most: Some(most),
    }
}

use Unit::{Bytes, Milliseconds, Percent, Seconds, Things};

/// A megabyte is a million bytes, as everywhere in the documents.
const MB: f64 = 1e6;

/// All figures, in the order of the table.
pub(super) const MEASURES: [Measure; 37] = [
    told("records in the sealed map", Things, |run| {
        Some(whole(run.records))
    }),
    told("`compile`, nothing derived before", Seconds, |run| {
        Some(run.cold.seconds)
    }),
    told("– its processor time", Seconds, |run| {
        Some(run.cold.processor_s)
    }),
    told("`compile`, everything derived before", Seconds, |run| {
        Some(run.warm.seconds)
    }),
    told("– its processor time", Seconds, |run| {
        Some(run.warm.processor_s)
    }),
    told(
        "`compile` of a change of 1 %, following what is published",
        Seconds,
        |run| Some(run.following.seconds),
    ),
    told("– its processor time", Seconds, |run| {
        Some(run.following.processor_s)
    }),
    limited(
        "most memory of any `compile`",
        (Bytes, 1000.0 * MB),
        |run| Some(peak(run)),
    ),
    told("the base of the sealed map", Bytes, |run| {
        Some(whole(run.base_bytes))
    }),
    told("the base of the open lists", Bytes, |run| {
        Some(whole(run.open_bytes))
    }),
    told("a change of 1 %, the deltas of both", Bytes, |run| {
        Some(whole(run.delta.map))
    }),
    limited(
        "– with manifests and metadata, of both bases",
        (Percent, 1.2),
        |run| {
            let bases = run.base_bytes + run.open_bytes;
            Some(whole(run.delta.whole) / whole(bases) * 100.0)
        },
    ),
    limited(
        "a change of 0.01 %, with manifests and metadata",
        (Bytes, 16_000.0),
        |run| Some(whole(run.small_delta.whole)),
    ),
    limited(
        "a look without news, headers included",
        (Bytes, 400.0),
        |run| Some(whole(run.look_bytes)),
    ),
    limited("first sync to active", (Milliseconds, 5000.0), |run| {
        in_browser(run, |it| it.first_sync.ms)
    }),
    told(
        "– processor time of the extension's process",
        Milliseconds,
        |run| in_browser(run, |it| it.first_sync.extension_ms),
    ),
    told("– of the browser's other processes", Milliseconds, |run| {
        in_browser(run, |it| it.first_sync.browser_ms)
    }),
    limited("a change of 1 % to active", (Milliseconds, 1000.0), |run| {
        in_browser(run, |it| it.delta.ms)
    }),
    told(
        "– processor time of the extension's process",
        Milliseconds,
        |run| in_browser(run, |it| it.delta.extension_ms),
    ),
    told("– of the browser's other processes", Milliseconds, |run| {
        in_browser(run, |it| it.delta.browser_ms)
    }),
    told("\"check now\" without news", Milliseconds, |run| {
        in_browser(run, |it| it.look.ms)
    }),
    told(
        "– processor time of the extension's process",
        Milliseconds,
        |run| in_browser(run, |it| it.look.extension_ms),
    ),
    told(
        "somebody nobody asked about before, p50",
        Milliseconds,
        |run| in_browser(run, |it| it.unknown.p50_ms),
    ),
    limited("– p95", (Milliseconds, 150.0), |run| {
        in_browser(run, |it| it.unknown.p95_ms)
    }),
    told("– processor time of each", Milliseconds, |run| {
        in_browser(run, |it| each(&it.unknown))
    }),
    told("the same ones again, p50", Milliseconds, |run| {
        in_browser(run, |it| it.cached.p50_ms)
    }),
    limited("– p95", (Milliseconds, 5.0), |run| {
        in_browser(run, |it| it.cached.p95_ms)
    }),
    told("– processor time of each", Milliseconds, |run| {
        in_browser(run, |it| each(&it.cached))
    }),
    limited(
        "memory of the worker after first sync and delta",
        (Bytes, 64.0 * MB),
        |run| in_browser(run, |it| memory(&it.synced)),
    ),
    told(
        "– of that WebAssembly, which never shrinks",
        Bytes,
        |run| in_browser(run, |it| whole(it.synced.wasm_bytes)),
    ),
    told("– its process, share of memory (PSS)", Bytes, |run| {
        in_browser(run, |it| whole(it.synced.process_bytes))
    }),
    limited(
        "memory of the worker, started anew and asked",
        (Bytes, 64.0 * MB),
        |run| in_browser(run, |it| memory(&it.restarted)),
    ),
    told("– of that WebAssembly", Bytes, |run| {
        in_browser(run, |it| whole(it.restarted.wasm_bytes))
    }),
    told("– its process, share of memory (PSS)", Bytes, |run| {
        in_browser(run, |it| whole(it.restarted.process_bytes))
    }),
    told(
        "the process of a page with a composer (PSS)",
        Bytes,
        |run| in_browser(run, |it| whole(it.page_bytes)),
    ),
    told(
        "python-tuf: first refresh and all targets, without maps",
        Milliseconds,
        |run| run.python.map(|it| it.first.seconds * 1000.0),
    ),
    told("python-tuf: refresh without news", Milliseconds, |run| {
        run.python.map(|it| it.look.seconds * 1000.0)
    }),
];

fn in_browser(run: &Run, value: fn(&Browser) -> f64) -> Option<f64> {
    run.browser.as_ref().map(value)
}

fn each(answers: &Answers) -> f64 {
    answers.processor_ms / f64::from(answers.samples)
}

fn memory(memory: &Memory) -> f64 {
    whole(memory.script_bytes + memory.wasm_bytes)
}

fn peak(run: &Run) -> f64 {
    let all = [run.cold, run.warm, run.following].map(|cost| cost.peak_bytes);
    whole(all.into_iter().max().unwrap_or_default())
}

#[expect(clippy::cast_precision_loss, reason = "no file has 2^53 bytes")]
fn whole(number: u64) -> f64 {
    number as f64
}

/// Fewest keys of a company that limits are for: of smaller ones, the metadata is larger than what it signs.
const JUDGED: u32 = 10_000;

/// Every limit that is passed, in words.
pub(in crate::bench) fn missed(lists: &Lists) -> Vec<String> {
    let mut missed = Vec::new();
    for run in lists.runs.iter().filter(|run| run.keys >= JUDGED) {
        let mut about = "";
        for measure in &MEASURES {
            about = if measure.what.starts_with('–') {
                about
            } else {
                measure.what
            };
            let (Some(most), Some(value)) = (measure.most, (measure.value)(run)) else {
                continue;
            };
            if value > most {
                let (value, most) = (measure.unit.spoken(value), measure.unit.spoken(most));
                let part = measure.what.strip_prefix('–').unwrap_or_default();
                missed.push(format!(
                    "{} keys, `{}`: {about}{part}: {value}, at most {most}",
                    grouped(run.keys),
                    run.profile
                ));
            }
        }
    }
    missed
}

impl Unit {
    /// As exact as it is short: `4.8 kB`, `52 ms`, `0.86 %`.
    pub(super) fn spoken(self, value: f64) -> String {
        match self {
            Self::Things => format!("{value:.0}"),
            Self::Seconds => format!("{} s", short(value)),
            Self::Milliseconds => format!("{} ms", short(value)),
            Self::Percent => format!("{value:.2} %"),
            Self::Bytes if value < 1000.0 => format!("{value:.0} bytes"),
            Self::Bytes if value < MB => format!("{} kB", short(value / 1000.0)),
            Self::Bytes => format!("{} MB", short(value / MB)),
        }
    }
}

fn short(value: f64) -> String {
    if value < 9.95 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::figures::Machine;
    use crate::bench::lists::figures::{Cost, Fetched};

    fn lists(run: Run) -> Lists {
        let (date, processor, software) = (String::new(), String::new(), String::new());
        Lists {
            machine: Machine {
                date,
                processor,
                software,
                load: (0.0, 0.0),
            },
            runs: vec![run],
        }
    }

    fn at_the_limits() -> Run {
        Run {
            keys: 10_000,
            profile: "test",
            cold: Cost {
                peak_bytes: 1_000_000_000,
                ..Cost::default()
            },
            base_bytes: 900_000,
            open_bytes: 100_000,
            delta: Fetched {
                whole: 12_000,
                ..Fetched::default()
            },
            small_delta: Fetched {
                whole: 16_000,
                ..Fetched::default()
            },
            look_bytes: 400,
            ..Run::default()
        }
    }

    #[test]
    fn at_the_limits_is_within_them() {
        assert_eq!(missed(&lists(at_the_limits())), Vec::<String>::new());
    }

    #[test]
    fn what_is_passed_is_named_with_the_figure_it_belongs_to() {
        let mut run = at_the_limits();
        run.delta.whole = 12_600;
        run.warm.peak_bytes = 1_200_000_000;
        run.look_bytes = 401;
        let expected = [
            "10,000 keys, `test`: most memory of any `compile`: 1200 MB, at most 1000 MB",
            "10,000 keys, `test`: a change of 1 %, the deltas of both with manifests and metadata, of both bases: 1.26 %, at most 1.20 %",
            "10,000 keys, `test`: a look without news, headers included: 401 bytes, at most 400 bytes",
        ];
        assert_eq!(missed(&lists(run)), expected);
    }

    #[test]
    fn a_small_company_is_not_held_against_limits() {
        let mut run = at_the_limits();
        run.look_bytes = 401;
        run.keys = 1000;
        assert_eq!(missed(&lists(run)), Vec::<String>::new());
    }

    #[test]
    fn a_number_is_as_exact_as_it_is_short() {
        assert_eq!(Bytes.spoken(359.0), "359 bytes");
        assert_eq!(Bytes.spoken(4812.0), "4.8 kB");
        assert_eq!(Bytes.spoken(48_300_000.0), "48 MB");
        assert_eq!(Seconds.spoken(9.97), "10 s");
    }
}
