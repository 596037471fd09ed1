//! The lines under an author's photo: name, degree of connection, headline, time of the post.
//!
//! Words differ by language; bullets, digits and lengths do not.

use policy::AccountKey;

use crate::text::joined;

/// The name: the first line, without a degree on the same line.
pub(super) fn name(lines: &[String]) -> Option<String> {
    let words = lines.first()?.split(' ');
    // A bullet inside a word belongs to the name. Words and no patterns: searching for a text is 7 kB in a page.
    let name = joined(words.take_while(|word| !matches!(*word, "•" | "·")), " ");
    Some(name).filter(|name| !name.is_empty())
}

/// The headline: the first later line that is none of the others. Companies have none; the number
/// of followers stands in its place.
pub(super) fn headline(account: &AccountKey, lines: &[String]) -> Option<String> {
    if account.as_str().starts_with("in:/company/") {
        return None;
    }
    let name = name(lines);
    let mut later = lines.iter().skip(1);
    let headline = later.find(|line| Some(*line) != name.as_ref() && is_headline(line));
    headline.cloned()
}

fn is_headline(line: &str) -> bool {
    let is_bullet = |c| matches!(c, '•' | '·');
    let starts_with_digit = line.starts_with(char::is_numeric);
    // `• 2nd`, `· 2.`
    let is_degree = line.starts_with(is_bullet);
    // `2d •`, `3 Std. • Bearbeitet •`; `2d` alone. A headline may start with a digit, too: `3D artist`.
    let is_time = starts_with_digit && (line.ends_with(is_bullet) || line.chars().count() <= 5);
    // `(She/Her)`
    let is_pronouns = line.starts_with('(') && line.ends_with(')') && line.chars().count() <= 24;
    !(is_degree || is_time || is_pronouns)
}

#[cfg(test)]
mod tests {
    use policy::AccountKey;

    use super::{headline, name};

    fn check(lines: &[&str], expected: (Option<&str>, Option<&str>)) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let member = AccountKey::linkedin("/in/somebody").unwrap();
        assert_eq!(name(&lines).as_deref(), expected.0, "{lines:?}");
        assert_eq!(
            headline(&member, &lines).as_deref(),
            expected.1,
            "{lines:?}"
        );
    }

    #[test]
    fn finds_name_and_headline() {
        let expected = (Some("Ada Berg"), Some("CTO at Acme"));
        check(&["Ada Berg", "• 2nd", "CTO at Acme", "2d •"], expected);
        check(&["Ada Berg • 2nd", "CTO at Acme", "2d"], expected);
        check(
            &["Ada Berg", "Ada Berg", "(She/Her)", "· 2.", "CTO at Acme"],
            expected,
        );
        check(
            &["Gal·la Puig", "3D artist", "3 Std. • Bearbeitet •"],
            (Some("Gal·la Puig"), Some("3D artist")),
        );
        check(
            &["山田 太郎", "• 3rd+", "営業部長"],
            (Some("山田 太郎"), Some("営業部長")),
        );
    }

    #[test]
    fn finds_no_headline_where_there_is_none() {
        check(&["Ada Berg", "• 1st", "2d •"], (Some("Ada Berg"), None));
        check(&[], (None, None));
        let company = AccountKey::linkedin("/company/acme").unwrap();
        assert_eq!(
            headline(&company, &["Acme".to_owned(), "Banking".to_owned()]),
            None
        );
    }
}
