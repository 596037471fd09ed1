//! Every behaviour in a real browser: on {X, LinkedIn} × {Chromium with WebAssembly, Chromium with JavaScript, Firefox}.
//!
//! [`fixtures`] are the sites alone, [`joining`] is the enrolment, [`managed`] the one by an administrator, [`nudging`]
//! and [`pausing`] what a person meets under a post, [`surfaces_x`] and [`surfaces_linkedin`] where else on a site,
//! [`situations`] what a whole policy says in one moment after the other, [`changing`] what changes under their hands,
//! [`failing_open`] what must never stand in their way, [`traces`] what the page must never notice, [`silence`] what the
//! network never hears, [`sealing`] what nobody can read, [`remembering`] what is kept of a look-up, [`refusing`] what the
//! status page says of a bad release, [`switch`] what the company switches off, tries out and rolls out, [`faults`] what
//! goes wrong on the way to a good bundle, [`repairing`] what goes wrong in storage, [`mending`] what a site has changed.

/// Makes a test of each named behaviour in each cell: `a_behaviour::on_x_in_wasm` and so on.
macro_rules! in_every_cell {
    ($($behaviour:ident),+ $(,)?) => { $(
        mod $behaviour {
            use e2e::cell::{Cell, Site, Variant};

            #[tokio::test]
            async fn on_x_in_wasm() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::X, variant: Variant::Wasm }).await
            }

            #[tokio::test]
            async fn on_x_in_javascript() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::X, variant: Variant::Js }).await
            }

            #[tokio::test]
            async fn on_linkedin_in_wasm() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::LinkedIn, variant: Variant::Wasm }).await
            }

            #[tokio::test]
            async fn on_linkedin_in_javascript() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::LinkedIn, variant: Variant::Js }).await
            }

            #[tokio::test]
            async fn on_x_in_firefox() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::X, variant: Variant::Firefox }).await
            }

            #[tokio::test]
            async fn on_linkedin_in_firefox() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::LinkedIn, variant: Variant::Firefox }).await
            }
        }
    )+ };
}

/// The same for behaviours of one site.
macro_rules! in_both_builds {
    ($($behaviour:ident),+ $(,)?) => { $(
        mod $behaviour {
            use super::{Cell, SITE, Variant};

            #[tokio::test]
            async fn in_wasm() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: SITE, variant: Variant::Wasm }).await
            }

            #[tokio::test]
            async fn in_javascript() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: SITE, variant: Variant::Js }).await
            }

            #[tokio::test]
            async fn in_firefox() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: SITE, variant: Variant::Firefox }).await
            }
        }
    )+ };
}

/// The same for behaviours that the builds cannot differ in: each site once, each build once, each browser.
macro_rules! on_both_sites {
    ($($behaviour:ident),+ $(,)?) => { $(
        mod $behaviour {
            use e2e::cell::{Cell, Site, Variant};

            #[tokio::test]
            async fn on_x() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::X, variant: Variant::Wasm }).await
            }

            #[tokio::test]
            async fn on_linkedin() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::LinkedIn, variant: Variant::Js }).await
            }

            #[tokio::test]
            async fn in_firefox() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::X, variant: Variant::Firefox }).await
            }
        }
    )+ };
}

/// The same for behaviours that only Chromium's tools can show.
macro_rules! on_both_sites_in_chromium {
    ($($behaviour:ident),+ $(,)?) => { $(
        mod $behaviour {
            use e2e::cell::{Cell, Site, Variant};

            #[tokio::test]
            async fn on_x() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::X, variant: Variant::Wasm }).await
            }

            #[tokio::test]
            async fn on_linkedin() -> anyhow::Result<()> {
                super::$behaviour(Cell { site: Site::LinkedIn, variant: Variant::Js }).await
            }
        }
    )+ };
}

mod changing;
mod failing_open;
mod faults;
mod fixtures;
mod joining;
mod managed;
mod mending;
mod nudging;
mod pausing;
mod refusing;
mod remembering;
mod repairing;
mod sealing;
mod silence;
mod situations;
mod surfaces_linkedin;
mod surfaces_x;
mod switch;
mod traces;
