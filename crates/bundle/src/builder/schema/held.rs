//! Schemas held against the readers: from each schema a file with everything in it is made, and broken in
//! every place. Reader and schema must ask for the same keys and agree about every broken file. The
//! verdict of a schema comes from a validator that is not ours.

use boon::{Compiler, SchemaIndex, Schemas};
use serde_json::{Map, Value, json};
use toml::de::{DeTable, DeValue};

use super::super::layout::{self, Kind};
use super::super::notes::Notes;
use super::super::roster::{Roster, Thing};
use super::super::rule_file::{self, Setting};
use super::super::source::Sources;
use super::super::texts::{Spot, Texts};
use super::super::topic::Topics;
use super::super::tree::asked::{self, Asked};
use super::super::zone::UTC;
use super::super::{audience_file, case_file, company_file, desks, exceptions, site_file};
use super::{SCHEMAS, Schema};

/// The shape that stands in the sample: of several the one with most to say.
fn chosen(schema: &Value) -> &Value {
    let shapes = schema["anyOf"].as_array();
    shapes
        .and_then(|shapes| shapes.last())
        .map_or(schema, chosen)
}

/// A value with everything in it that there may be.
fn sample(schema: &Value) -> Value {
    let schema = chosen(schema);
    match schema["type"].as_str().expect("a type") {
        "object" => {
            let mut table = Map::new();
            for (key, shape) in schema["properties"].as_object().into_iter().flatten() {
                table.insert(key.clone(), sample(shape));
            }
            if schema["additionalProperties"].is_object() {
                table.insert("en".to_owned(), sample(&schema["additionalProperties"]));
            }
            Value::Object(table)
        }
        "array" if schema["examples"].is_array() => schema["examples"][0].clone(),
        "array" => json!([sample(&schema["items"])]),
        _ => schema["examples"][0].clone(),
    }
}

/// The sample of a file. A rule needs two examples.
fn file_sample(schema: &Schema) -> Value {
    let mut sample = sample(&schema.json());
    if schema.name == "rules" {
        let examples = &mut sample["rule"][0]["example"];
        let mut speaks = examples[0].clone();
        speaks["expect"] = "note".into();
        examples.as_array_mut().expect("examples").push(speaks);
    }
    sample
}

/// As TOML with tables in one line: so every table has a place of its own.
fn toml(value: &Value) -> String {
    pairs(value.as_object().expect("a table")).join("\n")
}

fn pairs(table: &Map<String, Value>) -> Vec<String> {
    let pair = |(key, value): (&String, &Value)| format!("{key} = {}", inline(value));
    table.iter().map(pair).collect()
}

fn inline(value: &Value) -> String {
    match value {
        Value::Object(table) => format!("{{ {} }}", pairs(table).join(", ")),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        plain => plain.to_string(),
    }
}

/// What the reader of a kind of file says about a text, and the keys it asked for.
fn read(schema: &Schema, text: &str) -> (Vec<String>, Asked) {
    let path = schema.files.replace('*', "sample");
    let sources = Sources::from_iter([(path.as_str(), text)]);
    let (notes, roster) = (Notes::default(), roster());
    let languages = ["en".into()];
    let setting = Setting {
        roster: &roster,
        languages: &languages,
        zone: &UTC,
    };
    asked::take();
    match layout::kind(&path) {
        Some(Kind::Rules) => drop(rule_file::read(&sources, setting, &notes)),
        Some(Kind::Audience(_)) => drop(audience_file::read(&sources, &roster, &notes)),
        Some(Kind::Cases) => drop(case_file::read(&sources, setting, &notes)),
        Some(Kind::Topic(_)) => drop(Topics::read(&sources, &notes)),
        _ if path == layout::COMPANY => drop(company_file::read(&sources, &notes)),
        _ if path == layout::DESKS => drop(desks::read(&sources, &notes)),
        _ if path == layout::SITES => drop(site_file::read(&sources, &notes)),
        _ => drop(exceptions::read(&sources, setting, &notes)),
    }
    let problems = notes.finish().problems;
    (
        problems.iter().map(ToString::to_string).collect(),
        asked::take(),
    )
}

