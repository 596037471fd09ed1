//! Why a composer could not be read. Names selectors only: never text, a name or a handle.

/// The page is not as expected. The draft is then left alone; the selector's name is counted and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing on the page fits.
    #[error("nothing fits selector `{0}`")]
    Missing(&'static str),
    /// Several things fit that say different things; choosing would be a guess.
    #[error("selector `{0}` fits several things that differ")]
    Ambiguous(&'static str),
    /// The page has replaced the composer, or is on its way to another post: find it again.
    #[error("what selector `{0}` fitted is no longer on the page")]
    Stale(&'static str),
}

impl ReadError {
    /// The name of the selector, as in the site's table, e.g. `x/author`.
    #[must_use]
    pub fn selector(&self) -> &'static str {
        match self {
            Self::Missing(name) | Self::Ambiguous(name) | Self::Stale(name) => name,
        }
    }
}
