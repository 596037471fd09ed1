//! Titles in English, German, French, Spanish and Italian, and what they mean.
//!
//! Data, found by their first word. `a/b` is either word, `director~` has the German ending `-in`, too,
//! and `*` is one to three words. At each place the longest title wins: what looks like a title and is
//! none stands in [`NOTHING`] with a longer phrase.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::{Seniority, TitleClass};

/// What a title says of whoever bears it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meaning {
    pub(super) seniority: Option<Seniority>,
    pub(super) class: Option<TitleClass>,
    /// In which places it means nothing.
    pub(super) limit: Limit,
}

/// Where a title means nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Limit {
    /// Only where every title means nothing.
    #[default]
    None,
    /// Of parliaments and clubs as well: before "of the", and beside a word for a club.
    Presides,
    /// An adjective elsewhere ("inversión responsable"): only at the beginning of a part.
    First,
}

type Group = (Meaning, &'static [&'static str]);

const fn meaning(seniority: Option<Seniority>, class: Option<TitleClass>) -> Meaning {
    Meaning {
        seniority,
        class,
        limit: Limit::None,
    }
}

const fn presiding(seniority: Seniority, class: TitleClass) -> Meaning {
    Meaning {
        seniority: Some(seniority),
        class: Some(class),
        limit: Limit::Presides,
    }
}

const LEADING_FIRST: Meaning = Meaning {
    seniority: Some(Seniority::Manager),
    class: None,
    limit: Limit::First,
};

const GROUPS: &[Group] = &[
    (
        meaning(Some(Seniority::Chief), Some(TitleClass::ChiefOfficer)),
        CHIEF,
    ),
    (
        presiding(Seniority::Chief, TitleClass::ChiefOfficer),
        PRESIDENT,
    ),
    (
        presiding(Seniority::VicePresident, TitleClass::VicePresident),
        VICE_PRESIDENT,
    ),
    (
        meaning(Some(Seniority::Director), Some(TitleClass::Director)),
        DIRECTOR,
    ),
    (meaning(Some(Seniority::Director), None), HEAD),
    (meaning(Some(Seniority::Manager), None), MANAGER),
    (LEADING_FIRST, MANAGER_FIRST),
    (meaning(Some(Seniority::Staff), None), STAFF),
    (meaning(None, Some(TitleClass::Analyst)), ANALYST),
    (meaning(None, Some(TitleClass::Journalist)), JOURNALIST),
    (meaning(None, None), NOTHING),
];

#[rustfmt::skip]
const CHIEF: &[&str] = &[
    // Acronyms, of every language. Not CSO, CMO and their like in lower case: folding loses it, so few.
    "ceo/cfo/cto/coo/cio/cmo/cro/cpo/cco/chro/ciso/cdo/cso", "co ceo",
    "chief * officer", "managing director", "group managing director", "chief executive",
    // German
    "geschaftsfuhrer~/geschaftsleiter~", "alleingeschaftsfuhrer~", "geschaftsfuhrende/geschaftsfuhrender gesellschafter~",
    "geschaftsfuhrende/geschaftsfuhrender direktor~/partner~/vorstand", "geschaftsfuhrendes vorstandsmitglied",
    "mitglied der geschaftsfuhrung/geschaftsleitung/konzernleitung", "mitglied des vorstands/vorstandes",
    "vorstand/vorstandsvorsitzende/vorstandsvorsitzender/vorstandsmitglied/vorstandin/vorstandssprecher~",
    "vorsitzende/vorsitzender der geschaftsfuhrung/geschaftsleitung", "vorsitzende/vorsitzender des vorstands/vorstandes",
    "sprecher~ des vorstands/vorstandes", "finanzvorstand/technikvorstand/vertriebsvorstand/personalvorstand/marketingvorstand/konzernvorstand",
    "generaldirektor~", "kaufmannische/kaufmannischer geschaftsfuhrer~", "technische/technischer geschaftsfuhrer~",
    // French
    "pdg", "p dg", "president/presidente directeur/directrice general/generale", "directeur/directrice general/generale",
    "directeur/directrice general/generale delegue/deleguee", "gerant/gerante", "membre du directoire",
    "president/presidente du directoire",
    // Spanish
    "consejero/consejera delegado/delegada", "director/directora general/ejecutivo/ejecutiva/gerente",
    "presidente/presidenta ejecutivo/ejecutiva", "gerente general",
    // Italian
    "amministratore/amministratrice delegato/delegata/unico/unica", "direttore/direttrice generale/esecutivo/esecutiva",
];

