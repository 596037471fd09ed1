//! What lies in a browser's storage and on the server, searched for whoever is on a sealed list.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use e2e::cell::Cell;
use e2e::composer::Person;
use e2e::setting::USUAL;
use e2e::stage::{Stage, behave};
use memchr::memmem;

on_both_sites!(a_dump_names_nobody_on_a_sealed_list);

/// Everybody on the sealed lists of the example company, by name, handle, slug and company; and those who look
/// after them and after no open entry, by name and by how they are reached.
const SECRETS: &str = "Elena Marchetti/elena_marchetti/elena-marchetti/Marchetti Vineyards/Rafael Coelho/rafael-coelho\
    /Coelho Ceramics/Astrid Nyqvist/astrid_nyqvist/Nyqvist Instruments/Hugo Lemaire/hugo_lemaire/Lemaire Optics\
    /Bruno Keller/bruno_keller/Keller Clockworks/Samuel Okafor/samuel_okafor/samuel-okafor/Okafor Shipping/Greta Lund\
    /greta_lund/Lund Cranes/Yusuf Demir/yusuf_demir/Demir Logistics/Anneke Visser/anneke_visser/Visser Docks\
    /Jonas Brandt/mailto:jonas.brandt@aldermoor.example/Priya Nair/mailto:priya.nair@aldermoor.example";

/// Somebody on an open list: found, or the search finds nothing at all.
const OPEN: &str = "victor_hale";

async fn a_dump_names_nobody_on_a_sealed_list(cell: Cell) -> Result<()> {
    behave(cell, USUAL, async |stage| {
        // The map is asked about a client: what is remembered of that (`storage.session`) is searched, too.
        congratulate(stage).await?;
        let mut files = stored(stage).await?;
        ensure!(files.len() > 10, "a dump of {} things is none", files.len());
        files.extend(served(&stage.company.published())?);
        let company = stage.company.published();
        let lists = lists(company.parent().context("the company's folder")?)?;
        for secret in SECRETS.split('/') {
            ensure!(
                lists.contains(secret),
                "`{secret}` is in no list of the example any more"
            );
            for (name, bytes) in &files {
                ensure!(!contains(bytes, secret), "`{secret}` in {name}");
            }
        }
        let session = files.get("storage.session").context("no session")?;
        ensure!(contains(session, "remembered"), "nothing is remembered");
        for part in ["IndexedDB", "targets/"] {
            let mut open = files.iter().filter(|(name, _)| name.contains(part));
            ensure!(
                open.any(|(_, bytes)| contains(bytes, OPEN)),
                "`{OPEN}` not in {part}"
            );
        }
        // Nothing of what was looked at was lost.
        congratulate(stage).await
    })
    .await
}

/// Writes to a client, who is recognised.
async fn congratulate(stage: &Stage) -> Result<()> {
    let composer = stage.visit(Person::Elena).await?;
    composer.focus().await?;
    composer.write("Congratulations!").await?;
    stage.nudge().line().await?;
    Ok(())
}

/// The files that name people.
fn lists(company: &Path) -> Result<String> {
    let files = [
        "audiences/exclusive-clients.csv",
        "audiences/prospects.csv",
        "people.csv",
    ];
    files
        .iter()
        .map(|file| Ok(fs::read_to_string(company.join(file))?))
        .collect()
}

/// Every file that the server has.
fn served(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        match path.is_dir() {
            true => files.extend(served(&path)?),
            false => drop(files.insert(path.display().to_string(), fs::read(&path)?)),
        }
    }
    Ok(files)
}

/// Everything that the extension stores, and whatever unpacks of it, by where it lies.
async fn stored(stage: &Stage) -> Result<BTreeMap<String, Vec<u8>>> {
    let page = stage.browser.extension_page("status.html");
    stage.browser.driver.goto(&page).await?;
    let dump = stage.browser.driver.execute_async(DUMP, Vec::new()).await?;
    let found: BTreeMap<String, String> = serde_json::from_value(dump.json().clone())?;
    let byte = |letter: char| Ok(u8::try_from(u32::from(letter))?);
    let bytes = |letters: String| letters.chars().map(byte).collect::<Result<Vec<u8>>>();
    let found = found
        .into_iter()
        .map(|(name, letters)| Ok((name, bytes(letters)?)));
    found.collect()
}

const DUMP: &str = r#"
const done = arguments[0];
const found = {};
// A letter for each byte: drivers take minutes over lists of numbers.
const add = (name, bytes) => { found[name] = Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""); };
const text = (value) => new TextEncoder().encode(value);
const request = (asked) => new Promise((resolve, reject) => {
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});
async function unpacked(name, bytes) {
  for (const format of ["gzip", "deflate", "deflate-raw"]) {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream(format));
      add(`${name} (${format})`, new Uint8Array(await new Response(stream).arrayBuffer()));
    } catch { /* not packed in this way */ }
  }
}
(async () => {
  for (const area of ["local", "session", "sync", "managed"]) {
    try { add(`storage.${area}`, text(JSON.stringify(await chrome.storage[area].get(null)))); } catch { /* none */ }
  }
  for (const { name } of await indexedDB.databases()) {
    const database = await request(indexedDB.open(name));
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName);
      const [keys, values] = [request(store.getAllKeys()), request(store.getAll())];
      const list = await keys;
      for (const [place, value] of (await values).entries()) {
        const at = `IndexedDB ${name}/${storeName}/${list[place]}`;
        // Through a blob: Firefox lets drivers' scripts look into no array of a page, and calls it none of theirs.
        const bytes = ArrayBuffer.isView(value)
          ? new Uint8Array(await new Response(new Blob([value])).arrayBuffer())
          : text(JSON.stringify(value));
        add(at, bytes);
        await unpacked(at, bytes);
      }
    }
    database.close();
  }
  for (const name of await caches.keys()) {
    for (const kept of await (await caches.open(name)).keys()) add(`cache ${name} ${kept.url}`, text(kept.url));
  }
  done(found);
})().catch((problem) => done(String(problem)));
"#;

/// Whether a text is in there in any case of its letters: plain, in base64 at each offset, or in UTF-16.
fn contains(bytes: &[u8], text: &str) -> bool {
    let lower = bytes.to_ascii_lowercase();
    let has = |bytes: &[u8], part: &[u8]| memmem::find(bytes, part).is_some();
    let text = text.to_lowercase();
    let wide: Vec<u16> = text.encode_utf16().collect();
    let wide_forms = [u16::to_le_bytes, u16::to_be_bytes];
    let wide_forms =
        wide_forms.map(|bytes| wide.iter().copied().flat_map(bytes).collect::<Vec<u8>>());
    has(&lower, text.as_bytes())
        || wide_forms.iter().any(|form| has(&lower, form))
        || (0..3).any(|offset| has(bytes, &base64(&text, offset)))
}

/// The letters of base64 that depend on the text alone, where it begins at this offset in a group of three.
fn base64(text: &str, offset: usize) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let padded = [vec![0; offset], text.as_bytes().to_vec()].concat();
    let whole = padded.chunks_exact(3).skip(usize::from(offset > 0));
    let letter = |bits: u32| LETTERS.get(bits as usize & 63).copied().unwrap_or_default();
    let group = |bytes: &[u8]| {
        let bits = bytes
            .iter()
            .fold(0, |bits, byte| bits << 8 | u32::from(*byte));
        [18, 12, 6, 0].map(|shift| letter(bits >> shift))
    };
    whole.flat_map(group).collect()
}
