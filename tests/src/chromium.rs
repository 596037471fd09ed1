//! Starts Chromium through a ChromeDriver of its own. What is done with it is left to [`crate::browser`].

use std::ffi::OsStr;
use std::path::Path;

use anyhow::{Context, Result};
use rustix::process::Pid;
use thirtyfour::ChromeCapabilities;
use thirtyfour::prelude::*;

use crate::browser::{Launch, Started, Window};
use crate::cell::Site;
use crate::paths;
use crate::process::Program;

/// Starts it with this profile.
pub(crate) async fn start(launch: &Launch, profile: &Path) -> Result<Started> {
    let (program, port) = start_driver(launch).await?;
    let capabilities = capabilities(launch, profile)?;
    let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), capabilities).await;
    let driver = driver.context("starting Chromium")?;
    let process = driver
        .capabilities()
        .get("goog:processID")
        .and_then(serde_json::Value::as_i64);
    let process = process.and_then(|id| Pid::from_raw(i32::try_from(id).ok()?));
    Ok(Started {
        driver,
        process,
        program,
    })
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

/// Chromium's rules for finding both sites on loopback.
fn resolver_rules(port: u16) -> String {
    let map = |site: Site| format!("MAP {}:443 127.0.0.1:{port}", site.host());
    format!("{},{}", map(Site::X), map(Site::LinkedIn))
}

fn port(line: &str) -> Option<u16> {
    let (_, rest) = line.split_once("started successfully on port ")?;
    rest.trim_end_matches('.').parse().ok()
}

fn capabilities(launch: &Launch, profile: &Path) -> Result<ChromeCapabilities> {
    let mut capabilities = DesiredCapabilities::chrome();
    capabilities.set_binary(&paths::chromium()?.to_string_lossy())?;
    capabilities.add_arg(&format!("--user-data-dir={}", profile.display()))?;
    capabilities.add_arg(&format!(
        "--host-resolver-rules={}",
        resolver_rules(launch.sites)
    ))?;
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
