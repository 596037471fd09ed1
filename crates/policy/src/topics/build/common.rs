//! Short words that are common in one language and mean nothing in the others of the library: they tell
//! which language a text is in. Without their diacritics, as folded words are.

use crate::Language;

const COMMON: [(&str, &str); 5] = [
    (
        "en",
        "the of is are it its they them that this these those with for from at by you your yours my we our \
         ours their there here have has had having be been being not don didn doesn isn aren wasn won wouldn \
         couldn shouldn but if or and to who what when where why how which would could should can cannot \
         might may does did do doing any anyone anybody someone something everyone every only just than then \
         about into after before because while again more most some such very she his him were as get got out \
         up down over off",
    ),
    (
        "de",
        "der das und ist nicht ein eine einen einem einer eines ich du wir ihr sie mit fur auf von zu dem bei \
         nach wer aber auch noch schon nur mir mich uns unser unsere unserer euch euer eure mein meine meinem \
         meinen dein deine sein seine kann konnen konnt haben habt habe wird werden wurde sind seid bin oder \
         wenn weil dass damit sich zum zur vom beim als wie um uber unter durch ohne gegen hier dort jetzt \
         immer wieder doch denn kein keine keinen keiner jemand etwas nichts alle alles mehr sehr gibt gerade \
         heute diese dieser dieses welche welcher ihn ihm ihnen ihre",
    ),
    (
        "fr",
        "une est et pas elle nous vous ils elles dans pour avec sur mais ou au aux ce cette ces cet mon ton \
         votre notre vos leur leurs j qu n sont ont etre etait etes avez avons suis fait faire tout tous \
         toute toutes chez sans ca quelqu quel quelle quoi alors donc aussi encore toujours jamais rien \
         depuis deja peu peut peux moi toi lui eux ici avoir merci parce quand comment pourquoi apres avant \
         vers",
    ),
    (
        "es",
        "el los las y que por para pero su sus muy mas esta estan estoy estamos este esto estos estas hay es \
         ser fue era del nos cuando donde quien alguien algo tengo tiene tienen tenemos somos soy ya sin \
         sobre desde hasta nuestro nuestra nuestros nuestras vuestro vuestra usted ustedes os nada todo todos \
         todas porque tambien despues hoy ahora siempre nunca como cual otra otro una unos unas mucho mucha \
         muchos hacer puede puedo pueden asi aqui eso esa ese",
    ),
    (
        "it",
        "gli di che sono della dello delle degli del nel nella nelle nei dal dalla dai alla allo alle agli \
         sul sulla sulle sui ci ho hai abbiamo hanno avete questo questa questi queste quello quella anche \
         piu chi dove quando perche mio mia miei nostro nostra nostri vostro vostra tutto tutti tutta \
         qualcuno molto essere stato stata fatto ancora sempre senza oggi ora poi gia ti vi ma ed col ogni \
         altro altra altri fare puo possiamo suo sua loro siamo dei",
    ),
];

/// The common words of a language that no other has here, sorted; none where it is not known.
pub(super) fn common_words(language: &Language) -> Vec<String> {
    let tag = language.as_str().split('-').next().unwrap_or_default();
    let of = |wanted: bool| {
        let lists = COMMON.iter().filter(move |(of, _)| (*of == tag) == wanted);
        lists.flat_map(|(_, words)| words.split_whitespace())
    };
    let mut words: Vec<String> = of(true)
        .filter(|word| !of(false).any(|other| other == *word))
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}
