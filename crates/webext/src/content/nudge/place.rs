//! Where the line stands: beside the composer, never over its text or its Send button; and in which element.

use sites::{Composer, Element};
use wasm_bindgen::JsValue;

use crate::content::page::Node;

/// Distance between composer and line, CSS pixels.
const GAP: f64 = 8.0;
/// A line wider than this is hard to read.
const MAX_WIDTH: f64 = 520.0;
/// Narrower than this the buttons do not fit side by side.
const MIN_WIDTH: f64 = 272.0;

/// A dialog that makes the rest of the page inert.
const MODAL: &str = "dialog:modal";

/// A box in CSS pixels relative to the viewport.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// The element that the host is put into: the root, or the modal dialog around the composer, since whatever is outside of
/// one can neither be seen nor pressed.
pub(super) fn home(composer: &Composer<Node>) -> Option<web_sys::Element> {
    let mut around = Some(composer.root.clone());
    while let Some(node) = around {
        if node.matches(MODAL) {
            return Some(node.0);
        }
        around = node.parent();
    }
    composer.root.0.owner_document()?.document_element()
}

/// Styles of the host that a page's own rules cannot override.
pub(super) fn prepare(host: &web_sys::HtmlElement) -> Result<(), JsValue> {
    let fixed = [
        ("all", "initial"),
        ("position", "fixed"),
        ("inset", "auto"),
        ("margin", "0"),
        ("padding", "0"),
        ("border", "0"),
        ("background", "transparent"),
        ("overflow", "visible"),
        ("width", "0"),
        ("height", "auto"),
        ("left", "0"),
        ("top", "0"),
        ("display", "block"),
    ];
    for (name, value) in fixed {
        host.style()
            .set_property_with_priority(name, value, "important")?;
    }
    host.set_attribute("popover", "manual")
}

/// Into the top layer; where there is none, a large z-index has to do.
pub(super) fn raise(host: &web_sys::HtmlElement) {
    if host.show_popover().is_err() {
        drop(
            host.style()
                .set_property_with_priority("z-index", "2147483647", "important"),
        );
    }
}

/// Puts the host below the composer if there is room, else above it, else at its side, else below all the same: a line
/// outside the window is found by scrolling, a covered draft is not. Nothing scrolls under a modal dialog, so there the
/// line rather covers its head.
pub(super) fn beside(
    host: &web_sys::HtmlElement,
    frame: &web_sys::HtmlElement,
    composer: &Composer<Node>,
) {
    let Some(window) = viewport() else {
        return;
    };
    let set = |name: &str, value: String| {
        drop(
            host.style()
                .set_property_with_priority(name, &value, "important"),
        );
    };
    let area = area(composer);
    let width = area_width(area, window.0);
    set("width", pixels(width));
    let height = || frame.get_bounding_client_rect().height();
    let is_rtl = frame.dir() == "rtl";
    let left = if is_rtl {
        area.right - width
    } else {
        area.left
    };
    let left = left.min(window.0 - width - GAP).max(GAP);
    let (left, top) = match (top(area, height(), window.1), side(area, window.0)) {
        (Some(top), _) => (left, top),
        (None, Some((left, width))) => {
            set("width", pixels(width));
            let lowest = window.1 - GAP - height();
            (left, area.top.min(lowest).max(GAP))
        }
        (None, None) if composer.root.matches(MODAL) => (left, GAP),
        (None, None) => (left, area.bottom + GAP),
    };
    set("left", pixels(left));
    set("top", pixels(top));
    let on_screen = area.bottom > 0.0 && area.top < window.1;
    set(
        "visibility",
        if on_screen { "visible" } else { "hidden" }.to_owned(),
    );
}

fn area_width(area: Area, viewport_width: f64) -> f64 {
    let fitting = (area.right - area.left).clamp(MIN_WIDTH, MAX_WIDTH);
    fitting.min(viewport_width - 2.0 * GAP)
}

/// Below, else above; none where neither is inside the window.
fn top(area: Area, line_height: f64, viewport_height: f64) -> Option<f64> {
    let below = area.bottom + GAP;
    let above = area.top - GAP - line_height;
    if below + line_height <= viewport_height {
        Some(below)
    } else {
        Some(above).filter(|above| *above >= 0.0)
    }
}

/// Left edge and width of a line at the right of the composer, or at its left; none where the buttons would not fit.
fn side(area: Area, viewport_width: f64) -> Option<(f64, f64)> {
    let at_right = viewport_width - area.right - 2.0 * GAP;
    let at_left = area.left - 2.0 * GAP;
    if at_right >= MIN_WIDTH {
        Some((area.right + GAP, at_right.min(MAX_WIDTH)))
    } else {
        let width = at_left.min(MAX_WIDTH);
        (width >= MIN_WIDTH).then_some((area.left - GAP - width, width))
    }
}

/// The composer together with its Send button, which may stand outside of it.
fn area(composer: &Composer<Node>) -> Area {
    let send = sites::send_button(composer);
    let boxes = [Some(&composer.root), send.as_ref()];
    let boxes = boxes
        .into_iter()
        .flatten()
        .map(|node| node.0.get_bounding_client_rect());
    let none = Area {
        left: f64::MAX,
        top: f64::MAX,
        right: f64::MIN,
        bottom: f64::MIN,
    };
    boxes.fold(none, |sum, rect| Area {
        left: sum.left.min(rect.left()),
        top: sum.top.min(rect.top()),
        right: sum.right.max(rect.right()),
        bottom: sum.bottom.max(rect.bottom()),
    })
}

/// Whole pixels: a line between two of them is blurred.
fn pixels(length: f64) -> String {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a length on a screen is far from the limits, and a cast saturates"
    )]
    let whole = length.round() as i32;
    format!("{whole}px")
}

fn viewport() -> Option<(f64, f64)> {
    let window = web_sys::window()?;
    Some((
        window.inner_width().ok()?.as_f64()?,
        window.inner_height().ok()?.as_f64()?,
    ))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    const AREA: Area = Area {
        left: 100.0,
        top: 300.0,
        right: 700.0,
        bottom: 400.0,
    };

    #[test]
    fn stands_below_when_there_is_room() {
        assert_eq!(top(AREA, 120.0, 800.0), Some(408.0));
    }

    #[test]
    fn stands_above_when_there_is_none_below() {
        assert_eq!(top(AREA, 120.0, 500.0), Some(172.0));
    }

    #[test]
    fn never_covers_the_composer() {
        assert_eq!(top(Area { top: 50.0, ..AREA }, 120.0, 500.0), None);
        assert_eq!(side(AREA, 1000.0), Some((708.0, 284.0)));
        let at_right_end = Area {
            left: 400.0,
            right: 950.0,
            ..AREA
        };
        assert_eq!(side(at_right_end, 1000.0), Some((8.0, 384.0)));
        assert_eq!(side(AREA, 900.0), None);
    }

    #[test]
    fn keeps_inside_a_narrow_window() {
        assert_eq!(area_width(AREA, 1000.0), MAX_WIDTH);
        assert_eq!(area_width(AREA, 280.0), 264.0);
    }
}
