//! Words around a title that take its meaning away, and words that are no employer.
//!
//! Data for `mod` and `employer`, folded. In doubt a word stands here: an unknown title costs a nudge,
//! a guessed one costs trust.

/// Of the past, until a word of [`NOW`].
#[rustfmt::skip]
pub(super) const FORMER: &[&str] = &[
    "former", "formerly", "past", "previously", "previous", "retired", "erstwhile", "once",
    "ehemalige", "ehemaliger", "ehemals", "ehem", "fruher", "fruhere", "fruherer", "vormals", "pensionierter", "pensionierte",
    "ancien", "ancienne", "anciennement", "retraite", "retraitee", "precedemment",
    "antiguo", "antigua", "anteriormente", "anterior", "antes", "jubilado", "jubilada",
    "gia", "precedentemente", "pensionato", "pensionata",
];

/// The same after a title.
#[rustfmt::skip]
pub(super) const FORMER_AFTER: &[&str] = &[
    "retired", "emeritus", "emerita", "turned", "jubilado", "jubilada", "retraite", "retraitee", "pensione", "pensionato", "pensionata",
    "ruhestand", "pension", "until", "bis", "jusqu", "hasta", "fino",
];

/// Ends the past.
#[rustfmt::skip]
pub(super) const NOW: &[&str] = &[
    "now", "currently", "today", "jetzt", "heute", "aktuell", "nun", "aujourd'hui", "actuellement", "maintenant", "hui",
    "ahora", "actualmente", "hoy", "oggi", "ora", "attualmente", "adesso",
];

/// Not this, not yet, or below it: for the title that follows, as far as the next comma.
#[rustfmt::skip]
pub(super) const NOT_QUITE: &[&str] = &[
    "ex", "aspiring", "future", "wannabe", "next", "deputy", "sub", "not", "never", "non", "help", "helping", "student",
    "coach", "coaching", "i", "we", "meet", "ask", "every", "vice", "associate", "assistant", "assistants", "asst", "assoc",
    "angehende", "angehender", "zukunftige", "zukunftiger", "kunftige", "kunftiger", "werdende", "werdender",
    "stellvertretende", "stellvertretender", "stv", "stellv", "kein", "keine", "nicht", "ich", "wir",
    "futur", "future", "adjoint", "adjointe", "j", "je", "nous", "pas",
    "futuro", "futura", "adjunto", "adjunta", "proximo", "proxima", "ayudo", "ayudamos",
    "aspirante", "aiuto", "aiutiamo", "prossimo", "prossima", "vicario",
];

/// Who stands beside a title-holder, when a word of [`LINKS`] follows: also over an "and".
#[rustfmt::skip]
pub(super) const ATTENDING: &[&str] = &[
    "assistant", "assistants", "pa", "ea", "secretary", "advisor", "adviser", "advisory", "coach", "coaching", "consultant", "mentor",
    "office", "trusted", "help", "helping", "works", "working", "worked", "reporting", "report", "support", "supporting",
    "assistent", "assistentin", "assistenz", "referent", "referentin", "buro", "beratung", "berater", "beraterin", "sekretariat",
    "assistante", "bureau", "conseil", "conseiller", "conseillere", "coache", "accompagne", "secretaire",
    "asistente", "secretaria", "secretario", "oficina", "asesor", "asesora", "gabinete",
    "assistente", "segretario", "segretaria", "ufficio", "consulente", "consigliere",
];

/// Joins a title to what stands before it: the title is somebody else's.
#[rustfmt::skip]
pub(super) const LINKS: &[&str] = &[
    "of", "to", "for", "with", "by", "from", "about", "between", "the", "a", "an", "my", "our", "your", "their", "his", "her", "like",
    "at", "than", "among", "as",
    "der", "des", "dem", "den", "die", "das", "einer", "eines", "ein", "eine", "fur", "mit", "von", "vom", "zum", "zur", "beim", "im",
    "du", "de", "d", "des", "la", "le", "l", "les", "un", "une", "pour", "avec", "aux", "au", "par", "chez",
    "del", "el", "los", "las", "una", "para", "con", "al", "por",
    "di", "dell", "della", "dello", "dei", "degli", "il", "lo", "i", "gli", "per", "al", "alla", "da", "presso", "bei",
];

