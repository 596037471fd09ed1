//! A sheet in each place that a company's folder has for one: read, or refused with problems that can be
//! shown.
#![no_main]

use bundle::builder::company;
use bundle::builder::lint::lint;
use fuzz::company::with;
use fuzz::released::released;
use fuzz::shown::show;
use libfuzzer_sys::fuzz_target;
use policy::Minute;

fuzz_target!(|sheet: &[u8]| {
    for path in ["people.csv", "audiences/clients.csv"] {
        match company::read(&with(&[(path, sheet)])) {
            Ok(company) => {
                let day = Minute(29_922_330).day();
                show(&lint(&company, day));
                released(&company, day);
            }
            Err(report) => show(&report),
        }
    }
});
