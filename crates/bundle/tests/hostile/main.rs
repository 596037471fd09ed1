//! Each attack of the TUF specification against a real repository, refused by the named step; and
//! beside each the honest case, accepted.
//!
//! | attack of the specification (section 1.5.2 and after) | refused in |
//! |---|---|
//! | arbitrary installation | `tampering`: `a_tampered_target_is_refused`, `tampered_targets_are_refused_even_when_snapshot_and_timestamp_keys_are_stolen` |
//! | endless data | `endless` |
//! | extraneous dependencies | `tampering`: `one_target_in_the_place_of_another_is_refused`; `delegations`: `a_role_cannot_name_anything_else` |
//! | fast-forward | `rotation`: `rotating_the_keys_ends_a_fast_forward` |
//! | indefinite freeze | `freeze` |
//! | malicious mirror | `tampering`: `tampered_metadata_is_refused`, `metadata_that_is_no_metadata_is_refused` |
//! | mix-and-match | `tampering`: `a_snapshot_of_another_release_is_refused`, `targets_of_another_release_are_refused` |
//! | rollback | `rollback`; `delegations`: `a_role_that_vanishes_from_the_snapshot_is_a_rollback` |
//! | slow retrieval | left to whoever fetches: the worker and the command give a file a minute |
//! | key compromise | `rotation`: `a_key_taken_from_its_role_no_longer_counts`; `signatures`: `keys_of_another_role_count_for_nothing` |
//! | wrong threshold, duplicate key ids, duplicate signatures | `signatures` |
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
mod rollout;
mod rotation;
mod signatures;
mod switching;
mod tampering;
