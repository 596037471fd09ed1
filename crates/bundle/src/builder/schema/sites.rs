//! The schema of `sites.toml`; what it means is said in `site_file`.

use serde_json::Value;

use super::parts::{Key, day, may, need, note, table, tables, text};

pub(super) fn shape(about: &str) -> Value {
    let name = text(
        "Which selector of the extension is replaced. `fineline inspect` lists them.",
        "x/author",
    );
    let css = text(
        "What to look for instead, in CSS. Several stand between commas: name the old one as well, where the \
         site still has both.",
        "[data-testid='User-Name']",
    );
    let place = text(
        "Which place is left alone. `fineline inspect` and the status page name it.",
        "x/dialog",
    );
    let selector = table(
        "A selector in place of a built-in one.",
        [need("name", name), need("css", css)]
            .into_iter()
            .chain(notes()),
    );
    let off = table(
        "A place where nothing is read and nothing is said.",
        [need("place", place)].into_iter().chain(notes()),
    );
    table(
        about,
        [
            may("selector", tables("One for each selector.", selector)),
            may("off", tables("One for each place.", off)),
        ],
    )
}

fn notes() -> [Key; 2] {
    [
        may(
            "until",
            day("The last day on which it counts: by then the extension knows the change itself."),
        ),
        may(
            "reason",
            note(
                "Why. It does not leave this folder.",
                "X renamed it on 20 November",
            ),
        ),
    ]
}
