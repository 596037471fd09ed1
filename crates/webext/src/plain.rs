//! Plain data to and from what the extension API carries: JavaScript values, objects and packed texts.
//! Where they go is left to `host`, what they mean to `messages`.

use js_sys::{Object, Reflect};
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

/// A plain object with these fields.
pub(crate) fn object<const N: usize>(fields: [(&str, JsValue); N]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        set(&object, name, &value);
    }
    object.into()
}

/// Setting a field of a fresh plain object cannot fail.
pub(crate) fn set(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// A field; undefined where there is none.
pub(crate) fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A field that is a text.
pub(crate) fn text(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}
