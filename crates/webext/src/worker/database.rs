//! IndexedDB, as far as the slots need it: whole stores of bytes by name, and one strict write.
//! What is stored, and when, is left to `slots`.

use std::collections::BTreeSet;
use std::fmt;

use bundle::Files;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use crate::host::thrown_text;

/// The browser's database did not do what it was asked.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser's database failed: {0}")]
pub(super) struct DatabaseError(String);

impl From<JsValue> for DatabaseError {
    fn from(thrown: JsValue) -> Self {
        Self(thrown_text(&thrown))
    }
}

#[wasm_bindgen]
extern "C" {
    // web-sys has this call only among its unstable ones.
    #[wasm_bindgen(extends = IdbDatabase)]
    type DurableDatabase;
    #[wasm_bindgen(method, js_name = transaction, catch)]
    fn durable_transaction(
        this: &DurableDatabase,
        stores: &Array,
        mode: &str,
        options: &JsValue,
    ) -> Result<IdbTransaction, JsValue>;
}

/// Raised whenever a store is added: browsers that have the database make what it lacks.
const VERSION: u32 = 2;

/// An open database; dropping it closes it.
pub(super) struct Database(IdbDatabase);

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Database").field(&self.0.name()).finish()
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        self.0.close();
    }
}

impl Database {
    /// Opens the database, making `stores` that it lacks.
    pub(super) async fn open(
        name: &str,
        stores: &'static [&'static str],
    ) -> Result<Self, DatabaseError> {
        let request = factory()?.open_with_u32(name, VERSION)?;
        let opening = request.clone();
        let make = Closure::once(move || make_stores(&opening, stores));
        request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
        settled(&request).await?;
        Ok(Self(request.result()?.dyn_into()?))
    }

    /// A transaction that only reads, over all of `stores` at one moment.
    pub(super) fn read(&self, stores: &[&str]) -> Result<Transaction, DatabaseError> {
        self.begin(stores, "readonly")
    }

    /// A transaction that writes, and ends only when the disk has it.
    pub(super) fn write(&self, stores: &[&str]) -> Result<Transaction, DatabaseError> {
        self.begin(stores, "readwrite")
    }

    fn begin(&self, stores: &[&str], mode: &str) -> Result<Transaction, DatabaseError> {
        let names: Array = stores
            .iter()
            .map(|store| JsValue::from_str(store))
            .collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into())?;
        let database: &DurableDatabase = self.0.unchecked_ref();
        Ok(Transaction(
            database.durable_transaction(&names, mode, &options)?,
        ))
    }
}

/// All or nothing: whatever was asked for takes effect when [`Transaction::done`] returns well.
#[derive(Debug)]
pub(super) struct Transaction(IdbTransaction);

impl Transaction {
    /// Every file in a store.
    pub(super) async fn files(&self, store: &str) -> Result<Files, DatabaseError> {
        let store = self.0.object_store(store)?;
        // Both are asked before either is awaited: a transaction without requests ends by itself.
        let (names, contents) = (store.get_all_keys()?, store.get_all()?);
        settled(&names).await?;
        settled(&contents).await?;
        let (names, contents) = (
            Array::from(&names.result()?),
            Array::from(&contents.result()?),
        );
        let file = |(name, content): (JsValue, JsValue)| {
            Some((name.as_string()?, Uint8Array::new(&content).to_vec()))
        };
        Ok(names.iter().zip(contents.iter()).filter_map(file).collect())
    }

    /// The names of everything in a store.
    pub(super) async fn names(&self, store: &str) -> Result<BTreeSet<String>, DatabaseError> {
        let names = self.0.object_store(store)?.get_all_keys()?;
        settled(&names).await?;
        let names = Array::from(&names.result()?);
        Ok(names.iter().filter_map(|name| name.as_string()).collect())
    }

    /// One file in a store.
    pub(super) async fn file(
        &self,
        store: &str,
        name: &str,
    ) -> Result<Option<Vec<u8>>, DatabaseError> {
        let request = self.0.object_store(store)?.get(&name.into())?;
        settled(&request).await?;
        let content = request.result()?;
        let is_there = !content.is_undefined();
        Ok(is_there.then(|| Uint8Array::new(&content).to_vec()))
    }

    /// Takes a file out of a store.
    pub(super) fn remove(&self, store: &str, name: &str) -> Result<(), DatabaseError> {
        self.0.object_store(store)?.delete(&name.into())?;
        Ok(())
    }

    /// One text in a store.
    pub(super) async fn text(
        &self,
        store: &str,
        key: &str,
    ) -> Result<Option<String>, DatabaseError> {
        let request = self.0.object_store(store)?.get(&key.into())?;
        settled(&request).await?;
        Ok(request.result()?.as_string())
    }

    /// Empties a store.
    pub(super) fn clear(&self, store: &str) -> Result<(), DatabaseError> {
        self.0.object_store(store)?.clear()?;
        Ok(())
    }

    /// Puts files into a store.
    pub(super) fn put_files<'a>(
        &self,
        store: &str,
        files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>,
    ) -> Result<(), DatabaseError> {
        let store: IdbObjectStore = self.0.object_store(store)?;
        for (name, content) in files {
            store.put_with_key(&Uint8Array::from(content.as_slice()), &name.into())?;
        }
        Ok(())
    }

    /// Puts one text into a store.
    pub(super) fn put_text(&self, store: &str, key: &str, text: &str) -> Result<(), DatabaseError> {
        self.0
            .object_store(store)?
            .put_with_key(&text.into(), &key.into())?;
        Ok(())
    }

    /// Waits until everything asked for has taken effect.
    pub(super) async fn done(self) -> Result<(), DatabaseError> {
        let transaction = &self.0;
        let promise = Promise::new(&mut |resolve, reject| {
            transaction.set_oncomplete(Some(&resolve));
            transaction.set_onabort(Some(&reject));
        });
        match JsFuture::from(promise).await {
            Ok(_) => Ok(()),
            Err(_) => Err(DatabaseError(reason(self.0.error()))),
        }
    }
}

/// Waits for a request.
async fn settled(request: &IdbRequest) -> Result<(), DatabaseError> {
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => Ok(()),
        Err(_) => Err(DatabaseError(reason(request.error().ok().flatten()))),
    }
}

fn reason(error: Option<web_sys::DomException>) -> String {
    // Of a full disk there is a name and no message.
    let told = error.map(|error| format!("{} {}", error.name(), error.message()));
    told.map_or_else(|| "unknown error".to_owned(), |told| told.trim().to_owned())
}

/// `indexedDB` of whatever runs us: a service worker, an event page or a page.
fn factory() -> Result<IdbFactory, DatabaseError> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into())?;
    factory
        .dyn_into()
        .map_err(|_| DatabaseError("there is none".to_owned()))
}

fn make_stores(opening: &IdbOpenDbRequest, stores: &[&str]) {
    let Ok(database) = opening.result().map(JsCast::unchecked_into::<IdbDatabase>) else {
        return;
    };
    for store in stores {
        // One that is there stays as it is; one that could not be made fails the first transaction on it.
        let _ = database.create_object_store(store);
    }
}
