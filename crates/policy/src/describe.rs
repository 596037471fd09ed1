//! Conditions in plain English, for traces: what is asked, and what was found. Never runs in a page.

use crate::{Matcher, Sight};

impl Matcher {
    /// What the condition asks.
    #[must_use]
    pub fn describe(&self) -> String {
        match self {
            Self::Role(any) => format!("the author is {}", list(any)),
            Self::NotRole(none) => format!("the author is not {}", list(none)),
            Self::Team(any) => format!("the author is on team {}", list(any)),
            Self::NotTeam(none) => format!("the author is not on team {}", list(none)),
            Self::AuthorSeniority(any) => {
                format!("the author's level is {}", ids(any, |it| it.id()))
            }
            Self::PostingAs(any) => format!("the author writes as {}", ids(any, |it| it.id())),
            Self::Audience(any) => format!("the recipient is on {}", list(any)),
            Self::Class(any) => format!("the recipient is a {}", ids(any, |it| it.id())),
            Self::State(any) => format!("the deal is in state {}", ids(any, |it| it.id())),
            Self::Match(any) => format!("the recipient was found by {}", ids(any, |it| it.id())),
            Self::Sure => "the recipient was found by more than a name".to_owned(),
            Self::Seniority(any) => {
                format!("the recipient's level is {}", ids(any, |it| it.id()))
            }
            Self::Title(any) => format!("the recipient's title is {}", ids(any, |it| it.id())),
            Self::AboveAuthorBy(levels) => {
                format!("the recipient stands {levels} or more levels above the author")
            }
            Self::Surface(any) => format!("it is written as {}", ids(any, |it| it.id())),
            Self::Topic(any) => format!("the draft is about {}", list(any)),
            Self::ParentTopic(any) => format!("the post being answered is about {}", list(any)),
            Self::ParentAsks => "the post being answered asks something".to_owned(),
            Self::From(minute) => format!("it is {minute} or later"),
            Self::Until(minute) => format!("it is before {minute}"),
        }
    }

    /// What the condition read in these facts; empty where there was nothing to read.
    #[must_use]
    pub fn read(&self, sight: &Sight<'_>) -> String {
        let author = &sight.facts.known.author;
        let entry = sight.membership;
        match self {
            Self::Role(_) | Self::NotRole(_) => list(&author.roles),
            Self::Team(_) | Self::NotTeam(_) => list(&author.teams),
            Self::AuthorSeniority(_) => author.seniority.map_or("", |it| it.id()).to_owned(),
            Self::PostingAs(_) => author.posting_as.map_or("", |it| it.id()).to_owned(),
            Self::Audience(_) => entry.map_or(String::new(), |it| it.audience.to_string()),
            Self::Class(_) => sight.class().map_or("", |it| it.id()).to_owned(),
            Self::State(_) => {
                let state = entry.and_then(|it| it.state);
                state.map_or("", |it| it.id()).to_owned()
            }
            Self::Match(_) | Self::Sure => entry.map_or("", |it| it.via.id()).to_owned(),
            Self::Seniority(_) => sight.seniority().map_or("", |it| it.id()).to_owned(),
            Self::Title(_) => ids(sight.titles(), |it| it.id()),
            Self::AboveAuthorBy(_) => {
                let level = |it: Option<crate::Seniority>| it.map_or("unknown", |it| it.id());
                format!(
                    "recipient {}, author {}",
                    level(sight.seniority()),
                    level(author.seniority)
                )
            }
            Self::Surface(_) => sight.facts.draft.surface.id().to_owned(),
            Self::Topic(any) => sight.found.words_in_draft(any),
            Self::ParentTopic(any) => sight.found.words_in_parent(any),
            Self::ParentAsks => String::new(),
            Self::From(_) | Self::Until(_) => sight.facts.now.to_string(),
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

fn ids<T: Copy>(items: &[T], id: fn(T) -> &'static str) -> String {
    let quoted: Vec<_> = items
        .iter()
        .map(|item| format!("`{}`", id(*item)))
        .collect();
    quoted.join(" or ")
}
