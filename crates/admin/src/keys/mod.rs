//! Keys and what is done with them. Reading order: `passphrase` (where one comes from), `file` (secret keys
//! in files), `names` (public halves and what people call them), `program` (keys that are somewhere else),
//! `hands` (everything that signs for one person), `draft` and `rotation` (the next root), `audit` (who signed
//! what) and `audit_check` (whether that is true), `told` (what commands say of it). The arithmetic of keys is crate `bundle`'s.

pub(crate) mod audit;
pub(crate) mod audit_check;
pub(crate) mod draft;
pub(crate) mod file;
pub(crate) mod hands;
pub(crate) mod names;
pub(crate) mod passphrase;
pub(crate) mod program;
pub(crate) mod rotation;
pub(crate) mod told;
