//! What `extension/pages.js` calls.

use wasm_bindgen::prelude::*;

use super::page::{Page, PageError};
use super::{status, welcome};

/// Fills the page of this name, `status` or `welcome`, and keeps it alive.
///
/// # Errors
/// When the page lacks an element it should have: a fault of ours, for the console.
#[wasm_bindgen]
pub async fn show(name: String) -> Result<(), JsValue> {
    let shown = match Page::open() {
        Ok(page) if name == "welcome" => welcome::show(page).await,
        Ok(page) => status::show(page).await,
        Err(error) => Err(error),
    };
    shown.map_err(|error: PageError| error.to_string().into())
}
