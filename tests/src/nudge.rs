//! What a person sees of the extension in a page, and can press.
//!
//! The page cannot look into the closed shadow root, and the host has no mark to find it by. The
//! driver can: by the W3C command for shadow roots.

use std::sync::Arc;

use anyhow::{Context, Result, bail};
use axum::http::Method;
use serde_json::{Value, json};
use thirtyfour::common::command::FormatRequestData;
use thirtyfour::prelude::*;
use thirtyfour::session::handle::SessionHandle;
use thirtyfour::{RequestData, SessionId};

use crate::browser::Browser;
use crate::wait;

/// The key under which the protocol names a shadow root.
const SHADOW_KEY: &str = "shadow-6066-11e4-a52e-4f735466cecf";

/// Everything that a page shows of us.
#[derive(Clone, Copy, Debug)]
pub struct Nudge<'a> {
    browser: &'a Browser,
}

/// The line beside the composer, as read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What it is about.
    pub title: String,
    /// What it suggests.
    pub body: String,
    /// Whom to turn to; empty without an owner.
    pub owner: String,
    /// What they do; empty for a desk.
    pub owner_detail: String,
    /// Address of the link to them.
    pub contact: Option<String>,
    /// Why the advice may be wrong; empty where it is certain.
    pub caution: String,
    /// The reasons, also while they are folded.
    pub why: Vec<String>,
}

#[derive(Debug)]
struct ShadowCommand {
    method: Method,
    path: String,
    body: Option<Value>,
}

impl FormatRequestData for ShadowCommand {
    fn format_request(&self, session: &SessionId) -> RequestData {
        let request = RequestData::new(
            self.method.clone(),
            format!("session/{session}{}", self.path),
        );
        match &self.body {
            Some(body) => request.add_body(body.clone()),
            None => request,
        }
    }
}

impl<'a> Nudge<'a> {
    /// On the page that the browser shows.
    #[must_use]
    pub fn new(browser: &'a Browser) -> Self {
        Self { browser }
    }

    /// Waits for a line that is drawn on the screen.
    ///
    /// # Errors
    /// When none comes.
    pub async fn line(&self) -> Result<Line> {
        wait::until("a nudge", async || self.line_now().await).await
    }

    /// Waits for the line with this title.
    ///
    /// # Errors
    /// When it never comes: with the title seen instead.
    pub async fn titled(&self, title: &str) -> Result<Line> {
        let expected = Some(title.to_owned());
        wait::until_equal("the nudge", expected, async || {
            Ok(self.line_now().await?.map(|line| line.title))
        })
        .await?;
        self.line_now()
            .await?
            .context("the nudge went away at once")
    }

