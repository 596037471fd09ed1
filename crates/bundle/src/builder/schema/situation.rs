//! Who writes what to whom: what examples of rules and cases have in common, and the schema of
//! `cases/*.toml`. What it means is said in the reader `situation`.

use policy::{PostingIdentity, Site, Surface};
use serde_json::Value;

use super::super::example::Expect;
use super::parts::{
    Key, account, any_of, either, id, may, moment, need, note, one_of, table, tables, text, texts,
};

pub(super) fn keys() -> Vec<Key> {
    vec![
        need(
            "as",
            id(
                "Who writes: a role of fineline.toml or a person of people.csv.",
                "engineer",
            ),
        ),
        may(
            "posting-as",
            one_of::<PostingIdentity>("As whom they write; under their own name if left out."),
        ),
        may("to", addressees()),
        need("surface", one_of::<Surface>("In which composer.")),
        may(
            "site",
            one_of::<Site>("Where; if left out, the site of the account or of the composer."),
        ),
        need("text", text("What they write.", "Congratulations!")),
        may(
            "parent",
            note(
                "The post they answer.",
                "Locked out of the app again. Anyone?",
            ),
        ),
        may(
            "at",
            moment("When; on the day of the check if left out. A day alone means its noon."),
        ),
        need("expect", one_of::<Expect>("What the author sees.")),
    ]
}

fn addressees() -> Value {
    let about = "Whom the draft answers or names, the one it answers first: `@handle` or `/in/name`, or a table with what the page shows about them.";
    let shown = [
        need(
            "account",
            account("The account: `@handle`, `/in/name` or the address of the profile."),
        ),
        may(
            "headline",
            note(
                "What the page shows below the name.",
                "Chief executive at Hale & Stanton",
            ),
        ),
        may(
            "company_page",
            text(
                "The page of the company that the profile links.",
                "/company/hale-stanton",
            ),
        ),
        may(
            "link",
            note(
                "A link or an e-mail address on the profile.",
                "https://hale.example",
            ),
        ),
    ];
    let shown = table("An account, and what the page shows about it.", shown);
    any_of(either(about, [account(about), shown]))
}

pub(super) fn cases(about: &str) -> Value {
    let desk = id("A desk of desks.toml.", "press");
    let route = either(
        "Whom the nudge points to: a person of people.csv, or `{ desk = \"…\" }`; unasked if left out.",
        [
            id("A person of people.csv.", "jonas"),
            table("A desk.", [need("desk", desk)]),
        ],
    );
    let own = [
        need(
            "name",
            text(
                "What it is about, in a few words; each has its own.",
                "a client hears from us",
            ),
        ),
        may(
            "rules",
            texts(
                "The rules that determine it, in any order; unasked if left out, `[]` for none.",
                "exclusive-client",
            ),
        ),
        may("route", route),
    ];
    let one = table("A situation.", own.into_iter().chain(keys()));
    table(about, [may("case", tables("One for each situation.", one))])
}
