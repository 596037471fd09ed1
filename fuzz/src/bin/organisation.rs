//! Organisations by name or domain: read or refused, and a normal form is read as itself again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy::names::OrganisationKey;

fuzz_target!(|text: &str| {
    match OrganisationKey::name(text) {
        Ok(key) => assert_eq!(
            OrganisationKey::name(rest(&key)).as_ref(),
            Ok(&key),
            "{text:?}"
        ),
        Err(error) => drop((error.to_string(), error.help())),
    }
    let candidates = OrganisationKey::domain_candidates(text);
    match OrganisationKey::domain(text) {
        Ok(key) => {
            assert_eq!(
                OrganisationKey::domain(rest(&key)).as_ref(),
                Ok(&key),
                "{text:?}"
            );
            // The worker asks for the candidates, the builder wrote the domain.
            assert!(
                candidates.contains(&key),
                "{text:?}: {key} is not in {candidates:?}"
            );
        }
        Err(error) => drop((error.to_string(), error.help())),
    }
    for key in &candidates {
        let again = OrganisationKey::domain_candidates(rest(key));
        assert_eq!(again.first(), Some(key), "{text:?}");
    }
});

/// What stands behind the kind.
fn rest(key: &OrganisationKey) -> &str {
    key.as_str()
        .split_once(':')
        .map_or("", |(_kind, rest)| rest)
}
