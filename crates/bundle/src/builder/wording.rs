//! How a nudge is worded: words that blame, titles that say nothing. What is worth saying is left to people.
//!
//! Each language has its own words; a text in another language is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::code::Code;
use super::notes::Notes;
use super::tree::At;

/// What is known of one language, between commas. `word*` is every word that begins so; phrases are words
/// one after the other.
struct Wording {
    language: &'static str,
    /// Words that accuse, forbid or order. Source: texts without blame are heeded, see U15 and the limits of
    /// policy tips.
    blame: &'static str,
    /// What looks like it and is kind.
    harmless: &'static str,
    /// Words that a title may have and that say nothing on their own.
    empty: &'static str,
}

const WORDINGS: &[Wording] = &[
    Wording {
        language: "en",
        blame: "violat*, breach*, infring*, offence*, offense*, misconduct, wrongdoing, forbid*, forbade, \
            prohibit*, illegal*, unlawful*, noncomplian*, non complian*, disciplin*, punish*, must, \
            not allowed, not permitted, not supposed to, should not, shouldn t, your fault, \
            you failed, do not post, don t post, do not send, don t send, do not reply, don t reply, \
            do not write, don t write, do not comment, don t comment",
        harmless: "",
        empty: "a, alert, and, are, attention, be, before, careful, caution, heads, hold, important, is, \
            it, message, note, notice, of, on, please, policy, post, reminder, stop, sure, the, \
            think, this, to, twice, up, wait, warning, with, you, your",
    },
    Wording {
        language: "de",
        blame: "verstoß*, verstoss*, verstöß*, verstöss*, verletz*, verbot*, verbiet*, untersag*, \
            unzulässig*, unerlaubt*, nicht erlaubt, nicht gestattet, nicht zulässig, darfst nicht, \
            dürfen nicht, darf nicht, musst, müssen, sollst nicht, gesetzwidrig*, rechtswidrig*, \
            illegal*, fehlverhalten, vergehen, bestraf*, abmahn*, deine schuld, ihre schuld",
        // One need not do it: that is kind.
        harmless: "musst nicht, musst nichts, musst du nicht, müssen nicht, müssen nichts",
        empty: "achtung, an, beachten, beitrag, bist, bitte, das, der, die, dieser, du, ein, eine, halt, \
            hinweis, ist, nachricht, richtlinie, sicher, sie, sind, stopp, und, vor, vorsicht, \
            warnung, warte, wichtig, zu",
    },
    Wording {
        language: "fr",
        blame: "violation*, violez, violer, viole, infraction*, enfrei*, interdit*, interdiction*, \
            défendu*, prohib*, illégal*, illicite*, manquement*, pas autorisé*, non autorisé*, \
            pas le droit, vous devez, tu dois, ne devez, ne dois, votre faute, ta faute, puni*",
        harmless: "",
        empty: "attention, avertissement, ce, de, es, est, et, etes, important, la, le, les, message, \
            note, noter, prudence, rappel, remarque, stop, sur, sûr, sûre, tu, un, une, veuillez, \
            vous, êtes",
    },
    Wording {
        language: "es",
        blame: "violación, violaciones, violar, violas, infring*, infracci*, incumpl*, prohibid*, \
            prohíb*, prohibi*, ilegal*, ilícit*, no debes, no debe, debes, no puedes, \
            no está permitid*, no se permite, tu culpa, su culpa, castig*",
        harmless: "no debes nada",
        empty: "advertencia, atención, aviso, cuidado, de, el, en, es, espera, está, estás, importante, \
            la, mensaje, nota, por, favor, que, recordatorio, segura, seguro, un, una, y",
    },
    Wording {
        language: "it",
        blame: "violazion*, violare, violi, infrazion*, infrang*, vietat*, divieto, divieti, proibi*, \
            illegal*, illecit*, non devi, non deve, devi, non puoi, non è consentit*, non è permess*, \
            colpa tua, tua colpa, sua colpa, puni*",
        harmless: "non devi nulla",
        empty: "aspetta, attenzione, avvertenza, avviso, cautela, di, e, fai, favore, il, importante, la, \
            messaggio, nota, per, promemoria, sei, sicura, sicuro, stop, un, una, è",
    },
];

/// How many words of its own a title needs.
const TITLE_WORDS: usize = 2;

/// Notes every word of a text that blames.
pub(crate) fn check_blame(language: &str, text: &At<String>, notes: &Notes) {
    for words in blame(language, &text.value) {
        let found = format!("`{words}` sounds like blame");
        let help =
            "say who can help, and what to do first: advice is heeded, blame is clicked away";
        let spot = notes.part(text.spot, words);
        notes.add((Code::BlameWord, spot), found, help);
    }
}

/// Notes a title that says nothing of use, or no more than the body.
pub(crate) fn check_title(language: &str, (title, body): (&At<String>, &str), notes: &Notes) {
    let why = if is_vague(language, &title.value) {
        "does not say what it is about"
    } else if title.value.trim() == body.trim() {
        "says the same as the body"
    } else {
        return;
    };
    let found = format!("the title `{}` {why}", title.value);
    let help = "name somebody or something, like `{owner} looks after {recipient}`";
    notes.add((Code::VagueTitle, title.spot), found, help);
}

/// The words of a language, ready to be looked for.
struct Known {
    language: &'static str,
    blame: Phrases,
    harmless: Phrases,
    empty: BTreeSet<&'static str>,
}