/// After a title: it is somebody else's, or a thing.
#[rustfmt::skip]
pub(super) const NOT_AFTER: &[&str] = &[
    "coach", "coaches", "coaching", "magazine", "podcast", "advisor", "adviser", "advisory", "advisers", "advisors", "assistant", "office",
    "whisperer", "services", "service", "network", "club", "forum", "summit", "search", "recruiter", "recruiting", "recruitment", "support",
    "consultant", "consulting", "mentor", "mentoring", "trainer", "training", "wife", "husband", "fan", "candidate", "trainee", "intern",
    "student", "community", "roundtable", "circle", "ghostwriter", "portraits", "headhunter", "peer", "award", "awards", "news", "teams",
    "team", "playbook", "mindset", "course", "school", "academy", "library", "plugin", "cut", "dashboard", "making",
    "berater", "beraterin", "beratung", "assistenz", "assistent", "assistentin", "verband", "netzwerk", "kreis", "akademie",
    "adjoint", "adjointe", "adjunto", "adjunta", "aggiunto", "aggiunta", "aspirante",
];

/// Somebody is sought, not named: for all that follows in the segment.
#[rustfmt::skip]
pub(super) const SOUGHT: &[&str] = &[
    "hiring", "seeking", "looking", "wanted", "vacancy", "apply", "suchen", "suche", "gesucht", "recrute", "recrutons", "recherche", "recherchons",
    "buscamos", "busco", "cerchiamo", "cerco", "cercasi",
];

/// Clubs have presidents.
#[rustfmt::skip]
pub(super) const SOCIETIES: &[&str] = &[
    "club", "society", "association", "union", "federation", "alumni", "pta", "chapter", "chamber", "parliament", "council", "senate",
    "verband", "landtag", "bundestag", "kammer", "stiftung", "universitat", "amicale", "assemblee", "syndicat", "federation", "mairie",
    "asociacion", "federacion", "camara", "fundacion", "ayuntamiento", "sindicato", "associazione", "federazione", "fondazione", "comune",
    "circolo", "pro",
];

/// Clubs have a `Vorstand`, too: anywhere in the segment, or any word that ends so.
pub(super) const CLUBS: &[&str] = &["verein", "vereins", "elternbeirat", "feuerwehr"];

/// Whoever is this may be higher than their job says: no `Staff` beside it.
#[rustfmt::skip]
pub(super) const HIGHER: &[&str] = &[
    "founder", "cofounder", "owner", "partner", "president", "principal", "board", "chair", "chairman", "head", "chief", "fellow", "lead",
    "entrepreneur", "grunder", "grunderin", "mitgrunder", "mitgrunderin", "inhaber", "inhaberin", "fondateur", "fondatrice", "cofondateur",
    "cofondatrice", "fundador", "fundadora", "cofundador", "cofundadora", "socio", "socia", "fondatore", "cofondatore", "leitende", "leitender",
];

/// At an organisation, and not employed there.
#[rustfmt::skip]
pub(super) const NOT_EMPLOYED: &[&str] = &[
    "speaker", "speaking", "keynote", "panelist", "guest", "visitor", "board", "advisor", "adviser", "investor", "mentor", "volunteer",
    "alumni", "alumnus", "alumna", "student", "studied", "educated", "studying", "graduate", "customer", "fan", "supporter", "independent",
    "non", "nonexecutive", "dm", "contact", "follow", "via", "cc", "tweets", "love", "loves", "husband", "wife", "dad", "mum",
    "mom", "attorney", "look", "laugh", "good", "great", "expert", "excel", "help", "i", "join", "see", "meet", "find", "born", "live",
    "schuler", "schulerin", "studentin", "studium", "beratung", "hilfe", "unterstutzung", "begleitung", "ansprechpartner",
    "ansprechpartnerin", "experte", "expertin", "gast", "aufsichtsrat", "aufsichtsrats", "beirat", "ich", "kunde",
    "etudiant", "etudiante", "benevole", "intervenant", "intervenante", "conferencier", "conferenciere", "administrateur", "administratrice",
    "invite", "invitee", "client", "cliente", "j", "je",
    "estudiante", "experto", "experta", "especialista", "licenciado", "licenciada", "graduado", "graduada", "master", "doctor", "doctora",
    "tecnico", "tecnica", "ponente", "voluntario", "voluntaria", "vocal", "formado", "formada", "mba", "grado",
    "studente", "studentessa", "laureato", "laureata", "relatore", "relatrice", "volontario", "volontaria", "docente",
];

