//! A company of many rules: the example company, and as many more as wanted, which speak to nobody who
//! occurs in it. All conditions and topics there are take part.

use std::fmt::Write as _;
use std::fs;

use super::Place;

/// A topic of the library, and a text about it.
const TOPICS: [(&str, &str); 9] = [
    (
        "buying-interest",
        "Can anyone recommend a good booking tool for a small clinic?",
    ),
    (
        "complaint",
        "The handle broke after two days. Never buying from you again.",
    ),
    (
        "confidential",
        "Saw the Q3 roadmap today, not public yet so please keep it to yourselves.",
    ),
    (
        "financial-results",
        "Net loss of 3 million last year, but orders have doubled.",
    ),
    (
        "hiring",
        "We are hiring two nurses in Porto. Apply by Friday!",
    ),
    (
        "legal",
        "The regulator just opened an investigation into three of our clients.",
    ),
    (
        "pricing",
        "How much is the pro plan per seat? Nothing on the website.",
    ),
    (
        "product-praise",
        "Honestly the best invoicing app I have ever used, it just works.",
    ),
    (
        "support-plea",
        "Locked out of my account since this morning, please reset it.",
    ),
];

const RULES_PER_FILE: usize = 10;

/// Writes the example company as `bank`, with `count` rules in all.
pub(crate) fn company(place: &Place, count: usize) {
    place.run(&["init", "bank"]).fine();
    let own = rules(place);
    let head = place.path("bank/fineline.toml");
    let role = "[roles.auditor]\nlabel = \"Auditor\"\n\n[teams]";
    let text = fs::read_to_string(&head).expect("the company");
    fs::write(&head, text.replacen("[teams]", role, 1)).expect("the company");
    let numbers: Vec<usize> = (own..count).collect();
    for (file, numbers) in numbers.chunks(RULES_PER_FILE).enumerate() {
        let text: String = numbers.iter().map(|number| rule(*number)).collect();
        let path = place.path(&format!("bank/rules/more-{file:03}.toml"));
        fs::write(path, text).expect("rules");
    }
    assert_eq!(rules(place), count);
}

/// How many rules there are.
fn rules(place: &Place) -> usize {
    let files = place.files().into_iter();
    let texts = files
        .filter(|name| name.starts_with("bank/rules/"))
        .map(|name| fs::read_to_string(place.path(&name)).expect("rules"));
    texts.map(|text| text.matches("[[rule]]").count()).sum()
}

/// One rule: a few of each kind, and words that no other has.
fn rule(number: usize) -> String {
    let mut topics = TOPICS.iter().copied().cycle();
    let (topic, about) = topics.nth(number).expect("a topic");
    let word = format!("berth{number:04}");
    let own = format!("{about} That is for {word}.");
    let (what, draft, parent) = match number % 5 {
        0 => (
            format!("what = {{ topic = [\"{topic}\"], text = [\"{word}\"] }}"),
            own,
            None,
        ),
        1 => (
            format!("what = {{ parent-topic = [\"{topic}\"], text = [\"{word}\"] }}"),
            format!("About {word}: yes."),
            Some(about),
        ),
        2 => (
            format!(
                "what = {{ text = [\"{word}\", \"{word} quay\"], surface = [\"post\", \"reply\"] }}"
            ),
            format!("About {word}: yes."),
            None,
        ),
        3 => (
            format!("what = {{ text = [\"{word}\"], until = 2030-01-01 }}"),
            format!("About {word}: yes."),
            None,
        ),
        _ => (
            format!("what = {{ text = [\"{word}\"] }}"),
            format!("Only {word}."),
            None,
        ),
    };
    let parent = parent.map_or(String::new(), |text| format!("parent = \"{text}\"\n"));
    let mut text = format!(
        "[[rule]]\nid = \"more-{number:04}\"\ntier = \"note\"\nowner = \"ruth\"\n\
         reason = \"A rule of a test\"\nreview_on = 2027-05-31\nwho = {{ role = [\"auditor\"] }}\n\
         {what}\nroute = {{ desk = \"press\" }}\n\n"
    );
    for (tag, title) in [
        ("en", "The {desk} knows more"),
        ("de", "{desk}: Dort weiß man mehr"),
    ] {
        let _ = write!(
            text,
            "[rule.text.{tag}]\ntitle = \"{title}\"\nbody = \"{word}: send the link along.\"\n\
             why = \"Your draft names {word}.\"\n\n"
        );
    }
    for (author, expect) in [("auditor", "note"), ("support", "silent")] {
        let _ = write!(
            text,
            "[[rule.example]]\nas = \"{author}\"\nsurface = \"reply\"\nto = \"@toni_reyes\"\n{parent}\
             text = \"{draft}\"\nexpect = \"{expect}\"\n\n"
        );
    }
    text
}
