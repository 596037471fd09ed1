//! Everything a behaviour needs, set up for one cell: company, servers, browser, enrolment. And the
//! check that every behaviour ends with: no policy report, no request of ours, the right build.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

use crate::browser::{Browser, Engine, Launch, Window};
use crate::bundle_server::BundleServer;
use crate::cell::{Cell, Site, Variant};
use crate::company::Company;
use crate::composer::{Composer, Person, Where};
use crate::nudge::Nudge;
use crate::setting::{Core, Extension, Server, Setting};
use crate::site_server::{Posted, SiteServer};
use crate::{devtools, firefox, pages, wait};

/// Browsers that run at the same time, whatever the number of test threads.
static BROWSERS: Semaphore = Semaphore::const_new(2);

/// Waits until one browser more may run.
///
/// # Errors
/// Never: nobody closes the semaphore.
pub async fn turn() -> Result<SemaphorePermit<'static>> {
    Ok(BROWSERS.acquire().await?)
}

/// A stage that is set.
#[derive(Debug)]
pub struct Stage {
    /// What is being shown.
    pub cell: Cell,
    /// The browser, with one tab.
    pub browser: Browser,
    /// The fixture sites.
    pub sites: SiteServer,
    /// The company, with one release published.
    pub company: Company,
    core: Core,
    bundles: BundleServer,
    configuration: Option<TempDir>,
    _copy: Option<TempDir>,
    _turn: SemaphorePermit<'static>,
}

/// Sets a stage, plays a behaviour on it, and checks that it left no trace.
///
/// # Errors
/// When the behaviour fails; the error says what the page showed.
pub async fn behave(
    cell: Cell,
    setting: Setting,
    behaviour: impl AsyncFnOnce(&Stage) -> Result<()>,
) -> Result<()> {
    let stage = Stage::set(cell, setting)
        .await
        .with_context(|| format!("setting the stage for {cell}"))?;
    let outcome = match behaviour(&stage).await {
        Ok(()) => stage.left_no_trace().await,
        Err(error) => Err(error),
    };
    match outcome {
        Ok(()) => Ok(()),
        Err(error) => Err(error.context(format!("{cell}\n{}", stage.describe().await))),
    }
}

impl Stage {
    /// Sets it.
    ///
    /// # Errors
    /// When anything it needs is missing or does not start.
    pub async fn set(cell: Cell, setting: Setting) -> Result<Self> {
        let turn = turn().await?;
        let policy = setting.page_policy.unwrap_or(cell.page_policy());
        let other = match cell.site {
            Site::X => Cell {
                site: Site::LinkedIn,
                variant: Variant::Js,
            },
            Site::LinkedIn => Cell {
                site: Site::X,
                variant: Variant::Js,
            },
        };
        let sites =
            SiteServer::start([(cell.site, policy), (other.site, other.page_policy())]).await?;
        let (extension, copy) = setting.extension.prepare(cell.variant.engine())?;
        let configuration = setting.is_managed.then(configuration).transpose()?;
        let launch = Launch {
            engine: cell.variant.engine(),
            sites: sites.port(),
            extension: Some(extension),
            window: Window::Headless,
            configuration: configuration.as_ref().map(|it| it.path().to_owned()),
        };
        let (browser, company) = tokio::try_join!(Browser::launch(&launch), found(cell, setting))?;
        let bundles = BundleServer::start(&company.published()).await?;
        if let Some(who) = setting
            .who
            .filter(|_| setting.extension != Extension::WithDeadWorker)
        {
            let code = company.enrol(bundles.url(), who).await?;
            let answer = pages::enrol(&browser, &code).await?;
            ensure!(
                setting.core == Core::Idle || answer.contains("Aldermoor Bank"),
                "enrolment said: {answer}"
            );
        }
        if setting.is_welcomed(cell.variant.engine()) {
            // It takes the focus when it comes, so it must not come while somebody writes.
            wait::until_equal("the tab that welcomes", 2, async || {
                Ok(browser.driver.windows().await?.len())
            })
            .await?;
        }
        browser.keep_one_tab().await?;
        let core = setting.core;
        Ok(Self {
            cell,
            browser,
            sites,
            company,
            core,
            bundles,
            configuration,
            _copy: copy,
            _turn: turn,
        })
    }

