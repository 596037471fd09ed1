//! Given and family names, and what company names are made of, in the languages of the people on a list.
//!
//! Names that are not written in Latin letters carry how they are spelt in addresses: `Ольга/olga`. Which of
//! them meet is drawn in `person`; nobody of such a name is meant.

mod latin;
mod scripts;

use self::latin::LATIN;
use self::scripts::SCRIPTS;
use crate::random::Random;

/// A language that people are named in.
#[derive(Debug)]
pub(in crate::company) struct Tongue {
    /// How many of a hundred names are of it.
    pub(in crate::company) share: usize,
    /// What stands between two names; languages that begin with the family name have their own order.
    pub(in crate::company) order: Order,
    pub(in crate::company) given: &'static [&'static str],
    pub(in crate::company) family: &'static [&'static str],
    /// The first letters of the syllables of invented company names.
    pub(in crate::company) onsets: &'static str,
    /// Their second letters; none where a sign is a syllable or vowels are not written.
    pub(in crate::company) vowels: &'static str,
    /// What companies do.
    pub(in crate::company) trades: &'static [&'static str],
    /// What follows the name of a company.
    pub(in crate::company) forms: &'static [&'static str],
}

/// Which name comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::company) enum Order {
    /// `Jane Doe`.
    GivenFirst,
    /// `山田太郎`.
    FamilyFirst,
}

/// The letters of company names in Latin; without those that make words of other languages.
pub(in crate::company) const ONSETS: &str = "bdflmnprstvwz";
pub(in crate::company) const VOWELS: &str = "aeiou";

/// All of them; the shares make a hundred.
pub(in crate::company) fn all() -> impl Iterator<Item = &'static Tongue> {
    LATIN.iter().chain(&SCRIPTS)
}

/// One of them, as often as its share says.
pub(in crate::company) fn draw(random: &mut Random) -> &'static Tongue {
    let mut at = random.below(100);
    let found = all().find(|tongue| {
        let is_it = at < tongue.share;
        at = at.saturating_sub(tongue.share);
        is_it
    });
    found.unwrap_or(&LATIN[0])
}

/// A name as it is written, and as addresses spell it.
pub(in crate::company) fn spelt(name: &'static str) -> (&'static str, String) {
    match name.split_once('/') {
        Some((written, spelt)) => (written, spelt.to_owned()),
        None => (name, name.chars().filter_map(plain).flatten().collect()),
    }
}

/// The plain letters that addresses have for a letter; nothing for what they leave out.
fn plain(letter: char) -> Option<std::str::Chars<'static>> {
    let plain = match letter.to_lowercase().next()? {
        'á' | 'à' | 'â' | 'å' | 'ã' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'ç' | 'č' => "c",
        'é' | 'è' | 'ê' | 'ë' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'í' | 'î' | 'ï' | 'ı' | 'i' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ó' | 'ô' | 'õ' | 'ø' => "o",
        'ö' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ú' | 'ů' => "u",
        'ü' => "ue",
        'ý' => "y",
        'ż' | 'ź' | 'ž' => "z",
        other => return ascii(other),
    };
    Some(plain.chars())
}

fn ascii(letter: char) -> Option<std::str::Chars<'static>> {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz";
    let at = LETTERS.find(letter)?;
    LETTERS.get(at..=at).map(str::chars)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shares_make_a_hundred() {
        let shares: usize = all().map(|tongue| tongue.share).sum();
        assert_eq!(shares, 100);
    }

    #[test]
    fn every_name_can_be_spelt_in_an_address() {
        for tongue in all() {
            for name in tongue.given.iter().chain(tongue.family) {
                let (written, spelt) = spelt(name);
                assert!(spelt.len() > 1, "{name}");
                assert!(
                    spelt.bytes().all(|byte| byte.is_ascii_lowercase()),
                    "{name}"
                );
                assert!(!written.contains('/'), "{name}");
            }
        }
        assert_eq!(spelt("Hřebíček").1, "hrebicek");
        assert_eq!(spelt("Großkopf").1, "grosskopf");
        assert_eq!(spelt("İnşaat").1, "insaat");
    }

    /// One after the other they make names, and no two numbers may make the same one.
    #[test]
    fn no_syllable_is_there_twice() {
        for tongue in all() {
            for letters in [tongue.onsets, tongue.vowels] {
                let different: std::collections::BTreeSet<char> = letters.chars().collect();
                assert_eq!(different.len(), letters.chars().count(), "{letters}");
            }
        }
    }
}
