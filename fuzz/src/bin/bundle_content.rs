//! The target files of a hostile bundle, a part for each: refused or read, and then everybody in it is
//! looked up and written to, and every card is asked for.
#![no_main]

use bundle::content::Bundle;
use fuzz::parts::parts;
use fuzz::world::post;
use libfuzzer_sys::fuzz_target;
use policy::topics::TopicIndex;
use policy::{
    AccountKey, Asked, Author, Facts, History, Minute, Recipient, Relation, Rulebook, TextReading,
    decide, explain, nudge,
};

fuzz_target!(|input: &[u8]| {
    let empty = postcard::to_allocvec(&TopicIndex::default()).expect("empty tables can be packed");
    let files = [("topics.bin", empty.as_slice())]
        .into_iter()
        .chain(parts(input));
    let files = files.map(|(name, bytes)| (name.to_owned(), bytes.to_vec()));
    let bundle = match Bundle::parse(&files.collect()) {
        Ok(bundle) => bundle,
        Err(error) => return drop(error.to_string()),
    };
    for rule in bundle.rules_with_cards() {
        let _ = bundle.card(rule, &["de".into(), "en".into()]);
    }
    let asked = ["@elena", "@jonas", "/in/elena", "/company/acme"].map(asked);
    let own = AccountKey::x("jonas").expect("a handle");
    let known = bundle.look_up(&asked, Some(&own), &Author::default());
    let mut draft = post("A discount for our union?");
    draft.recipients = asked.iter().map(recipient).collect();
    let book = Rulebook::new(bundle.policy().clone(), bundle.topics().clone());
    let facts = Facts {
        draft: &draft,
        known: &known,
        history: &History::default(),
        text_reading: TextReading::On,
        now: Minute(29_922_330),
    };
    let decision = decide(&book, &facts);
    let _ = explain(&book, &facts);
    let _ = nudge(&book.policy, &draft, &decision, &["de".into(), "en".into()]);
});

fn asked(account: &str) -> Asked {
    Asked {
        account: AccountKey::parse(account).expect("an account"),
        headline: Some("CTO at Marchetti Vineyards".to_owned()),
        company_page: AccountKey::parse("/company/vineyards").ok(),
        link: Some("https://www.vineyards.example/team".to_owned()),
    }
}

fn recipient(asked: &Asked) -> Recipient {
    Recipient {
        account: asked.account.clone(),
        name: None,
        headline: asked.headline.clone(),
        relation: Relation::Addressed,
    }
}
