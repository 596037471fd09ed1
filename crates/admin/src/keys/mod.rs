//! Keys and what is done with them. Reading order: `passphrase` (where one comes from), `file` (secret keys
//! in files), `names` (public halves and what people call them), `program` (keys that are somewhere else),
//! `hands` (everything that signs for one person), `draft` and `rotation` (the next root), `told`
//! (what commands say of it). The arithmetic of keys is crate `bundle`'s.

pub(crate) mod draft;
pub(crate) mod file;
pub(crate) mod hands;
pub(crate) mod names;
pub(crate) mod passphrase;
pub(crate) mod program;
pub(crate) mod rotation;
pub(crate) mod told;
