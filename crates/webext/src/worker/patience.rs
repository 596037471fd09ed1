//! How slow a server may be before nobody waits for it any longer. What is fetched is left to `fetch`.
//!
//! The slow retrieval attack of the TUF specification: a server that trickles for ever would keep a
//! browser from ever hearing of a newer bundle. A limit on the whole time would refuse large files on
//! slow lines instead, so what is limited is the pace, counted anew from window to window.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::callback::Interval;
use wasm_bindgen::JsValue;
use web_sys::{AbortController, AbortSignal};

/// Length of a window, in milliseconds. Chromium ends a worker whose request gets no answer in 30 s:
/// the window has to end before.
const WINDOW: u32 = 15_000;
/// What has to arrive in each window, in bytes: 2 kB/s, less than the slowest telephone brings.
const LEAST: usize = 32 * 1024;

/// Patience with one request; ends with the value.
#[derive(Debug)]
pub(super) struct Patience {
    controller: AbortController,
    received: Rc<Cell<usize>>,
    _windows: Interval,
}

impl Patience {
    /// The first window begins.
    pub(super) fn begin() -> Result<Self, JsValue> {
        let controller = AbortController::new()?;
        let received = Rc::new(Cell::new(0));
        let (aborting, counted) = (controller.clone(), Rc::clone(&received));
        let windows = Interval::new(WINDOW, move || {
            if counted.replace(0) < LEAST {
                aborting.abort_with_reason(&js_sys::Error::new(&too_slow()));
            }
        });
        Ok(Self {
            controller,
            received,
            _windows: windows,
        })
    }

    /// What the request has to listen to.
    pub(super) fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    /// That many bytes more have arrived.
    pub(super) fn received(&self, bytes: usize) {
        self.received.set(self.received.get().saturating_add(bytes));
    }
}

fn too_slow() -> String {
    let seconds = WINDOW / 1000;
    format!("too slow: fewer than {LEAST} bytes in {seconds} s")
}