/// Says that a headline is Spanish, where `en` means "at".
#[rustfmt::skip]
pub(super) const SPANISH: &[&str] = &[
    "director", "directora", "gerente", "jefe", "jefa", "consejero", "consejera", "delegado", "delegada", "vicepresidente", "vicepresidenta",
    "presidente", "presidenta", "periodista", "reportero", "reportera", "redactor", "redactora", "corresponsal", "analista", "asistente",
    "ingeniero", "ingeniera", "desarrollador", "desarrolladora", "abogado", "abogada", "consultor", "consultora", "subdirector",
    "subdirectora", "socio", "socia", "trabajo", "encargado", "encargada", "economista", "comercial", "ceo", "cto", "cfo", "coo", "cio", "cmo",
    "becario", "becaria", "responsable", "secretaria", "secretario",
];

/// Says that it is French, where `en` means "in".
#[rustfmt::skip]
pub(super) const FRENCH: &[&str] = &[
    "directeur", "directrice", "chef", "cheffe", "ingenieur", "ingenieure", "redacteur", "redactrice", "charge", "chargee", "conseiller",
    "conseillere", "developpeur", "developpeuse", "specialise", "specialisee", "docteur", "fondateur", "fondatrice", "journaliste", "pdg",
    "avocat", "avocate", "marketing", "achats", "des", "du", "d", "le", "les", "un", "une",
];

/// Before the name of an employer: no part of it.
#[rustfmt::skip]
pub(super) const ARTICLES: &[&str] = &[
    "the", "der", "die", "das", "dem", "den", "des", "la", "le", "les", "l", "el", "los", "las", "il", "lo", "i", "gli", "de", "du", "d",
    "del", "della", "dell", "di",
];

/// Inside the name of an employer, before another capital.
#[rustfmt::skip]
pub(super) const INSIDE: &[&str] = &[
    "of", "for", "the", "und", "fur", "der", "die", "des", "von", "van", "de", "du", "des", "la", "le", "les", "l", "d", "pour", "del", "los",
    "las", "el", "para", "di", "della", "dell", "delle", "dei", "per", "z",
];

/// Begins no employer: fields of work, what people are besides, and what `at` means otherwise.
#[rustfmt::skip]
pub(super) const NO_EMPLOYER: &[&str] = &[
    // At large, at heart, at law
    "large", "heart", "home", "scale", "work", "night", "sea", "school", "college", "risk", "rest", "present", "law", "arms", "least", "first",
    "all", "last", "stealth", "self", "freelance", "fortune", "moi", "soi", "eux", "nous", "vous", "me", "meiner", "mir", "uns", "se",
    "startup", "startups", "scaleup", "scaleups", "various", "several", "own", "year", "bedarf", "nacht", "umzugen",
    // Fields
    "sales", "marketing", "engineering", "product", "products", "finance", "operations", "strategy", "people", "hr", "it", "legal", "growth",
    "technology", "data", "design", "research", "communications", "communication", "partnerships", "business", "customer", "success", "europe",
    "emea", "apac", "dach", "americas", "latam", "mea", "global", "international", "innovation", "digital", "cloud", "security", "payments",
    "vertrieb", "finanzen", "einkauf", "personal", "technik", "entwicklung", "unternehmenskommunikation", "kommunikation", "schwerpunkt",
    "ventes", "achats", "commercial", "commerciale", "ressources", "innovation", "informatique", "strategie",
    "ventas", "finanzas", "compras", "recursos", "comunicacion", "innovacion", "derecho", "estrategia", "tecnologia", "economia",
    "vendite", "acquisti", "risorse", "comunicazione", "strategia", "economia", "energia", "banken", "banques", "energy", "banking",
    // What people are besides
    "speaker", "author", "investor", "father", "mother", "dad", "mum", "mom", "husband", "wife", "runner", "cyclist", "advisor", "adviser",
    "mentor", "entrepreneur", "coach", "blogger", "podcaster", "writer", "musician", "dreamer", "nerd", "geek", "founder", "cofounder",
    "board", "chair", "angel", "keynote", "host", "consultant", "trainer", "lecturer", "professor", "phd", "mba", "dr", "he", "she", "they",
    "vater", "mutter", "laufer", "lauferin", "autor", "autorin", "redner", "rednerin", "grunder", "grunderin", "mitgrunder", "unternehmer",
    "pere", "mere", "auteur", "autrice", "conferencier", "fondateur", "fondatrice", "cofondateur", "conferenciere",
    "padre", "madre", "autora", "ponente", "fundador", "fundadora", "conferenciante", "emprendedor", "emprendedora",
    "autore", "relatore", "fondatore", "fondatrice", "imprenditore", "imprenditrice", "cofondatore",
];

