//! Open composers: they are told the rules, now and after each activation, and get their look-ups
//! answered. What a page does with that is left to `content`.

use policy::{AccountKey, Asked, Site};
use wasm_bindgen::JsValue;

use super::active::Active;
use super::{counts, health, now, state};
use crate::host::{self, BarePort};
use crate::messages::{COMPOSE_PORT, ComposeRequest, ComposeResponse};

/// Most accounts answered in one look-up; a draft addresses far fewer. Bounds what a hijacked page
/// process learns by one question.
const MAX_ACCOUNTS: usize = 64;

/// A port of a content script.
pub(super) struct ComposePort {
    port: BarePort,
    /// Known once it has said hello; before that it is told nothing.
    site: Option<Site>,
}

/// A content script connected.
pub(super) fn connected(port: BarePort) {
    if port.name() == COMPOSE_PORT {
        state::with(|state| state.ports.push(ComposePort { port, site: None }));
    }
}

/// A content script is gone.
pub(super) fn disconnected(port: &BarePort) {
    state::with(|state| state.ports.retain(|open| open.port != *port));
}

/// A content script said something. What cannot be read is of another version: no answer.
pub(super) async fn said(port: &BarePort, message: JsValue) {
    let Ok(request) = host::unpack::<ComposeRequest>(&message) else {
        return;
    };
    match request {
        ComposeRequest::Hello { site } => {
            note_site(port, site);
            let active = state::active().await;
            post(port, &rules(active.as_deref(), site));
        }
        ComposeRequest::LookUp {
            id,
            recipients,
            own_account,
        } => {
            look_up(port, id, (recipients, own_account)).await;
        }
        ComposeRequest::Count { rule, event, site } => counts::add(&rule, event, site).await,
        ComposeRequest::Looked { place, reading } => health::looked(place, reading).await,
        ComposeRequest::Refused {
            selector,
            fault,
            version,
        } => health::refused(selector, fault, version).await,
    }
}

async fn look_up(
    port: &BarePort,
    id: u32,
    (mut recipients, own_account): (Vec<Asked>, Option<AccountKey>),
) {
    let Some(active) = state::active().await else {
        return;
    };
    let identity = state::identity().await;
    let author = identity
        .map(|identity| identity.author())
        .unwrap_or_default();
    if active.policy(now()).is_none() {
        // It expired while the composer was open.
        post(port, &nothing(active.version()));
    }
    recipients.truncate(MAX_ACCOUNTS);
    let known = Box::new(
        active
            .look_up(&recipients, own_account.as_ref(), (&author, now()))
            .await,
    );
    let version = active.version();
    post(port, &ComposeResponse::Known { id, version, known });
}

fn note_site(port: &BarePort, site: Site) {
    state::with(|state| {
        for open in state.ports.iter_mut().filter(|open| open.port == *port) {
            open.site = Some(site);
        }
    });
}

/// Tells every open composer the rules in force.
pub(super) async fn push_rules() {
    let active = state::active().await;
    push(|site| rules(active.as_deref(), site));
}

/// Tells every open composer that there are no rules, so that it forgets earlier answers: they were
/// given to somebody else.
pub(super) fn push_nothing() {
    push(|_| nothing(0));
}

fn rules(active: Option<&Active>, site: Site) -> ComposeResponse {
    let version = active.map_or(0, Active::version);
    match active.and_then(|active| active.rules(site, now())) {
        Some(rules) => ComposeResponse::Rules {
            version,
            rules: Some(Box::new(rules)),
        },
        None => nothing(version),
    }
}

fn nothing(version: u64) -> ComposeResponse {
    let rules = None;
    ComposeResponse::Rules { version, rules }
}

fn push(response: impl Fn(Site) -> ComposeResponse) {
    let listening = state::with(|state| {
        let open = state.ports.iter();
        open.filter_map(|open| Some((open.port.clone(), open.site?)))
            .collect::<Vec<_>>()
    });
    for (port, site) in listening {
        post(&port, &response(site));
    }
}

