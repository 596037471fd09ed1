//! One browser with a profile of its own, driven through one driver of its own. Both end with the value; nothing that
//! somebody else started is touched. How each engine is started is left to [`crate::chromium`] and [`crate::firefox`].

use std::path::PathBuf;

use anyhow::Result;
use rustix::process::Pid;
use tempfile::TempDir;
use thirtyfour::prelude::*;

use crate::composer::Person;
use crate::process::Program;
use crate::{chromium, family, firefox};

/// The extension's id in Chromium, from the key pinned in `manifest.json`.
pub const EXTENSION_ID: &str = "hlcbhpheidpbmemlcjkiegdnlmooanpb";

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Debian's Chromium.
    Chromium,
    /// Debian's Firefox ESR.
    Firefox,
}

/// What to start.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Which browser.
    pub engine: Engine,
    /// Port on loopback at which both sites' names are found.
    pub sites: u16,
    /// Folder of the unpacked extension; none for the bare sites.
    pub extension: Option<PathBuf>,
    /// Is there somebody to look at it?
    pub window: Window,
    /// Folder that takes the place of `/etc/chromium` for this browser alone: `policies/managed` in it is what
    /// an administrator configures. None for what the machine has. Firefox takes none.
    pub configuration: Option<PathBuf>,
}

/// Whether the browser draws on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// No: tests and screenshots.
    Headless,
    /// Yes: the demo.
    Visible,
}

/// What an engine's own file starts.
pub(crate) struct Started {
    pub(crate) driver: WebDriver,
    /// The browser's process, where its driver tells.
    pub(crate) process: Option<Pid>,
    /// The driver's.
    pub(crate) program: Program,
}

/// A running browser.
#[derive(Debug)]
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    engine: Engine,
    process: Option<Pid>,
    // Fields drop in this order: the driver before the profile that its browser writes to.
    _program: Program,
    profile: Option<TempDir>,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    /// When the browser or its driver is missing or does not start.
    pub async fn launch(launch: &Launch) -> Result<Self> {
        Self::launch_with(launch, None).await
    }

    /// Starts one with the profile of an earlier one.
    ///
    /// # Errors
    /// When the browser or its driver is missing or does not start.
    pub async fn launch_with(launch: &Launch, profile: Option<TempDir>) -> Result<Self> {
        let new = || {
            tempfile::Builder::new()
                .prefix("fineline-profile-")
                .tempdir()
        };
        let profile = profile.map_or_else(new, Ok)?;
        // `fineline`, built along with this, gives the HTTP library TLS without saying whose; here it speaks
        // to this machine only. The second call finds the first one's.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let started = match launch.engine {
            Engine::Chromium => chromium::start(launch, profile.path()).await?,
            Engine::Firefox => firefox::start(launch, profile.path()).await?,
        };
        Ok(Self {
            driver: started.driver,
            engine: launch.engine,
            process: started.process,
            _program: started.program,
            profile: Some(profile),
        })
    }

    /// Address of a page of the extension, e.g. of `status.html`.
    #[must_use]
    pub fn extension_page(&self, page: &str) -> String {
        match self.engine {
            Engine::Chromium => format!("chrome-extension://{EXTENSION_ID}/{page}"),
            Engine::Firefox => format!("moz-extension://{}/{page}", firefox::ORIGIN),
        }
    }

    /// Which browser it is.
    #[must_use]
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Kills it, as a crash or an empty battery would, and gives its profile, whatever that is then.
    pub fn kill(mut self) -> Option<TempDir> {
        self.profile.take()
    }

    /// Opens an address in a new tab and makes it the current one.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn open_tab(&self, url: &str) -> Result<WindowHandle> {
        let tab = self.driver.new_tab().await?;
        self.driver.switch_to_window(tab.clone()).await?;
        self.driver.goto(url).await?;
        Ok(tab)
    }

    /// Closes every tab but the current one. The extension may open one by itself, to welcome.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn keep_one_tab(&self) -> Result<()> {
        let current = self.driver.window().await?;
        let others = self
            .driver
            .windows()
            .await?
            .into_iter()
            .filter(|tab| *tab != current);
        for tab in others {
            self.driver.switch_to_window(tab).await?;
            self.driver.close_window().await?;
        }
        Ok(self.driver.switch_to_window(current).await?)
    }

    /// Keeps a picture of the page among the temporary files and says where; for failed tests.
    pub async fn keep_picture(&self, name: &str) -> Option<PathBuf> {
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let path =
            std::env::temp_dir().join(format!("fineline-failed-{name}-{}.png", std::process::id()));
        self.driver.screenshot(&path).await.ok()?;
        Some(path)
    }

    /// Presses a link of the page to somebody's post; the page navigates without a reload.
    ///
    /// # Errors
    /// When there is no such link.
    pub async fn follow(&self, person: Person) -> Result<()> {
        let selector = format!("[data-status={}]", person.id());
        let link = self.driver.find(By::Css(selector)).await?;
        link.scroll_into_view().await?;
        Ok(link.click().await?)
    }

    /// Evaluates a script in the page's own world and gives its value.
    ///
    /// # Errors
    /// When it throws.
    pub async fn evaluate(&self, script: &str) -> Result<serde_json::Value> {
        Ok(self
            .driver
            .execute(script, Vec::new())
            .await?
            .json()
            .clone())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Nothing to do when the session or the process has ended already.
        let _quit_before = self.driver.clone().leak();
        if let Some(process) = self.process {
            family::end(process);
        }
    }
}
