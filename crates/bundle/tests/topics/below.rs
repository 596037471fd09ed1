//! The cells of the table that do not reach the bar yet.

/// A topic and a language, with the figures that were measured.
pub(crate) struct Below {
    pub(crate) topic: &'static str,
    pub(crate) language: &'static str,
    /// In thousandths.
    pub(crate) precision: usize,
    /// In thousandths.
    pub(crate) recall: usize,
}

/// Measured 2026-11-22. A cell that has risen must leave, and none may sink: this only gets shorter.
pub(crate) const BELOW_THE_BAR: [Below; 30] = [
    below("buying-interest", "en", 863, 791),
    below("buying-interest", "de", 916, 785),
    below("buying-interest", "fr", 916, 785),
    below("buying-interest", "it", 846, 785),
    below("complaint", "en", 1000, 833),
    below("complaint", "de", 812, 928),
    below("complaint", "fr", 916, 785),
    below("complaint", "es", 785, 785),
    below("complaint", "it", 875, 1000),
    below("confidential", "en", 875, 875),
    below("confidential", "de", 875, 1000),
    below("confidential", "fr", 923, 857),
    below("financial-results", "de", 923, 857),
    below("financial-results", "es", 933, 1000),
    below("financial-results", "it", 928, 928),
    below("hiring", "en", 1000, 791),
    below("hiring", "fr", 933, 1000),
    below("hiring", "it", 909, 714),
    below("legal", "de", 933, 1000),
    below("pricing", "fr", 857, 857),
    below("pricing", "es", 928, 928),
    below("product-praise", "en", 952, 833),
    below("product-praise", "de", 857, 857),
    below("product-praise", "fr", 846, 785),
    below("product-praise", "it", 933, 1000),
    below("protected-speech", "en", 958, 958),
    below("protected-speech", "de", 933, 1000),
    below("protected-speech", "fr", 1000, 928),
    below("support-plea", "es", 909, 714),
    below("support-plea", "it", 916, 785),
];

const fn below(
    topic: &'static str,
    language: &'static str,
    precision: usize,
    recall: usize,
) -> Below {
    Below {
        topic,
        language,
        precision,
        recall,
    }
}
