//! The core for JavaScript. Messages are packed as they are between the parts of the extension.

use std::hint::black_box;

use policy::NudgeView;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::core::{Case, Core, Rules};

/// Rules ready for decisions, and drafts to decide about.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Bench(Core);

#[wasm_bindgen]
impl Bench {
    /// Makes packed rules ready; none when they cannot be read.
    #[must_use]
    pub fn start(rules: &[u8]) -> Option<Bench> {
        let rules: Rules = postcard::from_bytes(rules).ok()?;
        Some(Self(Core::new(rules)))
    }

    /// Takes packed drafts; says how many, 0 when they cannot be read.
    pub fn load(&mut self, cases: &[u8]) -> usize {
        self.0.cases = postcard::from_bytes(cases).unwrap_or_default();
        self.0.cases.len()
    }

    /// Decides about the draft at this place, as a page does. Says how much there is to draw.
    #[must_use]
    pub fn decide(&self, at: usize) -> usize {
        let case = self.0.cases.get(at);
        drawn(case.and_then(|case| self.0.view(black_box(case))).as_ref())
    }

    /// Unpacks a draft and decides about it.
    #[must_use]
    pub fn decide_packed(&self, case: &[u8]) -> usize {
        let case: Option<Case> = postcard::from_bytes(case).ok();
        drawn(case.and_then(|case| self.0.view(&case)).as_ref())
    }

    /// Decides so many times, with the topics found once and beforehand.
    #[must_use]
    pub fn decide_found(&self, at: usize, times: usize) -> usize {
        let Some(case) = self.0.cases.get(at) else {
            return 0;
        };
        let found = self.0.found(case);
        let each = (0..times).map(|_| drawn(self.0.view_of(black_box(case), &found).as_ref()));
        each.sum()
    }

    /// The names of the rules that hold, sorted, with a comma between.
    #[must_use]
    pub fn answer(&self, at: usize) -> String {
        let case = self.0.cases.get(at);
        case.map(|case| self.0.answer(case).join(","))
            .unwrap_or_default()
    }
}

/// So that nothing is optimised away.
fn drawn(view: Option<&NudgeView>) -> usize {
    black_box(view).map_or(0, |view| view.title.len() + view.reasons.len())
}
