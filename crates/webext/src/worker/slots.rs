//! Where verified files lie: two slots, of which a pointer names the active one.
//!
//! INVARIANT (one pointer): nothing is ever written into the active slot. A new state goes into the
//! other slot, is read back and verified there, and becomes active by one strict write of the
//! pointer. Shards of maps lie beside the slots under their digests, are written before the pointer and
//! taken away after it. Dying at any point leaves the old state active and whole. Verifying is left to `active`.

use std::collections::BTreeSet;

use bundle::{Files, TrustAnchor};

use super::database::{Database, DatabaseError, Transaction};

const A: &str = "slot-a";
const B: &str = "slot-b";
/// The shards of maps by their digests. They never change, so both slots share them.
const SHARDS: &str = "shards";
const POINTER: &str = "pointer";
const ACTIVE: &str = "active";
/// Everything there is; one order, so that transactions wait for each other and never cross.
const STORES: &[&str] = &[A, B, POINTER, SHARDS];
/// What a state consists of.
const SLOTS: &[&str] = &[A, B, POINTER];

/// The two slots.
#[derive(Debug)]
pub(super) struct Slots(Database);

/// A new state in the inactive slot, not active yet.
#[derive(Debug)]
pub(super) struct Prepared {
    slot: &'static str,
    /// The files as they were read back.
    pub(super) files: Files,
}

impl Slots {
    /// Name of the database of the extension.
    pub(super) const DATABASE: &str = "fineline";

    /// Opens the slots in the database of this name.
    pub(super) async fn open(database: &str) -> Result<Self, DatabaseError> {
        Database::open(database, STORES).await.map(Self)
    }

    /// The files of the active slot; none when nothing was activated for this trust anchor.
    pub(super) async fn active(
        &self,
        anchor: &TrustAnchor,
    ) -> Result<Option<Files>, DatabaseError> {
        let transaction = self.0.read(SLOTS)?;
        match active_slot(&transaction).await? {
            Some((slot, of)) if of == anchor.to_string() => transaction.files(slot).await.map(Some),
            _ => Ok(None),
        }
    }

    /// Writes files into the inactive slot, in place of whatever lies there, and reads them back.
    pub(super) async fn prepare(&self, files: Files) -> Result<Prepared, DatabaseError> {
        let transaction = self.0.write(SLOTS)?;
        let slot = match active_slot(&transaction).await? {
            Some((A, _)) => B,
            _ => A,
        };
        transaction.clear(slot)?;
        transaction.put_files(slot, &files)?;
        // The browser has its copy, and large lists are in memory once.
        drop(files);
        transaction.done().await?;
        let files = self.0.read(&[slot])?.files(slot).await?;
        Ok(Prepared { slot, files })
    }

    /// Makes a prepared state the active one, for this trust anchor.
    pub(super) async fn activate(
        &self,
        prepared: &Prepared,
        anchor: &TrustAnchor,
    ) -> Result<(), DatabaseError> {
        let transaction = self.0.write(&[POINTER])?;
        transaction.put_text(POINTER, ACTIVE, &format!("{} {anchor}", prepared.slot))?;
        transaction.done().await
    }

    /// The names of all stored shards.
    pub(super) async fn shards(&self) -> Result<BTreeSet<String>, DatabaseError> {
        self.0.read(&[SHARDS])?.names(SHARDS).await
    }

    /// A stored shard.
    pub(super) async fn shard(&self, name: &str) -> Result<Option<Vec<u8>>, DatabaseError> {
        self.0.read(&[SHARDS])?.file(SHARDS, name).await
    }

    /// Stores shards.
    pub(super) async fn put_shards(
        &self,
        shards: &[(String, Vec<u8>)],
    ) -> Result<(), DatabaseError> {
        let transaction = self.0.write(&[SHARDS])?;
        transaction.put_files(SHARDS, shards.iter().map(|(name, bytes)| (name, bytes)))?;
        transaction.done().await
    }

    /// Takes shards away.
    pub(super) async fn remove_shards(
        &self,
        names: impl Iterator<Item = &String>,
    ) -> Result<(), DatabaseError> {
        let transaction = self.0.write(&[SHARDS])?;
        for name in names {
            transaction.remove(SHARDS, name)?;
        }
        transaction.done().await
    }

