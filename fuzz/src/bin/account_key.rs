//! Accounts as people paste them: read or refused, and the normal form and what is shown are read as the
//! same account again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy::{AccountKey, KeyError};

fuzz_target!(|text: &str| {
    for read in [
        AccountKey::parse,
        AccountKey::linkedin,
        AccountKey::x,
        AccountKey::x_id,
    ] {
        check(text, read, AccountKey::parse);
    }
    // It knows nothing of pages that are called like a handle.
    check(text, AccountKey::x_handle, |text| {
        AccountKey::x_handle(text.trim_start_matches("x:"))
    });
});

type Read = fn(&str) -> Result<AccountKey, KeyError>;

fn check(text: &str, read: Read, again: Read) {
    match read(text) {
        Ok(key) => {
            for form in [key.as_str(), &key.display()] {
                assert_eq!(again(form).as_ref(), Ok(&key), "{text:?} as {form:?}");
            }
        }
        Err(error) => {
            let _ = (error.to_string(), error.help());
        }
    }
}
