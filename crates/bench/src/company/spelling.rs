//! Numbers as words: how invented companies are called, and what makes one address different from all others.
//!
//! Nothing here remembers what was given away before: different numbers make different words, always.

/// A large prime: what is multiplied by it looks shuffled, and stays different.
const STRIDE: u64 = 7_368_787;

/// The name that a number has in syllables of these letters: at least three of them, and so many more as
/// large numbers need.
pub(super) fn stem(number: u64, (onsets, vowels): (&str, &str)) -> String {
    let onsets: Vec<char> = onsets.chars().collect();
    let vowels: Vec<char> = vowels.chars().collect();
    let syllables = (onsets.len() * vowels.len().max(1)) as u64;
    let (digits, mut rest) = shuffled(number, syllables, 3);
    let mut name = String::new();
    for _ in 0..digits {
        let syllable = usize::try_from(rest % syllables).unwrap_or_default();
        rest /= syllables;
        name.extend(onsets.get(syllable % onsets.len()));
        name.extend(vowels.get(syllable / onsets.len()));
    }
    name
}

/// The same, beginning with a capital letter where the script has them.
pub(super) fn capital(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// Digits that nothing else of another number has: at least two.
pub(super) fn digits(number: u64) -> String {
    let (width, value) = shuffled(number, 10, 2);
    format!("{value:0width$}")
}

/// A number as a network gives it to an account: large, and nobody's neighbour.
pub(super) fn account_number(number: u64) -> u64 {
    const BITS: u64 = (1 << 48) - 1;
    1_200_000_000_000_000_000 + (number.wrapping_mul(0x5851_f42d_4c95_7f2d) & BITS)
}

/// How many digits of a base a number takes, and another number of as many digits in its place.
fn shuffled(number: u64, base: u64, least: usize) -> (usize, u64) {
    let (mut width, mut end) = (least, base.pow(u32::try_from(least).unwrap_or(1)));
    while end <= number {
        width += 1;
        end *= base;
    }
    let product = u128::from(number) * u128::from(STRIDE) % u128::from(end);
    (width, u64::try_from(product).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn different_numbers_make_different_words() {
        let words: BTreeSet<String> = (0..20_000).map(|at| stem(at, ("bd", "ao"))).collect();
        assert_eq!(words.len(), 20_000);
        let words: BTreeSet<String> = (0..20_000).map(digits).collect();
        assert_eq!(words.len(), 20_000);
        let numbers: BTreeSet<u64> = (0..20_000).map(account_number).collect();
        assert_eq!(numbers.len(), 20_000);
    }

    #[test]
    fn words_have_three_syllables_at_least() {
        assert_eq!(stem(0, ("安邦", "")), "安安安");
        assert_eq!(stem(0, ("bd", "ao")), "bababa");
        assert_eq!(capital("bababa"), "Bababa");
    }
}