/// A port that takes no message is gone; it is forgotten.
fn post(port: &BarePort, response: &ComposeResponse) {
    if host::pack(response)
        .and_then(|message| port.post(&message))
        .is_err()
    {
        disconnected(port);
    }
}

#[cfg(test)]
mod tests {
    use policy::topics::{Alphabet, Automaton, Lexicon, PhraseTable, Stem, TopicIndex};
    use policy::{
        Day, DealState, Known, Matcher, Membership, Policy, Route, Rule, RuleText, TextReading,
        Tier, Via,
    };
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;
    use crate::messages::{RulesView, Showing, SiteView};

    fn policy() -> Policy {
        let text = RuleText {
            title: "Écoute {owner}".to_owned(),
            body: "B".to_owned(),
            why: "W".to_owned(),
            suggestion: None,
        };
        let rule = Rule {
            id: "r".into(),
            tier: Tier::Pause,
            when: vec![Matcher::Audience(vec!["prospects".into()])],
            route: Route::Desk("press".into()),
            text: [("en".into(), text)].into_iter().collect(),
        };
        Policy {
            company: "Aldermoor Bank".to_owned(),
            language: "en".into(),
            roles: [("engineer".into(), "Engineer".to_owned())]
                .into_iter()
                .collect(),
            audiences: Default::default(),
            desks: Default::default(),
            sites: [(Site::X, policy::SiteSwitch { wasm: true })]
                .into_iter()
                .collect(),
            text_reading: TextReading::On,
            rules: vec![rule],
        }
    }

    fn topics() -> TopicIndex {
        let lexicon = Lexicon {
            language: "de".into(),
            common_words: vec!["und".to_owned()],
            words: Automaton((0..=255).collect()),
            stems: vec![vec![Stem {
                endings: 0,
                word: 7,
            }]],
            endings: vec![vec![String::new(), "e".to_owned()]],
            phrases: PhraseTable {
                nodes: Automaton(vec![1, 0]),
                sets: Automaton(vec![2, 0, 0, 0, 0, 0]),
            },
            outputs: vec![],
        };
        TopicIndex {
            topics: vec![],
            alphabet: Alphabet::default(),
            lexicons: vec![lexicon],
        }
    }

    fn known() -> Known {
        let entry = Membership {
            account: AccountKey::x("@samuel_okafor").unwrap(),
            audience: "prospects".into(),
            via: Via::Domain,
            employer: Some("Okafor Shipping".to_owned()),
            state: Some(DealState::Negotiation),
            owner: None,
            backup: None,
            team: Some("sales-shipping".into()),
            confirmed_on: None,
            valid_until: Some(Day::from_unix_seconds(0)),
        };
        Known {
            memberships: vec![entry],
            ..Known::default()
        }
    }

    #[wasm_bindgen_test]
    fn what_a_page_is_told_reads_back_as_it_was() {
        let responses = [
            ComposeResponse::Rules {
                version: u64::MAX,
                rules: Some(Box::new(RulesView {
                    policy: policy(),
                    topics: topics(),
                    showing: Showing::Counted,
                    site: SiteView {
                        selectors: vec![("x/author".to_owned(), "[data-a='é']".to_owned())],
                        off: vec!["x/dialog".to_owned()],
                    },
                })),
            },
            ComposeResponse::Rules {
                version: 0,
                rules: None,
            },
            ComposeResponse::Known {
                id: 7,
                version: 3,
                known: Box::new(known()),
            },
        ];
        for response in responses {
            let packed = host::pack(&response).unwrap();
            assert_eq!(host::unpack(&packed), Ok(response));
        }
    }

    #[wasm_bindgen_test]
    fn what_no_page_of_this_version_says_is_not_understood() {
        for message in ["", "hello", "\u{2603}"] {
            assert!(
                host::unpack::<ComposeResponse>(&message.into()).is_err(),
                "{message}"
            );
        }
        assert!(host::unpack::<ComposeRequest>(&js_sys::Object::new().into()).is_err());
    }
}
