//! Legal forms of companies, stripped from the end of a name and, where usual, from the front.
//!
//! The lists are data: words as `fold` leaves them, initials joined (`S.p.A.` is `spa`). A name that is
//! nothing but legal forms keeps its first one: a company may be called `Limited`.

use std::sync::LazyLock;

use super::company::Word;
use super::fold::fold;

/// At the end. By jurisdiction; a form that several have stands where it is first met.
#[rustfmt::skip]
const AT_THE_END: &[&str] = &[
    // United States, Canada
    "inc", "incorporated", "corp", "corporation", "co", "company", "llc", "l l c", "llp", "lp", "lllp",
    "pllc", "pbc", "ulc", "ltee", "limitee",
    // United Kingdom, Ireland
    "ltd", "limited", "plc", "public limited company", "cic", "dac", "clg",
    // Australia, New Zealand, South Africa, India, Pakistan, Singapore, Malaysia
    "pty", "pty ltd", "proprietary limited", "pvt", "pvt ltd", "private limited", "p ltd", "pte",
    "pte ltd", "sdn bhd", "bhd", "berhad", "npc",
    // Germany, Austria, Switzerland, Liechtenstein
    "gmbh", "mbh", "ggmbh", "gesellschaft mbh", "ges mbh", "gesellschaft mit beschrankter haftung",
    "ag", "aktiengesellschaft", "kg", "kgaa", "ohg", "gbr", "ug", "haftungsbeschrankt", "ek", "e k",
    "ekfm", "ekfr", "ev", "e v", "eg", "egen", "partg", "partgmbb", "part mbb", "mbb",
    "kommanditgesellschaft", "og",
    // European Union
    "se", "eeig", "ewiv", "sce",
    // France, Belgium, Luxembourg, French Switzerland
    "sa", "sas", "sasu", "sarl", "sa rl", "s a rl", "eurl", "snc", "scs", "sca", "scop", "scrl", "sprl",
    "asbl", "societe anonyme", "societe a responsabilite limitee", "societe par actions simplifiee",
    "cie", "compagnie", "scsp", "selarl",
    // Spain, Latin America
    "sl", "slu", "sau", "sal", "sll", "slne", "s coop", "sociedad anonima", "sociedad limitada", "sa de cv",
    "sapi de cv", "sab de cv", "sab", "s de rl de cv", "s de rl", "srl de cv", "ltda", "limitada", "cia",
    "cia ltda", "eirl", "sac", "saa", "sa esp",
    // Italy
    "spa", "srl", "srls", "sapa", "scarl", "scpa", "soc coop", "societa per azioni",
    "societa a responsabilita limitata", "s p a", "s r l",
    // Portugal, Brazil
    "lda", "unipessoal lda", "sgps", "eireli", "epp",
    // Netherlands, Flanders
    "bv", "nv", "vof", "bvba", "cvba", "besloten vennootschap", "naamloze vennootschap",
    // Denmark, Norway, Sweden, Finland, Iceland
    "a s", "as", "asa", "aps", "ivs", "amba", "k s", "p s", "ab", "publ", "aktiebolag", "hb", "oy", "oyj",
    "osakeyhtio", "ehf", "hf", "ohf",
    // Estonia, Latvia, Lithuania
    "ou", "sia", "uab",
    // Poland
    "sp z oo", "sp z o o", "sp zoo", "spolka z oo", "spolka z ograniczona odpowiedzialnoscia",
    "spolka akcyjna", "sp k", "sp j", "ska", "psa", "spolka komandytowa",
    // Czechia, Slovakia
    "sro", "s ro", "s r o", "spol s ro", "spol sro", "akciova spolecnost", "vos", "zs",
    // Hungary
    "kft", "zrt", "nyrt", "rt", "bt",
    // Romania, Moldova
    "pfa",
    // Slovenia, Croatia, Serbia, Bosnia, North Macedonia, Bulgaria
    "doo", "jdoo", "dd", "d o o", "dooel", "ad", "ead", "ood", "eood", "оод", "еоод", "ад", "еад", "доо",
    // Greece, Cyprus
    "ae", "epe", "ike", "αε", "επε", "ικε", "ανωνυμη εταιρεια",
    // Turkey
    "anonim sirketi", "ltd sti", "limited sirketi", "sti",
    // Russia, Ukraine, Belarus, Kazakhstan
    "ooo", "oao", "zao", "pao", "ao", "jsc", "ojsc", "cjsc", "pjsc", "ооо", "оао", "зао", "пао", "ао",
    "тов", "прат", "тоо",
    // Israel
    "בעמ", "בע מ",
    // The Gulf
    "fze", "fzco", "fz llc", "fzc", "dmcc", "wll", "psc", "saog", "saoc", "kscp", "qpsc", "bsc",
    // Japan
    "kk", "k k", "gk", "yk", "kabushiki kaisha", "godo kaisha", "株", "有",
    // China, Hong Kong, Taiwan, Korea
    "co ltd", "company limited", "\u{110c}\u{116e}",
    // Thailand, Vietnam, Indonesia, Philippines
    "pcl", "public company limited", "tnhh", "tbk", "persero", "opc",
];

