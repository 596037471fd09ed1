//! `fineline.toml` → the company, its charter, and the names that the other files use.

use std::collections::BTreeMap;

use policy::{AccountKey, Language, RoleId, Site, SiteSwitch, TeamId, TextReading};

use super::choice::name;
use super::code::Code;
use super::layout;
use super::notes::Notes;
use super::situation::read_account;
use super::source::Sources;
use super::texts::Spot;
use super::tree::{self, At, Table};
use super::values::{check_id, language};
use super::zone::Zone;
use crate::map::kdf::Profile;
use crate::pointer::{POLL_CEILING, POLL_FLOOR};

const POLL_EXPECTED: &str = "a whole number of minutes from 5 to 360";

/// What stands in `fineline.toml`.
#[derive(Clone, Debug)]
pub struct Head {
    /// Name of the company, shown to employees.
    pub name: String,
    /// The language used where a text has no translation.
    pub language: Language,
    /// Every language that rules are written in; [`Self::language`] is among them.
    pub languages: Vec<Language>,
    /// Where dates without an offset are meant.
    pub zone: Zone,
    /// Whether rules may look at what a draft says.
    pub text_reading: TextReading,
    /// What employees do, and what the company wants of each role: the charter.
    pub roles: BTreeMap<RoleId, Role>,
    /// Teams as people call them.
    pub teams: BTreeMap<TeamId, String>,
    /// Products, by the short names that rules use.
    pub products: BTreeMap<String, Product>,
    /// Accounts that speak for the company.
    pub brand_accounts: Vec<AccountKey>,
    /// What is switched per site.
    pub sites: BTreeMap<Site, SiteSwitch>,
    /// How lists are sealed.
    pub sealing: Sealing,
    /// Minutes between two looks for a new bundle, where the company says so.
    pub polling: Option<u64>,
}

/// How lists are sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sealing {
    /// How dear a guess is.
    pub profile: Profile,
    /// Counted up, everything is sealed anew.
    pub epoch: u32,
}

impl Default for Sealing {
    fn default() -> Self {
        Self {
            profile: Profile::default(),
            epoch: 1,
        }
    }
}

/// A role in the charter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// As people call it.
    pub label: String,
    /// What it answers for.
    pub responsibilities: Vec<String>,
    /// What it is to reach.
    pub objectives: Vec<String>,
    /// How that is seen.
    pub metrics: Vec<String>,
}

/// A product, or anything with a name that drafts may mention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Product {
    /// As people call it.
    pub label: String,
    /// Words and phrases that mean it.
    pub words: Vec<String>,
    /// Codes that mean it, exactly as written.
    pub codes: Vec<String>,
    /// Where it stands.
    pub spot: Spot,
}

/// Reads the file, which has to be there.
pub(crate) fn read(sources: &Sources, notes: &Notes) -> Option<Head> {
    let opened = sources.need(layout::COMPANY, notes)?;
    tree::read(&opened, notes, head)
}

fn head(root: &Table<'_>) -> Head {
    let name = root.text("company").map(|text| text.value);
    let tag = root.text("language");
    let own = tag.map(|at| language(&at.value, at.spot, root.file.notes));
    let own = own.unwrap_or_else(|| "en".into());
    let head = Head {
        name: name.unwrap_or_default(),
        languages: languages(root, &own),
        language: own,
        zone: zone(root),
        text_reading: match root.switch("text_reading", true) {
            true => TextReading::On,
            false => TextReading::Off,
        },
        roles: roles(root),
        teams: labels(root, "teams"),
        products: products(root),
        brand_accounts: brand_accounts(root),
        sites: sites(root),
        sealing: sealing(root),
        polling: polling(root),
    };
    root.finish();
    head
}

/// How often browsers look, as this file says; for `sign`, which asks nothing else of it.
#[must_use]
pub fn poll_minutes(file: &[u8]) -> Option<u64> {
    let sources = Sources::from_iter([(layout::COMPANY, file)]);
    read(&sources, &Notes::default())?.polling
}

fn polling(root: &Table<'_>) -> Option<u64> {
    let table = root.table("polling")?;
    let entry = table.need("minutes", POLL_EXPECTED);
    table.finish();
    let entry = entry?;
    let minutes = entry.as_number_in(POLL_FLOOR..=POLL_CEILING);
    if minutes.is_none() {
        entry.wrong(POLL_EXPECTED);
    }
    minutes
}

