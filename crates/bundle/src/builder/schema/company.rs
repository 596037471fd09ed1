//! The schema of `fineline.toml`; what it means is said in `company_file`.

use policy::Site;
use serde_json::Value;

use super::super::choice::names_of;
use super::parts::{
    Key, accounts, language, languages, may, named, need, number, one_of, switch, table, text,
    texts,
};
use crate::map::kdf::Profile;

pub(super) fn shape(about: &str) -> Value {
    table(about, keys())
}

fn keys() -> Vec<Key> {
    vec![
        need(
            "company",
            text(
                "Name of the company, as employees know it.",
                "Aldermoor Bank",
            ),
        ),
        need(
            "language",
            language(
                "The language that every rule has words in; used where a translation is missing.",
            ),
        ),
        may(
            "languages",
            languages(
                "All languages rules should have words in; `check` says where some are missing.",
            ),
        ),
        may(
            "time_zone",
            text(
                "Where dates without an offset are meant, like `Europe/Zurich`; UTC if left out.",
                "Europe/Zurich",
            ),
        ),
        may(
            "text_reading",
            switch(
                "Whether rules may look at the words of a draft. They are read in the page and go nowhere.",
                true,
            ),
        ),
        may(
            "brand_accounts",
            accounts("Accounts that speak for the company: `@name` or `/company/name`."),
        ),
        may(
            "roles",
            named(
                "What employees do, and what the company wants of each role (the charter). One gets a role by enrolment, or from people.csv.",
                role(),
            ),
        ),
        may(
            "teams",
            named(
                "Teams in people.csv and in the lists, as people call them.",
                text("What people call the team.", "Key accounts"),
            ),
        ),
        may(
            "products",
            named("Things with a name that drafts may mention.", product()),
        ),
        may("sites", sites()),
        may("sealing", sealing()),
        may("polling", polling()),
    ]
}

fn role() -> Value {
    let keys = vec![
        need(
            "label",
            text("What people call the role.", "Account manager"),
        ),
        may(
            "responsibilities",
            texts(
                "What it answers for.",
                "Is the one voice of the bank to its clients",
            ),
        ),
        may(
            "objectives",
            texts(
                "What it is to reach.",
                "Clients hear news from their account manager first",
            ),
        ),
        may(
            "metrics",
            texts(
                "How one sees that it does.",
                "Clients who name their account manager when asked",
            ),
        ),
    ];
    table(
        "A role: what it answers for, what it is to reach, and how that is seen.",
        keys,
    )
}

fn product() -> Value {
    let keys = vec![
        need(
            "label",
            text(
                "What people call the product.",
                "Harbour, the app for shipping companies",
            ),
        ),
        may(
            "words",
            texts(
                "Words and phrases that mean it, upper and lower case aside.",
                "Harbour app",
            ),
        ),
        may("codes", texts("Codes that mean it, as written.", "AHB-2")),
    ];
    table(
        "A product by its words and codes; at least one of the two lists.",
        keys,
    )
}

fn polling() -> Value {
    let about = "Minutes between two looks, a fifth more or less by chance; 15 if left out.";
    let keys = [need("minutes", number(about, (5, 360)))];
    table("How often browsers look for a new bundle.", keys)
}

fn sealing() -> Value {
    let keys = [
        may(
            "profile",
            one_of::<Profile>(
                "How dear it is to guess who is on a sealed list: `sealed` if left out, `sealed-light` for slow \
                 machines, `test` for tests alone.",
            ),
        ),
        may(
            "epoch",
            number(
                "Count it up to seal everything anew, so that old copies say nothing about new ones. 1 if left out.",
                (1, 255),
            ),
        ),
    ];
    table(
        "How lists are sealed; docs/sealed-lists.md says more.",
        keys,
    )
}

fn sites() -> Value {
    let site = |name: &&'static str| {
        let wasm = switch(
            "`true` only once a person has read 'wasm-unsafe-eval' in the site's own policy header.",
            false,
        );
        may(
            name,
            table("What is switched on this site.", [may("wasm", wasm)]),
        )
    };
    table(
        "What is switched per site.",
        names_of::<Site>().iter().map(site),
    )
}