/// At the front, always.
#[rustfmt::skip]
const AT_THE_FRONT: &[&str] = &[
    "sarl", "eurl", "sasu", // France
    "pt", // Indonesia
    "ооо", "оао", "зао", "пао", "ао", "тов", "прат", "тоо", // Russia, Ukraine, Kazakhstan
    "cong ty tnhh", "cong ty co phan", // Vietnam
    "株", "有", "\u{110c}\u{116e}", // Japan, Korea, in brackets
];

/// At the front, only before quotation marks: `UAB „Acme“`. Without them they begin other names.
#[rustfmt::skip]
const BEFORE_QUOTES: &[&str] = &["uab", "ab", "sia", "as", "ou", "ooo", "oao", "zao", "pao", "ao", "sas", "sa"];

/// Written without a space, at either end.
#[rustfmt::skip]
const ATTACHED: &[&str] = &[
    "株式会社", "有限会社", "合同会社", "合資会社", "合名会社", // Japan
    "股份有限公司", "有限责任公司", "有限責任公司", "股份公司", "有限公司", // China, Hong Kong, Taiwan
    "주식회사", "유한회사", "유한책임회사", // Korea
    "บริษัท", "จำกัด", "มหาชน", // Thailand
];

/// The same, as `fold` leaves them: Hangul and Thai fall apart in ways no editor keeps.
static ATTACHED_FOLDED: LazyLock<Vec<String>> =
    LazyLock::new(|| ATTACHED.iter().map(|form| fold(form)).collect());

/// `words` without legal forms; never empty unless it was.
pub(super) fn without_legal_form(mut words: Vec<Word>) -> Vec<Word> {
    while strip_sign(&mut words)
        || strip_end(&mut words)
        || strip_front(&mut words)
        || strip_attached(&mut words)
    {}
    words
}

/// Whether a legal form stands at the end of these words, with something before it.
pub(super) fn ends_in_legal_form(words: &[Word]) -> bool {
    let mut shorter = words.to_vec();
    strip_end(&mut shorter) || strip_attached(&mut shorter)
}

/// A `&` at either end joins nothing.
fn strip_sign(words: &mut Vec<Word>) -> bool {
    let is_sign = |word: Option<&Word>| word.is_some_and(|word| word.text == "&");
    if words.len() < 2 {
        false
    } else if is_sign(words.last()) {
        words.pop().is_some()
    } else if is_sign(words.first()) {
        words.remove(0);
        true
    } else {
        false
    }
}

