//! Decision → what is drawn: plain data, without any browser in it.
//!
//! Labels of buttons belong to the interface and are left to `webext`.

use serde::{Deserialize, Serialize};

use crate::{
    AccountKey, Contact, Decision, Draft, Freshness, Language, Policy, Presence, Reason, Route,
    Rule, RuleId, RuleText, Tier, Via,
};

/// One merged nudge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NudgeView {
    /// The strongest tier among the reasons.
    pub tier: Tier,
    /// One line, of the strongest reason.
    pub title: String,
    /// What to do, of the strongest reason.
    pub body: String,
    /// Every reason in plain words, strongest first, without repeats.
    pub reasons: Vec<ReasonView>,
    /// Whom to turn to; none when an account has no owner.
    pub route: Option<RouteView>,
    /// Lines that may be used in public, of all reasons, strongest first, without repeats.
    pub suggestions: Vec<String>,
    /// Whether the strongest reason relies on something that may be out of date.
    pub freshness: Freshness,
    /// How it is shown.
    pub presence: Presence,
    /// Buttons of the passive line, in order.
    pub actions: Vec<Action>,
    /// Buttons of the pause, the default first; empty below tier `pause`.
    pub pause_actions: Vec<Action>,
}

/// Why a rule holds, in plain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReasonView {
    /// The rule, for counts.
    pub rule: RuleId,
    /// The account it is about; none for a rule about the text alone.
    pub account: Option<AccountKey>,
    /// The words.
    pub why: String,
    /// How the account was recognised; interface texts say `works at` and `may be somebody else`.
    pub via: Via,
    /// The listed employer, where it was recognised by that.
    pub employer: Option<String>,
}

/// Whom to turn to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteView {
    /// Name of the person or desk.
    pub name: String,
    /// What they do and where: `Account manager · Key accounts`; may be empty.
    pub detail: String,
    /// How to reach them: `mailto:` or `https:`, nothing else.
    pub link: String,
}

/// A button. The label is `action_<name>` in the interface texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Open the link of the person or desk.
    Contact,
    /// Say that this nudge did not help.
    NotUseful,
    /// Close it for this conversation.
    Dismiss,
    /// Return to the draft.
    GoBack,
    /// Send what was held.
    PostAnyway,
}

impl Action {
    /// Every action, for checks that each has a label.
    pub const ALL: [Self; 5] = [
        Self::Contact,
        Self::NotUseful,
        Self::Dismiss,
        Self::GoBack,
        Self::PostAnyway,
    ];

    /// The name used in labels and counts.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::NotUseful => "not_useful",
            Self::Dismiss => "dismiss",
            Self::GoBack => "go_back",
            Self::PostAnyway => "post_anyway",
        }
    }
}

/// What to draw for a decision, in the first of `languages` that the rule speaks; nothing for silence.
#[must_use]
pub fn nudge(
    policy: &Policy,
    draft: &Draft,
    decision: &Decision,
    languages: &[Language],
) -> Option<NudgeView> {
    let words = Words {
        policy,
        draft,
        languages,
    };
    let spoken = words.spoken(decision);
    let (first, filled) = spoken.first()?;
    let route = decision
        .reasons
        .iter()
        .find_map(|reason| words.route(reason));
    let contact = route.is_some().then_some(Action::Contact);
    let passive = [Action::NotUseful, Action::Dismiss];
    let pausing = [Action::GoBack, Action::PostAnyway];
    Some(NudgeView {
        tier: first.tier,
        title: filled.title.clone(),
        body: filled.body.clone(),
        reasons: reasons(&spoken),
        suggestions: suggestions(&spoken),
        freshness: first.freshness,
        presence: decision.presence(),
        actions: contact.into_iter().chain(passive).collect(),
        pause_actions: pausing
            .into_iter()
            .filter(|_| first.tier == Tier::Pause)
            .collect(),
        route,
    })
}

