//! What the targets in `bin` share: inputs made of several files, and the parts of `fineline` and of the
//! extension that are programs and no libraries, taken from their folders.
//!
//! A target holds one parser: any input is read or refused, in bounded time and memory, and what holds for
//! every input is asserted. What a right answer is, is left to the crates' own tests.

#![allow(
    dead_code,
    unused_imports,
    reason = "a program's files, of which some parts are used"
)]

pub mod company;
pub mod import_run;
pub mod parts;
pub mod released;
pub mod shown;
pub mod world;

#[path = "../../crates/admin/src/files.rs"]
mod files;
#[path = "../../crates/admin/src/import/mod.rs"]
mod import;
#[path = "../../crates/webext/src/messages.rs"]
pub mod messages;
#[path = "../../crates/admin/src/outcome.rs"]
mod outcome;
#[path = "../../crates/admin/src/paint.rs"]
mod paint;
#[path = "../../crates/admin/src/problems.rs"]
mod problems;
