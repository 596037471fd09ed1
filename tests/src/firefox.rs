//! Starts Firefox through a geckodriver of its own, with the extension installed for the session. What is done with it
//! is left to [`crate::browser`].

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result};
use axum::http::Method;
use rustix::process::Pid;
use serde_json::{Value, json};
use thirtyfour::common::capabilities::firefox::FirefoxPreferences;
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::extensions::addons::firefox::FirefoxTools;
use thirtyfour::prelude::*;
use thirtyfour::{FirefoxCapabilities, RequestData, SessionId};

use crate::browser::{Launch, Started, Window};
use crate::cell::Site;
use crate::paths;
use crate::process::Program;

/// The extension's id, from its `manifest.json`.
const EXTENSION_ID: &str = "fineline@fineline.example";

/// The host of the extension's own pages. Firefox draws one by lot for each profile; a setting fixes it.
pub(crate) const ORIGIN: &str = "5fe55fe5-1111-4222-8333-444455556666";

/// Starts it with this profile.
pub(crate) async fn start(launch: &Launch, profile: &Path) -> Result<Started> {
    let arguments = ["--port=0", "--websocket-port=0", "--allow-system-access"];
    let arguments = arguments.map(OsStr::new);
    let (program, port) = Program::start(&paths::geckodriver()?, &arguments, port).await?;
    let capabilities = capabilities(launch, profile)?;
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await;
    let driver = driver.context("starting Firefox")?;
    if let Some(extension) = &launch.extension {
        let tools = FirefoxTools::new(std::sync::Arc::clone(driver.handle()));
        let folder = extension.to_string_lossy();
        let installed = tools.install_addon(&folder, Some(true)).await;
        installed.context("installing the extension in Firefox")?;
    }
    let process = driver
        .capabilities()
        .get("moz:processID")
        .and_then(Value::as_i64);
    let process = process.and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    Ok(Started {
        driver,
        process,
        program,
    })
}

/// Ends the extension's event page, as Firefox does by itself when it has been idle, and waits until it is gone.
pub(crate) async fn stop_worker(driver: &WebDriver) -> Result<()> {
    in_chrome(driver, STOP).await.map(drop)
}

const STOP: &str = r#"
const [id, done] = arguments;
const { extension } = WebExtensionPolicy.getByID(id);
extension.terminateBackground().then(() => done(extension.backgroundState), (fault) => done(String(fault)));
"#;

/// Runs a script with the rights of the browser itself; its arguments are the extension's id and what to call at the end.
async fn in_chrome(driver: &WebDriver, script: &str) -> Result<Value> {
    let handle = driver.handle();
    handle.cmd(RunIn("chrome")).await?;
    let answer = driver
        .execute_async(script, vec![EXTENSION_ID.into()])
        .await;
    handle.cmd(RunIn("content")).await?;
    Ok(answer?.json().clone())
}

/// geckodriver's command that chooses where scripts run: `chrome` is the browser itself, `content` the page.
#[derive(Debug)]
struct RunIn(&'static str);

impl FormatRequestData for RunIn {
    fn format_request(&self, session: &SessionId) -> RequestData {
        RequestData::new(Method::POST, format!("session/{session}/moz/context"))
            .add_body(json!({ "context": self.0 }))
    }
}

fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("Listening on 127.0.0.1:")?;
    rest.trim().parse().ok()
}

fn capabilities(launch: &Launch, profile: &Path) -> Result<FirefoxCapabilities> {
    let mut capabilities = DesiredCapabilities::firefox();
    capabilities.set_firefox_binary(&paths::firefox()?.to_string_lossy())?;
    capabilities.accept_insecure_certs(true)?;
    capabilities.add_arg("-profile")?;
    capabilities.add_arg(&profile.to_string_lossy())?;
    for size in ["--width=1280", "--height=985"] {
        capabilities.add_arg(size)?;
    }
    if launch.window == Window::Headless {
        capabilities.set_headless()?;
    }
    capabilities.set_preferences(preferences(launch)?)?;
    Ok(capabilities)
}

/// Names of the sites are found on loopback, at the port where they are served.
fn preferences(launch: &Launch) -> Result<FirefoxPreferences> {
    let mut preferences = FirefoxPreferences::new();
    let hosts = [Site::X, Site::LinkedIn].map(Site::host).join(",");
    let origins = json!({ EXTENSION_ID: ORIGIN }).to_string();
    preferences.set("network.dns.localDomains", hosts)?;
    preferences.set("network.socket.forcePort", format!("443={}", launch.sites))?;
    preferences.set("extensions.webextensions.uuids", origins)?;
    preferences.set("intl.locale.requested", "en-US".to_owned())?;
    Ok(preferences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_port_that_the_driver_chose() {
        let line = "1763819000000\tgeckodriver\tINFO\tListening on 127.0.0.1:36019";
        assert_eq!(port(line), Some(36019));
        assert_eq!(port("Only local connections are allowed."), None);
    }
}
