//! Accounts on X: handles, user ids, and addresses of either.

use super::address::{fold, path_on};
use super::{AccountKey, KeyError};

/// Places that X serves itself: an address of one of them is nobody's account.
const PAGES: [&str; 17] = [
    "about",
    "account",
    "compose",
    "download",
    "explore",
    "hashtag",
    "home",
    "i",
    "intent",
    "login",
    "logout",
    "messages",
    "notifications",
    "search",
    "settings",
    "share",
    "signup",
];

impl AccountKey {
    /// From an X handle, with or without `@`, in any case, or from an address of the account:
    /// `https://x.com/jdoe`, `twitter.com/@jdoe`, `mobile.twitter.com/jdoe/status/1`,
    /// `x.com/i/user/12345`.
    ///
    /// # Errors
    /// Refuses what is no handle, and X's own pages such as `/home`.
    pub fn x(text: &str) -> Result<Self, KeyError> {
        let text = fold(text);
        let key = match path_on(&text, is_host) {
            Some(path) => account_at(path).unwrap_or_else(|| Err(KeyError::Handle(text.clone()))),
            None => Self::x_handle(&text),
        }?;
        let name = key.0.strip_prefix("x:@").unwrap_or_default();
        if PAGES.contains(&name) {
            return Err(KeyError::Page(text));
        }
        Ok(key)
    }

    /// From an X handle alone, with or without `@`, in any case: for a page, where it is known to be one.
    ///
    /// X allows 15 characters today and 20 on legacy accounts. Nothing is known here of X's own pages.
    ///
    /// # Errors
    /// Refuses what is no handle.
    pub fn x_handle(handle: &str) -> Result<Self, KeyError> {
        let trimmed = handle.trim();
        let name = trimmed.strip_prefix('@').unwrap_or(trimmed);
        let allowed = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if name.is_empty() || name.len() > 20 || !name.chars().all(allowed) {
            return Err(KeyError::Handle(trimmed.to_owned()));
        }
        Ok(Self(format!("x:@{}", name.to_ascii_lowercase())))
    }

    /// From a user id of X: digits, with or without `#`, or an address that holds them.
    ///
    /// # Errors
    /// Refuses everything else, a handle of digits with its `@` included.
    pub fn x_id(text: &str) -> Result<Self, KeyError> {
        let text = fold(text);
        if let Some(Some(Ok(key))) = path_on(&text, is_host).map(account_at)
            && key.0.starts_with("x:#")
        {
            return Ok(key);
        }
        let digits = text.strip_prefix('#').unwrap_or(&text);
        let is_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
        match digits.parse::<u64>() {
            Ok(id) if is_digits && id > 0 => Ok(Self(format!("x:#{id}"))),
            _ => Err(KeyError::UserId(text)),
        }
    }
}

fn is_host(host: &str) -> bool {
    let prefixes = ["www.", "mobile.", "m."];
    let bare = prefixes
        .into_iter()
        .find_map(|prefix| host.strip_prefix(prefix));
    matches!(bare.unwrap_or(host), "x.com" | "twitter.com")
}

/// The account whose page this is; nothing for the bare start page.
fn account_at(path: &str) -> Option<Result<AccountKey, KeyError>> {
    let path = path.trim_start_matches('/');
    // Addresses of 2011 to 2012.
    let path = path.strip_prefix("#!/").unwrap_or(path);
    let path = path.split('#').next()?;
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    match (parts.next()?, parts.next(), parts.next()) {
        ("i", Some("user"), Some(id)) => Some(AccountKey::x_id(id)),
        ("intent", Some("user" | "follow"), _) => Some(account_in(query)),
        (handle, ..) => Some(AccountKey::x_handle(handle)),
    }
}

