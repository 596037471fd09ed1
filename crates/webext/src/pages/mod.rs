//! The extension's own pages, which are static HTML: here they are filled and listened to.
//!
//! Reading order: [`entry`] (what `pages.js` calls), [`status`] (with [`health`]) and [`welcome`] (a page each),
//! [`worker`] (asking the worker), [`page`] (reaching the HTML, by id), [`age`] and [`tally`]
//! (numbers in plain words). What is true is decided in the worker; nothing is stored here.

mod age;
pub mod entry;
mod health;
mod page;
mod status;
mod tally;
#[cfg(test)]
mod texts;
mod welcome;
mod worker;

#[cfg(test)]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
