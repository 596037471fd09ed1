//! The fixture sites alone, without the extension: what the other tests take for granted of them.

use anyhow::{Result, ensure};
use e2e::browser::{Browser, Engine, Launch, Window};
use e2e::cell::{Cell, Site, Variant};
use e2e::composer::{Composer, Person};
use e2e::site_server::SiteServer;
use e2e::wait;

const SITES: [Site; 2] = [Site::X, Site::LinkedIn];

/// Every one of the policies forbids this.
const PLUGIN: &str = "document.body.append(Object.assign(document.createElement('object'), { data: 'https://elsewhere.example/' }))";

async fn bare() -> Result<(SiteServer, Browser)> {
    let policies = SITES.map(|site| {
        (
            site,
            Cell {
                site,
                variant: Variant::Js,
            }
            .page_policy(),
        )
    });
    let sites = SiteServer::start(policies).await?;
    let launch = Launch {
        engine: Engine::Chromium,
        sites: sites.port(),
        extension: None,
        window: Window::Headless,
        configuration: None,
    };
    let browser = Browser::launch(&launch).await?;
    Ok((sites, browser))
}

async fn texts(sites: &SiteServer, count: usize) -> Result<Vec<String>> {
    wait::until_equal("the posts", count, async || Ok(sites.posts().len())).await?;
    Ok(sites.posts().into_iter().map(|post| post.text).collect())
}

#[tokio::test]
async fn posts_once_by_click_and_once_by_key_and_empties_the_composer() -> Result<()> {
    let (sites, browser) = bare().await?;
    let mut expected = Vec::new();
    for site in SITES {
        browser
            .driver
            .goto(format!(
                "https://{}{}",
                site.host(),
                Person::Elena.path(site)
            ))
            .await?;
        let composer = Composer::new(&browser, site);
        composer.focus().await?;
        composer.write("First line").await?;
        composer.reads("First line").await?;
        composer.send_by_click().await?;
        composer.reads("").await?;
        composer.focus().await?;
        composer.write("By key").await?;
        composer.reads("By key").await?;
        composer.send_by_key().await?;
        composer.reads("").await?;
        composer.focus().await?;
        composer.write("Once more").await?;
        composer.reads("Once more").await?;
        expected.extend(["First line", "By key"]);
    }
    ensure!(texts(&sites, 4).await? == expected);
    ensure!(
        sites.reports().is_empty(),
        "the pages break their own policy: {:?}",
        sites.reports()
    );
    Ok(())
}

#[tokio::test]
async fn goes_to_another_post_without_a_reload() -> Result<()> {
    let (sites, browser) = bare().await?;
    for site in SITES {
        browser
            .driver
            .goto(format!(
                "https://{}{}",
                site.host(),
                Person::Elena.path(site)
            ))
            .await?;
        browser.evaluate("window.sameDocument = true").await?;
        browser.follow(Person::Toni).await?;
        ensure!(
            browser
                .evaluate("return window.sameDocument === true")
                .await?
                == true
        );
        ensure!(browser.evaluate("return location.pathname").await? == Person::Toni.path(site));
        let composer = Composer::new(&browser, site);
        composer.focus().await?;
        composer.write("Hello").await?;
        composer.reads("Hello").await?;
    }
    ensure!(sites.posts().is_empty());
    Ok(())
}

#[tokio::test]
async fn a_refusal_by_the_page_policy_is_reported() -> Result<()> {
    let (sites, browser) = bare().await?;
    for site in SITES {
        browser
            .driver
            .goto(format!("https://{}/", site.host()))
            .await?;
        let before = sites.reports().len();
        browser.evaluate(PLUGIN).await?;
        wait::until_equal("a report", before + 1, async || Ok(sites.reports().len())).await?;
        ensure!(browser.evaluate("return window.violations.length").await? == 1);
    }
    Ok(())
}
