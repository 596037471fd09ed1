//! A company's folder, a part for each file that differs from a company that is fine: read, compiled, looked over and played, or refused with
//! problems that can be shown.
#![no_main]

use bundle::builder::company;
use bundle::builder::compile::compile;
use bundle::builder::lint::lint;
use bundle::builder::scene::{Stage, play_examples};
use bundle::builder::trial::play_cases;
use fuzz::company::with;
use fuzz::parts::parts;
use fuzz::released::released;
use fuzz::shown::show;
use libfuzzer_sys::fuzz_target;
use policy::Minute;

const NOW: Minute = Minute(29_922_330);

fuzz_target!(|input: &[u8]| {
    let company = match company::read(&with(&parts(input))) {
        Ok(company) => company,
        Err(report) => return show(&report),
    };
    show(&lint(&company, NOW.day()));
    released(&company, NOW.day());
    let bundle = compile(&company);
    let stage = Stage::new(&company, &bundle);
    if let Err(report) = play_examples(&stage, NOW) {
        show(&report);
    }
    let _ = play_cases(&stage, NOW);
});
