//! One composer that somebody writes in: what is watched around it and what is drawn beside it.
//!
//! What to draw is decided in [`super::script`].

use gloo_timers::callback::Timeout;
use policy::NudgeView;
use sites::Composer;

use super::caret::Caret;
use super::health::Watch;
use super::heard::Topic;
use super::listen::Mutations;
use super::nudge::Nudge;
use super::page::Node;
use super::{Signal, dispatch};

/// How long changes are gathered before the composer is read again. Short enough to feel instant
/// (100 ms), long enough not to read once per key of a fast typist.
const SETTLE_MS: u32 = 100;
/// How long an empty region stands before it speaks: screen readers announce changes of a region
/// that they know, not a region that arrives with its text.
const REGION_FIRST_MS: u32 = 40;
/// How often a nudge is drawn again after the page removed it; then the page has its way.
const MAX_MOUNTS: u8 = 3;

/// One composer.
pub(crate) struct Session {
    /// Where the draft is.
    pub(crate) composer: Composer<Node>,
    /// What is drawn, once there is something to say.
    pub(crate) shown: Option<(Topic, NudgeView)>,
    /// How reading it goes.
    pub(crate) watch: Watch,
    /// Where the caret was when the focus last left the editor.
    caret: Option<Caret>,
    nudge: Option<Nudge>,
    /// Thanks are drawn in place of a closed line, until they are closed too.
    thanks: bool,
    mounts: u8,
    settle: Option<Timeout>,
    _watch: Option<Mutations>,
}

/// How a line goes away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Closing {
    /// Without a word.
    Silently,
    /// With thanks for an answer.
    WithThanks,
}

impl Session {
    /// Watches the surroundings of a composer: they decide whom it answers.
    pub(crate) fn open(composer: Composer<Node>) -> Self {
        let root = &composer.root.0;
        let around = root.parent_node().unwrap_or_else(|| root.clone().into());
        let watch = Mutations::below(&around).ok();
        let (shown, caret, nudge, settle) = (None, None, None, None);
        Self {
            composer,
            shown,
            watch: Watch::default(),
            caret,
            nudge,
            thanks: false,
            mounts: 0,
            settle,
            _watch: watch,
        }
    }

    /// Remembers the caret. draft-js removes the selection when its editor loses the focus, which a
    /// press of the mouse on Send does before the click comes: afterwards is too late.
    pub(crate) fn remember_caret(&mut self) {
        self.caret = Caret::save(&self.composer.editor).or(self.caret.take());
    }

    /// Takes the caret: where it is now, else where it was when the focus left.
    pub(crate) fn take_caret(&mut self) -> Option<Caret> {
        let left = self.caret.take();
        Caret::save(&self.composer.editor).or(left)
    }

    /// Back to the draft, with the caret where it was.
    pub(crate) fn refocus(&mut self) {
        match self.take_caret() {
            Some(caret) => caret.restore(),
            None => self.composer.editor.focus(),
        }
    }

    /// Whether the composer is still on the page.
    pub(crate) fn is_alive(&self) -> bool {
        self.composer.editor.is_connected()
    }

    /// Looks at the composer again soon. Called for every change: the first starts the wait, so a
    /// page that never rests is read at most ten times a second and never waits forever.
    pub(crate) fn settle_soon(&mut self) {
        if self.settle.is_none() {
            self.settle_in(SETTLE_MS);
        }
    }

    fn settle_in(&mut self, milliseconds: u32) {
        self.settle = Some(Timeout::new(milliseconds, || dispatch(Signal::Settled)));
    }

    /// The wait is over.
    pub(crate) fn settled(&mut self) {
        self.settle = None;
    }

    /// The place where nudges of this composer appear, made when first needed.
    pub(crate) fn nudge(&mut self) -> Option<&mut Nudge> {
        let gone = self
            .nudge
            .as_ref()
            .is_none_or(|nudge| !nudge.is_connected());
        if gone && self.mounts < MAX_MOUNTS {
            self.mounts += 1;
            self.nudge = Nudge::mount(&self.composer).ok();
            self.shown = None;
        }
        self.nudge.as_mut().filter(|nudge| nudge.is_connected())
    }

    /// Draws a view, or clears what is drawn.
    pub(crate) fn show(&mut self, view: Option<(Topic, NudgeView)>) {
        let nothing_to_do = view.is_none() && (self.nudge.is_none() || self.thanks);
        if nothing_to_do || (view == self.shown && self.is_drawn()) {
            return self.place();
        }
        let mounts = self.mounts;
        if self.nudge().is_none() {
            return;
        }
        if mounts != self.mounts {
            return self.settle_in(REGION_FIRST_MS);
        }
        let Some(nudge) = &mut self.nudge else { return };
        match &view {
            Some((_, view)) if nudge.show(view, &self.composer).is_ok() => {}
            _ => nudge.clear(),
        }
        self.shown = view;
        self.thanks = false;
        self.place();
    }

    /// Takes the line away, or puts thanks in its place.
    pub(crate) fn close(&mut self, closing: Closing) {
        self.thanks = false;
        self.show(None);
        if closing == Closing::WithThanks
            && let Some(nudge) = self.nudge()
        {
            nudge.thank();
            self.thanks = true;
            self.place();
        }
    }

    /// Puts what is drawn beside the composer, wherever that is now.
    pub(crate) fn place(&self) {
        if let Some(nudge) = &self.nudge {
            nudge.place(&self.composer);
        }
    }

    fn is_drawn(&self) -> bool {
        self.nudge.as_ref().is_none_or(Nudge::is_connected)
    }
}
