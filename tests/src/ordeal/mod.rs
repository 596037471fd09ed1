//! One browser that is led from release to release while something goes wrong on the way. Which thing
//! goes wrong is left to the tests; [`checks`] is what has to hold afterwards, whatever it was, [`kinds`] what
//! a browser asks for.

use std::sync::Arc;

use anyhow::{Result, bail, ensure};
use tokio::sync::SemaphorePermit;

use crate::asking::{self, Answer, Request, View};
use crate::browser::{Browser, Engine, Launch, Window};
use crate::cell::{Cell, Site, Variant};
use crate::releases::Releases;
use crate::site_server::SiteServer;
use crate::unreliable::{Asked, Fault, UnreliableServer, Whom};
use crate::{paths, stage};

mod checks;
mod kinds;

use kinds::named;

/// Releases to climb before the browser leaves and joins again at the first.
const RELEASES: u64 = 4;

/// A browser that has joined, and the server that it trusts.
#[derive(Debug)]
pub struct Ordeal {
    /// The browser; the extension's status page is its current tab.
    pub browser: Browser,
    /// The server of bundles.
    pub server: UnreliableServer,
    /// Another origin with the same files, which nobody may ask.
    pub elsewhere: UnreliableServer,
    /// The version that is active.
    pub version: u64,
    launch: Launch,
    releases: Arc<Releases>,
    code: String,
    /// What was asked for when joining, and when going on to each newer version, in order.
    asked: Vec<Vec<Asked>>,
    _sites: SiteServer,
    _turn: SemaphorePermit<'static>,
}

impl Ordeal {
    /// Publishes the releases, joins at the first, and climbs to the newest without a fault to see
    /// what a browser asks for.
    ///
    /// # Errors
    /// When anything is missing, or goes wrong by itself.
    pub async fn begin() -> Result<Self> {
        let turn = stage::turn().await?;
        let policies = [Site::X, Site::LinkedIn].map(|site| (site, cell(site).page_policy()));
        let sites = SiteServer::start(policies).await?;
        let launch = Launch {
            engine: Engine::Chromium,
            sites: sites.port(),
            extension: Some(paths::extension(Engine::Chromium)?),
            window: Window::Headless,
            configuration: None,
        };
        let (browser, releases) =
            tokio::try_join!(Browser::launch(&launch), Releases::shared(RELEASES))?;
        let server = UnreliableServer::start(&releases.folder(1)).await?;
        let elsewhere = UnreliableServer::start(&releases.folder(RELEASES)).await?;
        let code = releases.code(server.url()).await?;
        asking::open(&browser).await?;
        browser.keep_one_tab().await?;
        let mut ordeal = Self {
            browser,
            server,
            elsewhere,
            version: 0,
            launch,
            releases,
            code,
            asked: Vec::new(),
            _sites: sites,
            _turn: turn,
        };
        ordeal.scout().await?;
        Ok(ordeal)
    }

    async fn scout(&mut self) -> Result<()> {
        self.join().await?;
        self.asked.push(self.server.take_asked());
        while self.version < RELEASES {
            self.show_next();
            self.next_is_taken().await?;
            self.asked.push(self.server.take_asked());
        }
        Ok(())
    }

    /// What was asked for when joining.
    #[must_use]
    pub fn asked_when_joining(&self) -> &[Asked] {
        self.asked.first().map_or(&[], Vec::as_slice)
    }

    /// Goes on until the next version is one for which a file of this kind is asked, has the server show
    /// that version, and gives the path of the file in it.
    ///
    /// # Errors
    /// When no version is.
    pub async fn approach(&mut self, wanted: &str) -> Result<Asked> {
        for _ in 0..=2 * RELEASES {
            if self.version >= RELEASES {
                self.rejoin().await?;
            }
            self.show_next();
            let mut next = named(self.next_asked()).into_iter();
            if let Some((_, asked)) = next.find(|(kind, _)| kind == wanted) {
                return Ok(asked);
            }
            self.next_is_taken().await?;
        }
        bail!("nobody asks for `{wanted}`")
    }

    /// Goes to where there is a next version, and has the server show it.
    ///
    /// # Errors
    /// When joining again fails.
    pub async fn approach_any(&mut self) -> Result<()> {
        if self.version >= RELEASES {
            self.rejoin().await?;
        }
        self.show_next();
        Ok(())
    }

    /// Goes to the first version, and has the server show the second: what happens on this way is the
    /// same each time.
    ///
    /// # Errors
    /// When joining again fails.
    pub async fn approach_second(&mut self) -> Result<()> {
        if self.version != 1 {
            self.rejoin().await?;
        }
        self.server.behave();
        self.show_next();
        Ok(())
    }

    /// What will be asked for to go on to the next version.
    #[must_use]
    pub fn next_asked(&self) -> &[Asked] {
        let at = usize::try_from(self.version).unwrap_or(usize::MAX);
        self.asked.get(at).map_or(&[], Vec::as_slice)
    }

    /// Asks for a sync and says how it went.
    ///
    /// # Errors
    /// When the worker does not answer.
    pub async fn sync(&self) -> Result<View> {
        asking::ask(&self.browser, Request::Sync).await
    }

    /// Kills the browser and starts another with the same profile, to which the server shows nothing
    /// but failures until it behaves again: a browser that starts looks for a newer bundle at once.
    ///
    /// # Errors
    /// When it does not start again.
    pub async fn kill_browser(mut self) -> Result<Self> {
        let profile = self.browser.kill();
        self.server.misbehave(Whom::Everybody, Fault::Status(500));
        self.browser = Browser::launch_with(&self.launch, profile).await?;
        asking::open(&self.browser).await?;
        self.browser.keep_one_tab().await?;
        Ok(self)
    }

    /// Leaves, and joins again at the first version.
    ///
    /// # Errors
    /// When either fails.
    pub async fn rejoin(&mut self) -> Result<()> {
        let view = asking::ask(&self.browser, Request::Leave).await?;
        ensure!(!view.enrolled, "it did not leave: {view:?}");
        self.version = 0;
        self.join().await
    }

    /// Joins at the first version.
    ///
    /// # Errors
    /// When it is not active then.
    pub async fn join(&mut self) -> Result<()> {
        self.server.behave();
        self.show_next();
        let view = asking::ask(&self.browser, Request::Enrol(&self.code)).await?;
        ensure!(
            view.version == 1 && view.problem.is_none(),
            "joining brought {view:?}"
        );
        self.version = 1;
        Ok(())
    }

    /// Tries to join at the first version, after leaving.
    ///
    /// # Errors
    /// When the worker does not answer.
    pub async fn try_to_join(&mut self) -> Result<Answer> {
        asking::begin(&self.browser, Request::Enrol(&self.code)).await?;
        asking::answer(&self.browser).await
    }

    fn show_next(&self) {
        self.server.show(&self.releases.folder(self.version + 1));
    }
}

fn cell(site: Site) -> Cell {
    Cell {
        site,
        variant: Variant::Js,
    }
}
