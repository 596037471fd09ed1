//! `fineline explain` on a company of 500 rules: the trace has them all, and the words of the library are
//! not inflected anew. To see how long it takes:
//! `cargo test --release -p admin --test explain_large -- --nocapture`.

mod common;

use std::time::{Duration, Instant};

use common::{Place, large};

const RULES: usize = 500;
/// Times are of use in a release build only.
const ROUNDS: usize = if cfg!(debug_assertions) { 1 } else { 5 };

/// The situations: what the author does, and what comes of it.
const SITUATIONS: [(&str, &[&str], &str); 11] = [
    (
        "enters a live negotiation",
        &[
            "--as",
            "support",
            "--to",
            "@samuel_okafor",
            "--text",
            "Great ships!",
        ],
        "pause",
    ),
    (
        "the one who leads the talks",
        &[
            "--person",
            "mara",
            "--to",
            "@samuel_okafor",
            "--text",
            "Great ships!",
        ],
        "silent",
    ),
    (
        "junior to a chief officer",
        &[
            "--person",
            "lena",
            "--to",
            "@victor_hale",
            "--headline",
            "CEO at Hale & Stanton",
            "--text",
            "A good read.",
        ],
        "nudge",
    ),
    (
        "junior to an analyst",
        &[
            "--person",
            "lena",
            "--to",
            "@ingrid_solberg",
            "--text",
            "Page 12.",
        ],
        "nudge",
    ),
    (
        "congratulates a client",
        &[
            "--person",
            "alice",
            "--to",
            "/in/elena-marchetti",
            "--text",
            "Congratulations!",
        ],
        "nudge",
    ),
    (
        "brand account to an unhappy client",
        &[
            "--person",
            "ruth",
            "--posting-as",
            "brand-account",
            "--to",
            "@elena_marchetti",
            "--parent",
            "Two hours on hold, and then they hung up on me.",
            "--text",
            "Sorry to hear.",
        ],
        "pause",
    ),
    (
        "asked for a printer fix",
        &[
            "--person",
            "alice",
            "--to",
            "@toni_reyes",
            "--parent",
            "Can anyone help me fix my printer? It prints blank pages.",
            "--text",
            "I have one.",
        ],
        "note",
    ),
    (
        "asked for a discount",
        &[
            "--person",
            "alice",
            "--to",
            "@toni_reyes",
            "--parent",
            "Is there a discount for charities?",
            "--text",
            "I shall ask.",
        ],
        "note",
    ),
    (
        "engineer on pricing",
        &[
            "--person",
            "alice",
            "--surface",
            "post",
            "--text",
            "The Harbour app costs only 40 francs per ship and month.",
        ],
        "nudge",
    ),
    (
        "embargoed news",
        &[
            "--person",
            "ruth",
            "--surface",
            "post",
            "--text",
            "Meet Aldermoor Lantern.",
            "--at",
            "2027-03-02T06:59",
        ],
        "pause",
    ),
    (
        "talk about pay",
        &[
            "--person",
            "alice",
            "--to",
            "@toni_reyes",
            "--text",
            "Let's talk about pay: I get 12.80 an hour.",
        ],
        "silent",
    ),
];

#[test]
fn a_company_of_500_rules_is_told_in_full() {
    let place = Place::new();
    large::company(&place, RULES);
    let said = place
        .run(&["check", "bank", "--today", "2026-11-22"])
        .fine();
    assert!(
        said.starts_with("fine Aldermoor Bank: 500 rules, "),
        "{said}"
    );
    let mut slowest = Duration::ZERO;
    for (name, scene, outcome) in SITUATIONS {
        let day: &[&str] = if scene.contains(&"--at") {
            &[]
        } else {
            &["--at", "2026-11-22"]
        };
        let args = [&["explain", "bank"], scene, day].concat();
        let took = (0..ROUNDS).map(|_| {
            let start = Instant::now();
            let said = place.run(&args).fine();
            let took = start.elapsed();
            assert_eq!(said.lines().next(), Some(outcome), "{name}");
            let told = said
                .lines()
                .filter(|line| line.starts_with("not `") || line.starts_with("holds `"));
            assert_eq!(
                told.count(),
                if said.contains("the law protects it") {
                    0
                } else {
                    RULES
                },
                "{name}: {said}"
            );
            took
        });
        let mut took: Vec<Duration> = took.collect();
        took.sort();
        let (best, median) = (took[0], took[ROUNDS / 2]);
        println!(
            "{name:<36} best {:>6.1} ms, median {:>6.1} ms",
            millis(best),
            millis(median)
        );
        slowest = slowest.max(median);
    }
    println!(
        "the slowest median of {} situations: {:.1} ms",
        SITUATIONS.len(),
        millis(slowest)
    );
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1000.0
}