    /// Loads somebody's post and puts the caret into the composer under it.
    ///
    /// # Errors
    /// When there is no composer.
    pub async fn visit(&self, person: Person) -> Result<Composer<'_>> {
        self.open(&person.path(self.cell.site)).await
    }

    /// Loads a page of the site and puts the caret into the composer on it.
    ///
    /// # Errors
    /// When there is no composer.
    pub async fn open(&self, path: &str) -> Result<Composer<'_>> {
        let host = self.cell.site.host();
        self.browser
            .driver
            .goto(format!("https://{host}{path}"))
            .await?;
        let composer = self.composer();
        composer.focus().await?;
        Ok(composer)
    }

    /// Loads a page of X and puts the caret into this composer on it.
    ///
    /// # Errors
    /// When there is no such composer.
    pub async fn write_at(&self, place: Where, path: &str) -> Result<Composer<'_>> {
        let host = self.cell.site.host();
        let page = format!("https://{host}{path}");
        self.browser.driver.goto(page).await?;
        let composer = Composer::at(&self.browser, self.cell.site, place);
        composer.focus().await?;
        Ok(composer)
    }

    /// Goes to somebody's post without a reload and puts the caret into the composer under it.
    ///
    /// # Errors
    /// When there is no link or no composer.
    pub async fn go_to(&self, person: Person) -> Result<Composer<'_>> {
        let site = self.cell.site;
        self.browser.follow(person).await?;
        let path = person.path(site);
        wait::until_equal("the page", path, async || {
            let now = self.browser.evaluate("return location.pathname").await?;
            Ok(now.as_str().unwrap_or_default().to_owned())
        })
        .await?;
        let composer = self.composer();
        composer.focus().await?;
        Ok(composer)
    }

    /// The code with which somebody joins: `who` is `--role=engineer` or `--person=jonas`.
    ///
    /// # Errors
    /// When the command refuses.
    pub async fn code(&self, who: &str) -> Result<String> {
        self.company.enrol(self.bundles.url(), who).await
    }

    /// Distributes the managed settings that enrol `who`, as an administrator's tools would.
    ///
    /// # Errors
    /// When the command refuses, or the browser has no administrator.
    pub async fn configure(&self, who: &str) -> Result<()> {
        let settings = self.company.managed(self.bundles.url(), who).await?;
        Ok(fs::write(self.settings()?, settings)?)
    }

    /// Takes the managed settings away.
    ///
    /// # Errors
    /// When there are none.
    pub fn configure_nothing(&self) -> Result<()> {
        Ok(fs::remove_file(self.settings()?)?)
    }

    fn settings(&self) -> Result<PathBuf> {
        let folder = self.configuration.as_ref().context("nobody manages it")?;
        Ok(folder.path().join(MANAGED).join("fineline.json"))
    }

    /// Ends the worker, from a page on which nothing starts the next one: an open composer would at once.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn end_worker(&self) -> Result<()> {
        self.browser.driver.goto("about:blank").await?;
        self.stop_worker().await
    }

    /// Ends the worker beside whatever the browser shows.
    ///
    /// # Errors
    /// When it does not stop.
    pub async fn stop_worker(&self) -> Result<()> {
        match self.browser.engine() {
            Engine::Chromium => devtools::stop_workers(&self.browser).await,
            Engine::Firefox => firefox::stop_worker(&self.browser.driver).await,
        }
    }

    /// The composer on the current page.
    #[must_use]
    pub fn composer(&self) -> Composer<'_> {
        Composer::new(&self.browser, self.cell.site)
    }

    /// What the current page shows of the extension.
    #[must_use]
    pub fn nudge(&self) -> Nudge<'_> {
        Nudge::new(&self.browser)
    }

    /// Waits until the server was sent so many posts.
    ///
    /// # Errors
    /// When it never is.
    pub async fn posted_in_all(&self, count: usize) -> Result<()> {
        wait::until_equal("the number of posts", count, async || {
            Ok(self.sites.posts().len())
        })
        .await
    }

    /// Waits until this is what the server was sent, in this order and nothing else.
    ///
    /// # Errors
    /// When it never is.
    pub async fn posted(&self, texts: &[&str]) -> Result<()> {
        let host = self.cell.site.host().to_owned();
        let expected: Vec<_> = texts
            .iter()
            .map(|text| Posted {
                host: host.clone(),
                text: (*text).to_owned(),
            })
            .collect();
        wait::until_equal("the posts", expected, async || Ok(self.sites.posts())).await
    }

    /// The common end of every behaviour.
    async fn left_no_trace(&self) -> Result<()> {
        self.browser.keep_one_tab().await?;
        // Firefox has one build only, and no list of the scripts that run in a page.
        if self.core == Core::Judges && self.cell.variant.engine() == Engine::Chromium {
            self.right_build_runs().await?;
        }
        let refused = self
            .browser
            .evaluate("return window.violations ?? []")
            .await?;
        ensure!(
            refused == serde_json::json!([]),
            "the page's policy refused something: {refused}"
        );
        let reports = self.sites.reports();
        ensure!(
            reports.is_empty(),
            "the site was told of a refusal: {reports:?}"
        );
        for seen in self.sites.seen() {
            ensure!(
                is_of_the_page(&seen.path),
                "not a request of the page itself: {seen:?}"
            );
        }
        Ok(())
    }

    async fn right_build_runs(&self) -> Result<()> {
        let scripts = devtools::extension_scripts(&self.browser).await?;
        let right = core_of(self.cell.site, self.cell.variant);
        ensure!(
            scripts.iter().any(|url| url.ends_with(right)),
            "{right} does not run, but {scripts:?}"
        );
        ensure!(
            !scripts
                .iter()
                .any(|url| url.contains("/core/") && !url.ends_with(right)),
            "another core than {right} runs: {scripts:?}"
        );
        Ok(())
    }

    /// What the page shows, for a test that failed.
    async fn describe(&self) -> String {
        let address = self
            .browser
            .driver
            .current_url()
            .await
            .map(|url| url.to_string())
            .unwrap_or_default();
        let writing = self.composer().writing().await.ok();
        let line = self.nudge().line_now().await.ok().flatten();
        let picture = self.browser.keep_picture(&self.cell.to_string()).await;
        format!(
            "page: {address}\ndraft: {writing:?}\nline: {line:?}\nposts: {:?}\npicture: {picture:?}",
            self.sites.posts()
        )
    }
}

