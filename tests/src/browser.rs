//! One Chromium with a profile of its own, driven through one ChromeDriver of its own. Both end with
//! the value; nothing that somebody else started is touched.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rustix::process::Pid;
use tempfile::TempDir;
use thirtyfour::ChromeCapabilities;
use thirtyfour::prelude::*;

use crate::composer::Person;
use crate::family;
use crate::paths;
use crate::process::Program;

/// The extension's id in Chromium, from the key pinned in `manifest.json`.
pub const EXTENSION_ID: &str = "hlcbhpheidpbmemlcjkiegdnlmooanpb";

/// What to start.
#[derive(Clone, Debug)]
pub struct Launch {
    /// Chromium's `--host-resolver-rules`.
    pub resolver_rules: String,
    /// Folder of the unpacked extension; none for the bare sites.
    pub extension: Option<PathBuf>,
    /// Is there somebody to look at it?
    pub window: Window,
    /// Folder that takes the place of `/etc/chromium` for this browser alone: `policies/managed` in it is what
    /// an administrator configures. None for what the machine has.
    pub configuration: Option<PathBuf>,
}

/// Whether Chromium draws on a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// No: tests and screenshots.
    Headless,
    /// Yes: the demo.
    Visible,
}

/// A running browser.
#[derive(Debug)]
pub struct Browser {
    /// The session.
    pub driver: WebDriver,
    process: Option<Pid>,
    // Fields drop in this order: the driver before the profile that its browser writes to.
    _chromedriver: Program,
    profile: Option<TempDir>,
}

impl Browser {
    /// Starts one.
    ///
    /// # Errors
    /// When Chromium or ChromeDriver is missing or does not start.
    pub async fn launch(launch: &Launch) -> Result<Self> {
        Self::launch_with(launch, None).await
    }

    /// Starts one with the profile of an earlier one.
    ///
    /// # Errors
    /// When Chromium or ChromeDriver is missing or does not start.
    pub async fn launch_with(launch: &Launch, profile: Option<TempDir>) -> Result<Self> {
        let new = || {
            tempfile::Builder::new()
                .prefix("fineline-profile-")
                .tempdir()
        };
        let profile = profile.map_or_else(new, Ok)?;
        let (chromedriver, port) = start_driver(launch).await?;
        let capabilities = capabilities(launch, profile.path())?;
        // `fineline`, built along with this, gives the HTTP library TLS without saying whose; here it speaks
        // to this machine only. The second call finds the first one's.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await;
        let driver = driver.context("starting Chromium")?;
        let process = driver
            .capabilities()
            .get("goog:processID")
            .and_then(serde_json::Value::as_i64);
        let process = process.and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
        Ok(Self {
            driver,
            process,
            _chromedriver: chromedriver,
            profile: Some(profile),
        })
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

/// Starts ChromeDriver, in a mount namespace of its own where its browser is to see another configuration.
async fn start_driver(launch: &Launch) -> Result<(Program, u16)> {
    let chromedriver = paths::chromedriver()?;
    let any_port = OsStr::new("--port=0");
    let Some(configuration) = &launch.configuration else {
        return Program::start(&chromedriver, &[any_port], port).await;
    };
    let namespaces = if rustix::process::geteuid().is_root() {
        "--mount"
    } else {
        // Whoever is not root becomes it in a user namespace.
        "--mount --map-root-user"
    };
    let script = format!("exec unshare {namespaces} sh -c '{IN_PLACE}' \"$@\"");
    let arguments = [
        OsStr::new("-c"),
        OsStr::new(&script),
        OsStr::new("sh"),
        configuration.as_os_str(),
        chromedriver.as_os_str(),
        any_port,
    ];
    Program::start(Path::new("/bin/sh"), &arguments, port).await
}

/// Puts the folder `$0` in the place of Chromium's configuration and becomes the program that follows.
const IN_PLACE: &str = r#"mount --bind "$0" /etc/chromium && exec "$@""#;

fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

fn capabilities(launch: &Launch, profile: &Path) -> Result<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&paths::chromium()?.to_string_lossy())?;
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    capabilities.add_arg(&format!("--host-resolver-rules={}", launch.resolver_rules))?;
    for argument in [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--no-default-browser-check",
        "--disable-search-engine-choice-screen",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--ignore-certificate-errors",
        "--lang=en-US",
        "--window-size=1280,900",
    ] {
        capabilities.add_arg(argument)?;
    }
    if launch.window == Window::Headless {
        capabilities.add_arg("--headless=new")?;
        capabilities.add_arg("--force-device-scale-factor=1")?;
        capabilities.add_arg("--hide-scrollbars")?;
    }
    if let Some(extension) = &launch.extension {
        capabilities.add_arg(&format!("--load-extension={}", extension.display()))?;
    }
    Ok(capabilities)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port_that_the_driver_chose() {
        assert_eq!(
            port("ChromeDriver was started successfully on port 36019."),
            Some(36019)
        );
        assert_eq!(port("Only local connections are allowed."), None);
    }
}