    /// Forgets everything.
    pub(super) async fn clear(&self) -> Result<(), DatabaseError> {
        let transaction = self.0.write(STORES)?;
        for store in STORES {
            transaction.clear(store)?;
        }
        transaction.done().await
    }
}

/// The active slot and the digest of the trust anchor it belongs to.
async fn active_slot(
    transaction: &Transaction,
) -> Result<Option<(&'static str, String)>, DatabaseError> {
    let pointer = transaction.text(POINTER, ACTIVE).await?.unwrap_or_default();
    let known = [A, B]
        .into_iter()
        .find_map(|slot| Some((slot, pointer.strip_prefix(slot)?)));
    Ok(known.map(|(slot, of)| (slot, of.trim().to_owned())))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn files(content: &str) -> Files {
        Files::from([(
            "metadata/timestamp.json".to_owned(),
            content.as_bytes().to_vec(),
        )])
    }

    fn anchor() -> TrustAnchor {
        TrustAnchor::of_root(b"root")
    }

    /// An empty pair of slots of its own for each test.
    async fn empty(name: &str) -> Slots {
        let slots = Slots::open(name).await.unwrap();
        slots.clear().await.unwrap();
        slots
    }

    async fn activated(slots: &Slots, content: &str) {
        let prepared = slots.prepare(files(content)).await.unwrap();
        slots.activate(&prepared, &anchor()).await.unwrap();
    }

    #[wasm_bindgen_test]
    async fn has_nothing_before_the_first_activation() {
        let slots = empty("test-nothing").await;
        assert_eq!(slots.active(&anchor()).await, Ok(None));
    }

    #[wasm_bindgen_test]
    async fn what_is_prepared_reads_back_and_is_not_active() {
        let slots = empty("test-prepared").await;
        let prepared = slots.prepare(files("one")).await.unwrap();
        assert_eq!(prepared.files, files("one"));
        assert_eq!(slots.active(&anchor()).await, Ok(None));
    }

    #[wasm_bindgen_test]
    async fn activation_replaces_the_whole() {
        let slots = empty("test-whole").await;
        let mut first = files("one");
        first.insert("targets/only-in-one".to_owned(), vec![0, 255]);
        let prepared = slots.prepare(first.clone()).await.unwrap();
        slots.activate(&prepared, &anchor()).await.unwrap();
        assert_eq!(slots.active(&anchor()).await, Ok(Some(first)));
        for content in ["two", "three"] {
            activated(&slots, content).await;
            assert_eq!(slots.active(&anchor()).await, Ok(Some(files(content))));
        }
    }

    #[wasm_bindgen_test]
    async fn a_write_that_was_interrupted_leaves_the_old_state_active() {
        let slots = empty("test-interrupted").await;
        activated(&slots, "old").await;
        // The worker dies after writing and before the pointer: twice, into the same slot.
        for content in ["new", "newer"] {
            slots.prepare(files(content)).await.unwrap();
            assert_eq!(slots.active(&anchor()).await, Ok(Some(files("old"))));
        }
        // The next worker finds the same and can go on from there.
        drop(slots);
        let slots = Slots::open("test-interrupted").await.unwrap();
        assert_eq!(slots.active(&anchor()).await, Ok(Some(files("old"))));
        activated(&slots, "newest").await;
        assert_eq!(slots.active(&anchor()).await, Ok(Some(files("newest"))));
    }

    #[wasm_bindgen_test]
    async fn a_state_of_another_trust_anchor_does_not_count() {
        let slots = empty("test-anchor").await;
        activated(&slots, "ours").await;
        assert_eq!(
            slots.active(&TrustAnchor::of_root(b"theirs")).await,
            Ok(None)
        );
    }

    #[wasm_bindgen_test]
    async fn clearing_forgets() {
        let slots = empty("test-clear").await;
        activated(&slots, "one").await;
        slots.clear().await.unwrap();
        assert_eq!(slots.active(&anchor()).await, Ok(None));
    }
}
