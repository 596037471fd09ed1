//! Everything that runs in the browser. One crate, four builds:
//!
//! - feature `linkedin` or `x`, each with `content`: what the loader brings into a page of that site once somebody
//!   writes there;
//! - feature `worker`: sync, verification, storage, look-ups, counts;
//! - feature `pages`: welcome and status.
//!
//! [`messages`] is what they say to each other; `host` is the only file that touches the
//! extension API. Decisions are left to `policy`, reading pages to `sites`, trust to `bundle`.

#[cfg(feature = "content")]
pub mod content;
pub mod host;
pub mod messages;
#[cfg(feature = "pages")]
pub mod pages;
mod plain;
#[cfg(feature = "worker")]
pub mod worker;
