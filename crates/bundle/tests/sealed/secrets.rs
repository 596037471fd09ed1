//! What a release does not contain.

use crate::bank::{Bank, Version};

/// Everything that is published, each file by its name.
fn published(version: &Version) -> Vec<(&String, &Vec<u8>)> {
    version
        .targets
        .iter()
        .chain(&version.sealed.objects)
        .collect()
}

/// A text as it stands in files, case aside: plain, in base64 at each offset, and in UTF-16.
fn forms(text: &str) -> Vec<Vec<u8>> {
    use base64::Engine as _;
    let mut forms = vec![text.as_bytes().to_vec()];
    for offset in 0..3 {
        let padded = ["x".repeat(offset).as_bytes(), text.as_bytes()].concat();
        let encoded = base64::engine::general_purpose::STANDARD_NO_PAD.encode(padded);
        // The first and last letters depend on what stands beside the text.
        let inner = encoded.len() - 2;
        forms.push(encoded.as_bytes()[[0, 2, 3][offset]..inner].to_vec());
    }
    let wide: Vec<u16> = text.encode_utf16().collect();
    forms.push(wide.iter().flat_map(|it| it.to_le_bytes()).collect());
    forms.push(wide.iter().flat_map(|it| it.to_be_bytes()).collect());
    forms
}

fn contains(bytes: &[u8], text: &str) -> bool {
    let found = |form: &Vec<u8>| bytes.windows(form.len()).any(|it| it == form.as_slice());
    forms(text).iter().any(found)
}

#[test]
fn a_release_has_no_name_handle_domain_or_owner_of_a_sealed_list_in_it() {
    let version = Version::first(&Bank::with_clients(0..60));
    let secrets = [
        "client7",
        "Client 7",
        "vineyard-9",
        "Vineyard 9",
        "v9.example",
        "Jonas Brandt",
        "jonas.brandt@aldermoor.example",
        "Mara Lindqvist",
        "chat.aldermoor.example",
        "Account manager",
    ];
    for (name, bytes) in published(&version) {
        for secret in secrets {
            assert!(!contains(bytes, secret), "`{secret}` in {name}");
        }
    }
    // The search finds what is there: the rival's handle, and who looks after an open list.
    for open in ["victor_hale", "Ruth Okoye"] {
        assert!(
            published(&version)
                .iter()
                .any(|(_, bytes)| contains(bytes, open)),
            "{open}"
        );
    }
}
