//! What has to hold after a fault, whatever it was.

use anyhow::{Context, Result, ensure};

use super::Ordeal;
use crate::asking::{self, Request, View};
use crate::cell::Site;
use crate::composer::{Composer, Person};
use crate::devtools;
use crate::nudge::Nudge;
use crate::tally::End;

impl Ordeal {
    /// Checks that the fault was met and made known, that nothing of it goes on, and that a new worker,
    /// which has nothing but storage, finds the last good bundle in force.
    ///
    /// # Errors
    /// When one of these does not hold.
    pub async fn refused(&self, view: &View) -> Result<()> {
        ensure!(self.server.met() > 0, "nobody met the fault: {view:?}");
        ensure!(view.problem.is_some(), "no problem is shown: {view:?}");
        self.server.quiet().await?;
        let moved = self.elsewhere.take_asked();
        ensure!(moved.is_empty(), "another origin was asked for {moved:?}");
        self.last_good_is_active().await
    }

    /// Checks that in spite of the fault the next version is in force, sealed lists and all, also for a
    /// new worker. The server then shows the version after it.
    ///
    /// # Errors
    /// When it is not.
    pub async fn repaired(&mut self) -> Result<()> {
        ensure!(self.server.met() > 0, "nobody met the fault");
        self.server.quiet().await?;
        self.version += 1;
        self.last_good_is_active().await?;
        self.still_advises().await?;
        self.approach_any().await
    }

    /// Checks that a new worker finds the last good bundle in force.
    ///
    /// # Errors
    /// When it does not.
    pub async fn last_good_is_active(&self) -> Result<()> {
        let view = self.as_stored().await?;
        ensure!(
            view.version == self.version && view.freshness == "fresh",
            "version {} is not in force: {view:?}",
            self.version
        );
        Ok(())
    }

    /// The state as a new worker reads it from storage.
    ///
    /// # Errors
    /// When the worker does not stop, or the next does not answer.
    pub async fn as_stored(&self) -> Result<View> {
        devtools::stop_workers(&self.browser).await?;
        asking::ask(&self.browser, Request::Status).await
    }

    /// Checks that the server, as it is, gets the next version taken, and that after it the version after
    /// that is taken, too, from a server that behaves.
    ///
    /// # Errors
    /// When either is not.
    pub async fn next_is_taken_without_its_root(&mut self) -> Result<()> {
        self.is_taken().await?;
        ensure!(self.server.met() > 0, "nobody met the fault");
        self.approach_any().await?;
        self.next_is_taken().await
    }

    /// Checks that the last good version or the next is in force, whole. Says whether it is still the
    /// last good one.
    ///
    /// # Errors
    /// When neither is.
    pub async fn last_good_or_next_is_active(&mut self) -> Result<bool> {
        let view = self.as_stored().await?;
        let is_old = view.version == self.version;
        let is_next = view.version == self.version + 1;
        ensure!(
            (is_old || is_next) && view.freshness == "fresh",
            "neither version {} nor the next is in force: {view:?}",
            self.version
        );
        self.version = view.version;
        Ok(is_old)
    }

    /// Has the server behave, and checks that the next sync brings the next version.
    ///
    /// # Errors
    /// When it does not.
    pub async fn next_is_taken(&mut self) -> Result<()> {
        self.server.behave();
        self.is_taken().await.context("the next good sync")
    }

    async fn is_taken(&mut self) -> Result<()> {
        let view = self.sync().await?;
        let next = self.version + 1;
        ensure!(
            view.version == next && view.freshness == "fresh" && view.problem.is_none(),
            "version {next} is not taken: {view:?}"
        );
        self.version = next;
        Ok(())
    }

    /// Checks that somebody who writes is still advised, in a tab of its own.
    ///
    /// # Errors
    /// When no nudge comes.
    pub async fn still_advises(&self) -> Result<()> {
        let asking = self.browser.driver.window().await?;
        let post = Person::Elena.path(Site::X);
        self.browser
            .open_tab(&format!("https://{}{post}", Site::X.host()))
            .await?;
        Composer::new(&self.browser, Site::X).focus().await?;
        Nudge::new(&self.browser)
            .titled("Jonas Brandt looks after Elena Marchetti")
            .await?;
        self.browser.driver.close_window().await?;
        Ok(self.browser.driver.switch_to_window(asking).await?)
    }

    /// Says how a trial ended, and gets the browser ready for the next one.
    ///
    /// # Errors
    /// When it cannot be brought back.
    pub async fn end(&mut self, what: &str, outcome: Result<()>) -> Result<End> {
        let Err(error) = outcome else {
            return Ok(End::Survived);
        };
        let why = format!("{what}: {error:#}");
        self.server.behave();
        let view = self.as_stored().await.with_context(|| why.clone())?;
        self.rejoin().await.with_context(|| why.clone())?;
        Ok(if view.version == 0 {
            End::Lost(why)
        } else {
            End::Failed(why)
        })
    }
}