fn strip_end(words: &mut Vec<Word>) -> bool {
    let longest = AT_THE_END
        .iter()
        .filter(|form| ends_with(words, form))
        .map(|form| form.split(' ').count())
        .filter(|length| has_name(words, *length))
        .max();
    let Some(length) = longest else {
        return false;
    };
    let form = words.split_off(words.len() - length);
    // `Finch & Co`, `Finch y Cía`: the sign belongs to the form.
    let takes_and = form.first().is_some_and(|word| {
        matches!(
            word.text.as_str(),
            "co" | "company" | "cie" | "compagnie" | "cia"
        )
    });
    let is_and = words
        .last()
        .is_some_and(|word| matches!(word.text.as_str(), "&" | "and" | "und" | "et" | "y" | "e"));
    if takes_and && is_and && has_name(words, 1) {
        words.pop();
    }
    true
}

/// Whether something is left when the last `length` words go.
fn has_name(words: &[Word], length: usize) -> bool {
    let kept = words.len().saturating_sub(length);
    words.iter().take(kept).any(|word| word.text != "&")
}

fn ends_with(words: &[Word], form: &str) -> bool {
    let mut words = words.iter().rev();
    form.rsplit(' ')
        .all(|part| words.next().is_some_and(|word| word.text == part))
}

fn strip_front(words: &mut Vec<Word>) -> bool {
    let length = AT_THE_FRONT
        .iter()
        .filter(|form| starts_with(words, form))
        .map(|form| form.split(' ').count())
        .max();
    let is_quoted = words
        .first()
        .is_some_and(|word| word.before_quote && BEFORE_QUOTES.contains(&word.text.as_str()));
    let length = length.or(is_quoted.then_some(1));
    let Some(length) = length.filter(|length| words.len() > *length) else {
        return false;
    };
    words.drain(..length);
    true
}

fn starts_with(words: &[Word], form: &str) -> bool {
    let mut words = words.iter();
    form.split(' ')
        .all(|part| words.next().is_some_and(|word| word.text == part))
}

/// Forms of scripts without spaces, in the first and the last word.
fn strip_attached(words: &mut Vec<Word>) -> bool {
    let last = words.len().saturating_sub(1);
    cut(words, last, |text, form| text.strip_suffix(form))
        || cut(words, 0, |text, form| text.strip_prefix(form))
}

