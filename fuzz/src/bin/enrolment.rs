//! What an employee pastes to enrol: a code, a link that carries one, or the text inside a code.
#![no_main]

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use bundle::Enrolment;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for pasted in [text.to_owned(), wrapped(text)] {
        let Ok(enrolment) = Enrolment::decode(&pasted) else {
            continue;
        };
        assert!(enrolment.anchor().is_ok(), "{pasted:?}");
        let code = enrolment.encode();
        if code.len() <= Enrolment::MAX_BYTES {
            assert_eq!(
                Enrolment::decode(&code).as_ref(),
                Ok(&enrolment),
                "{pasted:?}"
            );
        }
        let address = enrolment.address("timestamp.json");
        assert!(address.starts_with("http"), "{address:?}");
    }
});

/// A code with this inside.
fn wrapped(text: &str) -> String {
    format!(
        "{}{}",
        Enrolment::PREFIX,
        BASE64_URL_SAFE_NO_PAD.encode(text)
    )
}
