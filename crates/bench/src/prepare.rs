//! Writes what is measured: the rules and drafts of every load, packed as they travel to a page, and
//! the same rules and drafts as other engines take them.

use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};
use bench::core::{Case, Core, Rules};
use bench::facts;
use bench::world::{Size, World};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Words of topics, in every company.
const TOPIC_WORDS: usize = 5000;
/// How many rules the companies have.
const RULES: [usize; 4] = [50, 200, 1000, 5000];
/// How long the drafts are, in characters.
const CHARACTERS: [usize; 4] = [280, 1000, 3000, 10_000];
/// The company and the drafts that a page begins with and other engines decide about.
const USUAL: (usize, usize) = (200, 280);

/// One load: a company and drafts of one length.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Load {
    /// Rules of the company.
    pub(crate) rules: usize,
    /// Characters of each draft.
    pub(crate) characters: usize,
    /// The file of packed rules.
    pub(crate) rules_file: String,
    /// The file of packed drafts.
    pub(crate) cases_file: String,
    /// Whether the first decision of a page is about this one.
    pub(crate) is_first: bool,
}

/// Writes all loads with so many drafts each.
pub(crate) fn write(folder: &Path, count: usize) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut loads = Vec::new();
    for rules in RULES {
        let world = World::new(Size {
            rules,
            topic_words: TOPIC_WORDS,
        });
        let rules_file = format!("rules-{rules}.bin");
        fs::write(folder.join(&rules_file), packed(&world.rules())?)?;
        for characters in CHARACTERS {
            let cases_file = format!("drafts-{rules}-{characters}.bin");
            let cases = world.drafts(count, characters);
            fs::write(folder.join(&cases_file), packed(&cases)?)?;
            if (rules, characters) == USUAL {
                peers(folder, world.rules(), cases)?;
            }
            loads.push(Load {
                rules,
                characters,
                rules_file: rules_file.clone(),
                cases_file,
                is_first: (rules, characters) == USUAL,
            });
        }
    }
    fs::write(folder.join("index.json"), serde_json::to_vec(&loads)?)?;
    Ok(())
}

fn packed(value: &impl Serialize) -> Result<Vec<u8>> {
    Ok(postcard::to_allocvec(value)?)
}

/// Each draft that others can decide about: its place, its facts, itself packed, and our answer.
fn peers(folder: &Path, rules: Rules, cases: Vec<Case>) -> Result<()> {
    let core = Core::new(rules);
    ensure!(core.book.errors.is_empty(), "{:?}", core.book.errors);
    let mut listed = Vec::new();
    for (at, case) in cases.iter().enumerate() {
        if let Some(facts) = facts::plain(&core, case) {
            let (packed, answer) = (packed(case)?, core.answer(case));
            listed.push(json!({ "at": at, "facts": facts, "packed": packed, "answer": answer }));
        }
    }
    let rules = facts::rules(&core.book.policy.rules);
    let all = json!({ "rules": rules, "cases": listed });
    fs::write(folder.join("peers.json"), serde_json::to_vec(&all)?)?;
    Ok(())
}
