//! Light, dim or dark: taken from what is behind the composer, since sites have themes of their own.

/// The three looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Light,
    Dim,
    Dark,
}

/// Gives the frame the theme and the typeface of the page around the composer.
pub(super) fn apply(frame: &web_sys::HtmlElement, root: &web_sys::Element) {
    set_typeface(frame, root);
    let theme = match behind(root).map(theme) {
        Some(Theme::Dark) => "dark",
        Some(Theme::Dim) => "dim",
        Some(Theme::Light) | None => "light",
    };
    if frame.dataset().get("theme").as_deref() != Some(theme) {
        // A frame that cannot be marked stays light.
        drop(frame.dataset().set("theme", theme));
    }
}

/// A page without a typeface of its own leaves ours.
fn set_typeface(frame: &web_sys::HtmlElement, root: &web_sys::Element) {
    let style = web_sys::window().and_then(|window| window.get_computed_style(root).ok()?);
    let family = style.and_then(|style| style.get_property_value("font-family").ok());
    if let Some(family) = family {
        // A value that the browser refuses changes nothing.
        drop(frame.style().set_property("font-family", &family));
    }
}

/// The first background that is not transparent, from the composer outwards.
fn behind(root: &web_sys::Element) -> Option<[u32; 3]> {
    let window = web_sys::window()?;
    let mut element = Some(root.clone());
    while let Some(current) = element {
        let style = window.get_computed_style(&current).ok().flatten()?;
        if let Some(colour) = parse(&style.get_property_value("background-color").ok()?) {
            return Some(colour);
        }
        element = current.parent_element();
    }
    None
}

/// Red, green and blue of `rgb(21, 32, 43)` or `rgba(0, 0, 0, 0.8)`, which is how browsers compute
/// colours; nothing for what lets more than half of the background through. Whole numbers only:
/// reading and writing fractions would cost every page 20 kB of code.
fn parse(colour: &str) -> Option<[u32; 3]> {
    let (_, numbers) = colour.strip_prefix("rgb")?.split_once('(')?;
    let mut numbers = numbers
        .trim_end_matches(')')
        .split([',', ' ', '/'])
        .filter(|number| !number.is_empty());
    let mut channel = || numbers.next()?.split('.').next()?.parse().ok();
    let colour = [channel()?, channel()?, channel()?];
    let is_clear = |alpha: &str| match alpha.strip_prefix("0.") {
        Some(fraction) => fraction.starts_with(['0', '1', '2', '3', '4']),
        None => alpha == "0",
    };
    (!numbers.next().is_some_and(is_clear)).then_some(colour)
}

/// By relative brightness (ITU-R BT.709 weights, in ten-thousandths, on the plain channel values).
/// X's dim theme is a dark one with a strong tint of blue; LinkedIn's dark one has hardly any.
fn theme(colour: [u32; 3]) -> Theme {
    let [red, green, blue] = colour;
    let is_light = 2126 * red + 7152 * green + 722 * blue > 1_270_000;
    match (is_light, blue >= red + 16) {
        (true, _) => Theme::Light,
        (false, true) => Theme::Dim,
        (false, false) => Theme::Dark,
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn knows_the_three_themes_of_x() {
        // X sets these on its body; seen 2026-09.
        let known = |colour| parse(colour).map(theme);
        assert_eq!(known("rgb(255, 255, 255)"), Some(Theme::Light));
        assert_eq!(known("rgb(21, 32, 43)"), Some(Theme::Dim));
        assert_eq!(known("rgb(0, 0, 0)"), Some(Theme::Dark));
    }

    #[test]
    fn takes_a_grey_dark_page_for_dark() {
        // LinkedIn's cards in its dark theme; seen 2026-10.
        assert_eq!(parse("rgb(29, 34, 38)").map(theme), Some(Theme::Dark));
    }

    #[test]
    fn reads_what_browsers_write_and_looks_through_what_is_clear() {
        assert_eq!(parse("rgba(0, 0, 0, 0)"), None);
        assert_eq!(parse("rgba(1, 2, 3, 0.45)"), None);
        assert_eq!(parse("rgb(1 2 3 / 0.5)"), Some([1, 2, 3]));
        assert_eq!(parse("color(srgb 1 1 1)"), None);
    }
}