#[rustfmt::skip]
const PRESIDENT: &[&str] = &["president/presidente/presidenta/prasident~"];

#[rustfmt::skip]
const VICE_PRESIDENT: &[&str] = &[
    "vp/svp/evp/rvp", "vice president/presidente/presidenta", "senior/executive/group/regional vice president",
    "vicepresident/vicepresidente/vicepresidenta", "vizeprasident~",
];

#[rustfmt::skip]
const DIRECTOR: &[&str] = &[
    "director", "executive director", "senior director",
    "direktor~", "bereichsdirektor~", "vertriebsdirektor~/marketingdirektor~/finanzdirektor~/personaldirektor~",
    "verkaufsdirektor~/einkaufsdirektor~/produktionsdirektor~/werksdirektor~/regionaldirektor~/landesdirektor~",
    "directeur/directrice", "drh/dsi/daf/dircom",
    "directora", "direttore/direttrice",
];

#[rustfmt::skip]
const HEAD: &[&str] = &[
    "head of", "global head", "bereichsleiter~/hauptabteilungsleiter~/geschaftsbereichsleiter~",
];

#[rustfmt::skip]
const MANAGER: &[&str] = &[
    "manager", "team lead/leader", "general manager",
    "abteilungsleiter~/teamleiter~/gruppenleiter~/vertriebsleiter~/marketingleiter~/personalleiter~/einkaufsleiter~",
    "verkaufsleiter~/werksleiter~/produktionsleiter~/filialleiter~/it leiter~", "prokurist~",
    "chef/cheffe de/d service/equipe/departement/rayon/groupe", "manageur/manageuse",
    "jefe/jefa de equipo/departamento/area/servicio/seccion/ventas/compras", "encargado/encargada",
    "capo reparto/ufficio/area/squadra/settore", "caporeparto/capoufficio/caposquadra",
];

const MANAGER_FIRST: &[&str] = &["responsable", "responsabile", "leiter~", "gerente"];

#[rustfmt::skip]
const STAFF: &[&str] = &[
    "executive/personal/administrative/management/office assistant", "assistant to", "intern at", "summer intern", "trainee", "apprentice",
    "engineer", "software engineer/developer", "developer", "business/data/systems/security/marketing/hr/web analyst",
    "software developer", "clerk", "working student",
    "assistent~ der", "assistent~ des", "assistenz der", "assistenz des", "vorstandsassistent~/vorstandsassistenz",
    "geschaftsfuhrungsassistent~", "sachbearbeiter~", "praktikant~", "werkstudent~", "auszubildende/auszubildender/azubi",
    "entwickler~/softwareentwickler~", "datenanalyst~", "systemanalyst~",
    "assistant/assistante de/du", "stagiaire", "alternant/alternante", "developpeur/developpeuse", "analyste de donnees",
    "analyste donnees", "analyste programmeur",
    "asistente/asistenta de/del", "secretario/secretaria de/del", "becario/becaria", "desarrollador/desarrolladora",
    "ingeniero/ingeniera de software", "analista de datos", "analista de negocio/sistemas",
    "assistente di/del/della/dell", "segretario/segretaria di/del/della", "stagista/tirocinante",
    "sviluppatore/sviluppatrice", "analista dati", "analista di sistemi", "analista programmatore",
];

#[rustfmt::skip]
const ANALYST: &[&str] = &[
    "industry analyst", "equity analyst", "equity research analyst", "sell side analyst", "buy side analyst",
    "principal analyst", "lead analyst", "chief analyst", "vp analyst", "vice president analyst", "director analyst",
    "senior director analyst", "distinguished vp analyst", "market research analyst", "stock analyst",
    "research director and analyst",
    "aktienanalyst~", "branchenanalyst~", "wertpapieranalyst~", "borsenanalyst~",
    "analyste actions", "analyste sectoriel/sectorielle", "analyste du secteur", "analyste sell side",
    "analyste buy side", "analyste de l industrie",
    "analista de renta variable", "analista sectorial", "analista bursatil", "analista de la industria", "analista del sector",
    "analista azionario/azionaria", "analista di settore", "analista del settore",
];

