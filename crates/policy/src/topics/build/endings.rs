//! Endings that words take, per language: candidates for `forms`, which asks a stemmer about each. One
//! too many here costs time when compiling and nothing else.

pub(super) const ENGLISH: &[&str] = &[
    "", "s", "es", "d", "ed", "ing", "ings", "er", "ers", "or", "ors", "ly", "y", "ies", "ied",
    "ier", "iest", "ying", "ment", "ments", "ion", "ions", "ation", "ations", "able", "e", "al",
    "ive", "ful", "ness",
];

pub(super) const GERMAN: &[&str] = &[
    "", "e", "en", "er", "es", "em", "n", "s", "ern", "t", "st", "et", "est", "te", "ten", "test",
    "tet", "ete", "eten", "end", "ende", "enden", "ender", "endes", "ung", "ungen", "in", "innen",
    "ste", "sten", "ster", "stes", "stem", "ere", "eren", "erer", "eres", "erem", "lich", "liche",
    "lichen", "licher", "liches", "se", "sen",
];

pub(super) const FRENCH: &[&str] = &[
    "", "e", "s", "es", "é", "ée", "és", "ées", "er", "ir", "re", "ons", "ez", "ent", "ais", "ait",
    "ions", "iez", "aient", "ai", "as", "a", "ont", "erai", "eras", "era", "erons", "erez",
    "eront", "erais", "erait", "eraient", "ant", "ante", "ants", "antes", "eur", "eurs", "euse",
    "euses", "ement", "ements", "ation", "ations", "ion", "if", "ive", "ifs", "ives", "eux", "x",
    "aux", "al", "ale", "ales", "is", "it", "issons", "issez", "issent", "issait", "i", "ie",
    "ies", "u", "ue", "us", "ues", "t", "elle", "elles", "el", "els", "able", "ables",
];

pub(super) const SPANISH: &[&str] = &[
    "", "o", "a", "os", "as", "e", "es", "s", "en", "an", "ar", "er", "ir", "ado", "ada", "ados",
    "adas", "ido", "ida", "idos", "idas", "ando", "iendo", "yendo", "é", "aste", "ó", "amos",
    "asteis", "aron", "í", "iste", "ió", "imos", "ieron", "emos", "éis", "áis", "ía", "ías",
    "íamos", "ían", "aba", "abas", "ábamos", "aban", "aré", "arás", "ará", "aremos", "arán",
    "aría", "arías", "aríamos", "arían", "eré", "erá", "eremos", "erán", "ería", "iré", "irá",
    "iremos", "irán", "iría", "ara", "aran", "áramos", "iera", "ieran", "ase", "amente", "mente",
    "ción", "ciones", "ación", "aciones", "ador", "adora", "adores", "adoras", "ante", "antes",
    "able", "ables", "arme", "arte", "arlo", "arla", "arlos", "arnos", "arse", "erme", "erte",
    "erlo", "erla", "erse", "irme", "irte", "irlo", "irse", "ame", "adme", "eme",
];

pub(super) const ITALIAN: &[&str] = &[
    "", "o", "a", "i", "e", "are", "ere", "ire", "ato", "ata", "ati", "ate", "uto", "uta", "uti",
    "ute", "ito", "ita", "iti", "ite", "ando", "endo", "iamo", "ano", "ono", "avo", "avi", "ava",
    "avamo", "avate", "avano", "evo", "eva", "evano", "ivo", "iva", "ivano", "erò", "erai", "erà",
    "eremo", "erete", "eranno", "irò", "irà", "iremo", "iranno", "erei", "erebbe", "erebbero",
    "eremmo", "ai", "ò", "arono", "ino", "assi", "asse", "essi", "esse", "mente", "amente",
    "zione", "zioni", "azione", "azioni", "tore", "tori", "trice", "trici", "atore", "atori",
    "ante", "anti", "ente", "enti", "abile", "abili", "arci", "armi", "arti", "arlo", "arla",
    "arli", "arle", "arsi", "erci", "ermi", "erti", "erlo", "erla", "ersi", "irci", "irmi", "irti",
    "irlo", "irsi", "à", "h", "hi", "he", "hiamo",
];

/// Forms that a stemmer misses: German's leaves `kündigt` apart from `kündigen`, French's `recrutons`
/// from `recruter`. Language, an ending, and others that the same word takes.
pub(super) const MISSED: &[(&str, &str, &[&str])] = &[
    (
        "de",
        "en",
        &[
            "e", "st", "est", "t", "et", "te", "ete", "test", "ten", "eten", "tet", "end",
        ],
    ),
    ("fr", "er", &["ons", "ions", "eons", "eur", "eurs"]),
];
