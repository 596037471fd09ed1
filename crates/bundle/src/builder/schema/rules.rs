//! The schema of `rules/*.toml`; what it means is said in `rule_file` and its parts.

use policy::{RuleText, Tier};
use serde_json::Value;

use super::super::conditions;
use super::parts::{
    by_language, day, either, id, line, list, may, need, note, number, one_of, table, tables, text,
};
use super::situation;

pub(super) fn shape(about: &str) -> Value {
    table(about, [may("rule", tables("One for each rule.", rule()))])
}

fn rule() -> Value {
    let conditions = conditions::TABLES
        .into_iter()
        .map(|(name, about)| may(name, table(about, conditions::keys(name))));
    let keys = [
        need("id", id("The rule's own short name.", "exclusive-client")),
        need(
            "tier",
            one_of::<Tier>(
                "How strongly it speaks: `note` (a quiet line), `nudge` (a line with a suggestion), `pause` (asks once before sending). None of them blocks.",
            ),
        ),
        may(
            "owner",
            id(
                "Who answers for the rule: an id of people.csv. `check` warns where there is none.",
                "jonas",
            ),
        ),
        may(
            "reason",
            note(
                "Why it is there. It does not leave this folder.",
                "Our clients know one person here",
            ),
        ),
        may(
            "review_on",
            day("When somebody should look at it again; `check` and `review` remind of it."),
        ),
        need("route", route()),
        need(
            "text",
            by_language(
                "Its words by language, like `[rule.text.en]`; the company's own language has to be there.",
                words(),
            ),
        ),
        may(
            "card",
            by_language(
                "What the rule teaches in a minute, by language, like `[rule.card.en]`; up to 900 characters.",
                card(),
            ),
        ),
        need(
            "example",
            tables(
                "At least one in which it speaks, and one in which nothing does; `check` plays them all.",
                table(
                    "Who writes what to whom, and what they see.",
                    situation::keys(),
                ),
            ),
        ),
    ];
    let about = "A rule speaks when everything in `who`, `whom` and `what` holds. A list holds when any of its values does.";
    table(about, keys.into_iter().chain(conditions))
}

fn route() -> Value {
    let owner = serde_json::json!({
        "type": "string",
        "description": "Whoever looks after the account.",
        "enum": ["owner"],
        "examples": ["owner"],
    });
    let desk = id("A desk of desks.toml.", "press");
    either(
        "Whom it points to: `\"owner\"` (whoever looks after the account) or `{ desk = \"…\" }`.",
        [owner, table("A desk.", [need("desk", desk)])],
    )
}

fn card() -> Value {
    let answers = list(
        (
            "Two to four answers to choose from.",
            super::super::card::ANSWERS,
        ),
        ["Congratulate in public", "Ask the account manager first"],
    );
    let keys = [
        need(
            "why",
            text("Why there is such a rule.", "Clients know one person here."),
        ),
        need(
            "good",
            text(
                "How it goes well, in an example.",
                "“Elena, I asked Jonas to call you.”",
            ),
        ),
        need(
            "poor",
            text(
                "How it goes less well, in an example.",
                "“We can surely lower the fee!”",
            ),
        ),
        need(
            "question",
            text(
                "A question to try oneself.",
                "A client posts good news. What first?",
            ),
        ),
        need("answers", answers),
        need(
            "right",
            number("Which answer is right: 1 for the first.", (1, 4)),
        ),
    ];
    table(
        "A training card in one language. Nothing is filled in.",
        keys,
    )
}

fn words() -> Value {
    let keys = [
        need(
            "title",
            line(
                (
                    "One line, up to 60 characters: who, or what, this is about.",
                    RuleText::TITLE_MAX,
                ),
                "{owner} looks after {recipient}",
            ),
        ),
        need(
            "body",
            line(
                (
                    "What to do instead or first, up to 175 characters, without blame.",
                    RuleText::BODY_MAX,
                ),
                "A quick word with {owner} first keeps both conversations in step.",
            ),
        ),
        need(
            "why",
            text(
                "Which condition matched, in plain words.",
                "{recipient} is on our list “{audience}”.",
            ),
        ),
        may(
            "suggestion",
            note(
                "A line the author may use in public; offered, never inserted by itself.",
                "Let me ask a colleague.",
            ),
        ),
    ];
    table(
        "Words in one language. {recipient}, {owner}, {team}, {audience}, {desk} and {company} are filled in.",
        keys,
    )
}
