//! Organisations, whatever the text: no panic, and normalising twice is normalising once.
#![cfg(feature = "names")]

use policy::names::OrganisationKey;
use proptest::prelude::*;

/// Names near what is folded: forms, signs and marks among letters of several scripts.
fn near_a_name() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "Acme",
        "GmbH",
        "& Co",
        "KG",
        "S.p.A.",
        "A/S",
        "S. A.",
        "e",
        "y",
        "and",
        "&",
        " + ",
        "Cie",
        "Ltd.",
        "UAB „",
        "“",
        "株式会社",
        "青空",
        "(株)",
        "有限公司",
        "주식회사",
        "하늘",
        "จำกัด",
        "ฟ้าใส",
        "ООО «",
        "L’",
        "ß",
        "İ",
        "Σ",
        "ς",
        "ﬁ",
        "e\u{301}",
        "\u{200d}",
        "㈱",
        "®",
        ".",
        "-",
        "'",
        "J.",
        "R.",
        "1",
    ]);
    let joint = prop::sample::select(vec!["", " ", " ", "-", ", "]);
    let parts = prop::collection::vec((part, joint), 0..8);
    let parts = parts.prop_map(|parts| {
        let parts = parts
            .into_iter()
            .map(|(part, joint)| format!("{part}{joint}"));
        parts.collect::<String>()
    });
    prop_oneof![4 => parts, 1 => "\\PC{0,30}", 1 => any::<String>()]
}

fn near_a_domain() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec!["", "https://", "jane@", "www.", "mailto:", "xn--"]);
    let end = prop::sample::select(vec![
        "",
        ".",
        ".example",
        ".co.uk",
        ".github.io",
        ".公司.cn",
        "/a?b",
    ]);
    let middle = "[a-z0-9.-]{0,12}|[a-zäöüßéçñ。ａ-ｚ食狮公司]{1,8}|\\PC{0,10}|xn--[a-z0-9-]{1,10}";
    (start, middle, end).prop_map(|(start, middle, end)| format!("{start}{middle}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_name_has_one_normal_form_or_none(text in near_a_name()) {
        let Ok(key) = OrganisationKey::name(&text) else {
            return Ok(());
        };
        let name = key.as_str().strip_prefix("org:").unwrap();
        assert_eq!(OrganisationKey::name(name).as_ref(), Ok(&key), "{text:?}");
        // Case does not matter, where a script has case and upper case takes nothing away.
        if name.is_ascii() {
            assert_eq!(OrganisationKey::name(&name.to_uppercase()).as_ref(), Ok(&key), "{text:?}");
        }
    }

    #[test]
    fn candidates_are_their_own_first_candidate(text in near_a_domain()) {
        for key in OrganisationKey::domain_candidates(&text) {
            let domain = key.as_str().strip_prefix("dom:").unwrap();
            let again = OrganisationKey::domain_candidates(domain);
            assert_eq!(again.first(), Some(&key), "{text:?}");
        }
    }

    #[cfg(feature = "public-suffix")]
    #[test]
    fn a_domain_has_one_normal_form_or_none(text in near_a_domain()) {
        let Ok(key) = OrganisationKey::domain(&text) else {
            return Ok(());
        };
        let domain = key.as_str().strip_prefix("dom:").unwrap();
        assert_eq!(OrganisationKey::domain(domain).as_ref(), Ok(&key), "{text:?}");
        assert!(OrganisationKey::domain_candidates(&text).contains(&key), "{text:?}");
    }
}
