//! `manifest.json` is written by hand, once, with what both browsers need. Each browser gets it
//! without what only the other understands, so that neither warns.

use anyhow::{Context, Result};
use serde_json::Value;

/// A browser that gets a folder of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Browser {
    /// Chromium and what is built from it.
    Chromium,
    /// Firefox.
    Firefox,
}

impl Browser {
    /// Both.
    pub(super) const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// The name of its folder.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The keys it is not shown, as pointers into the manifest.
    const fn foreign(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Chromium => &[
                ("", "browser_specific_settings"),
                ("/background", "scripts"),
            ],
            Self::Firefox => &[
                ("", "key"),
                ("", "minimum_chrome_version"),
                ("/background", "service_worker"),
            ],
        }
    }
}

/// The manifest for one browser.
///
/// # Errors
/// When it is not JSON, or lacks a key that is to be left out: then the list here is out of date.
pub(super) fn of(manifest: &str, browser: Browser) -> Result<String> {
    let mut manifest: Value = serde_json::from_str(manifest).context("manifest.json")?;
    for (place, key) in browser.foreign() {
        let object = manifest.pointer_mut(place).and_then(Value::as_object_mut);
        object
            .and_then(|object| object.remove(*key))
            .with_context(|| {
                format!(
                    "manifest.json has no `{place}/{key}` to leave out for {}",
                    browser.name()
                )
            })?;
    }
    Ok(serde_json::to_string_pretty(&manifest)? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = r#"{
        "name": "n", "key": "k", "minimum_chrome_version": "120",
        "browser_specific_settings": {"gecko": {}},
        "background": {"service_worker": "w.js", "scripts": ["w.js"], "type": "module"}
    }"#;

    fn check(browser: Browser, expected: &str) {
        let expected: Value = serde_json::from_str(expected).unwrap();
        let found: Value = serde_json::from_str(&of(MANIFEST, browser).unwrap()).unwrap();
        assert_eq!(found, expected);
    }

    #[test]
    fn chromium_is_told_nothing_of_firefox() {
        check(
            Browser::Chromium,
            r#"{"name": "n", "key": "k", "minimum_chrome_version": "120",
                "background": {"service_worker": "w.js", "type": "module"}}"#,
        );
    }

    #[test]
    fn firefox_is_told_nothing_of_chromium() {
        check(
            Browser::Firefox,
            r#"{"name": "n", "browser_specific_settings": {"gecko": {}},
                "background": {"scripts": ["w.js"], "type": "module"}}"#,
        );
    }

    #[test]
    fn a_key_that_is_no_longer_there_is_reported() {
        let error = of(r#"{"background": {}}"#, Browser::Chromium)
            .unwrap_err()
            .to_string();
        assert!(error.contains("browser_specific_settings"), "{error}");
    }
}
