//! The saved pages: what is expected of each, as far as the table counts it. That the reader does so is shown by the
//! tests of crate `sites`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// All saved pages, by site and name (`x/chat`).
pub(super) struct Pages(BTreeMap<String, Page>);

/// What is expected of one.
#[derive(Clone, Copy, Default)]
pub(super) struct Page {
    /// A draft is read.
    pub(super) is_read: bool,
    /// Somebody is named as who receives it.
    pub(super) has_recipients: bool,
    /// The own account is known.
    pub(super) has_own_account: bool,
}

impl Pages {
    /// Reads what stands beside each page of both sites.
    pub(super) fn read(folder: &Path) -> Result<Self> {
        let mut pages = BTreeMap::new();
        for site in ["linkedin", "x"] {
            for entry in fs::read_dir(folder.join(site))? {
                let path = entry?.path();
                if path.extension().is_some_and(|ending| ending == "toml") {
                    let name = path.file_stem().unwrap_or_default().to_string_lossy();
                    let text = fs::read_to_string(&path)?;
                    let page =
                        page(&text).with_context(|| format!("`{}` is unclear", path.display()))?;
                    pages.insert(format!("{site}/{name}"), page);
                }
            }
        }
        Ok(Self(pages))
    }

    /// Those of a site whose name fits.
    pub(super) fn fitting(&self, site: &str, pattern: &str) -> Vec<(&str, Page)> {
        let wanted = format!("{site}/{pattern}");
        let fits = |name: &str| match wanted.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == wanted,
        };
        let all = self.0.iter().map(|(name, page)| (name.as_str(), *page));
        all.filter(|(name, _)| fits(name)).collect()
    }

    /// All names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn page(text: &str) -> Result<Page> {
    let table: toml::Table = toml::from_str(text)?;
    let Some(draft) = table.get("draft") else {
        return Ok(Page::default());
    };
    let recipients = draft.get("recipients").and_then(toml::Value::as_array);
    Ok(Page {
        is_read: true,
        has_recipients: recipients.is_some_and(|it| !it.is_empty()),
        has_own_account: draft.get("own_account").is_some(),
    })
}
