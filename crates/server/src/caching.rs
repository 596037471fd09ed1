//! How long a copy of a published file may be kept, by its name.
//!
//! Everything that carries a version or a digest in its name never changes. `timestamp.json` changes
//! in place; a missing file may be there a minute later (the next root).

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");
const NO_GUESSING: HeaderValue = HeaderValue::from_static("nosniff");

/// Answers and says how long the answer may be kept. Hidden files (locks, half-written ones) are
/// not there.
pub(crate) async fn set(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = if is_hidden(&path) {
        missing()
    } else {
        next.run(request).await
    };
    let is_there = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    let keep = if is_there && is_immutable(&path) {
        FOR_EVER
    } else {
        A_MINUTE
    };
    response.headers_mut().insert(header::CACHE_CONTROL, keep);
    // An answer without a body is nothing to guess a type of, and it is sent at every look for news.
    if response.status() == StatusCode::OK {
        let headers = response.headers_mut();
        headers.insert(header::X_CONTENT_TYPE_OPTIONS, NO_GUESSING);
    }
    response
}

fn missing() -> Response {
    let mut response = Response::default();
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// `%2e` is a dot, too.
fn is_hidden(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.contains("/.") || lower.contains("/%2e")
}

/// A digest or a number stands before the name: `targets/<sha256>.policy.json`, `metadata/7.root.json`.
fn is_immutable(path: &str) -> bool {
    let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
    let mark = file.split_once('.').map_or("", |(mark, _)| mark);
    let is_digest = mark.len() == 64 && mark.chars().all(|c| c.is_ascii_hexdigit());
    let is_version = !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit());
    (path.starts_with("/targets/") && is_digest) || (path.starts_with("/metadata/") && is_version)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_version_or_a_digest_never_change() {
        let digest = "ab".repeat(32);
        assert!(is_immutable(&format!("/targets/{digest}.policy.json")));
        assert!(is_immutable("/metadata/12.root.json"));
        for path in [
            "/metadata/timestamp.json",
            "/targets/policy.json",
            "/metadata/root.json",
            "/12.root.json",
        ] {
            assert!(!is_immutable(path), "{path}");
        }
    }

    #[test]
    fn hidden_files_are_recognised_however_they_are_written() {
        assert!(is_hidden("/metadata/.lock"));
        assert!(is_hidden("/targets/%2E%2e/keys/root-1.pem"));
        assert!(!is_hidden("/metadata/1.root.json"));
    }
}
