//! The worker's side of a composer: the rules in force, and who the recipients are.
//!
//! The worker may die at any moment. What it said last is kept and used; a new connection is made
//! when something is written again. A worker that never answers is asked three times, then left alone
//! until the next composer.

use policy::{AccountKey, Draft, Known, Policy, RuleId, Site};

use crate::host::{self, Port};
use crate::messages::{COMPOSE_PORT, ComposeRequest, ComposeResponse, CountedEvent};

use super::{Signal, dispatch};

/// Connections in a row that ended without an answer before the worker is left alone.
const MAX_SILENT_CONNECTIONS: u8 = 3;
/// Answers kept per page; the oldest goes first.
const MAX_ANSWERS: usize = 32;

/// The rules in force.
pub(crate) struct Rules {
    /// Version of the bundle.
    pub(crate) version: u64,
    /// The rules.
    pub(crate) policy: Policy,
}

/// Whom a look-up asked for.
type Question = (Vec<AccountKey>, Option<AccountKey>);

/// The connection and what came over it.
pub(crate) struct Link {
    site: Site,
    port: Option<Port>,
    silent: u8,
    rules: Option<Rules>,
    asked: Vec<(u32, Question)>,
    answers: Vec<(Question, Known)>,
    next_id: u32,
}

impl Link {
    /// Not connected yet.
    pub(crate) fn new(site: Site) -> Self {
        let (asked, answers) = (Vec::new(), Vec::new());
        Self {
            site,
            port: None,
            silent: 0,
            rules: None,
            asked,
            answers,
            next_id: 0,
        }
    }

    /// The rules in force, as last heard.
    pub(crate) fn rules(&self) -> Option<&Rules> {
        self.rules.as_ref()
    }

    /// A new composer: a worker that was left alone gets another chance.
    pub(crate) fn encourage(&mut self) {
        self.silent = 0;
        self.connect();
    }

    /// What is known about the people of this draft; asks the worker when nothing is known yet.
    pub(crate) fn known(&mut self, draft: &Draft) -> Option<&Known> {
        let question = question(draft);
        if !self.has_answer(&question) {
            self.ask(question);
            return None;
        }
        self.answer(&question)
    }

    /// What is known, without asking: for the moment of Send.
    pub(crate) fn already_known(&self, draft: &Draft) -> Option<&Known> {
        self.answer(&question(draft))
    }

    /// Counts one event of one rule; lost when the worker is gone.
    pub(crate) fn count(&mut self, rule: RuleId, event: CountedEvent) {
        self.connect();
        let site = self.site;
        self.post(&ComposeRequest::Count { rule, event, site });
    }

    /// Takes what the worker said. Says whether anything changed that a decision depends on.
    pub(crate) fn hear(&mut self, response: ComposeResponse) -> bool {
        self.silent = 0;
        match response {
            ComposeResponse::Rules { version, policy } => self.hear_rules(version, policy),
            ComposeResponse::Known { id, version, known } => {
                let Some(at) = self.asked.iter().position(|(asked, _)| *asked == id) else {
                    return false;
                };
                let (_, question) = self.asked.remove(at);
                // An answer from another bundle than the rules in force: the rules are on their way.
                let fits = self
                    .rules
                    .as_ref()
                    .is_some_and(|rules| rules.version == version);
                if fits {
                    self.keep(question, *known);
                }
                fits
            }
        }
    }

    /// The worker is gone; what it said stays.
    pub(crate) fn disconnected(&mut self) {
        self.port = None;
        self.silent = self.silent.saturating_add(1);
        self.asked.clear();
    }

    /// Connects unless connected, or left alone.
    pub(crate) fn connect(&mut self) {
        if self.port.is_some() || self.silent >= MAX_SILENT_CONNECTIONS {
            return;
        }
        let heard = |message| {
            // What cannot be read is not for this version of the script.
            if let Ok(response) = host::unpack(&message) {
                dispatch(Signal::Said(Box::new(response)));
            }
        };
        self.port = Port::connect(COMPOSE_PORT, heard, || dispatch(Signal::Disconnected)).ok();
        self.post(&ComposeRequest::Hello { site: self.site });
    }

    fn hear_rules(&mut self, version: u64, policy: Option<Box<Policy>>) -> bool {
        let same =
            self.rules.as_ref().map(|rules| rules.version) == policy.as_ref().map(|_| version);
        if !same {
            self.answers.clear();
            self.asked.clear();
        }
        self.rules = policy.map(|policy| Rules {
            version,
            policy: *policy,
        });
        true
    }

    fn ask(&mut self, question: Question) {
        self.connect();
        if self.rules.is_none() || self.asked.iter().any(|(_, asked)| *asked == question) {
            return;
        }
        let id = self.next_id;
        self.next_id = id.wrapping_add(1);
        let (accounts, own_account) = question.clone();
        if self.post(&ComposeRequest::LookUp {
            id,
            accounts,
            own_account,
        }) {
            self.asked.push((id, question));
        }
    }

    fn post(&mut self, request: &ComposeRequest) -> bool {
        let Some(port) = &self.port else { return false };
        host::pack(request)
            .and_then(|message| port.post(&message))
            .is_ok()
    }

    fn keep(&mut self, question: Question, known: Known) {
        if self.answers.len() >= MAX_ANSWERS {
            self.answers.remove(0);
        }
        self.answers.push((question, known));
    }

    fn has_answer(&self, question: &Question) -> bool {
        self.answer(question).is_some()
    }

    fn answer(&self, question: &Question) -> Option<&Known> {
        self.answers
            .iter()
            .find(|(asked, _)| asked == question)
            .map(|(_, known)| known)
    }
}

fn question(draft: &Draft) -> Question {
    let accounts = draft
        .recipients
        .iter()
        .map(|one| one.account.clone())
        .collect();
    (accounts, draft.own_account.clone())
}
