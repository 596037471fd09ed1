//! The topics shipped with the command, in English, German, French, Spanish and Italian. How well they
//! do is measured by `tests/topics`, on posts that nobody saw who wrote them.

use super::super::notes::Notes;
use super::super::source::Sources;
use super::super::tree;
use super::file::{self, WrittenTopic};

/// Every topic: its name and its file.
pub const LIBRARY: [(&str, &str); 10] = [
    (
        "buying-interest",
        include_str!("../library/buying-interest.toml"),
    ),
    ("complaint", include_str!("../library/complaint.toml")),
    ("confidential", include_str!("../library/confidential.toml")),
    (
        "financial-results",
        include_str!("../library/financial-results.toml"),
    ),
    ("hiring", include_str!("../library/hiring.toml")),
    ("legal", include_str!("../library/legal.toml")),
    ("pricing", include_str!("../library/pricing.toml")),
    (
        "product-praise",
        include_str!("../library/product-praise.toml"),
    ),
    (
        "protected-speech",
        include_str!("../library/protected-speech.toml"),
    ),
    ("support-plea", include_str!("../library/support-plea.toml")),
];

/// Reads one of them; nothing when there is none of this name.
pub(crate) fn topic(id: &str, notes: &Notes) -> Option<WrittenTopic> {
    let (_, text) = LIBRARY.iter().find(|(name, _)| *name == id)?;
    let path = format!("library/{id}.toml");
    let sources = Sources::from_iter([(path.as_str(), *text)]);
    let opened = sources.open(&path, notes)?;
    let topic = tree::read(&opened, notes, |root| file::topic(root, id))?;
    Some(topic.shipped())
}
