//! An invented vocabulary: words that sound like a language's and end as its words end, so that
//! inflection has something to do, beside real words that every text is full of.

use std::collections::BTreeSet;

use crate::random::Random;

/// A language of topics.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tongue {
    /// Its tag.
    pub(super) tag: &'static str,
    /// Its share of the topic words, in percent.
    pub(super) share: usize,
    /// Words that every text is full of; phrases have them, too.
    pub(super) common: &'static [&'static str],
    syllables: &'static [&'static str],
    endings: &'static [&'static str],
}

/// The languages of the shipped topics.
pub(super) const TONGUES: [Tongue; 5] = [
    Tongue {
        tag: "en",
        share: 40,
        common: &[
            "we", "our", "are", "the", "you", "your", "for", "to", "is", "a", "of", "and", "in",
            "with", "at", "this", "on", "have", "be", "about", "will", "from", "what", "can",
        ],
        syllables: &[
            "bra", "clo", "dri", "fen", "gla", "har", "jo", "kel", "lum", "mor", "nes", "pra",
            "quo", "ras", "sto", "tren", "vel", "wim", "yar", "zin",
        ],
        endings: &[
            "k", "t", "ment", "er", "ing", "y", "ance", "ish", "le", "ow",
        ],
    },
    Tongue {
        tag: "de",
        share: 20,
        common: &[
            "wir", "unser", "der", "die", "das", "für", "und", "ist", "ein", "mit",
        ],
        syllables: &[
            "bra", "drü", "fel", "gro", "hau", "kör", "lie", "mün", "neu", "pfla", "schmo", "stu",
            "tra", "wei", "zwo", "ker",
        ],
        endings: &["ung", "heit", "en", "er", "t", "ig", "lich", "nis"],
    },
    Tongue {
        tag: "fr",
        share: 16,
        common: &[
            "nous", "notre", "le", "la", "les", "pour", "et", "est", "une", "avec",
        ],
        syllables: &[
            "bri", "cha", "dé", "fou", "gla", "jou", "lan", "mé", "pré", "quin", "ron", "sou",
            "tra", "vau",
        ],
        endings: &["tion", "ment", "eur", "er", "age", "ette", "ique", "eux"],
    },
    Tongue {
        tag: "es",
        share: 12,
        common: &[
            "nuestro", "el", "la", "los", "para", "y", "es", "una", "con", "por",
        ],
        syllables: &[
            "bra", "cho", "der", "fá", "gue", "lla", "mó", "ña", "pre", "ro", "sué", "tri", "vi",
        ],
        endings: &["ción", "ado", "ar", "dad", "ero", "ista", "oso", "illo"],
    },
    Tongue {
        tag: "it",
        share: 12,
        common: &[
            "noi", "nostro", "il", "la", "gli", "per", "e", "una", "con", "di",
        ],
        syllables: &[
            "bel", "chi", "dro", "fia", "glie", "lu", "man", "nu", "pre", "rà", "sco", "tre", "vo",
        ],
        endings: &["zione", "ato", "are", "tà", "ore", "ista", "oso", "ino"],
    },
];

/// So many different invented words.
pub(super) fn invented(tongue: &Tongue, count: usize, random: &mut Random) -> Vec<String> {
    let mut seen: BTreeSet<String> = tongue.common.iter().map(|&word| word.to_owned()).collect();
    let mut words = Vec::with_capacity(count);
    while words.len() < count {
        let mut word = String::new();
        for _ in 0..=random.below(3) {
            word.push_str(random.pick::<&str>(tongue.syllables));
        }
        word.push_str(random.pick::<&str>(tongue.endings));
        if seen.insert(word.clone()) {
            words.push(word);
        }
    }
    words
}
