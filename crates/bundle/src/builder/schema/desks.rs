//! The schema of `desks.toml`; what it means is said in `desks`.

use serde_json::Value;

use super::parts::{link, named, need, table, text};

pub(super) fn shape(about: &str) -> Value {
    let keys = [
        need("name", text("What people call the desk.", "Press desk")),
        need("link", link("How to reach it: `mailto:…` or `https://…`.")),
    ];
    named(about, table("A shared place to turn to.", keys))
}
