//! What a clean machine lacks, added on the way and said aloud. Each part does nothing when its
//! thing is there, so that a second run starts at once.

mod browser;
mod cpp;
mod debian;
mod firefox;
mod node;
mod openssl;
mod python;
mod rust;

pub(crate) use browser::{Browser, browser};
pub(crate) use cpp::cpp;
pub(crate) use firefox::{Firefox, firefox};
pub(crate) use node::{Node, node, packages};
pub(crate) use openssl::openssl;
pub(crate) use python::python;
pub(crate) use rust::{WASM, components, wasm_target};