/// What stands for each name between braces.
type Values = [(&'static str, String); 6];

/// Fills texts for one draft.
struct Words<'a> {
    policy: &'a Policy,
    draft: &'a Draft,
    languages: &'a [Language],
}

impl Words<'_> {
    /// Every reason with its words. Each is filled in once: looking a rule up costs more the more there are.
    fn spoken<'d>(&self, decision: &'d Decision) -> Vec<(&'d Reason, RuleText)> {
        let reasons = decision.reasons.iter();
        let spoken = reasons.filter_map(|reason| Some((reason, self.filled(reason)?)));
        spoken.collect()
    }

    /// The words of a reason, filled in.
    fn filled(&self, reason: &Reason) -> Option<RuleText> {
        let rule = self
            .policy
            .rules
            .iter()
            .find(|rule| rule.id == reason.rule)?;
        let text = self.text(rule)?;
        let values = self.values(reason);
        let fill = |template: &str| fill(template, &values);
        Some(RuleText {
            title: fill(&text.title),
            body: fill(&text.body),
            why: fill(&text.why),
            suggestion: text.suggestion.as_deref().map(fill),
        })
    }

    fn text<'r>(&self, rule: &'r Rule) -> Option<&'r RuleText> {
        let own = std::iter::once(&self.policy.language);
        self.languages
            .iter()
            .chain(own)
            .find_map(|language| rule.text.get(language))
    }

    fn values(&self, reason: &Reason) -> Values {
        let entry = reason.membership.as_ref();
        let owner = entry.and_then(|entry| entry.owner.as_ref());
        let audience = entry.and_then(|entry| self.policy.audiences.get(&entry.audience));
        let desk = self.desk(reason).map(|desk| desk.name).unwrap_or_default();
        [
            ("recipient", self.recipient(reason.account.as_ref())),
            (
                "owner",
                owner.map(|owner| owner.name.clone()).unwrap_or_default(),
            ),
            (
                "team",
                owner.map(|owner| owner.team.clone()).unwrap_or_default(),
            ),
            (
                "audience",
                audience
                    .map(|audience| audience.label.clone())
                    .unwrap_or_default(),
            ),
            ("desk", desk),
            ("company", self.policy.company.clone()),
        ]
    }

    fn recipient(&self, account: Option<&AccountKey>) -> String {
        let Some(account) = account else {
            return String::new();
        };
        let mut recipients = self.draft.recipients.iter();
        let on_page = recipients.find(|one| one.account == *account);
        let name = on_page.and_then(|recipient| recipient.name.clone());
        name.unwrap_or_else(|| account.display())
    }

    fn route(&self, reason: &Reason) -> Option<RouteView> {
        let view = match reason.route {
            Route::Desk(_) => self.desk(reason)?,
            Route::Owner => owner_view(reason.membership.as_ref()?.owner.as_ref()?),
        };
        // Bundles are hostile input: nothing but these two kinds of link is ever opened.
        let is_safe = view.link.starts_with("https://") || view.link.starts_with("mailto:");
        is_safe.then_some(view)
    }

    fn desk(&self, reason: &Reason) -> Option<RouteView> {
        let Route::Desk(id) = &reason.route else {
            return None;
        };
        let desk = self.policy.desks.get(id)?;
        Some(RouteView {
            name: desk.name.clone(),
            detail: String::new(),
            link: desk.link.clone(),
        })
    }
}

fn reasons(spoken: &[(&Reason, RuleText)]) -> Vec<ReasonView> {
    let mut views: Vec<ReasonView> = Vec::new();
    for (reason, text) in spoken {
        if views.iter().all(|view| view.why != text.why) {
            let entry = reason.membership.as_ref();
            views.push(ReasonView {
                rule: reason.rule.clone(),
                account: reason.account.clone(),
                why: text.why.clone(),
                via: entry.map_or(Via::Person, |entry| entry.via),
                employer: entry.and_then(|entry| entry.employer.clone()),
            });
        }
    }
    views
}

fn suggestions(spoken: &[(&Reason, RuleText)]) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in spoken
        .iter()
        .filter_map(|(_, text)| text.suggestion.as_ref())
    {
        if !lines.contains(line) {
            lines.push(line.clone());
        }
    }
    lines
}

fn owner_view(owner: &Contact) -> RouteView {
    let parts = [owner.title.as_str(), owner.team.as_str()];
    let detail: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    RouteView {
        name: owner.name.clone(),
        detail: detail.join(" · "),
        link: owner.link.clone(),
    }
}

/// Replaces `{name}` by its value. Values are not looked into again; unknown names stay as they are.
fn fill(template: &str, values: &[(&str, String)]) -> String {
    let value = |name| values.iter().find(|(known, _)| *known == name);
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        match after
            .split_once('}')
            .and_then(|(name, end)| Some((value(name)?, end)))
        {
            Some(((_, value), end)) => {
                filled.push_str(value);
                rest = end;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_only_known_names_and_only_once() {
        let values = [
            ("owner", "{recipient}".to_owned()),
            ("recipient", "R".to_owned()),
        ];
        assert_eq!(
            fill("{owner} and {recipient}", &values),
            "{recipient} and R"
        );
        assert_eq!(fill("{who} { {recipient", &values), "{who} { {recipient");
    }
}
