//! Whether the site can still be read: what the company says about it is taken up here, and the worker is told
//! how reading goes. Numbers and names of selectors; never what stands on the page.
//!
//! Judging overrides is left to `sites`, keeping count to the worker.

use gloo_timers::callback::Timeout;
use policy::Draft;
use sites::ReadError;
use sites::overrides::{self, Overrides};

use crate::messages::{ComposeRequest, ComposeResponse, Fault, Reading};

use super::page::Node;
use super::script::Script;
use super::{Signal, dispatch};

/// Looks in a row that have to fail before it counts. Composers unfold after they get the focus, and pages
/// replace their parts one after the other: for a moment something is often missing.
const FAILURES: u8 = 3;
/// How long after a look that failed there is another one, even if nothing changes: somebody who writes a word and
/// stops shall not be the reason why nobody hears of it.
const AGAIN_MS: u32 = 500;

/// How reading one composer has gone since somebody began to write in it.
#[derive(Debug, Default)]
pub(crate) struct Watch {
    /// Looks in a row that failed.
    failed: u8,
    told: Option<Told>,
    again: Option<Timeout>,
}

/// What the worker was told last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Fine,
    Failing,
}

impl Watch {
    /// Takes how a look went; gives what is worth telling.
    fn note(&mut self, read: Result<(), ReadError>) -> Option<Reading> {
        let (told, reading) = match read {
            // The page is on its way to something else: that is no fault of anybody's.
            Err(ReadError::Stale(_)) => return None,
            Ok(()) => {
                self.failed = 0;
                (Told::Fine, Reading::Fine)
            }
            Err(error) => {
                self.failed = self.failed.saturating_add(1);
                (Told::Failing, reading(error))
            }
        };
        let is_sure = told == Told::Fine || self.failed >= FAILURES;
        self.again = (!is_sure).then(|| Timeout::new(AGAIN_MS, || dispatch(Signal::Settled)));
        let is_news = is_sure && self.told != Some(told);
        if is_news {
            self.told = Some(told);
        }
        is_news.then_some(reading)
    }
}

fn reading(error: ReadError) -> Reading {
    let name = error.selector().to_owned();
    match error {
        ReadError::Missing(_) | ReadError::Stale(_) => Reading::Missing(name),
        ReadError::Ambiguous(_) => Reading::Ambiguous(name),
    }
}

impl Script {
    /// Takes up what the company says about the site. A composer that is none any more is left alone.
    pub(super) fn follow_company(&mut self, response: &ComposeResponse) {
        let ComposeResponse::Rules {
            rules: Some(rules), ..
        } = response
        else {
            return;
        };
        let site = &rules.site;
        let is_new = overrides::set(Overrides {
            selectors: site.selectors.clone(),
            off: site.off.clone(),
        });
        let is_left = |editor: &Node| sites::composer(self.site, editor).is_none();
        let session = self.session.as_ref();
        if is_new && session.is_some_and(|open| is_left(&open.composer.editor)) {
            (self.session, self.held) = (None, None);
        }
        if is_new {
            self.refused = 0;
        }
    }

    /// Tells the worker how a look at the open composer went, where that is news.
    pub(super) fn tell_reading(&mut self, read: Result<&Draft, ReadError>) {
        self.tell_refusals();
        // Without rules nobody is given advice anywhere.
        let has_rules = self.link.rules().is_some();
        let Some(session) = self.session.as_mut().filter(|_| has_rules) else {
            return;
        };
        if let Some(reading) = session.watch.note(read.map(drop)) {
            let place = session.composer.place.id().to_owned();
            self.link.tell(&ComposeRequest::Looked { place, reading });
        }
    }

    /// Tells the worker which selectors of the company this page does not bear out; each once.
    pub(super) fn tell_refusals(&mut self) {
        let Some(version) = self.link.rules().map(|rules| rules.version) else {
            return;
        };
        let refused = overrides::refused();
        if refused.len() == self.refused {
            return;
        }
        self.refused = refused.len();
        for (selector, fault) in refused {
            let fault = match fault {
                overrides::Fault::NotUnderstood => Fault::NotUnderstood,
                overrides::Fault::TooMany => Fault::TooMany,
            };
            self.link.tell(&ComposeRequest::Refused {
                selector,
                fault,
                version,
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    const MISSING: Result<(), ReadError> = Err(ReadError::Missing("x/author"));

    fn told(looks: &[Result<(), ReadError>]) -> Vec<Reading> {
        let mut watch = Watch::default();
        let told = looks.iter().filter_map(|look| watch.note(*look));
        told.collect()
    }

    #[test]
    fn what_is_read_is_told_once() {
        assert_eq!(told(&[Ok(()), Ok(())]), [Reading::Fine]);
    }

    #[test]
    fn a_composer_may_take_its_time_to_unfold() {
        assert_eq!(told(&[MISSING, MISSING, Ok(())]), [Reading::Fine]);
        assert_eq!(told(&[MISSING, MISSING]), []);
    }

    #[test]
    fn what_goes_on_failing_is_told_once_and_so_is_its_end() {
        let missing = Reading::Missing("x/author".to_owned());
        let looks = [MISSING, MISSING, MISSING, MISSING, Ok(()), Ok(())];
        assert_eq!(told(&looks), [missing, Reading::Fine]);
    }

    #[test]
    fn a_page_on_its_way_to_another_is_no_failure() {
        let stale = Err(ReadError::Stale("x/permalink"));
        assert_eq!(told(&[stale, stale, stale, stale]), []);
    }
}
