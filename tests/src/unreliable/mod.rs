//! A server of published files that misbehaves on command, and writes down every request. [`Fault`] is
//! what it can do. What a browser makes of it is left to the tests.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::Result;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};

use crate::wait;

mod answer;
mod fault;

use answer::Tagged;
pub use fault::Fault;

/// A running server; it and all its connections end when dropped.
#[derive(Debug)]
pub struct UnreliableServer {
    url: String,
    shared: Arc<Shared>,
    accepting: AbortHandle,
}

/// A file that a browser asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Its path, e.g. `metadata/2.snapshot.json`.
    pub path: String,
    /// How long it is; none when the server does not have it.
    pub length: Option<usize>,
}

/// Whom a fault meets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whom {
    /// Everybody who asks for this path.
    Path(String),
    /// Everybody.
    Everybody,
}

#[derive(Debug)]
struct Shared {
    folder: Mutex<PathBuf>,
    /// What to do wrong, until told otherwise.
    order: watch::Sender<Option<(Whom, Fault)>>,
    asked: Mutex<Vec<Asked>>,
    /// Requests that met a fault since it was ordered.
    met: AtomicUsize,
    /// Requests that are being answered.
    open: AtomicUsize,
}

impl UnreliableServer {
    /// Serves a published folder on a free loopback port, honestly for now.
    ///
    /// # Errors
    /// When no port can be had.
    pub async fn start(folder: &Path) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            folder: Mutex::new(folder.to_owned()),
            order: watch::Sender::new(None),
            asked: Mutex::default(),
            met: AtomicUsize::new(0),
            open: AtomicUsize::new(0),
        });
        let accepting = tokio::spawn(accept(listener, Arc::clone(&shared))).abort_handle();
        Ok(Self {
            url,
            shared,
            accepting,
        })
    }

    /// The address to enrol with.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Serves another folder from now on.
    pub fn show(&self, folder: &Path) {
        folder.clone_into(&mut lock(&self.shared.folder));
    }

    /// Does this wrong from now on.
    pub fn misbehave(&self, whom: Whom, fault: Fault) {
        self.shared.met.store(0, Ordering::SeqCst);
        self.shared.order.send_replace(Some((whom, fault)));
    }

    /// Does everything right from now on; what was held is answered.
    pub fn behave(&self) {
        self.shared.order.send_replace(None);
    }

    /// How many requests have met the fault.
    #[must_use]
    pub fn met(&self) -> usize {
        self.shared.met.load(Ordering::SeqCst)
    }

    /// Takes what was asked for since it was last taken, in order.
    #[must_use]
    pub fn take_asked(&self) -> Vec<Asked> {
        std::mem::take(&mut *lock(&self.shared.asked))
    }

    /// Waits until nobody reads any answer: what a browser has given up, it does not go on with.
    ///
    /// # Errors
    /// When somebody still does.
    pub async fn quiet(&self) -> Result<()> {
        wait::until_equal("connections to end", 0, async || {
            Ok(self.shared.open.load(Ordering::SeqCst))
        })
        .await
    }
}

impl Drop for UnreliableServer {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

impl Shared {
    fn fault_for(&self, path: &str) -> Option<Fault> {
        let order = self.order.borrow().clone();
        let (whom, fault) = order?;
        (whom == Whom::Everybody || whom == Whom::Path(path.to_owned())).then_some(fault)
    }
}

/// The connections live in the task that accepts them, and end with it.
async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    let mut connections = JoinSet::new();
    while let Ok((socket, _)) = listener.accept().await {
        connections.spawn(serve(socket, Arc::clone(&shared)));
        while connections.try_join_next().is_some() {}
    }
}

async fn serve(mut socket: TcpStream, shared: Arc<Shared>) {
    let Some((path, known)) = requested(&mut socket).await else {
        return;
    };
    let bytes = fs::read(lock(&shared.folder).join(&path)).ok();
    let file = bytes.map(|bytes| Tagged {
        tag: tag(&bytes),
        bytes,
    });
    let length = file.as_ref().map(|file| file.bytes.len());
    shared.open.fetch_add(1, Ordering::SeqCst);
    let fault = shared.fault_for(&path);
    lock(&shared.asked).push(Asked { path, length });
    if fault.is_some() {
        shared.met.fetch_add(1, Ordering::SeqCst);
    }
    if fault == Some(Fault::Held) {
        // It fails only when the server has ended.
        let _ = shared.order.subscribe().wait_for(Option::is_none).await;
    }
    let same = file.as_ref().map(|file| file.tag.clone());
    let same = same.filter(|tag| fault.is_none() && known.contains(tag.as_str()));
    // That the browser has gone is no fault of the server's.
    let _ = match same {
        Some(tag) => answer::unchanged(&mut socket, &tag).await,
        None => answer::answer(&mut socket, file, fault).await,
    };
    let _ = socket.shutdown().await;
    shared.open.fetch_sub(1, Ordering::SeqCst);
}

/// A name for this very content.
fn tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// The path of a request, and the names of contents that the browser has already; none when it opened a
/// connection ahead of need and closes it.
async fn requested(socket: &mut TcpStream) -> Option<(String, String)> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        if socket.read_buf(&mut head).await.ok()? == 0 {
            return None;
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let path = head.split(' ').nth(1)?;
    let known = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("if-none-match").then_some(value)
    });
    let path = path.trim_start_matches('/').to_owned();
    Some((path, known.unwrap_or_default().to_owned()))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
