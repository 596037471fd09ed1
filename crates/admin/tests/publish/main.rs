//! `fineline publish`, `status` and `rollback` with the real binary: to folders, and to two servers that
//! speak S3, each behind a gate that can stop, kill and hold publishers.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "part of the tests"
)]

#[path = "../common/mod.rs"]
mod common;

mod browser;
mod company;
mod complete;
mod dry_run;
mod gate;
mod kill;
mod killed;
mod lists;
mod moto;
mod race;
mod rollback;
mod rollout;
mod simulate;
mod status;
mod stores;
