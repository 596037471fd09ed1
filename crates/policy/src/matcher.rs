//! One condition of a rule, as it is judged. Lists mean "any of these".
//!
//! A new matcher is one variant here, an arm in [`Matcher::matches`], one in `describe`, and two cases
//! in `tests/cases`. How a condition is written in a rule file is left to `bundle`.

use serde::{Deserialize, Serialize};

use crate::{
    AudienceClass, AudienceId, Confidence, DealState, Minute, PostingIdentity, RoleId, Seniority,
    Sight, Surface, TeamId, TitleClass, TopicId, Via,
};

/// One condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matcher {
    /// The author has one of these roles.
    Role(Vec<RoleId>),
    /// The author has none of these roles.
    NotRole(Vec<RoleId>),
    /// The author is on one of these teams.
    Team(Vec<TeamId>),
    /// The author is on none of these teams.
    NotTeam(Vec<TeamId>),
    /// The author stands on one of these levels; an unknown level is none.
    AuthorSeniority(Vec<Seniority>),
    /// The author writes as one of these; unknown is none.
    PostingAs(Vec<PostingIdentity>),
    /// The recipient is on one of these lists.
    Audience(Vec<AudienceId>),
    /// The recipient is on a list of one of these classes.
    Class(Vec<AudienceClass>),
    /// The deal with the recipient is in one of these states.
    State(Vec<DealState>),
    /// The recipient was found on the list in one of these ways.
    Match(Vec<Via>),
    /// The recipient was found on the list by something only they have, not by a name alone.
    Sure,
    /// The recipient stands on one of these levels; an unknown level is none.
    Seniority(Vec<Seniority>),
    /// The recipient has one of these titles.
    Title(Vec<TitleClass>),
    /// The recipient stands at least so many levels above the author; both must be known.
    AboveAuthorBy(u8),
    /// The draft is written in one of these composers.
    Surface(Vec<Surface>),
    /// The draft is about one of these topics.
    Topic(Vec<TopicId>),
    /// The post being answered is about one of these topics.
    ParentTopic(Vec<TopicId>),
    /// The post being answered asks a question.
    ParentAsks,
    /// It is this minute or later.
    From(Minute),
    /// It is earlier than this minute.
    Until(Minute),
}

impl Matcher {
    /// Whether the condition can be judged only for a recipient.
    #[must_use]
    pub fn needs_recipient(&self) -> bool {
        self.needs_membership()
            || matches!(
                self,
                Self::Seniority(_) | Self::Title(_) | Self::AboveAuthorBy(_)
            )
    }

    /// Whether the condition can be judged only for somebody who is on a list.
    #[must_use]
    pub fn needs_membership(&self) -> bool {
        matches!(
            self,
            Self::Audience(_) | Self::Class(_) | Self::State(_) | Self::Match(_) | Self::Sure
        )
    }

    /// Whether the condition reads what somebody wrote.
    #[must_use]
    pub fn reads_text(&self) -> bool {
        matches!(
            self,
            Self::Topic(_) | Self::ParentTopic(_) | Self::ParentAsks
        )
    }

    /// Whether the condition holds for what is in sight.
    #[must_use]
    pub fn matches(&self, sight: &Sight<'_>) -> bool {
        let author = &sight.facts.known.author;
        let entry = sight.membership;
        match self {
            Self::Role(any) => shares(any, &author.roles),
            Self::NotRole(none) => !shares(none, &author.roles),
            Self::Team(any) => shares(any, &author.teams),
            Self::NotTeam(none) => !shares(none, &author.teams),
            Self::AuthorSeniority(any) => is_any(any, author.seniority),
            Self::PostingAs(any) => is_any(any, author.posting_as),
            Self::Audience(any) => entry.is_some_and(|entry| any.contains(&entry.audience)),
            Self::Class(any) => is_any(any, sight.class()),
            Self::State(any) => is_any(any, entry.and_then(|entry| entry.state)),
            Self::Match(any) => is_any(any, entry.map(|entry| entry.via)),
            Self::Sure => entry.is_some_and(|it| it.via.confidence() == Confidence::Strict),
            Self::Seniority(any) => is_any(any, sight.seniority()),
            Self::Title(any) => any.iter().any(|title| sight.titles().contains(title)),
            Self::AboveAuthorBy(levels) => sight
                .seniority()
                .zip(author.seniority)
                .is_some_and(|(theirs, ours)| theirs.levels_above(ours) >= *levels),
            Self::Surface(any) => any.contains(&sight.facts.draft.surface),
            Self::Topic(any) => any.iter().any(|topic| sight.found.in_draft(topic)),
            Self::ParentTopic(any) => any.iter().any(|topic| sight.found.in_parent(topic)),
            Self::ParentAsks => sight.found.parent_asks(),
            Self::From(minute) => sight.facts.now >= *minute,
            Self::Until(minute) => sight.facts.now < *minute,
        }
    }
}

fn shares<T: PartialEq>(any: &[T], present: &[T]) -> bool {
    any.iter().any(|one| present.contains(one))
}

fn is_any<T: PartialEq>(any: &[T], value: Option<T>) -> bool {
    value.is_some_and(|value| any.contains(&value))
}