/// The account that the query of an intent names.
fn account_in(query: &str) -> Result<AccountKey, KeyError> {
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(key, _)| *key == name).map(|(_, value)| value)
    };
    match (value("user_id"), value("screen_name")) {
        (Some(id), _) => AccountKey::x_id(id),
        (None, Some(handle)) => AccountKey::x_handle(handle),
        (None, None) => Err(KeyError::Page("intent".to_owned())),
    }
}

#[cfg(test)]
mod tests {
    use super::AccountKey;

    fn shown(key: Result<AccountKey, super::KeyError>) -> String {
        key.map_or_else(|error| error.to_string(), |key| key.to_string())
    }

    #[test]
    fn folds_handles() {
        let forms = [
            "@JDoe_1",
            " jdoe_1 ",
            "＠ＪＤｏｅ＿１",
            "\u{200f}@jdoe_1\u{feff}",
        ];
        for form in forms {
            assert_eq!(shown(AccountKey::x(form)), "x:@jdoe_1", "{form}");
        }
        // The second has a Cyrillic letter.
        for form in [
            "@j.doe",
            "@jd\u{43e}e",
            "@",
            "",
            "@a2345678901234567890x",
            "@j doe",
        ] {
            let shown = shown(AccountKey::x(form));
            assert!(shown.contains("not an X handle"), "{form}: {shown}");
        }
    }

    #[test]
    fn reads_addresses() {
        let forms = [
            "https://x.com/jdoe",
            "HTTPS://X.com/JDoe/",
            "//x.com/jdoe",
            "x.com/jdoe?s=20&u=https://acme.example",
            "http://www.twitter.com/@jdoe",
            "https://mobile.twitter.com/jdoe/status/123#m",
            "m.twitter.com/jdoe/with_replies",
            "https://twitter.com/#!/jdoe",
            "https://twitter.com/intent/user?screen_name=jdoe",
            "https://x.com/intent/follow?region=x&screen_name=jdoe",
            "/jdoe",
        ];
        for form in forms {
            assert_eq!(shown(AccountKey::x(form)), "x:@jdoe", "{form}");
        }
    }

    #[test]
    fn refuses_pages_and_other_hosts() {
        for page in ["home", "i", "search", "explore", "settings"] {
            for form in [page.to_owned(), format!("https://x.com/{page}?a=b")] {
                let shown = shown(AccountKey::x(&form));
                assert!(shown.contains("a page of X"), "{form}: {shown}");
            }
        }
        assert!(shown(AccountKey::x("x.com/i/status/1")).contains("a page of X"));
        assert!(shown(AccountKey::x("x.com/intent/tweet?text=hi")).contains("a page of X"));
        for form in [
            "https://x.com/",
            "https://help.x.com/jdoe",
            "https://notx.com/jdoe",
            "https://x.com@evil.example/jdoe",
            "ftp://x.com/jdoe",
        ] {
            let shown = shown(AccountKey::x(form));
            assert!(shown.contains("not an X handle"), "{form}: {shown}");
        }
    }

    #[test]
    fn reads_user_ids() {
        for form in [
            "12345",
            "#12345",
            "0012345",
            "１２３４５",
            "https://x.com/intent/user?user_id=12345",
            "https://twitter.com/i/user/12345",
        ] {
            assert_eq!(shown(AccountKey::x_id(form)), "x:#12345", "{form}");
        }
        let longest = "1599634054919245824";
        assert_eq!(shown(AccountKey::x_id(longest)), format!("x:#{longest}"));
        for form in ["", "0", "+5", "1.6E+18", "@12345", "jdoe", "x.com/jdoe"] {
            let shown = shown(AccountKey::x_id(form));
            assert!(shown.contains("not a user id"), "{form}: {shown}");
        }
        assert_eq!(
            shown(AccountKey::x("x.com/intent/user?user_id=12345")),
            "x:#12345"
        );
    }

    #[test]
    fn a_handle_of_digits_is_not_an_id() {
        assert_eq!(shown(AccountKey::x("12345")), "x:@12345");
    }
}