fn cut(
    words: &mut Vec<Word>,
    at: usize,
    rest: for<'a> fn(&'a str, &str) -> Option<&'a str>,
) -> bool {
    let has_others = has_name(words, 1);
    let Some(word) = words.get_mut(at).filter(|word| !word.text.is_ascii()) else {
        return false;
    };
    let rests = ATTACHED_FOLDED
        .iter()
        .filter_map(|form| rest(&word.text, form));
    let shortest = rests.min_by_key(|rest| rest.len()).map(str::to_owned);
    match shortest {
        Some(rest) if !rest.is_empty() => word.text = rest,
        Some(_) if has_others => drop(words.remove(at)),
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::super::company::OrganisationKey;
    use super::{AT_THE_END, AT_THE_FRONT, BEFORE_QUOTES, fold};

    fn name(text: &str) -> String {
        OrganisationKey::name(text).expect("a name").to_string()
    }

    #[test]
    fn lists_are_folded() {
        for form in [AT_THE_END, AT_THE_FRONT, BEFORE_QUOTES].concat() {
            assert_eq!(fold(form), form);
        }
    }

    #[test]
    fn strips_the_legal_forms_of_the_world() {
        for text in [
            // United States, Canada, United Kingdom, Ireland
            "Acme Inc.",
            "Acme, Incorporated",
            "Acme Corp",
            "Acme Corporation",
            "Acme Co.",
            "The Acme Company",
            "Acme, L.L.C.",
            "ACME LLP",
            "Acme Ltée",
            "Acme Ltd",
            "Acme Limited",
            "Acme P.L.C.",
            "Acme DAC",
            // Australia, India, Pakistan, Singapore, Malaysia, South Africa
            "Acme Pty Ltd",
            "Acme (Pty) Ltd.",
            "Acme Pvt. Ltd.",
            "Acme (Private) Limited",
            "Acme Pte. Ltd.",
            "Acme Sdn. Bhd.",
            // Germany, Austria, Switzerland, European Union
            "Acme GmbH",
            "Acme G.m.b.H.",
            "Acme Gesellschaft mit beschränkter Haftung",
            "Acme AG",
            "Acme SE & Co. KGaA",
            "Acme GmbH & Co. KG",
            "Acme UG (haftungsbeschränkt)",
            "Acme e.K.",
            "Acme e. V.",
            "Acme OG",
            // France, Belgium, Luxembourg
            "Acme S.A.",
            "Acme SAS",
            "SARL Acme",
            "Acme S.à r.l.",
            "Acme Sàrl",
            "Acme & Cie",
            "Acme SPRL",
            // Spain, Mexico, Peru, Colombia
            "Acme, S.L.",
            "Acme S.L.U.",
            "Acme S.A. de C.V.",
            "Acme, S. de R.L. de C.V.",
            "Acme y Cía. Ltda.",
            "Acme S.A.C.",
            // Italy, Portugal, Brazil
            "Acme S.p.A.",
            "Acme S.r.l.",
            "Acme Soc. Coop.",
            "Acme, Lda.",
            "Acme Unipessoal Lda",
            "Acme e Cia. Ltda.",
            // Netherlands, Nordic and Baltic countries
            "Acme B.V.",
            "Acme N.V.",
            "Acme A/S",
            "Acme ApS",
            "Acme AS",
            "Acme AB (publ)",
            "Acme Oy Ab",
            "Acme Oyj",
            "Acme ehf.",
            "Acme OÜ",
            "UAB „Acme“",
            "SIA \"Acme\"",
            // Poland, Czechia, Hungary, the Balkans, Greece, Turkey
            "Acme Sp. z o.o.",
            "Acme sp. z o. o. sp. k.",
            "Acme Spółka Akcyjna",
            "Acme s.r.o.",
            "Acme, spol. s r.o.",
            "Acme a.s.",
            "Acme Kft.",
            "Acme Zrt.",
            "Acme d.o.o.",
            "Acme ЕООД",
            "Acme Α.Ε.",
            "Acme A.Ş.",
            "Acme Ltd. Şti.",
            // Russia, Ukraine, Kazakhstan, Israel, the Gulf
            "ООО «Acme»",
            "Acme OOO",
            "Acme ПрАТ",
            "Acme בע\"מ",
            "Acme FZ-LLC",
            "Acme W.L.L.",
            // Japan, China, Korea, Thailand, Vietnam, Indonesia
            "株式会社Acme",
            "Acme 株式会社",
            "Acme㈱",
            "(株)Acme",
            "Acme K.K.",
            "Acme有限公司",
            "Acme 股份有限公司",
            "Acme Co., Ltd.",
            "주식회사 Acme",
            "Acme(주)",
            "บริษัท Acme จำกัด (มหาชน)",
            "Acme Public Company Limited",
            "Công ty TNHH Acme",
            "PT Acme Tbk",
        ] {
            let found = name(text).replace("org:the-", "org:");
            assert_eq!(found, "org:acme", "{text}");
        }
    }

    #[test]
    fn strips_forms_without_a_space() {
        assert_eq!(name("株式会社青空"), "org:青空");
        assert_eq!(name("青空株式会社"), "org:青空");
        assert_eq!(name("北辰控股有限公司"), name("北辰控股"));
        assert_eq!(name("주식회사하늘"), name("하늘"));
        assert_eq!(name("บริษัทฟ้าใสจำกัด"), name("ฟ้าใส"));
    }

    #[test]
    fn strips_nothing_else() {
        for (text, expected) in [
            ("Limited", "org:limited"),
            ("Co. Ltd.", "org:co"),
            ("株式会社", "org:株式会社"),
            ("AG Weser", "org:ag-weser"),
            ("SAS Works", "org:sas-works"),
            ("AS Monza", "org:as-monza"),
            ("UAB Medicine", "org:uab-medicine"),
            ("Company of Quills", "org:company-of-quills"),
            ("Plan E GmbH", "org:plan-e"),
            ("Incline", "org:incline"),
            ("Aldermoor Group", "org:aldermoor-group"),
        ] {
            assert_eq!(name(text), expected, "{text}");
        }
    }
}
