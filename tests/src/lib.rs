//! Real browsers on fixture sites with the genuine editors: what every browser test and the demo use.
//!
//! Read in this order: [`cell`] (which site, which build of the core), [`site_server`] (the fixture
//! sites over TLS at their real host names), [`company`] and [`bundle_server`] (the real `fineline`
//! command), [`browser`] (`chromium` through ChromeDriver, `firefox` through geckodriver), [`pages`] (the extension's own),
//! [`composer`] and [`nudge`] (what a person does and sees), [`stage`] (all of it together,
//! as [`setting`] says).
//! The behaviours themselves are in `tests/browser/`.

pub mod asking;
pub mod browser;
pub mod bundle_server;
pub mod cdp;
pub mod cell;
mod chromium;
pub mod company;
pub mod composer;
pub mod devtools;
mod family;
mod firefox;
pub mod nudge;
pub mod ordeal;
pub mod page_policy;
pub mod pages;
pub mod paths;
pub mod process;
pub mod processes;
pub mod releases;
pub mod setting;
pub mod site_server;
pub mod stage;
pub mod tally;
pub mod tls;
pub mod unreliable;
pub mod wait;
pub mod worker;
