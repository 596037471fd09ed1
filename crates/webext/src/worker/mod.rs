//! The extension's worker: the only part that fetches, verifies, stores and looks up.
//!
//! Reading order: [`entry`] (what `worker.js` calls), [`identity`] (who is enrolled, and by whom),
//! [`sync`] (fetch → verify → activate), [`fetch`] (one file, with a limit), [`patience`] (with a slow
//! server), [`slots`] over [`database`] (where verified files lie), [`active`] (the bundle in force, and how old it is),
//! [`maps`] (sealed lists, and what was derived to ask them: [`remembered`]), [`ports`] (open composers),
//! [`inject`] (which build of the core a page gets), [`counts`], [`health`] (of the sites),
//! [`status`] (what people are shown), [`state`] (the cache).
//!
//! The browser may end the worker at any moment: storage is the truth, [`state`] a cache of it.
//! Trust is decided in `bundle`, nudges in the page.

mod active;
mod counts;
mod database;
pub mod entry;
mod fetch;
mod health;
mod identity;
mod inject;
mod maps;
mod patience;
mod ports;
mod problem;
mod remembered;
mod requests;
mod slots;
mod state;
mod status;
mod sync;

/// Now, in seconds since the Unix epoch, by this computer's clock.
fn now() -> i64 {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 fit for 200,000 years"
    )]
    let milliseconds = js_sys::Date::now() as i64;
    milliseconds.div_euclid(1000)
}

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