#[rustfmt::skip]
const JOURNALIST: &[&str] = &[
    "journalist/reporter/correspondent/columnist", "foreign/senior correspondent", "newspaper editor", "news editor",
    "editor", "editor in chief", "managing editor", "staff writer", "investigative reporter", "executive editor",
    "journalist~", "redakteur~", "redaktor~", "chefredakteur~", "chefredaktor~", "korrespondent~", "reporter~",
    "wirtschaftsredakteur~/politikredakteur~/lokalredakteur~/kulturredakteur~/sportredakteur~/wissenschaftsredakteur~",
    "wirtschaftsjournalist~/fachjournalist~/wissenschaftsjournalist~", "reporterin", "leitende/leitender redakteur~",
    "journaliste", "grand reporter", "redacteur/redactrice en chef", "correspondant/correspondante", "chroniqueur/chroniqueuse",
    "directeur/directrice de la redaction", "directeur/directrice de la publication", "directeur/directrice de publication",
    "periodista", "reportero/reportera", "redactor/redactora jefe/jefa", "corresponsal", "columnista", "cronista",
    "giornalista", "caporedattore/caporedattrice", "cronista", "inviato/inviata speciale", "corrispondente",
    "direttore/direttrice responsabile", "direttore/direttrice del quotidiano/giornale/mensile/settimanale",
    "director/directora de la revista", "director/directora del periodico/diario/semanario",
];

/// Looks like a title, and says nothing.
#[rustfmt::skip]
const NOTHING: &[&str] = &[
    // Film, stage, sport, school, church, death
    "film/movie/art/stage/casting/music/musical/funeral/choir/theatre/theater/athletic/creative/game director",
    "video/tv/choral/spiritual/camp director", "director of photography/music/athletics/nursing", "orchestra director",
    "filmdirektor~/schuldirektor~/zirkusdirektor~/chordirektor~/musikdirektor~",
    "directeur/directrice artistique/sportif/sportive/musical/musicale", "directeur/directrice de la photographie/photo",
    "directeur/directrice de cabinet/creation/recherche/recherches/these/casting/ecole/college/lycee/projet/projets/clientele/theatre",
    "directeur/directrice d ecole/etudes/orchestre/acteurs",
    "director/directora de fotografia/cine/orquesta/teatro/tesis/casting/escena/coro/colegio/instituto/proyecto/proyectos/arte",
    "director/directora tecnico/deportivo/deportiva/artistico/artistica/musical/espiritual",
    "direttore/direttrice d orchestra", "direttore/direttrice di/della fotografia", "direttore/direttrice di scena/coro/gara/tesi",
    "direttore/direttrice sportivo/sportiva/artistico/artistica/lavori/musicale",
    // Boards, and what is below
    "board of directors", "board director", "non executive director/chair/chairman", "independent director", "nonexecutive director",
    "associate/assistant/deputy/vice/acting director", "associate/assistant/deputy managing director",
    "deputy ceo/cto/cfo/coo/cio", "assistant/deputy vice president", "deputy chief * officer", "avp", "assistant manager",
    "vizedirektor~", "directeur/directrice general/generale adjoint/adjointe", "directeur/directrice adjoint/adjointe",
    "directeur/directrice general/generale adjoint/adjointe", "director/directora general adjunto/adjunta",
    "director/directora adjunto/adjunta", "subdirector/subdirectora", "vicedirettore/vicedirettrice",
    "direttore/direttrice generale aggiunto/aggiunta", "direttore/direttrice aggiunto/aggiunta",
    "conseil/consejo/consiglio d administration", "consejo de administracion", "consiglio di amministrazione",
    // People who lead no people
    "product/project/program/programme/account/community/content/case/campaign/brand/relationship manager",
    "partner/partnership/partnerships/partnering/event/events/change/release/property/data/channel/wealth/portfolio manager",
    "talent/music/band/tour/stage/artist/night/database/network/system/office/hotel/facility/facilities manager",
    "fund/key/customer/success/social/media/pr/relations/communications/marketing/digital/delivery/risk manager",
    "key account manager", "customer success manager", "social media manager", "analyst/investor/public/media relations manager",
    "analyst/investor/public/media relations", "asset manager", "projektmanager~/produktmanager~/accountmanager~",
    "projektleiter~/reiseleiter~/spielleiter~/chorleiter~/kursleiter~", "chef/cheffe de projet/projets/produit/cuisine/partie/chantier",
    "chef cuisinier", "gerant/gerante de portefeuille/fortune/fonds", "responsable de projet/projets",
    "jefe/jefa de proyecto/proyectos/cocina/estado/prensa/producto", "gerente de proyecto/proyectos/producto/cuenta",
    "capo progetto/stazione/cantiere/cuoco/classe", "responsabile di progetto", "responsabile stampa",
    // Other offices
    "chief of staff/police", "head of state/household/school/house/the/government", "ceo of the year", "ceo in residence",
    "chief cat/dog/everything/fun/coffee/snack/mom/mum/dad/family/household/mischief officer",
    "president/presidente d honneur", "presidente/presidenta de honor", "presidente onorario", "ehrenprasident~", "chief petty/warrant/master/police/fire officer", "fire chief",
    // Editors and writers of other things
    "video/film/photo/audio/sound/code/text/map/copy/line/image/gene/book/fiction/acquisitions/commissioning editor",
    "court/credit reporter", "technischer/technische redakteur~", "online redakteur~", "social media redakteur~",
    "technical editor/writer/reporter", "editor at large",
    // Analysts of the house
    "credit/risk/policy/financial/intelligence/behaviour/behavior/quality/test/it/budget/operations analyst",
    "research analyst",
];

