//! Plain data to and from what the extension API carries: JavaScript values and packed texts.
//! Where they go is left to `host`, what they mean to `messages`.

use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::JsValue;

use crate::host::{HostError, failed};

/// Plain data → a JSON-like JavaScript value.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, HostError> {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    let error = |error: serde_wasm_bindgen::Error| failed("to_js")(error.into());
    value.serialize(&serializer).map_err(error)
}

/// A JavaScript value → plain data.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, HostError> {
    serde_wasm_bindgen::from_value(value).map_err(|error| failed("from_js")(error.into()))
}

/// Plain data → a text with one character (U+0000 to U+00FF) per byte of its compact form, for a
/// message over a port: JSON-safe, and a page needs little code to read it.
pub fn pack<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, HostError> {
    let bytes =
        postcard::to_allocvec(value).map_err(|error| failed("pack")(error.to_string().into()))?;
    let text: String = bytes.into_iter().map(char::from).collect();
    Ok(text.into())
}

/// The reverse of [`pack`]. Fails for what another version of the extension packed.
pub fn unpack<T: DeserializeOwned>(value: &JsValue) -> Result<T, HostError> {
    let text = value.as_string().unwrap_or_default();
    let bytes: Result<Vec<u8>, _> = text.chars().map(u8::try_from).collect();
    let value = bytes
        .ok()
        .and_then(|bytes| postcard::from_bytes(&bytes).ok());
    value.ok_or_else(|| failed("unpack")("not a message of this version".into()))
}
