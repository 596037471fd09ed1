//! Our word boundaries held against a library that carries Unicode's tables itself.

use policy::topics::build::plain_alphabet;
use policy::topics::words;
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

/// Where ours differ on purpose: a boundary at each apostrophe, and handles are nobody's words.
const OURS: [char; 4] = ['\'', '’', 'ʼ', '@'];

fn check(text: &str) {
    let ours = words(text, plain_alphabet());
    // A sign that counts as a letter, alone, is a word of no lexicon: theirs leaves it out, ours need not.
    let ours = ours.iter().filter(|it| has_letter(it));
    let ours: Vec<String> = ours.map(|word| folded(word)).collect();
    let theirs = text.unicode_words().filter(|it| has_letter(it));
    let theirs: Vec<String> = theirs.map(folded).collect();
    assert_eq!(ours, theirs, "{text:?}");
}

/// Whether a letter or number is in it that is no mark: marks after a sign are no word of ours.
fn has_letter(word: &str) -> bool {
    let is_mark = |c: char| format!("!{c}").split_word_bounds().count() == 1;
    word.contains(|c: char| c.is_alphanumeric() && !is_mark(c))
}

/// Ours come in lower case of ASCII and without diacritical marks.
fn folded(word: &str) -> String {
    let is_mark = |c: &char| ('\u{300}'..='\u{36f}').contains(c);
    word.to_lowercase()
        .chars()
        .filter(|c| !is_mark(c))
        .collect()
}

#[test]
fn cuts_texts_of_many_scripts_as_the_library_does() {
    for text in [
        "Wir suchen zwei Pflegekräfte (m/w/d) in Köln – ab 1.10.2026, 38,5 Std./Woche!",
        "¿Hay descuento para ONGs? Sí: 3.500,00 € en vez de 4_000.",
        "Ça coûte 12·50 l·l; a.b.c x:y 1:2 1;2 snake_case __init__ _",
        "Η τιμή είναι 3,5% ακριβότερη. Цена выросла на 3,5 %.",
        "צה\"ל ו\"א \"שלום\" a\"b",
        "東京都で カタカナ・テスト ﾊﾝｶｸ ひらがな 3つ カタ3 1カ",
        "สวัสดีครับ ขอบคุณ",
        "한국어 문장 नमस्ते दुनिया مرحبا بالعالم",
        "cafe\u{301} \u{301}x a\u{ad}b 👩‍🚀👩🏽 🇨🇭🇫🇷 x\u{200d}y ½ ² Ⅷ ①",
        "e-mail #JoinUs https://acme.example/a?b=c&d=1.5 10:30 r\u{fe0f}",
    ] {
        check(text);
    }
}

/// Scripts to which Unicode adds nothing any more: table and library may know different versions.
const ANY: &str = r"[\u{0}-\u{52f}\u{5d0}-\u{5ea}\u{620}-\u{6ff}\u{900}-\u{97f}\u{e00}-\u{e7f}\u{1e00}-\u{1fff}\u{2010}-\u{206f}\u{3040}-\u{30ff}\u{4e00}-\u{9fff}\u{ac00}-\u{d7a3}]{0,40}";

/// Where most rules of the standard meet.
const DENSE: &str = "(?s)[a-zß-ÿα-ω0-9א-ה゠-ヿ ._:;,\"·‧\u{301}\u{ad}\u{200d}\r\n!-]{0,40}";

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn cuts_any_text_as_the_library_does(any in ANY, dense in DENSE) {
        check(&any.replace(OURS, " "));
        check(&dense);
    }
}