static INDEX: LazyLock<BTreeMap<String, Vec<Title>>> = LazyLock::new(index);

/// A title in words.
#[derive(Debug)]
struct Title {
    words: Vec<Vec<String>>,
    meaning: Meaning,
}

fn index() -> BTreeMap<String, Vec<Title>> {
    let mut index: BTreeMap<String, Vec<Title>> = BTreeMap::new();
    for (meaning, titles) in GROUPS {
        for title in *titles {
            let words: Vec<Vec<String>> = title.split(' ').map(forms).collect();
            for first in words.first().into_iter().flatten() {
                index.entry(first.clone()).or_default().push(Title {
                    words: words.clone(),
                    meaning: *meaning,
                });
            }
        }
    }
    index
}

/// The forms of a word of a phrase.
fn forms(word: &str) -> Vec<String> {
    let alternatives = word
        .split('/')
        .flat_map(|form| match form.strip_suffix('~') {
            Some(base) => vec![base.to_owned(), format!("{base}in")],
            None => vec![form.to_owned()],
        });
    alternatives.collect()
}

/// The longest title at the beginning of `words`: how many words, and what it means.
pub(super) fn longest(words: &[&str]) -> Option<(usize, Meaning)> {
    let titles = INDEX.get(*words.first()?)?;
    let found = titles
        .iter()
        .filter_map(|title| Some((length(&title.words, words)?, title.meaning)));
    // Of two as long, the later: `NOTHING` is the last.
    found.max_by_key(|(length, _)| *length)
}

fn length(title: &[Vec<String>], words: &[&str]) -> Option<usize> {
    let Some((form, rest)) = title.split_first() else {
        return Some(0);
    };
    if form.iter().any(|form| form == "*") {
        return (1..=3).find_map(|skipped| {
            let words = words.get(skipped..)?;
            Some(skipped + length(rest, words)?)
        });
    }
    let (word, words) = words.split_first()?;
    let is_it = form.iter().any(|form| form == word);
    is_it.then(|| length(rest, words))?.map(|length| length + 1)
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, index, longest};
    use crate::names::fold::fold;

    #[test]
    fn titles_are_folded() {
        for title in GROUPS.iter().flat_map(|(_, titles)| titles.iter()) {
            assert_eq!(fold(title), *title);
        }
        assert!(!index().contains_key("*"));
    }

    #[test]
    fn the_longest_title_wins() {
        let length = |words: &[&str]| longest(words).map(|(length, _)| length);
        assert_eq!(length(&["managing", "director", "at"]), Some(2));
        assert_eq!(length(&["chief", "revenue", "growth", "officer"]), Some(4));
        assert_eq!(length(&["director", "of", "photography"]), Some(3));
        assert_eq!(length(&["captain"]), None);
    }
}
