//! Each attack of the TUF specification against a real repository, refused by the named step; and
//! beside each the honest case, accepted.
//!
//! Reading order: [`lab`] (an honest repository, a server, an attacker's tools), [`honest`], then one
//! file per kind of attack. Content of the targets is of no interest here.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "tests stop at the first surprise, in their helpers too"
)]

mod delegations;
mod endless;
mod freeze;
mod honest;
mod lab;
mod rollback;
mod rotation;
mod signatures;
mod tampering;
