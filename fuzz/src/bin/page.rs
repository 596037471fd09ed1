//! A hostile page. Every element is taken for the one that has the focus, on both sites.
#![no_main]

use libfuzzer_sys::fuzz_target;
use policy::Site;
use sites::html::Page;
use sites::{Element, KeyPress, composer, is_send_click, is_send_key, read};

fuzz_target!(|html: &str| {
    let page = Page::parse(html);
    let root = page.root();
    for (site, path) in [
        (Site::LinkedIn, "/feed/"),
        (Site::X, "/elena/status/1"),
        (Site::X, "/home"),
    ] {
        for target in root.select("*").iter().take(64) {
            if let Some(composer) = composer(site, target) {
                if let Err(error) = read(&composer, &root, path) {
                    let _ = error.to_string();
                }
                let _ = is_send_click(&composer, target);
                let _ = is_send_key(&composer, &enter());
            }
        }
    }
});

fn enter() -> KeyPress {
    KeyPress {
        key: "Enter".to_owned(),
        ctrl: true,
        meta: false,
        shift: false,
        alt: false,
        composing: false,
        mac: false,
    }
}
