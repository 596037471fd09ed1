//! A server on loopback that hands requests on to a store that speaks S3, one write at a time, and can
//! kill the publisher at any write or let two publishers see the same pointer.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Child;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::connect_info::Connected;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode};
use axum::response::Response;
use axum::serve::{IncomingStream, Listener};
use s3s::auth::SimpleAuth;
use s3s::service::{S3Service, S3ServiceBuilder};
use s3s_fs::FileSystem;
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::sync::Barrier;

use crate::common::Place;
use crate::moto::Moto;

/// Whether a write still happens when its publisher is killed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum When {
    Before,
    After,
}

/// What the gate does to requests.
#[derive(Default)]
enum Orders {
    #[default]
    None,
    /// Kill the publisher at a write.
    Kill(Killing),
    /// Let the first two who ask for a file go on together.
    Meet(Meeting),
}

struct Killing {
    /// The write with this number, from 1, or the first of this path.
    number: usize,
    path: Option<String>,
    when: When,
    victim: Option<Child>,
}

struct Meeting {
    path: &'static str,
    barrier: Arc<Barrier>,
    /// Who has not come yet.
    left: usize,
}

enum Backend {
    /// `s3s-fs`, in this very process, over a folder.
    S3s(S3Service),
    Moto(reqwest::Client, String),
}

struct Inner {
    backend: Backend,
    orders: Mutex<Orders>,
    /// Paths of writes that were handed on, in their order. Both stores look first and write after, so
    /// only one write is on its way at a time: S3 itself does both in one.
    writes: tokio::sync::Mutex<Vec<String>>,
    /// Publishers that were killed or left to live so far.
    publishers: AtomicUsize,
}

/// How many publishers had come and gone when a connection was made: what one of them left on its way when it was
/// killed must not be written while the next one works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Since(usize);

/// Notes it of every connection.
struct Door {
    listener: TcpListener,
    inner: Arc<Inner>,
}

impl Listener for Door {
    type Io = TcpStream;
    type Addr = Since;

    async fn accept(&mut self) -> (TcpStream, Since) {
        let accepted = self.listener.accept().await;
        (accepted.expect("a connection").0, self.inner.since())
    }

    fn local_addr(&self) -> std::io::Result<Since> {
        Ok(self.inner.since())
    }
}

impl Connected<IncomingStream<'_, Door>> for Since {
    fn connect_info(stream: IncomingStream<'_, Door>) -> Self {
        *stream.remote_addr()
    }
}

/// The running gate.
pub(crate) struct Gate {
    address: SocketAddr,
    inner: Arc<Inner>,
    runtime: Runtime,
    folder: Option<PathBuf>,
    _moto: Option<Moto>,
}

const BUCKET: &str = "acme-policy";
/// Nobody waits longer for the other publisher.
const PATIENCE: Duration = Duration::from_secs(60);

impl Gate {
    /// In front of `s3s-fs`, over a folder of the place.
    pub(crate) fn s3s(place: &Place) -> Self {
        let folder = place.path("s3");
        fs::create_dir_all(folder.join(BUCKET)).expect("a bucket");
        let files = FileSystem::new(&folder).expect("a file system");
        let mut builder = S3ServiceBuilder::new(files);
        builder.set_auth(SimpleAuth::from_single("fineline", "of-a-test"));
        Self::start(Backend::S3s(builder.build()), Some(folder), None)
    }

    /// In front of `moto_server`.
    pub(crate) fn moto() -> Self {
        let moto = Moto::start();
        // Asked for by the client although moto speaks no TLS; a second test finds it there.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder().no_proxy().build();
        let client = client.expect("a client");
        let backend = Backend::Moto(client.clone(), moto.url.clone());
        let bucket = format!("{}/{BUCKET}", moto.url);
        let gate = Self::start(backend, None, Some(moto));
        let made = gate.runtime.block_on(client.put(bucket).send());
        assert!(made.expect("an answer").status().is_success(), "a bucket");
        gate
    }

    fn start(backend: Backend, folder: Option<PathBuf>, moto: Option<Moto>) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .expect("a runtime");
        let inner = Arc::new(Inner {
            backend,
            orders: Mutex::default(),
            writes: tokio::sync::Mutex::default(),
            publishers: AtomicUsize::default(),
        });
        let router = Router::new().fallback(pass).with_state(Arc::clone(&inner));
        let bound = runtime.block_on(TcpListener::bind("127.0.0.1:0"));
        let listener = bound.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let door = Door {
            listener,
            inner: Arc::clone(&inner),
        };
        let service = router.into_make_service_with_connect_info::<Since>();
        runtime.spawn(async move { axum::serve(door, service).await });
        Self {
            address,
            inner,
            runtime,
            folder,
            _moto: moto,
        }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A file of the release that lies there, past the gate.
    pub(crate) fn get(&self, path: &str) -> Option<Vec<u8>> {
        if let Some(folder) = &self.folder {
            return fs::read(folder.join(BUCKET).join("live").join(path)).ok();
        }
        let answer = self.answer(path);
        if answer.status() == StatusCode::NOT_FOUND {
            return None;
        }
        assert!(answer.status().is_success(), "{}", answer.status());
        let bytes = self.runtime.block_on(answer.bytes());
        Some(bytes.expect("a body").to_vec())
    }