/// Everything that the examples in the schemas name.
fn roster() -> Roster {
    let mut roster = Roster::default();
    roster.enter(Thing::Role, ["engineer", "communications"]);
    roster.enter(Thing::Team, ["platform", "key-accounts"]);
    roster.enter(Thing::Person, ["jonas", "alice"]);
    roster.enter(Thing::Desk, ["press"]);
    roster.enter(Thing::Audience, ["exclusive-clients", "prospects"]);
    roster.enter(Thing::Rule, ["exclusive-client"]);
    roster.enter(Thing::Topic, ["pricing", "support-plea"]);
    roster.enter(Thing::Product, ["harbour"]);
    roster
}

/// A schema as its validator knows it.
struct Judge {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Judge {
    fn new(schema: &Schema) -> Self {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let place = format!("https://fineline.example/{}", schema.file_name());
        compiler.add_resource(&place, schema.json()).expect("JSON");
        let index = compiler.compile(&place, &mut schemas);
        let index = index.expect("a sound schema");
        Self { schemas, index }
    }

    fn accepts(&self, value: &Value) -> bool {
        self.schemas.validate(value, self.index).is_ok()
    }
}

#[test]
fn a_file_with_everything_in_it_is_sound_for_both() {
    for schema in &SCHEMAS {
        let sample = file_sample(schema);
        let (problems, _) = read(schema, &toml(&sample));
        assert_eq!(
            problems,
            [] as [String; 0],
            "{}: {}",
            schema.name,
            toml(&sample)
        );
        assert!(Judge::new(schema).accepts(&sample), "{}", schema.name);
    }
}

#[test]
fn readers_and_schemas_know_the_same_keys() {
    let mut by_entries = Vec::new();
    for schema in &SCHEMAS {
        let text = toml(&file_sample(schema));
        let (_, asked) = read(schema, &text);
        let table = DeTable::parse(&text).expect("TOML");
        let whole = Texts::default().add("sample", "".into());
        let mut walk = Walk {
            asked: &asked,
            whole,
            by_entries: &mut by_entries,
        };
        walk.table((&schema.json(), schema.name), table.get_ref(), whole);
    }
    // Their keys are taken as they come: those of the first three from the registry of conditions, those of
    // the last from the type.
    let expected = ["rules.rule.what", "rules.rule.who", "rules.rule.whom"];
    by_entries.sort();
    by_entries.retain(|path| path != "fineline.sites");
    assert_eq!(by_entries, expected);
}

/// Goes through a schema and its sample side by side.
struct Walk<'a> {
    asked: &'a Asked,
    whole: Spot,
    by_entries: &'a mut Vec<String>,
}

impl Walk<'_> {
    fn table(&mut self, (schema, path): (&Value, &str), table: &DeTable<'_>, spot: Spot) {
        let properties = schema["properties"].as_object();
        let mut known: Vec<&str> = properties
            .into_iter()
            .flatten()
            .map(|(key, _)| &**key)
            .collect();
        known.sort_unstable();
        match self.asked.get(&spot) {
            Some(asked) => assert_eq!(known, asked.iter().copied().collect::<Vec<_>>(), "{path}"),
            None if known.is_empty() => {}
            None => self.by_entries.push(path.to_owned()),
        }
        for (key, value) in table {
            let of_key = &schema["properties"][&**key.get_ref()];
            let other = &schema["additionalProperties"];
            let shape = if of_key.is_null() { other } else { of_key };
            let path = format!("{path}.{}", key.get_ref());
            self.value(
                (chosen(shape), &path),
                value.get_ref(),
                self.whole.within(value.span()),
            );
        }
    }

    fn value(&mut self, (schema, path): (&Value, &str), value: &DeValue<'_>, spot: Spot) {
        match value {
            DeValue::Table(table) => self.table((schema, path), table, spot),
            DeValue::Array(items) => {
                for item in items {
                    let spot = self.whole.within(item.span());
                    self.value((chosen(&schema["items"]), path), item.get_ref(), spot);
                }
            }
            _ => {}
        }
    }
}

