//! `tough`, the other published client in Rust, in this process.
//!
//! It reads the clock of the machine, our repositories live at a fixed time: expiry is left to python-tuf, and
//! `tough` is asked for everything else.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

use bundle::Files;
use futures_util::stream;
use tokio::runtime::{Builder, Runtime};
use tough::{
    Bytes, ExpirationEnforcement, IntoVec, Repository, RepositoryLoader, TargetName, Transport,
    TransportError, TransportErrorKind, TransportStream, async_trait,
};
use url::Url;

const SERVER: &str = "http://server.example/";

/// What `tough` 0.24 refuses for a reason of its own: how what was done to a repository begins and ends, and
/// that reason. It would know neither `succinct_roles`, which no repository here has.
const ITS_OWN: [(&str, &str, &str); 2] = [
    (
        "signed/delegations/",
        "/a member more",
        "forgets members that it does not know before it looks at signatures: in `Delegations`",
    ),
    (
        "signed/delegations/roles/",
        "/a member more",
        "the same in `DelegatedRole`",
    ),
];

/// Whether `tough` refuses this by mistake.
pub(crate) fn is_its_own(what: &str) -> bool {
    let what = what.split(", signed").next().unwrap_or_default();
    let (_, change) = what.split_once(": ").unwrap_or_default();
    ITS_OWN.iter().any(|(begin, end, _)| {
        // Directly in it: of what lies deeper, nothing is forgotten.
        let inner = change.strip_prefix(begin).map(|rest| format!("/{rest}"));
        let at = inner.as_deref().and_then(|inner| inner.strip_suffix(end));
        at.is_some_and(|at| {
            at.trim_start_matches('/')
                .bytes()
                .all(|byte| byte.is_ascii_digit())
        })
    })
}

/// The oracle; its folder ends when dropped.
pub(crate) struct Tough {
    runtime: Runtime,
    folder: PathBuf,
}

impl Tough {
    pub(crate) fn start() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Self {
            runtime: Builder::new_current_thread().build().unwrap(),
            folder: target.join(format!("tough-{}-{number}", process::id())),
        }
    }

    /// All targets that it finds for a client that holds one state and finds another, or why it finds none.
    pub(crate) fn ask(&self, held: &Files, server: &Files) -> Result<Files, String> {
        let _ = fs::remove_dir_all(&self.folder);
        fs::create_dir_all(&self.folder).unwrap();
        for name in ["timestamp.json", "snapshot.json", "targets.json"] {
            if let Some(bytes) = newest(held, name) {
                fs::write(self.folder.join(name), bytes).unwrap();
            }
        }
        let root = newest(held, "root.json").or_else(|| newest(server, "1.root.json"));
        let answer = self.load(root.unwrap(), server);
        self.runtime
            .block_on(answer)
            .map_err(|error| error.to_string())
    }

    async fn load(&self, root: &[u8], server: &Files) -> tough::error::Result<Files> {
        let at = |folder: &str| Url::parse(SERVER).unwrap().join(folder).unwrap();
        let repository = RepositoryLoader::new(&root, at("metadata/"), at("targets/"))
            .transport(Server::of(server))
            .datastore(&self.folder)
            .expiration_enforcement(ExpirationEnforcement::Unsafe)
            .load()
            .await?;
        let mut targets = Files::new();
        let names: Vec<TargetName> = repository
            .all_targets()
            .map(|(name, _)| name.clone())
            .collect();
        for name in names {
            if let Some(bytes) = read(&repository, &name).await? {
                targets.insert(name.raw().to_owned(), bytes);
            }
        }
        Ok(targets)
    }
}

impl Drop for Tough {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// A target by the search of the specification; nothing for one that its role may not name.
async fn read(repository: &Repository, name: &TargetName) -> tough::error::Result<Option<Vec<u8>>> {
    match repository.read_target(name).await? {
        Some(stream) => Ok(Some(stream.into_vec().await?)),
        None => Ok(None),
    }
}

/// The newest of a client's files with this ending.
fn newest<'a>(held: &'a Files, ending: &str) -> Option<&'a [u8]> {
    let version = |path: &str| path.split(['/', '.']).nth(1)?.parse().ok().or(Some(0_u64));
    let files = held.iter().filter(|(path, _)| path.ends_with(ending));
    let newest = files.max_by_key(|(path, _)| version(path));
    newest.map(|(_, bytes)| bytes.as_slice())
}

/// A server that has what it is given.
#[derive(Clone, Debug)]
struct Server(Vec<(Url, Vec<u8>)>);

impl Server {
    fn of(files: &Files) -> Self {
        let base = Url::parse(SERVER).unwrap();
        let at = |path: &str| base.join(path).unwrap();
        let files = files.iter().flat_map(|(path, bytes)| {
            let names = [Some(path.clone()), as_tough_asks(path)];
            names
                .into_iter()
                .flatten()
                .map(|path| (at(&path), bytes.clone()))
        });
        Self(files.collect())
    }
}

/// The digest of a target stands before its file name (specification, 6.2.2); `tough` puts it before the folders.
fn as_tough_asks(path: &str) -> Option<String> {
    let (folder, file) = path.strip_prefix("targets/")?.rsplit_once('/')?;
    let (digest, name) = file.split_once('.')?;
    Some(format!("targets/{digest}.{folder}/{name}"))
}

#[async_trait]
impl Transport for Server {
    async fn fetch(&self, url: Url) -> Result<TransportStream, TransportError> {
        let found = self.0.iter().find(|(at, _)| *at == url);
        let Some((_, bytes)) = found else {
            let kind = TransportErrorKind::FileNotFound;
            return Err(TransportError::new(kind, url.as_str()));
        };
        let bytes = Bytes::copy_from_slice(bytes);
        Ok(Box::pin(stream::iter([Ok(bytes)])))
    }
}
