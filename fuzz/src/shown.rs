//! Problems as `fineline` shows them: an excerpt that is cut in the wrong place would panic there.

use bundle::builder::diagnostic::Report;

/// Draws all problems of a report and throws the drawing away.
pub fn show(report: &Report) {
    let _ = crate::problems::text(report);
    let _ = report.summary();
    let _ = serde_json::to_string(&report.problems);
}
