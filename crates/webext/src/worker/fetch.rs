//! One file of the repository over the network: no cookies, no cache, no redirect, a size limit and a
//! least pace. Which file, and what to make of it, is left to `sync` and `bundle`.

use bundle::Response;
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, Request, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, ResponseType,
};

use super::patience::Patience;
use crate::host::thrown_text;

/// Why a file did not arrive.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum FetchError {
    /// No connection, no permission to read the answer, or too slow.
    #[error("`{address}` could not be read: {reason}")]
    Network {
        /// What was asked for.
        address: String,
        /// What the browser says, which is little.
        reason: String,
    },
    /// The server sends elsewhere. Another origin than the one enrolled is never asked.
    #[error("`{0}` redirects; enrol with the final address")]
    Redirect(String),
    /// An answer that is neither the file nor its absence.
    #[error("`{address}` answered with status {status}")]
    Status {
        /// What was asked for.
        address: String,
        /// The HTTP status.
        status: u16,
    },
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch)]
    fn global_fetch(request: &Request) -> Promise;
}

/// Fetches a file. Reading stops one byte past `max_bytes`: enough for `bundle` to refuse it by step.
pub(super) async fn fetch(address: &str, max_bytes: usize) -> Result<Response, FetchError> {
    fetch_with(address, max_bytes, Copy::None).await
}

/// What the browser's own cache may keep of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Copy {
    /// Nothing: verified files are kept in the slots, and a second copy would outlive "Leave".
    None,
    /// A copy that is asked about each time: a server that has nothing new says so in a line.
    Asked,
}

/// The same, with what may be kept.
pub(super) async fn fetch_with(
    address: &str,
    max_bytes: usize,
    copy: Copy,
) -> Result<Response, FetchError> {
    let network = |thrown: JsValue| FetchError::Network {
        address: address.to_owned(),
        reason: thrown_text(&thrown),
    };
    let patience = Patience::begin().map_err(network)?;
    let request = request(address, &patience.signal(), copy).map_err(network)?;
    let response = JsFuture::from(global_fetch(&request))
        .await
        .map_err(network)?;
    let response: web_sys::Response = response.unchecked_into();
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(FetchError::Redirect(address.to_owned()));
    }
    match response.status() {
        200 => read(&response, max_bytes, &patience)
            .await
            .map(Response::Bytes)
            .map_err(network),
        // Object stores answer 403 for what is not there, unless listing is allowed.
        403 | 404 | 410 => Ok(Response::NotFound),
        status => Err(FetchError::Status {
            address: address.to_owned(),
            status,
        }),
    }
}

fn request(address: &str, signal: &AbortSignal, copy: Copy) -> Result<Request, JsValue> {
    let init = RequestInit::new();
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(match copy {
        Copy::None => RequestCache::NoStore,
        Copy::Asked => RequestCache::NoCache,
    });
    init.set_redirect(RequestRedirect::Manual);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(signal));
    Request::new_with_str_and_init(address, &init)
}

async fn read(
    response: &web_sys::Response,
    max_bytes: usize,
    patience: &Patience,
) -> Result<Vec<u8>, JsValue> {
    let Some(body) = response.body() else {
        return Ok(Vec::new());
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await?;
        if Reflect::get(&chunk, &"done".into())?.is_truthy() {
            return Ok(bytes);
        }
        let chunk: Uint8Array = Reflect::get(&chunk, &"value".into())?.unchecked_into();
        let chunk = chunk.to_vec();
        patience.received(chunk.len());
        bytes.extend(chunk);
        if bytes.len() > max_bytes {
            bytes.truncate(max_bytes.saturating_add(1));
            // Nobody waits for the rest; that it cannot be called off changes nothing.
            drop(reader.cancel());
            return Ok(bytes);
        }
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    async fn reads_a_file_that_just_fits() {
        let read = fetch("data:text/plain,12345", 5).await;
        assert_eq!(read, Ok(Response::Bytes(b"12345".to_vec())));
    }

    #[wasm_bindgen_test]
    async fn stops_one_byte_past_the_limit() {
        let endless = format!("data:text/plain,{}", "x".repeat(100_000));
        assert_eq!(
            fetch(&endless, 5).await,
            Ok(Response::Bytes(b"xxxxxx".to_vec()))
        );
    }

    #[wasm_bindgen_test]
    async fn says_which_address_could_not_be_read() {
        // Nobody listens on port 9, "discard", which browsers refuse to ask anyway.
        let address = "http://127.0.0.1:9/metadata/timestamp.json";
        let read = fetch(address, 5).await;
        assert!(
            matches!(read, Err(FetchError::Network { address: named, .. }) if named == address)
        );
    }
}