/// All languages, the company's own first.
fn languages(root: &Table<'_>, own: &Language) -> Vec<Language> {
    let mut languages = vec![own.clone()];
    for At { spot, value } in root.texts("languages") {
        let language = language(&value, spot, root.file.notes);
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

fn zone(root: &Table<'_>) -> Zone {
    let Some(text) = root.optional_text("time_zone") else {
        return Zone::default();
    };
    Zone::named(&text.value).unwrap_or_else(|help| {
        let found = format!("unknown time zone `{}`", text.value);
        let notes = root.file.notes;
        notes.add((Code::BadTimeZone, text.spot), found, &help);
        Zone::default()
    })
}

fn roles(root: &Table<'_>) -> BTreeMap<RoleId, Role> {
    let tables = root
        .table("roles")
        .map(|roles| roles.named_tables("roles."));
    let mut roles = BTreeMap::new();
    for (id, table) in tables.into_iter().flatten() {
        let list = |key| table.texts(key).into_iter().map(|text| text.value);
        // Kept even without a label, so that whoever names it is not reported, too.
        let role = Role {
            label: label(&table),
            responsibilities: list("responsibilities").collect(),
            objectives: list("objectives").collect(),
            metrics: list("metrics").collect(),
        };
        table.finish();
        roles.insert(RoleId(id), role);
    }
    roles
}

fn products(root: &Table<'_>) -> BTreeMap<String, Product> {
    let tables = root
        .table("products")
        .map(|products| products.named_tables("products."));
    let mut products = BTreeMap::new();
    for (id, table) in tables.into_iter().flatten() {
        let product = Product {
            label: label(&table),
            words: phrases(&table, "words"),
            codes: phrases(&table, "codes"),
            spot: table.spot,
        };
        if table.entry("words").or(table.entry("codes")).is_none() {
            let found = format!("product `{id}` has neither `words` nor `codes`");
            table.note(Code::NoWord, found, "say which words of a draft mean it");
        }
        table.finish();
        products.insert(id, product);
    }
    products
}

/// Texts with a word in each.
fn phrases(table: &Table<'_>, key: &'static str) -> Vec<String> {
    let phrases = table.texts(key);
    let (sound, empty): (Vec<_>, Vec<_>) = phrases
        .into_iter()
        .partition(|phrase| phrase.value.chars().any(char::is_alphanumeric));
    for At { spot, value } in empty {
        let found = format!("`{value}` has no word in it");
        let notes = table.file.notes;
        notes.add((Code::NoWord, spot), found, "expected a word or a phrase");
    }
    sound.into_iter().map(|phrase| phrase.value).collect()
}

/// What people call a thing.
pub(crate) fn label(table: &Table<'_>) -> String {
    let label = table.text("label").map(|text| text.value);
    label.unwrap_or_default()
}

fn brand_accounts(root: &Table<'_>) -> Vec<AccountKey> {
    let read = |text: At<String>| read_account(&text, root.file.notes);
    let accounts = root.texts("brand_accounts");
    accounts.into_iter().filter_map(read).collect()
}

/// `id = "Label"` for each.
fn labels<Id: Ord + for<'a> From<&'a str>>(
    root: &Table<'_>,
    key: &'static str,
) -> BTreeMap<Id, String> {
    let mut labels = BTreeMap::new();
    for entry in root.table(key).iter().flat_map(Table::entries) {
        check_id(entry.key, entry.key_spot, entry.file.notes);
        let label = entry.as_text().filter(|label| !label.trim().is_empty());
        if label.is_none() {
            entry.wrong("its name as people say it, in quotes");
        }
        // Kept in any case, so that whoever names it is not reported, too.
        labels.insert(entry.key.into(), label.unwrap_or_default().to_owned());
    }
    labels
}

fn sealing(root: &Table<'_>) -> Sealing {
    let mut sealing = Sealing::default();
    let Some(table) = root.table("sealing") else {
        return sealing;
    };
    sealing.profile = table.optional_one_of("profile").unwrap_or_default();
    if let Some(entry) = table.entry("epoch") {
        match entry.as_number().filter(|epoch| *epoch > 0) {
            Some(epoch) => sealing.epoch = epoch.into(),
            None => entry.wrong("a number from 1 to 255"),
        }
    }
    table.finish();
    sealing
}

fn sites(root: &Table<'_>) -> BTreeMap<Site, SiteSwitch> {
    let mut sites = BTreeMap::new();
    for entry in root.table("sites").iter().flat_map(Table::entries) {
        let (spot, value) = (entry.key_spot, entry.key.to_owned());
        let site = name(entry.file.notes, &At { spot, value }, "site");
        let Some(table) = entry.as_table() else {
            entry.wrong("a table");
            continue;
        };
        let switch = SiteSwitch {
            wasm: table.switch("wasm", false),
        };
        table.finish();
        sites.extend(site.map(|site| (site, switch)));
    }
    sites
}
