//! Works out what the stemmers make of the words of the topic library, for the builder: asking them each
//! time would be nine tenths of every `fineline check`. And a digest of the library's tables, by which
//! tables kept by another build are known. Does nothing for the extension and the server.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "builder")]
    dictionary::write();
}

#[cfg(feature = "builder")]
mod dictionary {
    #![expect(
        clippy::expect_used,
        clippy::disallowed_methods,
        reason = "a build that cannot read its own files must stop"
    )]

    use std::hash::{DefaultHasher, Hasher as _};
    use std::path::Path;
    use std::{env, fs};

    use policy::Language;
    use policy::topics::TopicKind;
    use policy::topics::build::dictionary::{self, Dictionary};
    use policy::topics::build::{Phrases, TopicSource, build_with};
    use toml::{Table, Value};

    const LIBRARY: &str = "src/builder/library";

    pub(super) fn write() {
        println!("cargo::rerun-if-changed={LIBRARY}");
        let mut topics = Vec::new();
        for entry in fs::read_dir(LIBRARY).expect("the library of topics") {
            let path = entry.expect("an entry of the library").path();
            if path.extension().is_some_and(|it| it == "toml") {
                topics.push(topic(&path));
            }
        }
        topics.sort_by(|one, other| one.id.cmp(&other.id));
        let phrases = topics.iter().flat_map(|topic| &topic.languages);
        let text = dictionary::write(phrases.map(|(tag, phrases)| (tag, phrases)));
        println!(
            "cargo::rustc-env=FINELINE_LIBRARY_TABLES={:016x}",
            digest(&topics, &text)
        );
        let folder = env::var("OUT_DIR").expect("a folder to write into");
        fs::write(Path::new(&folder).join("dictionary.txt"), text).expect("the dictionary");
    }

    /// Of the tables of everything: they change with the library and with the code that makes them.
    fn digest(topics: &[TopicSource], dictionary: &str) -> u64 {
        let tables = build_with(topics, &Dictionary::read(dictionary));
        let mut hasher = DefaultHasher::new();
        hasher.write(format!("{tables:?}").as_bytes());
        hasher.finish()
    }

    /// A file that cannot be read has no words here: the tests of the library say what is wrong with it.
    fn topic(path: &Path) -> TopicSource {
        let text = fs::read_to_string(path).expect("a topic");
        let topic: Table = text.parse().unwrap_or_default();
        let languages = topic.into_iter().filter_map(|(key, value)| {
            let Value::Table(of_language) = value else {
                return None;
            };
            let phrases = Phrases {
                fires: texts(&of_language, "phrases"),
                excepts: texts(&of_language, "except"),
            };
            Some((Language::from(key.as_str()), phrases))
        });
        let id = path.file_stem().unwrap_or_default().to_string_lossy();
        TopicSource {
            id: id.as_ref().into(),
            kind: TopicKind::Ordinary,
            languages: languages.collect(),
        }
    }

    fn texts(table: &Table, key: &str) -> Vec<String> {
        let items = table.get(key).and_then(Value::as_array);
        let texts = items.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }
}