    /// The store's answer to whoever asks for a file, with its headers; moto alone gives it.
    pub(crate) fn answer(&self, path: &str) -> reqwest::Response {
        let Backend::Moto(client, url) = &self.inner.backend else {
            panic!("s3s-fs wants credentials");
        };
        let request = client.get(format!("{url}/{BUCKET}/live/{path}"));
        // moto shows objects to whoever has credentials, whichever.
        let request = request.header("authorization", "of a test").send();
        self.runtime.block_on(request).expect("an answer")
    }

    /// Paths of the writes since the last call.
    pub(crate) fn writes(&self) -> Vec<String> {
        std::mem::take(&mut self.inner.writes.blocking_lock())
    }

    /// Runs a publisher and kills it at a write; whether it was killed.
    pub(crate) fn kill_at(
        &self,
        (number, path): (usize, Option<&str>),
        when: When,
        start: impl FnOnce() -> Child,
    ) -> bool {
        self.writes();
        // The publisher's first write waits until the orders are complete.
        let mut orders = self.orders();
        let mut child = start();
        let out = child.stdout.take().expect("its output");
        *orders = Orders::Kill(Killing {
            number,
            path: path.map(str::to_owned),
            when,
            victim: Some(child),
        });
        drop(orders);
        // Its output ends with it.
        std::io::read_to_string(out).expect("UTF-8");
        self.inner.publishers.fetch_add(1, Ordering::SeqCst);
        match std::mem::take(&mut *self.orders()) {
            Orders::Kill(Killing {
                victim: Some(mut child),
                ..
            }) => {
                let status = child.wait().expect("a status");
                assert!(status.success(), "it fails by itself: {status}");
                false
            }
            _ => true,
        }
    }

    /// The next two who ask for a file learn the same of it.
    pub(crate) fn let_two_meet(&self, path: &'static str) {
        *self.orders() = Orders::Meet(Meeting {
            path,
            barrier: Arc::new(Barrier::new(2)),
            left: 2,
        });
    }

    fn orders(&self) -> MutexGuard<'_, Orders> {
        self.inner.orders.lock().expect("no panic")
    }
}

async fn pass(
    State(inner): State<Arc<Inner>>,
    ConnectInfo(since): ConnectInfo<Since>,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, usize::MAX).await;
    let Ok(body) = body else {
        return refused();
    };
    if parts.method != Method::PUT {
        inner.meet(&path).await;
        return inner.hand_on(parts, body).await;
    }
    let mut writes = inner.writes.lock().await;
    let number = writes.len() + 1;
    if since != inner.since() || inner.kills(number, &path, When::Before) {
        return refused();
    }
    let answer = inner.hand_on(parts, body).await;
    writes.push(path.clone());
    if inner.kills(number, &path, When::After) {
        return refused();
    }
    answer
}

fn refused() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response
}

impl Inner {
    fn since(&self) -> Since {
        Since(self.publishers.load(Ordering::SeqCst))
    }

    async fn hand_on(&self, parts: axum::http::request::Parts, body: Bytes) -> Response {
        match &self.backend {
            Backend::S3s(service) => {
                let body = s3s::Body::from(body);
                let answer = service
                    .call(axum::http::Request::from_parts(parts, body))
                    .await;
                answer.map_or_else(|_| refused(), |answer| answer.map(Body::new))
            }
            Backend::Moto(client, url) => {
                let url = format!("{url}{}", parts.uri);
                let request = client.request(parts.method, url).headers(parts.headers);
                let answer = request.body(body).send().await.expect("moto answers");
                let mut response = Response::default();
                *response.status_mut() = answer.status();
                *response.headers_mut() = answer.headers().clone();
                // Written anew by this server.
                response.headers_mut().remove("transfer-encoding");
                response.headers_mut().remove("connection");
                *response.body_mut() = Body::from(answer.bytes().await.expect("a body"));
                response
            }
        }
    }

    /// Kills the publisher if this is the moment; every later write of it is refused as well.
    fn kills(&self, number: usize, path: &str, when: When) -> bool {
        let mut orders = self.orders.lock().expect("no panic");
        let Orders::Kill(killing) = &mut *orders else {
            return false;
        };
        let is_here = match &killing.path {
            Some(wanted) => path.ends_with(wanted.as_str()),
            None => number == killing.number,
        };
        if is_here
            && killing.when == when
            && let Some(mut child) = killing.victim.take()
        {
            child.kill().expect("it can be killed");
            child.wait().expect("it is dead");
        }
        killing.victim.is_none()
    }

    async fn meet(&self, path: &str) {
        let barrier = match &mut *self.orders.lock().expect("no panic") {
            Orders::Meet(meeting) if meeting.left > 0 && path.ends_with(meeting.path) => {
                meeting.left -= 1;
                Arc::clone(&meeting.barrier)
            }
            _ => return,
        };
        let met = tokio::time::timeout(PATIENCE, barrier.wait()).await;
        met.expect("the other publisher comes, too");
    }
}
