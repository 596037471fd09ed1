//! An invented company and what its people write, the same in every run.
//!
//! Reading order: [`Size`], `random`, `words` (an invented vocabulary in five languages), `topics`,
//! `rules`, `drafts`. Shares and chances are guesses at what companies do, stated where they are set;
//! how many rules hold is told with the figures.

#![expect(
    clippy::expect_used,
    reason = "an invented world is what it was made to be"
)]

mod drafts;
mod rules;
mod topics;
mod words;

use crate::core::{Case, Rules};

use self::topics::Library;

/// How large the company is.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Rules of its policy.
    pub rules: usize,
    /// Different words in the phrases of its topics, over all languages.
    pub topic_words: usize,
}

/// A company.
#[derive(Debug)]
pub struct World {
    names: rules::Names,
    library: Library,
    size: Size,
}

impl World {
    /// Invents one.
    #[must_use]
    pub fn new(size: Size) -> Self {
        Self {
            names: rules::Names::new(size.rules),
            // Topics of everybody, and one of one's own for every ten rules.
            library: Library::new(40 + size.rules / 10, size.topic_words),
            size,
        }
    }

    /// Its rules, compiled.
    #[must_use]
    pub fn rules(&self) -> Rules {
        Rules {
            policy: rules::policy(&self.names, &self.library, self.size.rules),
            topics: self.library.compiled(),
        }
    }

    /// So many drafts, each of so many characters.
    #[must_use]
    pub fn drafts(&self, count: usize, characters: usize) -> Vec<Case> {
        let draft = |at| drafts::case((&self.names, &self.library), (at, characters));
        (0..count).map(draft).collect()
    }
}
