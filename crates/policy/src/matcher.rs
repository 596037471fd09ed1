//! One condition of a rule. The name in files is the variant in kebab case.
//!
//! A new matcher is one variant here, an arm in [`Matcher::matches`] and [`Matcher::describe`],
//! and two cases in `tests/cases`.

use serde::{Deserialize, Serialize};

use crate::words::contains_phrase;
use crate::{AudienceId, DealState, Facts, Membership, RoleId, Surface};

/// One condition. Lists mean "any of these".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matcher {
    /// The recipient is on one of these lists.
    Audience(Vec<AudienceId>),
    /// The deal with the recipient is in one of these states.
    State(Vec<DealState>),
    /// The author has one of these roles.
    Author(Vec<RoleId>),
    /// The author has none of these roles.
    AuthorNot(Vec<RoleId>),
    /// The draft is written in one of these composers.
    Surface(Vec<Surface>),
    /// The draft contains one of these words or phrases, as whole words, in any case.
    Text(Vec<String>),
    /// The post being answered contains one of these words or phrases.
    Parent(Vec<String>),
}

impl Matcher {
    /// Whether the condition needs somebody from the audience map to be judged.
    #[must_use]
    pub fn needs_membership(&self) -> bool {
        matches!(self, Self::Audience(_) | Self::State(_))
    }

    /// Whether the condition holds for this draft and, where it needs one, this membership.
    #[must_use]
    pub fn matches(&self, facts: &Facts<'_>, membership: Option<&Membership>) -> bool {
        match self {
            Self::Audience(any) => membership.is_some_and(|m| any.contains(&m.audience)),
            Self::State(any) => membership
                .and_then(|m| m.state)
                .is_some_and(|state| any.contains(&state)),
            Self::Author(any) => any
                .iter()
                .any(|role| facts.known.author.roles.contains(role)),
            Self::AuthorNot(none) => !none
                .iter()
                .any(|role| facts.known.author.roles.contains(role)),
            Self::Surface(any) => any.contains(&facts.draft.surface),
            Self::Text(any) => any
                .iter()
                .any(|phrase| contains_phrase(&facts.draft.text, phrase)),
            Self::Parent(any) => facts.draft.parent.as_ref().is_some_and(|parent| {
                any.iter()
                    .any(|phrase| contains_phrase(&parent.text, phrase))
            }),
        }
    }

    /// The condition in plain English, for traces and `explain`.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Audience(any) => format!("the recipient is on {}", list(any)),
            Self::State(any) => {
                let names = any.iter().map(|state| state.id());
                format!("the deal is in state {}", list(&names.collect::<Vec<_>>()))
            }
            Self::Author(any) => format!("the author is {}", list(any)),
            Self::AuthorNot(none) => format!("the author is not {}", list(none)),
            Self::Surface(any) => {
                let names = any.iter().map(|surface| surface.id());
                format!("it is written as {}", list(&names.collect::<Vec<_>>()))
            }
            Self::Text(any) => format!("the draft says {}", list(any)),
            Self::Parent(any) => format!("the post being answered says {}", list(any)),
        }
    }
}

fn list<T: ToString>(items: &[T]) -> String {
    let quoted: Vec<_> = items
        .iter()
        .map(|item| format!("`{}`", item.to_string()))
        .collect();
    quoted.join(" or ")
}
