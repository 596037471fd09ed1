//! The Content-Security-Policy headers of the fixture pages, each shaped like its model's.
//! Chromium judges a content script's WebAssembly by them.

/// Whose header it resembles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// LinkedIn's: nonce and `strict-dynamic`, wide elsewhere.
    LinkedIn,
    /// X's: lists of hosts.
    X,
    /// `default-src 'none'` and trusted types: nothing but what the page itself needs.
    Strict,
    /// None at all: what is refused then is refused by the extension itself.
    Absent,
}

/// A policy header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PagePolicy {
    /// Whose.
    pub kind: Kind,
    /// Does it carry `'wasm-unsafe-eval'`?
    pub wasm: bool,
}

/// Where the browser reports refusals; on the page's own origin.
pub const REPORTS: &str = "/csp-reports";

impl PagePolicy {
    /// The header's value for one answer; empty for none.
    #[must_use]
    pub fn header(self, nonce: &str) -> String {
        let wasm = if self.wasm { " 'wasm-unsafe-eval'" } else { "" };
        let directives = match self.kind {
            Kind::LinkedIn => linkedin(nonce, wasm),
            Kind::X => x(nonce, wasm),
            Kind::Strict => strict(nonce, wasm),
            Kind::Absent => return String::new(),
        };
        // `report-uri` and not `report-to`: it is sent at once, while the other is held back for up
        // to a minute. The page's own listener (`window.violations`) sees every refusal besides.
        format!("{directives}; report-uri {REPORTS}")
    }
}

fn linkedin(nonce: &str, wasm: &str) -> String {
    format!(
        "default-src *; connect-src 'self' wss: https:; img-src data: blob: *; \
         font-src data: *; style-src 'unsafe-inline' 'self' https:; frame-src blob: *; \
         script-src 'report-sample' 'nonce-{nonce}' 'strict-dynamic' 'self'{wasm}; \
         worker-src 'self' blob:; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
    )
}

fn x(nonce: &str, wasm: &str) -> String {
    format!(
        "default-src 'self'; connect-src 'self' blob: https://api.x.com; font-src 'self'; \
         frame-src 'self' https://x.com; img-src 'self' blob: data:; manifest-src 'self'; \
         media-src 'self' blob:; object-src 'none'; script-src 'self' 'nonce-{nonce}'{wasm}; \
         style-src 'self' 'unsafe-inline'; worker-src 'self' blob:"
    )
}

fn strict(nonce: &str, wasm: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}'{wasm}; style-src 'nonce-{nonce}'; \
         img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_widened_policy_allows_webassembly() {
        for kind in [Kind::LinkedIn, Kind::X, Kind::Strict] {
            assert!(
                !PagePolicy { kind, wasm: false }
                    .header("n")
                    .contains("wasm")
            );
            assert!(
                PagePolicy { kind, wasm: true }
                    .header("n")
                    .contains("'wasm-unsafe-eval'")
            );
        }
    }
}
