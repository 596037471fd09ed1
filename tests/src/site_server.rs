//! Serves both fixture sites over TLS at their real host names (the browser is told to look for
//! them here), keeps what was posted, and writes down every request and every policy report.
//!
//! Whether something was posted, and how often, is judged by [`SiteServer::posts`] and by nothing
//! a page shows.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use serde::Deserialize;
use tokio::task::AbortHandle;

use crate::cell::Site;
use crate::page_policy::{PagePolicy, REPORTS};
use crate::paths;
use crate::tls::TlsListener;

/// A running server; ends when dropped.
#[derive(Debug)]
pub struct SiteServer {
    port: u16,
    shared: Arc<Shared>,
    serving: AbortHandle,
}

/// The policy header of each site.
pub type PagePolicies = [(Site, PagePolicy); 2];

/// A post that the server accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// Host it was sent to.
    pub host: String,
    /// What was written.
    pub text: String,
}

/// A request that the server saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// `GET`, `POST`.
    pub method: String,
    /// Host asked for.
    pub host: String,
    /// Path without the query.
    pub path: String,
}

#[derive(Debug)]
struct Shared {
    files: BTreeMap<String, Vec<u8>>,
    policies: PagePolicies,
    seen: Mutex<Vec<Seen>>,
    posts: Mutex<Vec<Posted>>,
    reports: Mutex<Vec<String>>,
    nonces: std::sync::atomic::AtomicU32,
}

impl SiteServer {
    /// Starts on a free loopback port with one policy header per site.
    ///
    /// # Errors
    /// When the sites are not built, or no port can be had.
    pub async fn start(policies: PagePolicies) -> Result<Self> {
        let listener = TlsListener::bind().await?;
        let port = listener.port();
        let shared = Arc::new(Shared {
            files: read_files(&paths::sites()?)?,
            policies,
            seen: Mutex::default(),
            posts: Mutex::default(),
            reports: Mutex::default(),
            nonces: std::sync::atomic::AtomicU32::new(1),
        });
        let router = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&shared));
        let serving = tokio::spawn(axum::serve(listener, router).into_future()).abort_handle();
        Ok(Self {
            port,
            shared,
            serving,
        })
    }

    /// The port on loopback.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// What was posted so far.
    #[must_use]
    pub fn posts(&self) -> Vec<Posted> {
        lock(&self.shared.posts).clone()
    }

    /// Every request so far.
    #[must_use]
    pub fn seen(&self) -> Vec<Seen> {
        lock(&self.shared.seen).clone()
    }

    /// Every policy report so far.
    #[must_use]
    pub fn reports(&self) -> Vec<String> {
        lock(&self.shared.reports).clone()
    }
}

impl Drop for SiteServer {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Every file of both sites by `site/path`.
fn read_files(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for site in [Site::X, Site::LinkedIn] {
        for inner in ["", "media"] {
            let at = folder.join(site.id()).join(inner);
            for entry in fs::read_dir(&at).with_context(|| format!("reading {}", at.display()))? {
                let path = entry?.path();
                if path.is_file() {
                    let name = path.strip_prefix(folder)?.to_string_lossy().into_owned();
                    files.insert(name, fs::read(&path)?);
                }
            }
        }
    }
    Ok(files)
}

#[derive(Deserialize)]
struct NewPost {
    text: String,
}

async fn answer(State(shared): State<Arc<Shared>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let host = host_of(&parts.headers);
    let path = parts.uri.path().to_owned();
    let seen = Seen {
        method: parts.method.to_string(),
        host: host.clone(),
        path: path.clone(),
    };
    lock(&shared.seen).push(seen);
    if parts.method == Method::POST {
        let Ok(body) = axum::body::to_bytes(body, 1 << 20).await else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        return accept_post(&shared, host, &path, &body);
    }
    serve_file(&shared, &host, &path)
}

fn host_of(headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    host.unwrap_or_default().to_owned()
}

fn accept_post(shared: &Shared, host: String, path: &str, body: &Bytes) -> Response {
    if path == REPORTS {
        lock(&shared.reports).push(String::from_utf8_lossy(body).into_owned());
        return StatusCode::NO_CONTENT.into_response();
    }
    match serde_json::from_slice::<NewPost>(body) {
        Ok(NewPost { text }) if path == "/api/posts" => {
            lock(&shared.posts).push(Posted { host, text });
            StatusCode::CREATED.into_response()
        }
        _ => StatusCode::BAD_REQUEST.into_response(),
    }
}

/// A file of the site, else the page itself: the sites navigate without a reload, so any path is theirs.
fn serve_file(shared: &Shared, host: &str, path: &str) -> Response {
    let Some((site, policy)) = shared.policies.iter().find(|(site, _)| site.host() == host) else {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    };
    match shared.files.get(&format!("{}{path}", site.id())) {
        Some(bytes) => {
            ([(header::CONTENT_TYPE, content_type(path))], bytes.clone()).into_response()
        }
        None => page(shared, *site, *policy),
    }
}

fn page(shared: &Shared, site: Site, policy: PagePolicy) -> Response {
    let Some(shell) = shared.files.get(&format!("{}/index.html", site.id())) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let number = shared
        .nonces
        .fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let nonce = format!("fixture{number}");
    let html = String::from_utf8_lossy(shell).replace("__NONCE__", &nonce);
    let mut headers = vec![
        (header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    let policy = policy.header(&nonce);
    if !policy.is_empty() {
        headers.push((header::CONTENT_SECURITY_POLICY, policy));
    }
    (AppendHeaders(headers), html).into_response()
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}
