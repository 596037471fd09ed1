//! What `cargo xtask bench lists` runs: a Chromium with the extension that joins a company with large lists, and
//! what that costs. Prints figures as one JSON object; what they may be at most is left to `xtask`.
//!
//! Arguments: the code with which a browser joins, the pointer file in the published folder that the code's server
//! shows, and the pointer to the release before: it is shown first.
//!
//! Reading order: [`syncs`] (the first bundle, the next one), [`answers`] (asking about people), [`memory`].

mod answers;
mod memory;
mod syncs;

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use e2e::browser::{Browser, Engine, Launch, Window};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::{Composer, Person};
use e2e::processes::Kind;
use e2e::site_server::SiteServer;
use e2e::{asking, devtools, paths};
use serde_json::{Value, json};

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<Value> {
    let mut arguments = env::args().skip(1);
    let mut next = || arguments.next().context("started by `cargo xtask bench`");
    let (code, pointer, first) = (next()?, PathBuf::from(next()?), PathBuf::from(next()?));
    let second = std::fs::read(&pointer)?;
    syncs::show(&pointer, &std::fs::read(&first)?, syncs::Moment::LongAgo)?;
    let outcome = measure(&code, (&pointer, &second)).await;
    // Whoever measures again finds the folder as it was.
    syncs::show(&pointer, &second, syncs::Moment::Now)?;
    outcome
}

/// Joins, follows the next release, asks about people, starts the worker anew, and writes to somebody.
async fn measure(code: &str, (pointer, second): (&Path, &[u8])) -> Result<Value> {
    let sites = serve_sites().await?;
    let launch = Launch {
        engine: Engine::Chromium,
        sites: sites.port(),
        extension: Some(paths::extension(Engine::Chromium)?),
        window: Window::Headless,
        configuration: None,
    };
    let browser = Browser::launch(&launch).await?;
    asking::open(&browser).await?;
    browser.keep_one_tab().await?;
    syncs::be_patient(&browser).await?;
    let first_sync = syncs::join(&browser, code).await?;
    syncs::show(pointer, second, syncs::Moment::Now)?;
    let delta = syncs::follow(&browser).await?;
    let look = syncs::look(&browser).await?;
    let synced = memory::of_worker(&browser).await?;
    let (unknown, cached) = answers::ask(&browser).await?;
    devtools::stop_workers(&browser).await?;
    answers::ask_about(&browser, 1, "anew").await?;
    let restarted = memory::of_worker(&browser).await?;
    let page_bytes = page(&browser).await?;
    Ok(json!({
        "first_sync": first_sync,
        "delta": delta,
        "look": look,
        "unknown": unknown,
        "cached": cached,
        "synced": synced,
        "restarted": restarted,
        "page_bytes": page_bytes,
    }))
}

async fn serve_sites() -> Result<SiteServer> {
    let policies = [Site::X, Site::LinkedIn].map(|site| {
        let variant = Variant::Js;
        (site, Cell { site, variant }.page_policy())
    });
    SiteServer::start(policies).await
}

/// The memory of a page on which somebody writes: the largest process of a tab.
async fn page(browser: &Browser) -> Result<u64> {
    let path = Person::Elena.path(Site::X);
    let address = format!("https://{}{path}", Site::X.host());
    browser.driver.goto(address).await?;
    let composer = Composer::new(browser, Site::X);
    composer.focus().await?;
    composer.write("Hello").await?;
    memory::rules_arrived(browser).await?;
    memory::largest(browser, Kind::Page)
}
