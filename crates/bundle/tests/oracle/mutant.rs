//! A repository with one thing in it spoilt: bytes, a value that is then signed as if it were honest, or a
//! file of another release.

use bundle::canonical::canonical;
use bundle::{Files, repository};
use serde_json::{Value, json};

use crate::delegated::{COHORT, LEGAL, SALES};
use crate::lab::*;

/// The spoilt repository, and what was done to it.
pub(crate) struct Mutant {
    pub(crate) files: Files,
    pub(crate) what: String,
}

/// The same numbers for the same seed. Source: SplitMix64 (Steele, Lea, Flood, 2014).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// Less than `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }
}

impl Mutant {
    /// `held` is the release before.
    pub(crate) fn of(honest: &Files, held: &Files, mut random: Random) -> Self {
        let mut files = honest.clone();
        let paths: Vec<String> = files.keys().cloned().collect();
        let path = random.one(&paths);
        let what = match random.below(4) {
            0 => bytes(files.get_mut(&path).unwrap(), &mut random),
            1 => {
                let old: Vec<&Vec<u8>> = held.values().collect();
                files.insert(path.clone(), random.one(&old).clone());
                "a file of the release before".to_owned()
            }
            _ => value(&mut files, &path, &mut random),
        };
        let what = format!("{path}: {what}");
        Self { files, what }
    }
}

fn bytes(bytes: &mut Vec<u8>, random: &mut Random) -> String {
    let at = random.below(bytes.len());
    match random.below(4) {
        0 => {
            bytes.truncate(at);
            format!("cut at {at}")
        }
        1 => {
            bytes.insert(at, b' ');
            format!("a space at {at}")
        }
        2 => {
            bytes[at] ^= 1 << random.below(8);
            format!("a bit at {at}")
        }
        _ => {
            bytes.remove(at);
            format!("nothing at {at}")
        }
    }
}

/// Changes a value somewhere in a metadata file. Half of the time it is signed again by the right keys, or by
/// one too few of them, and named by those above it: an attacker with every key but one can do that.
fn value(files: &mut Files, path: &str, random: &mut Random) -> String {
    let Ok(mut file) = serde_json::from_slice::<Value>(&files[path]) else {
        return bytes(files.get_mut(path).unwrap(), random);
    };
    if file.get("signed").is_none() {
        return bytes(files.get_mut(path).unwrap(), random);
    }
    let what = change(&mut file, random);
    files.insert(path.to_owned(), serde_json::to_vec(&file).unwrap());
    // What has no canonical form cannot be signed.
    if random.below(2) == 0 || canonical(&file["signed"]).is_err() {
        return what;
    }
    let seeds = signers(path);
    let short = random.below(4) == 0;
    let signed = &seeds[usize::from(short)..];
    forge(files, path, |_| (), signed);
    rename(files, path);
    format!("{what}, signed by {} of {}", signed.len(), seeds.len())
}

fn signers(path: &str) -> Vec<u8> {
    match path.rsplit('.').nth(1) {
        Some("root") => ROOT.to_vec(),
        Some("targets") => TARGETS.to_vec(),
        Some("snapshot") => SNAPSHOT.to_vec(),
        Some("sales") => SALES.to_vec(),
        Some("legal") => LEGAL.to_vec(),
        Some("cohort") => COHORT.to_vec(),
        _ => TIMESTAMP.to_vec(),
    }
}

/// Names the changed file in the files above it, if they are as they should be.
fn rename(files: &mut Files, path: &str) {
    let version = 2;
    if path == repository::targets(version) {
        rename_chain(files, version);
    } else if let Some(role) = ["sales", "legal", "cohort"]
        .into_iter()
        .find(|role| path == repository::delegated(role, version))
    {
        let meta = describe(version, &files[path]);
        let name = |signed: &mut Value| signed["meta"][format!("{role}.json")] = meta;
        forge(files, &repository::snapshot(version), name, &SNAPSHOT);
        rename(files, &repository::snapshot(version));
    } else if path == repository::snapshot(version) {
        let meta = describe(version, &files[path]);
        let name = |signed: &mut Value| signed["meta"]["snapshot.json"] = meta;
        forge(files, repository::TIMESTAMP, name, &TIMESTAMP);
    }
}

/// Goes down to some value and spoils it.
fn change(value: &mut Value, random: &mut Random) -> String {
    let deeper = random.below(6) > 0;
    match value {
        Value::Object(members) if deeper && !members.is_empty() => {
            let names: Vec<String> = members.keys().cloned().collect();
            let name = random.one(&names);
            format!("{name}/{}", change(members.get_mut(&name).unwrap(), random))
        }
        Value::Array(items) if deeper && !items.is_empty() => {
            let at = random.below(items.len());
            format!("{at}/{}", change(&mut items[at], random))
        }
        Value::Object(members) => {
            let names: Vec<String> = members.keys().cloned().collect();
            if names.is_empty() || random.below(2) == 0 {
                members.insert("x-more".to_owned(), json!({ "a": [1] }));
                return "a member more".to_owned();
            }
            let name = random.one(&names);
            members.remove(&name);
            format!("without {name}")
        }
        Value::Array(items) => {
            match items.first().cloned().filter(|_| random.below(2) == 0) {
                Some(first) => items.push(first),
                None => items.clear(),
            }
            "another array".to_owned()
        }
        other => {
            let spoilt = other_value(other, random);
            let what = format!("{other} to {spoilt}");
            *other = spoilt;
            what
        }
    }
}

fn other_value(value: &Value, random: &mut Random) -> Value {
    if random.below(4) == 0 {
        let others = [
            json!(null),
            json!(true),
            json!("x"),
            json!(-1),
            json!(1.5),
            json!([]),
        ];
        return random.one(&others);
    }
    match value {
        Value::Number(number) => {
            let number = number.as_u64().unwrap_or(0);
            json!(random.one(&[0, 1, number + 1, number.saturating_sub(1), u64::MAX]))
        }
        Value::String(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            if !letters.is_empty() {
                let at = random.below(letters.len());
                letters[at] = random.one(&['0', '1', '9', 'A', 'f', '.', ' ', '\u{e9}']);
            }
            json!(letters.into_iter().collect::<String>())
        }
        Value::Bool(is) => json!(!is),
        _ => json!(1),
    }
}