fn known(language: &str) -> Option<&'static Known> {
    static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
        let known = |wording: &Wording| Known {
            language: wording.language,
            blame: phrases(wording.blame),
            harmless: phrases(wording.harmless),
            empty: each(wording.empty).collect(),
        };
        WORDINGS.iter().map(known).collect()
    });
    let (language, _) = language.split_once('-').unwrap_or((language, ""));
    KNOWN.iter().find(|known| known.language == language)
}

fn is_vague(language: &str, title: &str) -> bool {
    known(language).is_some_and(|known| {
        let words = words(title).into_iter();
        let telling = words.filter(|(word, _)| !known.empty.contains(word.as_str()));
        telling.count() < TITLE_WORDS
    })
}

/// The parts of a text that blame.
fn blame<'t>(language: &str, text: &'t str) -> Vec<&'t str> {
    let Some(known) = known(language) else {
        return Vec::new();
    };
    let words = words(text);
    let mut found: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let harmless = longest(&known.harmless, rest);
        let blame = longest(&known.blame, rest);
        let length = harmless.max(blame);
        let range = rest.first().zip(rest.get(length.saturating_sub(1)));
        if let (true, Some(((_, from), (_, to)))) = (blame > harmless, range) {
            found.extend(text.get(from.start..to.end));
        }
        at += length.max(1);
    }
    found
}

/// Phrases by the letter they begin with, each as its words.
type Phrases = BTreeMap<char, Vec<Vec<&'static str>>>;

fn phrases(list: &'static str) -> Phrases {
    let mut phrases = Phrases::new();
    for phrase in each(list) {
        let of_letter = phrases.entry(first_letter(phrase)).or_default();
        of_letter.push(phrase.split(' ').collect());
    }
    phrases
}

fn first_letter(text: &str) -> char {
    text.chars().next().unwrap_or_default()
}

/// How many words the longest phrase has that these words begin with; 0 for none.
fn longest(phrases: &Phrases, words: &[(String, Range<usize>)]) -> usize {
    let first = words.first().map_or("", |(word, _)| word);
    let possible = phrases.get(&first_letter(first)).into_iter().flatten();
    let fits = |phrase: &&Vec<&'static str>| {
        let mut parts = phrase.iter().zip(words);
        let all = parts.all(|(part, (word, _))| match part.strip_suffix('*') {
            Some(begin) => word.starts_with(begin),
            None => word == part,
        });
        all && phrase.len() <= words.len()
    };
    possible.filter(fits).map(Vec::len).max().unwrap_or(0)
}

fn each(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.split(", ").filter(|one| !one.is_empty())
}

/// The words of a text in lower case, and where they stand.
fn words(text: &str) -> Vec<(String, Range<usize>)> {
    let mut words: Vec<(String, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some((word, range)) if range.end == at => {
                word.extend(c.to_lowercase());
                range.end = end;
            }
            _ => words.push((c.to_lowercase().collect(), at..end)),
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_blame_in_each_language_and_leaves_kind_words_alone() {
        for (language, blaming, kind) in [
            (
                "en",
                "This is a VIOLATION of our policy",
                "A violin for {recipient}",
            ),
            ("en", "You must not reply", "The mustard is excellent"),
            (
                "en-gb",
                "Don’t post this",
                "Don’t worry: {owner} is glad to help",
            ),
            (
                "de",
                "Das ist ein Verstoß gegen die Regeln",
                "Der Vorstoß kommt gut an",
            ),
            ("de", "Das ist verboten", "Du musst nichts nachschlagen"),
            ("de", "Du musst warten", "Ein Muster liegt bei {desk}"),
            ("fr", "C’est interdit", "C’est un entretien"),
            ("fr", "Vous devez attendre", "Vous devriez vous plaire"),
            ("es", "Está prohibido", "Está probado"),
            ("es", "No debes escribir", "El debate sigue abierto"),
            ("it", "È vietato", "È invitato"),
            ("it", "Non puoi scrivere", "Puoi scrivere con {owner}"),
        ] {
            assert!(
                !blame(language, blaming).is_empty(),
                "{language}: {blaming}"
            );
            assert_eq!(blame(language, kind), [] as [&str; 0], "{language}: {kind}");
        }
    }

    #[test]
    fn marks_the_words_themselves_each_once() {
        let text = "You must not: it is forbidden, and Not   Allowed.";
        assert_eq!(blame("en", text), ["must", "forbidden", "Not   Allowed"]);
        assert_eq!(blame("tr", "forbidden"), [] as [&str; 0], "no words known");
    }

    #[test]
    fn a_title_needs_words_of_its_own() {
        for (language, vague, telling) in [
            ("en", "Please note!", "{owner} looks after {recipient}"),
            ("en", "Are you sure?", "Prices change often"),
            ("en", "{recipient}", "{recipient} leads another bank"),
            (
                "de",
                "Achtung, bitte beachten",
                "{desk}: Dort geht das schnell",
            ),
            ("fr", "Attention", "{owner} s’occupe de {recipient}"),
            ("es", "Aviso importante", "{owner} atiende a {recipient}"),
            ("it", "Attenzione!", "{owner} segue {recipient}"),
        ] {
            assert!(is_vague(language, vague), "{vague}");
            assert!(!is_vague(language, telling), "{telling}");
        }
        assert!(!is_vague("ja", "担当者がいます"), "no words known");
    }
}
