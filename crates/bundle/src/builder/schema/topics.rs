//! The schema of `topics/*.toml`; what it means is said in the reader `topic`.

use serde_json::{Value, json};

use super::parts::{any_of, by_language, may, need, note, switch, table, text, texts};

pub(super) fn shape(about: &str) -> Value {
    let own = table(
        about,
        [
            may(
                "id",
                text(
                    "The name of the file, without its ending; may be left out.",
                    "sample",
                ),
            ),
            need(
                "label",
                text("What people call the topic.", "Hiring and soliciting"),
            ),
            may(
                "reason",
                note(
                    "Why the company cares. It does not leave this folder.",
                    "Partners read it",
                ),
            ),
            may(
                "protected",
                switch(
                    "`true` for speech that the law protects: nothing is ever said or counted about it.",
                    false,
                ),
            ),
        ],
    );
    // The other keys are languages.
    let mut shape = by_language(about, in_language());
    if let Some(members) = shape.as_object_mut() {
        for key in ["properties", "required"] {
            members.insert(key.to_owned(), own.get(key).cloned().unwrap_or(json!({})));
        }
    }
    shape
}

fn in_language() -> Value {
    let keys = [
        may(
            "phrases",
            texts(
                "Words one after the other, in any form. `a/b` either, `?word` may be left out, `=word` as written, `..` up to three words between.",
                "we are .. hiring",
            ),
        ),
        may(
            "except",
            texts(
                "What looks like it and is not: a hit within one of these does not count.",
                "hire car",
            ),
        ),
        need(
            "fires",
            any_of(note(
                "Texts that are about the topic; `check` plays them.",
                "We are hiring two nurses in Porto.",
            )),
        ),
        need(
            "silent",
            any_of(note(
                "Texts that look like it and are not; `check` plays them.",
                "We had to hire a car in Porto.",
            )),
        ),
    ];
    table("One language of the topic, like `[en]`.", keys)
}
