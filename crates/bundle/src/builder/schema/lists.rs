//! The schemas of `audiences/*.toml` and `exceptions.toml`; what they mean is said in `audience_file` and
//! `exceptions`.

use policy::AudienceClass;
use serde_json::Value;

use super::parts::{
    account, day, flag, id, may, moment, need, note, one_of, table, tables, text, texts,
};

pub(super) fn audience(about: &str) -> Value {
    let keys = [
        need(
            "label",
            text(
                "What people call the list; nudges say `{audience}`.",
                "Exclusive clients",
            ),
        ),
        may(
            "class",
            one_of::<AudienceClass>(
                "What those on the list are to the company; rules may ask for it. `other` if left out.",
            ),
        ),
        may(
            "sealed",
            flag(
                "Whether nobody may read the list from a browser's storage. `true` if left out for clients, \
                 prospects and investors.",
            ),
        ),
        may(
            "for_roles",
            texts(
                "The roles that receive a sealed list; everybody if left out.",
                "communications",
            ),
        ),
        may(
            "owner",
            id(
                "Who answers for the list: an id of people.csv. `check` warns where there is none.",
                "jonas",
            ),
        ),
        may(
            "desk",
            id(
                "Asked where an entry has no owner: a desk of desks.toml.",
                "press",
            ),
        ),
        may(
            "reason",
            note(
                "Why it is there. It does not leave this folder.",
                "Each of them knows one person here",
            ),
        ),
        may(
            "review_on",
            day("When somebody should look at it again; `check` and `review` remind of it."),
        ),
    ];
    table(about, keys)
}

pub(super) fn exceptions(about: &str) -> Value {
    let keys = [
        need(
            "author",
            id(
                "Who may write: a role of fineline.toml or a person of people.csv.",
                "alice",
            ),
        ),
        may(
            "to",
            account("To whom: `@handle` or `/in/name`. This or `audience`, or both."),
        ),
        may(
            "audience",
            id(
                "To everybody on this list: the name of a file in audiences.",
                "prospects",
            ),
        ),
        need(
            "until",
            moment("The last day, or a moment like 2026-12-18T18:00, in the company's time zone."),
        ),
        may(
            "reason",
            note(
                "Why. It does not leave this folder.",
                "They build the payment page together",
            ),
        ),
        may(
            "granted_by",
            note(
                "Who said so, in your own words. It does not leave this folder.",
                "Priya",
            ),
        ),
    ];
    let one = table("A go-ahead, which ends by itself.", keys);
    table(
        about,
        [may("exception", tables("One for each go-ahead.", one))],
    )
}
