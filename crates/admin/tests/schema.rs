//! `fineline schema`: what is listed, printed and written.

mod common;

use std::fs;

use common::Place;

#[test]
fn prints_one_and_lists_all() {
    let place = Place::new();
    let rules = place.run(&["schema", "rules"]).fine();
    let kept = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../schema/rules.schema.json"
    );
    assert_eq!(rules, fs::read_to_string(kept).expect("the schema"));
    let all = place.run(&["schema"]).fine();
    assert_eq!(all.lines().count(), 8, "{all}");
    assert!(all.contains("rules       rules/*.toml"), "{all}");
    let said = place.run(&["schema", "rule"]).failed(2);
    assert!(said.contains("expected one of fineline, desks,"), "{said}");
    assert_eq!(place.files(), [] as [String; 0]);
}

#[test]
fn writes_all_or_one_and_replaces_what_is_old() {
    let place = Place::new();
    place.run(&["schema", "topics", "--write", "one"]).fine();
    assert_eq!(place.files(), ["one/topics.schema.json"]);
    fs::write(place.path("one/topics.schema.json"), "old").expect("a file");
    place.run(&["schema", "--write", "one"]).fine();
    assert_eq!(place.files().len(), 8);
    let text = fs::read_to_string(place.path("one/topics.schema.json")).expect("a file");
    assert!(
        text.contains("\"$schema\": \"http://json-schema.org/draft-07/schema#\""),
        "{text}"
    );
}

#[test]
fn every_file_that_init_writes_finds_its_schema_beside_it() {
    let place = Place::new();
    place
        .run(&["init", "new", "--bare", "--language", "de"])
        .fine();
    let mut count = 0;
    for name in place.files().iter().filter(|name| name.ends_with(".toml")) {
        let path = place.path(name);
        let text = fs::read_to_string(&path).expect("a file");
        let named = text
            .lines()
            .next()
            .and_then(|line| line.strip_prefix("#:schema "));
        let found = path.with_file_name("").join(named.unwrap_or("nothing"));
        assert!(found.is_file(), "{name}: {}", found.display());
        count += 1;
    }
    assert_eq!(count, 6);
    place.run(&["check", "new", "--deny-warnings"]).fine();
}
