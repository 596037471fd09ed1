//! Where the line stands: beside the composer, never over its text or its Send button.

use sites::Composer;
use wasm_bindgen::JsValue;

use crate::content::page::Node;

/// Distance between composer and line, CSS pixels.
const GAP: f64 = 8.0;
/// A line wider than this is hard to read.
const MAX_WIDTH: f64 = 520.0;
/// Narrower than this the buttons do not fit side by side.
const MIN_WIDTH: f64 = 272.0;

/// A box in CSS pixels relative to the viewport.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
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

/// Puts the host below the composer if there is room, else above it, else below all the same: a line
/// outside the window is found by scrolling, a covered draft is not.
pub(super) fn beside(
    host: &web_sys::HtmlElement,
    frame: &web_sys::HtmlElement,
    composer: &Composer<Node>,
) {
    let Some((width, height)) = viewport() else {
        return;
    };
    let area = area(composer);
    let line_width = area_width(area, width);
    let set = |name: &str, value: String| {
        drop(
            host.style()
                .set_property_with_priority(name, &value, "important"),
        );
    };
    set("width", pixels(line_width));
    let line_height = frame.get_bounding_client_rect().height();
    let left = if frame.dir() == "rtl" {
        area.right - line_width
    } else {
        area.left
    };
    let left = left.min(width - line_width - GAP).max(GAP);
    let top = top(area, line_height, height);
    set("left", pixels(left));
    set("top", pixels(top));
    let on_screen = area.bottom > 0.0 && area.top < height;
    set(
        "visibility",
        if on_screen { "visible" } else { "hidden" }.to_owned(),
    );
}

fn area_width(area: Area, viewport_width: f64) -> f64 {
    let fitting = (area.right - area.left).clamp(MIN_WIDTH, MAX_WIDTH);
    fitting.min(viewport_width - 2.0 * GAP)
}

fn top(area: Area, line_height: f64, viewport_height: f64) -> f64 {
    let below = area.bottom + GAP;
    let above = area.top - GAP - line_height;
    let fits_below = below + line_height <= viewport_height;
    if fits_below || above < 0.0 {
        below
    } else {
        above
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
        assert_eq!(top(AREA, 120.0, 800.0), 408.0);
    }

    #[test]
    fn stands_above_when_there_is_none_below() {
        assert_eq!(top(AREA, 120.0, 500.0), 172.0);
    }

    #[test]
    fn never_covers_the_composer() {
        assert_eq!(top(Area { top: 50.0, ..AREA }, 120.0, 500.0), 408.0);
    }

    #[test]
    fn keeps_inside_a_narrow_window() {
        assert_eq!(area_width(AREA, 1000.0), MAX_WIDTH);
        assert_eq!(area_width(AREA, 280.0), 264.0);
    }
}