    /// The line that is on the screen at this moment.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn line_now(&self) -> Result<Option<Line>> {
        for host in self.hosts().await? {
            if let Some(line) = unless_gone(self.line_in(&host).await)? {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    async fn line_in(&self, host: &WebElement) -> Result<Option<Line>> {
        let Some(title) = self.first(host, "#title").await? else {
            return Ok(None);
        };
        if !title.is_displayed().await? {
            return Ok(None);
        }
        let read = async |selector: &str| -> Result<String> {
            match self.first(host, selector).await? {
                Some(element) => Ok(element.prop("textContent").await?.unwrap_or_default()),
                None => Ok(String::new()),
            }
        };
        let contact = match self.first(host, "#nudge [data-action=contact]").await? {
            Some(link) => link.attr("href").await?,
            None => None,
        };
        let mut why = Vec::new();
        for reason in self.all(host, "#why li").await? {
            why.push(reason.prop("textContent").await?.unwrap_or_default());
        }
        Ok(Some(Line {
            title: read("#title").await?,
            body: read("#body").await?,
            owner: read("#owner-name").await?,
            owner_detail: read("#owner-detail").await?,
            contact,
            caution: read("#caution").await?,
            why,
        }))
    }

    /// Waits until no line is on the screen.
    ///
    /// # Errors
    /// When it stays.
    pub async fn gone(&self) -> Result<()> {
        wait::until_equal("the nudge to go", None, async || self.line_now().await).await
    }

    /// Waits for the dialog that holds Send.
    ///
    /// # Errors
    /// When it does not come.
    pub async fn pause(&self) -> Result<WebElement> {
        wait::until("the pause", async || self.find("#pause").await).await
    }

    /// The dialog, if it is open at this moment.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn pause_now(&self) -> Result<Option<WebElement>> {
        self.find("#pause").await
    }

    /// Waits until the dialog is closed.
    ///
    /// # Errors
    /// When it stays open.
    pub async fn pause_closed(&self) -> Result<()> {
        wait::until_equal("the pause to close", false, async || {
            Ok(self.pause_now().await?.is_some())
        })
        .await
    }

    /// Presses the button of an action: `contact`, `not_useful`, `dismiss`, `go_back`, `post_anyway`.
    ///
    /// # Errors
    /// When there is no such button.
    pub async fn press(&self, action: &str) -> Result<()> {
        let selector = format!("[data-action={action}]");
        let button = wait::until(action, async || self.find(&selector).await).await?;
        button
            .click()
            .await
            .with_context(|| format!("pressing {action}"))
    }

    /// Number of our hosts: children of the root element that are neither head nor body, and of a modal dialog.
    ///
    /// # Errors
    /// When the browser does not answer.
    pub async fn count_hosts(&self) -> Result<usize> {
        Ok(self.hosts().await?.len())
    }

    async fn find(&self, selector: &str) -> Result<Option<WebElement>> {
        for host in self.hosts().await? {
            if let Some(found) = unless_gone(self.shown_in(&host, selector).await)? {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    async fn shown_in(&self, host: &WebElement, selector: &str) -> Result<Option<WebElement>> {
        match self.first(host, selector).await? {
            Some(found) => Ok(found.is_displayed().await?.then_some(found)),
            None => Ok(None),
        }
    }

    async fn hosts(&self) -> Result<Vec<WebElement>> {
        Ok(self
            .browser
            .driver
            .find_all(By::Css("html > :not(head, body), dialog:modal > [popover]"))
            .await?)
    }

    async fn first(&self, host: &WebElement, selector: &str) -> Result<Option<WebElement>> {
        Ok(self.all(host, selector).await?.into_iter().next())
    }

    async fn all(&self, host: &WebElement, selector: &str) -> Result<Vec<WebElement>> {
        let Some(root) = self.shadow_root(host).await? else {
            return Ok(Vec::new());
        };
        let body = json!({ "using": "css selector", "value": selector });
        let path = format!("/shadow/{root}/elements");
        let answer = self
            .handle()
            .cmd(ShadowCommand {
                method: Method::POST,
                path,
                body: Some(body),
            })
            .await?;
        let Value::Array(found) = answer.value_json()? else {
            bail!("not a list of elements")
        };
        let elements = found
            .into_iter()
            .map(|one| WebElement::from_json(one, Arc::clone(self.handle())));
        Ok(elements.collect::<Result<_, _>>()?)
    }

    async fn shadow_root(&self, host: &WebElement) -> Result<Option<String>> {
        let path = format!("/element/{}/shadow", host.element_id());
        match self
            .handle()
            .cmd(ShadowCommand {
                method: Method::GET,
                path,
                body: None,
            })
            .await
        {
            Ok(answer) => {
                let value: Value = answer.value_json()?;
                Ok(value
                    .get(SHADOW_KEY)
                    .and_then(Value::as_str)
                    .map(str::to_owned))
            }
            // An element without a root is none of ours.
            Err(error)
                if format!("{error:?}")
                    .to_lowercase()
                    .contains("no such shadow root") =>
            {
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn handle(&self) -> &Arc<SessionHandle> {
        &self.browser.driver
    }
}

/// What the page took away while it was looked at is not there.
fn unless_gone<T>(looked: Result<Option<T>>) -> Result<Option<T>> {
    match looked {
        Err(error) if is_gone(&error) => Ok(None),
        other => other,
    }
}

fn is_gone(error: &anyhow::Error) -> bool {
    let said = format!("{error:?}").to_lowercase();
    ["stale element", "detached shadow root", "no such element"]
        .iter()
        .any(|it| said.contains(it))
}