/// Every way in which a value can be broken in one place, with what was done.
fn broken(schema: &Value, value: &Value) -> Vec<(String, Value)> {
    let schema = chosen(schema);
    let mut found = vec![("a number".to_owned(), json!(1.5))];
    if schema["pattern"].is_string() {
        found.push(("empty".to_owned(), json!("")));
    }
    if schema["enum"].is_array() {
        found.push(("no such name".to_owned(), json!("no-such-name")));
    }
    match value {
        Value::Object(table) => found.extend(broken_table(schema, table)),
        Value::Array(items) => {
            for (mutation, item) in broken(&schema["items"], &items[0]) {
                let mut items = items.clone();
                items[0] = item;
                found.push((mutation, Value::Array(items)));
            }
        }
        _ => {}
    }
    found
}

fn broken_table(schema: &Value, table: &Map<String, Value>) -> Vec<(String, Value)> {
    let mut found = Vec::new();
    let with = |key: &str, value: Value| {
        let mut table = table.clone();
        table.insert(key.to_owned(), value);
        Value::Object(table)
    };
    if schema["additionalProperties"] == false {
        found.push(("unknown key".to_owned(), with("zebra", json!("x"))));
    }
    for key in schema["required"].as_array().into_iter().flatten() {
        let key = key.as_str().expect("a key");
        let mut table = table.clone();
        table.remove(key);
        found.push((format!("{key}: missing"), Value::Object(table)));
    }
    for (key, value) in table {
        let of_key = &schema["properties"][key];
        let other = &schema["additionalProperties"];
        let shape = if of_key.is_null() { other } else { of_key };
        for (mutation, value) in broken(shape, value) {
            found.push((format!("{key}: {mutation}"), with(key, value)));
        }
    }
    found
}

#[test]
fn broken_files_are_refused_by_both() {
    let mut count = 0;
    for schema in &SCHEMAS {
        let judge = Judge::new(schema);
        let json = schema.json();
        // The first is the file itself as a number, which is no TOML.
        for (mutation, value) in broken(&json, &file_sample(schema)).into_iter().skip(1) {
            let (problems, _) = read(schema, &toml(&value));
            let verdicts = (problems.is_empty(), judge.accepts(&value));
            assert_eq!(verdicts, (false, false), "{}.{mutation}", schema.name);
            count += 1;
        }
    }
    assert!(count > 200, "only {count} broken files");
}

#[test]
fn every_name_to_choose_from_is_one_that_the_reader_knows() {
    let schema = Schema::named("rules").expect("a schema");
    let json = schema.json();
    let rule = &json["properties"]["rule"]["items"]["properties"];
    let mut count = 0;
    for (table, key) in [
        ("who", "seniority"),
        ("whom", "class"),
        ("whom", "state"),
        ("what", "surface"),
    ] {
        let names = &chosen(&rule[table]["properties"][key])["items"]["enum"];
        for name in names.as_array().expect("names") {
            let mut sample = file_sample(schema);
            sample["rule"][0][table][key] = json!([name]);
            let (problems, _) = read(schema, &toml(&sample));
            assert_eq!(problems, [] as [String; 0], "{name}");
            count += 1;
        }
    }
    assert_eq!(
        count,
        5 + 10 + 4 + 7,
        "levels, classes, states and composers"
    );
}

#[test]
fn an_editor_has_something_to_say_at_every_key() {
    fn check(schema: &Value, path: &str) {
        let about = schema["description"].as_str().unwrap_or_default();
        assert!(
            about.split(' ').count() > 1 && about.ends_with('.'),
            "{path}: {about}"
        );
        for (key, shape) in schema["properties"].as_object().into_iter().flatten() {
            check(shape, &format!("{path}.{key}"));
            let shape = chosen(shape);
            check(
                &json!({ "properties": shape["properties"], "description": about }),
                path,
            );
            let items = &shape["items"];
            check(
                &json!({ "properties": items["properties"], "description": about }),
                path,
            );
        }
    }
    for schema in &SCHEMAS {
        check(&schema.json(), schema.name);
    }
}
