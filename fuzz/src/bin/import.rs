//! Exports of a CRM or a network, a part for each file: recognised, read and merged, or refused.
#![no_main]

use fuzz::import_run::import;
use fuzz::parts::parts;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: &[u8]| import(&parts(input)));
