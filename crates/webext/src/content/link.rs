//! The worker's side of a composer: the rules in force, and who the recipients are.
//!
//! The worker may die at any moment. What it said last is kept and used; a new connection is made
//! when something is written again. A worker that never answers is asked three times, then left alone
//! until the next composer.

use policy::{AccountKey, Asked, Draft, Known, RuleId, Rulebook, Site};

use crate::host::{self, Port};
use crate::messages::{
    COMPOSE_PORT, ComposeRequest, ComposeResponse, CountedEvent, RulesView, Showing,
};

use super::{Signal, dispatch};

/// Connections in a row that ended without an answer before the worker is left alone.
const MAX_SILENT_CONNECTIONS: u8 = 3;
/// Answers kept per page; the oldest goes first.
const MAX_ANSWERS: usize = 32;

/// The rules in force.
pub(crate) struct Rules {
    /// Version of the bundle.
    pub(crate) version: u64,
    /// The rules, ready for decisions.
    pub(crate) book: Rulebook,
    /// What becomes of a decision.
    pub(crate) showing: Showing,
}

/// Whom a look-up asked for.
type Question = (Vec<Asked>, Option<AccountKey>);

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

    /// What becomes of a decision by these rules.
    pub(crate) fn showing(&self) -> Showing {
        self.rules
            .as_ref()
            .map_or(Showing::Drawn, |rules| rules.showing)
    }

    /// A new composer: a worker that was left alone gets another chance.
    pub(crate) fn encourage(&mut self) {
        self.silent = 0;
        self.connect();
    }

    /// What is known about the people of this draft; asks the worker for what is not known yet.
    pub(crate) fn known(&mut self, draft: &Draft) -> Option<&Known> {
        let question = question(draft);
        if self.answers.iter().all(|(asked, _)| *asked != question) {
            self.ask(question);
        }
        self.already_known(draft)
    }

    /// What is known, without asking: for the moment of Send. Somebody added to the draft a moment
    /// ago is not known yet; what is known about the others still holds.
    pub(crate) fn already_known(&self, draft: &Draft) -> Option<&Known> {
        let (recipients, own) = question(draft);
        let is_part =
            |(asked, by): &Question| *by == own && asked.iter().all(|one| recipients.contains(one));
        let parts = self.answers.iter().filter(|(asked, _)| is_part(asked));
        let most = parts.max_by_key(|((asked, _), _)| asked.len());
        most.map(|(_, known)| known)
    }

    /// Counts one event of one rule; lost when the worker is gone.
    pub(crate) fn count(&mut self, rule: RuleId, event: CountedEvent) {
        let site = self.site;
        self.tell(&ComposeRequest::Count { rule, event, site });
    }

    /// Tells the worker something that needs no answer; lost when it is gone.
    pub(crate) fn tell(&mut self, request: &ComposeRequest) {
        self.connect();
        self.post(request);
    }

    /// Takes what the worker said. Says whether anything changed that a decision depends on.
    pub(crate) fn hear(&mut self, response: ComposeResponse) -> bool {
        self.silent = 0;
        match response {
            ComposeResponse::Rules { version, rules } => self.hear_rules(version, rules),
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

    fn hear_rules(&mut self, version: u64, rules: Option<Box<RulesView>>) -> bool {
        let same =
            self.rules.as_ref().map(|rules| rules.version) == rules.as_ref().map(|_| version);
        if !same {
            self.answers.clear();
            self.asked.clear();
        }
        self.rules = rules.map(|rules| Rules {
            version,
            book: Rulebook::new(rules.policy, rules.topics),
            showing: rules.showing,
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
        let (recipients, own_account) = question.clone();
        if self.post(&ComposeRequest::LookUp {
            id,
            recipients,
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
}

fn question(draft: &Draft) -> Question {
    let recipients = draft.recipients.iter().map(Asked::from).collect();
    (recipients, draft.own_account.clone())
}

#[cfg(test)]
mod tests {
    use policy::{Author, Recipient, Relation, Surface};
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn account(handle: &str) -> AccountKey {
        AccountKey::x(handle).unwrap()
    }

    fn draft(recipients: &[&str]) -> Draft {
        let recipient = |handle: &&str| Recipient {
            account: account(handle),
            name: None,
            headline: None,
            relation: Relation::Addressed,
        };
        Draft {
            site: Site::X,
            surface: Surface::Reply,
            text: String::new(),
            recipients: recipients.iter().map(recipient).collect(),
            parent: None,
            own_account: None,
        }
    }

    /// A link that was told about these; the answer is marked by the author's role.
    fn told(recipients: &[&str], role: &str) -> Link {
        let mut link = Link::new(Site::X);
        let roles = vec![role.into()];
        let author = Author {
            roles,
            ..Author::default()
        };
        let known = Known {
            author,
            ..Known::default()
        };
        link.keep(question(&draft(recipients)), known);
        link
    }

    #[test]
    fn still_knows_the_first_when_a_second_was_just_added() {
        let link = told(&["elena"], "engineer");
        let known = link.already_known(&draft(&["elena", "toni"])).unwrap();
        assert_eq!(known.author.roles, ["engineer".into()]);
    }

    #[test]
    fn knows_nothing_about_somebody_else() {
        let link = told(&["elena"], "engineer");
        assert!(link.already_known(&draft(&["toni"])).is_none());
        let mut as_page = draft(&["elena"]);
        as_page.own_account = Some(account("aldermoor"));
        assert!(link.already_known(&as_page).is_none());
    }
}
