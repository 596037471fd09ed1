//! Accounts, whatever the text: no panic, and normalising twice is normalising once.

use policy::AccountKey;
use proptest::prelude::*;

/// Texts near what is accepted: plain noise hardly ever gets past the first check.
fn near_an_account() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        "",
        "@",
        "#",
        "x:",
        "in:",
        "/in/",
        "in/",
        "/company/",
        "https://x.com/",
        "twitter.com/@",
        "https://x.com/intent/user?user_id=",
        "https://de.linkedin.com/in/",
        "/in/ACoAA",
        "/pub/",
    ]);
    (
        start,
        "[\\PC]{0,12}|[a-zA-Z0-9_%.&'-]{0,24}|[0-9]{1,22}|\\PC{0,40}",
    )
        .prop_map(|(start, rest)| format!("{start}{rest}"))
}

fn check(read: fn(&str) -> Result<AccountKey, policy::KeyError>, text: &str) {
    let Ok(key) = read(text) else {
        return;
    };
    assert_eq!(AccountKey::parse(key.as_str()).as_ref(), Ok(&key), "{text}");
    assert_eq!(
        AccountKey::parse(&key.display()).as_ref(),
        Ok(&key),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_has_one_normal_form_or_none(text in near_an_account()) {
        check(AccountKey::parse, &text);
        check(AccountKey::x_id, &text);
        check(AccountKey::linkedin, &text);
    }

    #[test]
    fn any_handle_has_one_normal_form_or_none(text in near_an_account()) {
        check(AccountKey::x, &text);
    }

    #[test]
    fn case_and_host_do_not_matter(name in "[a-z0-9-]{3,20}", country in "[a-z]{2}") {
        prop_assume!(name.bytes().any(|byte| byte != b'-'));
        let plain = AccountKey::linkedin(&format!("/in/{name}")).unwrap();
        let other = format!("https://{country}.LinkedIn.com/in/{}/?x=/in/y", name.to_uppercase());
        assert_eq!(AccountKey::parse(&other), Ok(plain));
    }
}