/// The file of the core for pages of a site.
fn core_of(site: Site, variant: Variant) -> &'static str {
    match (site, variant) {
        (Site::LinkedIn, Variant::Wasm | Variant::Firefox) => "core/linkedin-wasm.js",
        (Site::LinkedIn, Variant::Js) => "core/linkedin-js.js",
        (Site::X, Variant::Wasm | Variant::Firefox) => "core/x-wasm.js",
        (Site::X, Variant::Js) => "core/x-js.js",
    }
}

fn is_of_the_page(path: &str) -> bool {
    let files = ["/app.js", "/app.css", "/api/posts", "/favicon.ico"];
    let pages = [
        "/media/",
        "/feed/",
        "/preload/custom-invite/",
        "/i/chat/",
        "/home",
        "/compose/post",
    ];
    files.contains(&path)
        || pages.iter().any(|start| path.starts_with(start))
        || path.contains("/status/")
}

/// Where Chromium looks for managed settings, in the folder of its configuration.
const MANAGED: &str = "policies/managed";

/// A configuration without any settings. The folder has to be there from the start: Chromium watches it.
fn configuration() -> Result<TempDir> {
    let folder = tempfile::Builder::new()
        .prefix("fineline-configuration-")
        .tempdir()?;
    fs::create_dir_all(folder.path().join(MANAGED))?;
    Ok(folder)
}

async fn found(cell: Cell, setting: Setting) -> Result<Company> {
    let company = Company::found().await?;
    company.choose_variant(cell)?;
    for (file, from, to) in setting.edits {
        company.edit(file, from, to)?;
    }
    company.publish(setting.lives).await?;
    if setting.server == Server::Tampered {
        company.spoil(".policy.json", |bytes| [bytes.as_slice(), b" "].concat())?;
    }
    Ok(company)
}
