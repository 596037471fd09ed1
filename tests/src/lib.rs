//! Real browsers on fixture sites with the genuine editors: what every browser test and the demo use.
//!
//! Read in this order: [`cell`] (which site, which build of the core), [`site_server`] (the fixture
//! sites over TLS at their real host names), [`browser`] (Chromium through ChromeDriver),
//! [`composer`] and [`nudge`] (what a person does and sees). The behaviours themselves are in `tests/`.

pub mod browser;
pub mod cell;
pub mod composer;
pub mod devtools;
pub mod nudge;
pub mod page_policy;
pub mod paths;
pub mod process;
pub mod site_server;
pub mod tls;
pub mod wait;
