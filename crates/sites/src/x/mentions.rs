//! Handles named in a text.

use policy::AccountKey;

/// Longest handle that can be mentioned; longer ones exist on legacy accounts only.
const LONGEST: usize = 15;

/// The accounts that a text mentions, in order, with repetitions.
///
/// X's own rule: `(^|[^A-Za-z0-9_@/])@([A-Za-z0-9_]{1,15})(?![A-Za-z0-9_@])`.
pub(super) fn in_text(text: &str) -> Vec<AccountKey> {
    let mut mentions = Vec::new();
    let mut chars = text.chars().peekable();
    let mut before = None;
    while let Some(c) = chars.next() {
        let starts = c == '@' && !before.is_some_and(|b| is_word(b) || b == '@' || b == '/');
        before = Some(c);
        if !starts {
            continue;
        }
        let mut name = String::new();
        while let Some(next) = chars.next_if(|next| is_word(*next)) {
            name.push(next);
            before = Some(next);
        }
        let ends = name.len() <= LONGEST && chars.peek() != Some(&'@');
        mentions.extend(AccountKey::x_handle(&name).ok().filter(|_| ends));
    }
    mentions
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::in_text;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = in_text(text)
            .iter()
            .map(|account| account.display())
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn finds_handles_wherever_a_word_may_start() {
        check(
            "@Elena_Marchetti hello (@b), „@c“ and\n@d.",
            &["@elena_marchetti", "@b", "@c", "@d"],
        );
        check("こんにちは@elena さん", &["@elena"]);
        check("مرحبا @elena!", &["@elena"]);
        check("@a23456789012345", &["@a23456789012345"]);
    }

    #[test]
    fn stays_silent_for_addresses_and_broken_handles() {
        check("mail me@aldermoor.example or x.com/@elena", &[]);
        check("@elena@social.example and @@elena and @ elena", &[]);
        check("@a234567890123456", &[]);
        check("", &[]);
    }
}
