//! What somebody's headline says about their level, titles and employer: any text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy::names::{OrganisationKey, standing};

fuzz_target!(|text: &str| {
    let found = standing(text);
    if let Some(employer) = &found.employer {
        let _ = OrganisationKey::name(employer);
    }
    assert_eq!(standing(text), found, "{text:?}");
});
