//! Where releases are published, and how to get them there.
//!
//! Reading order: [`place`] (a folder, a bucket or an address), [`store`] (what can be done with each:
//! [`folder`], [`bucket`], [`web`]), [`maps`] (is everything there that sealed lists name), [`plan`] (what is sent, and
//! in which order), [`send`] (sending it),
//! [`overtaken`] (what to tell a publisher whom another was ahead of), [`look`] (what a browser finds
//! there). Which release may be published is decided by the commands.

pub(crate) mod bucket;
pub(crate) mod folder;
#[cfg(test)]
mod killed;
pub(crate) mod look;
pub(crate) mod maps;
pub(crate) mod overtaken;
pub(crate) mod place;
pub(crate) mod plan;
pub(crate) mod send;
pub(crate) mod store;
pub(crate) mod web;

use std::future::Future;

/// Does something with the network and waits for it.
///
/// # Errors
/// When the system gives no event queue, or the work itself failed.
pub(crate) fn wait<T>(work: impl Future<Output = anyhow::Result<T>>) -> anyhow::Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(work)
}

/// Lets TLS work: one library for everything here that speaks it.
pub(crate) fn with_tls() {
    // The second call finds the first one's provider, which is the same.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
