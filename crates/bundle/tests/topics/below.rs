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
pub(crate) const BELOW_THE_BAR: [Below; 39] = [
    below("buying-interest", "en", 863, 791),
    below("buying-interest", "de", 923, 857),
    below("buying-interest", "fr", 900, 642),
    below("buying-interest", "it", 846, 785),
    below("complaint", "en", 952, 833),
    below("complaint", "de", 800, 857),
    below("complaint", "fr", 800, 857),
    below("complaint", "es", 714, 714),
    below("complaint", "it", 866, 928),
    below("confidential", "en", 840, 875),
    below("confidential", "de", 875, 1000),
    below("confidential", "fr", 923, 857),
    below("financial-results", "en", 913, 875),
    below("financial-results", "de", 923, 857),
    below("financial-results", "es", 933, 1000),
    below("financial-results", "it", 928, 928),
    below("hiring", "en", 1000, 750),
    below("hiring", "fr", 875, 1000),
    below("hiring", "es", 1000, 785),
    below("hiring", "it", 909, 714),
    below("legal", "en", 920, 958),
    below("legal", "de", 933, 1000),
    below("legal", "fr", 923, 857),
    below("pricing", "de", 928, 928),
    below("pricing", "fr", 764, 928),
    below("pricing", "es", 812, 928),
    below("pricing", "it", 857, 857),
    below("product-praise", "en", 904, 791),
    below("product-praise", "de", 928, 928),
    below("product-praise", "fr", 833, 714),
    below("product-praise", "it", 933, 1000),
    below("protected-speech", "en", 958, 958),
    below("protected-speech", "de", 933, 1000),
    below("protected-speech", "fr", 1000, 857),
    below("support-plea", "en", 827, 1000),
    below("support-plea", "de", 823, 1000),
    below("support-plea", "fr", 933, 1000),
    below("support-plea", "es", 916, 785),
    below("support-plea", "it", 733, 785),
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
