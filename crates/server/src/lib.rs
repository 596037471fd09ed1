//! What `fineline serve` runs: the published files of a company, over HTTP, with the caching headers
//! that a CDN needs. Enrolment pages, counts and the dashboard come later.
//!
//! Never links signing code: whoever can write here still cannot make a bundle. TLS is left to
//! whatever stands in front.

mod caching;

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use anyhow::{Context as _, ensure};
use axum::Router;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::from_fn;
use axum::serve::ListenerExt as _;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// What to serve, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// The published folder, with `metadata/` and `targets/` in it.
    pub folder: PathBuf,
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// Who may connect.
    pub reach: Reach,
}

/// Who may connect. Anything beyond this machine has to be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// This machine only; another address is refused.
    Loopback,
    /// Any address.
    Network,
}

/// A server that listens already and answers once [`Server::run`] is awaited.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: Router,
}

impl Server {
    /// Takes the address.
    ///
    /// # Errors
    /// A folder without published files, an address beyond this machine without [`Reach::Network`],
    /// or one that is taken.
    pub async fn bind(options: &Options) -> anyhow::Result<Self> {
        let folder = options.folder.display();
        let is_published = options.folder.join("metadata").is_dir();
        ensure!(
            is_published,
            "`{folder}` holds no published bundle: `metadata` is missing"
        );
        let is_allowed = is_loopback(options.listen.ip()) || options.reach == Reach::Network;
        ensure!(
            is_allowed,
            "`{}` can be reached from other machines: add `--allow-network` if that is meant",
            options.listen
        );
        let listener = TcpListener::bind(options.listen)
            .await
            .with_context(|| format!("cannot listen on `{}`", options.listen))?;
        Ok(Self {
            listener,
            router: router(options),
        })
    }

    /// The address it listens on, with the port that was taken.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers until the process is asked to stop (Ctrl-C).
    ///
    /// # Errors
    /// When the system takes the address away.
    pub async fn run(self) -> io::Result<()> {
        let stop = async {
            // Without a handler for Ctrl-C the system's own way of ending a process applies.
            if tokio::signal::ctrl_c().await.is_err() {
                std::future::pending::<()>().await;
            }
        };
        // The head of an answer and its file are written apart: a system that waits for the first to be confirmed
        // before it sends the second takes 40 ms for each file. Should it not be told, answers are only slower.
        let listener = self
            .listener
            .tap_io(|connection| drop(connection.set_nodelay(true)));
        axum::serve(listener, self.router)
            .with_graceful_shutdown(stop)
            .await
    }
}

fn is_loopback(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

/// Only the two published folders: a lock or a temporary file beside them is nobody's business.
fn router(options: &Options) -> Router {
    let folder = |name: &str| {
        ServeDir::new(options.folder.join(name)).append_index_html_on_directories(false)
    };
    Router::new()
        .nest_service("/metadata", folder("metadata"))
        .nest_service("/targets", folder("targets"))
        .layer(from_fn(caching::set))
        .layer(always(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"))
}

fn always(name: HeaderName, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, HeaderValue::from_static(value))
}
