//! Brings the core into a document where somebody begins to write, in the build that fits there.

use policy::Site;

use super::{now, state};
use crate::host::{self, Browser, HostError, Sender};

/// A build of the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Variant {
    /// WebAssembly.
    Wasm,
    /// The same module, translated to JavaScript.
    Js,
}

impl Variant {
    fn file(self, site: Site) -> &'static str {
        match (site, self) {
            (Site::LinkedIn, Self::Wasm) => "core/linkedin-wasm.js",
            (Site::LinkedIn, Self::Js) => "core/linkedin-js.js",
            (Site::X, Self::Wasm) => "core/x-wasm.js",
            (Site::X, Self::Js) => "core/x-js.js",
        }
    }
}

/// Injects the core into the document that asks. Nobody enrolled: nothing to bring.
pub(super) async fn inject(sender: &Sender) -> Result<(), HostError> {
    let Some(site) = site(&sender.url) else {
        return Ok(());
    };
    if state::identity().await.is_none() {
        return Ok(());
    }
    let active = state::active().await;
    let policy = active.as_ref().and_then(|active| active.policy(now()));
    let allowed = policy
        .and_then(|policy| policy.sites.get(&site))
        .is_some_and(|switch| switch.wasm);
    host::run_in_document(sender, variant(host::browser()?, allowed).file(site)).await
}

/// Never found out by trying: in Chromium the page's own policy judges WebAssembly in a content
/// script, and reports each refused attempt to the site.
fn variant(browser: Browser, allowed: bool) -> Variant {
    match (browser, allowed) {
        (Browser::Firefox, _) | (Browser::Chromium, true) => Variant::Wasm,
        (Browser::Chromium, false) => Variant::Js,
    }
}

fn site(url: &str) -> Option<Site> {
    let host = url
        .strip_prefix("https://")?
        .split(['/', '?', '#'])
        .next()?;
    // Local copies of a site run on another port.
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    sites::site_of(host)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    #[wasm_bindgen_test]
    fn chromium_gets_wasm_only_where_the_bundle_says_so() {
        assert_eq!(variant(Browser::Chromium, false), Variant::Js);
        assert_eq!(variant(Browser::Chromium, true), Variant::Wasm);
        assert_eq!(variant(Browser::Firefox, false), Variant::Wasm);
    }

    #[wasm_bindgen_test]
    fn knows_the_site_of_an_address_and_no_other() {
        assert_eq!(site("https://x.com/home?a"), Some(Site::X));
        assert_eq!(
            site("https://www.linkedin.com:8443/feed/"),
            Some(Site::LinkedIn)
        );
        assert_eq!(site("https://x.com.evil.example/"), None);
        assert_eq!(site("https://evil.example/@x.com/"), None);
        assert_eq!(site("https://x.com@evil.example/"), None);
        assert_eq!(site("http://x.com/"), None);
    }
}