/// Begins no employer: where people work.
#[rustfmt::skip]
pub(super) const PLACES: &[&str] = &[
    "germany", "austria", "switzerland", "france", "spain", "italy", "uk", "usa", "us", "england", "scotland", "ireland", "belgium", "netherlands",
    "poland", "portugal", "sweden", "norway", "denmark", "finland", "canada", "mexico", "brazil", "argentina", "chile", "colombia", "peru",
    "india", "china", "japan", "singapore", "australia", "africa", "asia", "europa", "deutschland", "osterreich", "schweiz", "suisse",
    "espagne", "allemagne", "belgique", "italie", "espana", "alemania", "italia", "francia", "germania", "spagna", "svizzera", "suiza",
    "london", "londres", "londra", "manchester", "edinburgh", "dublin", "paris", "lyon", "marseille", "lille", "bordeaux", "toulouse", "nantes",
    "berlin", "hamburg", "munchen", "munich", "koln", "cologne", "frankfurt", "stuttgart", "dusseldorf", "leipzig", "wien", "vienna", "graz",
    "zurich", "bern", "basel", "geneva", "geneve", "genf", "lausanne", "brussels", "brussel", "bruxelles", "bruselas", "amsterdam", "rotterdam",
    "madrid", "barcelona", "valencia", "sevilla", "bilbao", "malaga", "zaragoza", "lisbon", "lisboa", "porto", "milan", "milano", "roma", "rome",
    "torino", "turin", "napoli", "bologna", "firenze", "venezia", "genova", "warsaw", "warszawa", "prague", "budapest", "bucharest", "sofia",
    "athens", "istanbul", "stockholm", "oslo", "copenhagen", "helsinki", "new", "york", "boston", "chicago", "san", "los", "seattle", "austin",
    "toronto", "montreal", "vancouver", "bogota", "lima", "santiago", "buenos", "guadalajara", "monterrey", "cdmx", "quito", "caracas",
    "sao", "rio", "dubai", "tokyo", "beijing", "shanghai", "hong", "delhi", "mumbai", "bangalore", "bengaluru", "sydney", "melbourne",
    "remote", "worldwide", "anywhere", "ile", "bayern", "cataluna", "catalunya", "andalucia", "lombardia",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::fold::fold;

    #[test]
    fn lists_are_folded_single_words() {
        let lists = [
            FORMER,
            FORMER_AFTER,
            NOW,
            NOT_QUITE,
            ATTENDING,
            LINKS,
            NOT_AFTER,
            CLUBS,
            HIGHER,
            NOT_EMPLOYED,
            SPANISH,
            FRENCH,
            ARTICLES,
            INSIDE,
            NO_EMPLOYER,
            PLACES,
        ];
        for word in lists.concat() {
            assert_eq!(fold(word), word);
            assert!(!word.contains(' '), "{word}");
        }
    }
}
