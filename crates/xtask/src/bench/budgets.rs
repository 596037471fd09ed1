//! What a decision may cost, and how its cost may grow. Source: issue 3 of the project, "Speed".

use crate::bench::figures::{Figures, Form};

/// A limit for the 99th percentile of one load in one form.
pub(super) struct Budget {
    /// Rules of the company.
    pub(super) rules: usize,
    /// Characters of each draft.
    pub(super) characters: usize,
    /// The form.
    pub(super) form: &'static str,
    /// At most so many microseconds.
    pub(super) most_us: f64,
}

const fn budget((rules, characters): (usize, usize), form: &'static str, most_us: f64) -> Budget {
    Budget {
        rules,
        characters,
        form,
        most_us,
    }
}

/// All limits; "3 ms in the slowest" is 3 ms in each.
pub(super) const BUDGETS: [Budget; 6] = [
    budget((200, 280), "native", 100.0),
    budget((200, 280), "wasm", 300.0),
    budget((200, 280), "js", 1000.0),
    budget((1000, 3000), "native", 3000.0),
    budget((1000, 3000), "wasm", 3000.0),
    budget((1000, 3000), "js", 3000.0),
];

/// The smallest and the largest of what grows, and what the middle of times may grow by.
pub(super) struct Growth {
    /// What grows, for people.
    pub(super) what: &'static str,
    /// Rules and characters, small.
    pub(super) from: (usize, usize),
    /// Rules and characters, large.
    pub(super) to: (usize, usize),
    /// A factor: as much as the load for texts, less for rules.
    pub(super) most: f64,
}

/// Text grows 36 times, rules 100 times.
pub(super) const GROWTHS: [Growth; 3] = [
    Growth {
        what: "text, 280 to 10,000 characters, 200 rules",
        from: (200, 280),
        to: (200, 10_000),
        most: 10_000.0 / 280.0,
    },
    Growth {
        what: "text, 280 to 10,000 characters, 5,000 rules",
        from: (5000, 280),
        to: (5000, 10_000),
        most: 10_000.0 / 280.0,
    },
    Growth {
        what: "rules, 50 to 5,000, 280 characters",
        from: (50, 280),
        to: (5000, 280),
        most: 100.0,
    },
];

impl Growth {
    /// By which factor the middle of times grows in a form.
    pub(super) fn factor(&self, form: &Form) -> Option<f64> {
        let from = form.at(self.from.0, self.from.1)?;
        let to = form.at(self.to.0, self.to.1)?;
        Some(to.times.p50_us / from.times.p50_us)
    }
}

/// Every limit that is passed, in words.
pub(super) fn missed(figures: &Figures) -> Vec<String> {
    let mut missed = Vec::new();
    for form in &figures.forms {
        for budget in BUDGETS.iter().filter(|budget| budget.form == form.form) {
            let point = form.at(budget.rules, budget.characters);
            if let Some(point) = point.filter(|point| point.times.p99_us > budget.most_us) {
                missed.push(format!(
                    "{} rules, {} characters, {}: p99 {:.0} µs, at most {:.0}; {:.0} by each draft's middle",
                    budget.rules,
                    budget.characters,
                    form.form,
                    point.times.p99_us,
                    budget.most_us,
                    point.times.p99_drafts_us
                ));
            }
        }
        for growth in &GROWTHS {
            if let Some(factor) = growth.factor(form).filter(|factor| *factor > growth.most) {
                missed.push(format!("{}, {}: ×{factor:.1}", growth.what, form.form));
            }
        }
    }
    missed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::figures::{Machine, Peers, Point, Times};

    fn point((rules, characters): (usize, usize), p50_us: f64, p99_us: f64) -> Point {
        let samples = 1;
        Point {
            rules,
            characters,
            times: Times {
                samples,
                p50_us,
                p99_us,
                p99_drafts_us: p50_us,
            },
            counts: None,
        }
    }

    fn check(points: Vec<Point>, expected: &[&str]) {
        let (date, processor, software) = (String::new(), String::new(), String::new());
        let form = Form {
            form: "wasm".to_owned(),
            clock_us: 5.0,
            start_ms: 0.0,
            first_us: 0.0,
            points,
        };
        let figures = Figures {
            machine: Machine {
                date,
                processor,
                software,
                load: (0.0, 0.0),
            },
            forms: vec![form],
            peers: Peers {
                rules: 0,
                cases: 0,
                holding: 0,
                rows: Vec::new(),
                engines: Vec::new(),
            },
        };
        assert_eq!(missed(&figures), expected);
    }

    #[test]
    fn at_the_limit_is_within_it() {
        check(vec![point((200, 280), 50.0, 300.0)], &[]);
    }

    #[test]
    fn above_it_is_named() {
        check(
            vec![point((200, 280), 50.0, 301.0)],
            &[
                "200 rules, 280 characters, wasm: p99 301 µs, at most 300; 50 by each draft's middle",
            ],
        );
    }

    #[test]
    fn growing_faster_than_the_text_is_named() {
        let slow = point((200, 10_000), 2000.0, 2000.0);
        check(
            vec![point((200, 280), 50.0, 60.0), slow],
            &["text, 280 to 10,000 characters, 200 rules, wasm: ×40.0"],
        );
        let linear = point((200, 10_000), 1700.0, 2000.0);
        check(vec![point((200, 280), 50.0, 60.0), linear], &[]);
    }
}
