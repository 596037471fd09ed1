//! One cell of the table in which every behaviour runs: a site and a build of the core.

use std::fmt;

use crate::browser::Engine;
use crate::page_policy::{Kind, PagePolicy};

/// A fixture site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// x.com, composer by draft-js.
    X,
    /// www.linkedin.com, composer by TipTap.
    LinkedIn,
}

impl Site {
    /// The real host name; Chromium is told to find it on loopback.
    #[must_use]
    pub fn host(self) -> &'static str {
        match self {
            Self::X => "x.com",
            Self::LinkedIn => "www.linkedin.com",
        }
    }

    /// The name in `fineline.toml`, and of the folder of the built fixture.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::X => "x",
            Self::LinkedIn => "linkedin",
        }
    }
}

/// Which build of the same core decides in the page, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variant {
    /// WebAssembly: the company's bundle switches it on for the site.
    Wasm,
    /// The same module translated to JavaScript.
    Js,
    /// WebAssembly in Firefox, which compiles it whatever the bundle and the page's policy say.
    Firefox,
}

impl Variant {
    /// The browser it runs in.
    #[must_use]
    pub fn engine(self) -> Engine {
        match self {
            Self::Wasm | Self::Js => Engine::Chromium,
            Self::Firefox => Engine::Firefox,
        }
    }
}

/// A site and a build.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where is it written?
    pub site: Site,
    /// By which build is it judged?
    pub variant: Variant,
}

impl Cell {
    /// The policy header the page is served with: its model's, which for LinkedIn allows no
    /// WebAssembly and must therefore be widened when the bundle switches WebAssembly on.
    #[must_use]
    pub fn page_policy(self) -> PagePolicy {
        let kind = match self.site {
            Site::X => Kind::X,
            Site::LinkedIn => Kind::LinkedIn,
        };
        PagePolicy {
            kind,
            wasm: self.site == Site::X || self.variant == Variant::Wasm,
        }
    }
}

impl fmt::Display for Cell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} × {:?}", self.site, self.variant)
    }
}
