//! (being written) The only place where bytes become verified.

/// Something whose signatures or hash have been verified. Made in this file only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified<T> {
    value: T,
}

impl<T> Verified<T> {
    /// The verified thing.
    #[must_use]
    pub fn get(&self) -> &T {
        &self.value
    }
}
