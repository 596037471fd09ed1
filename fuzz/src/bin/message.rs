//! What comes over the port between a page and the worker: read as what it was packed from, or refused.
#![no_main]

use std::fmt::Debug;

use fuzz::messages::{ComposeRequest, ComposeResponse};
use libfuzzer_sys::fuzz_target;
use serde::Serialize;
use serde::de::DeserializeOwned;

fuzz_target!(|bytes: &[u8]| {
    check::<ComposeRequest>(bytes);
    check::<ComposeResponse>(bytes);
});

fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(bytes: &[u8]) {
    let Ok(message) = postcard::from_bytes::<T>(bytes) else {
        return;
    };
    let packed = postcard::to_allocvec(&message).expect("a message can be packed");
    assert_eq!(postcard::from_bytes::<T>(&packed).as_ref(), Ok(&message));
}
