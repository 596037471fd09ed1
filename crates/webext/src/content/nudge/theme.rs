//! Light, dim or dark: taken from what is behind the composer, since sites have themes of their own.

/// The three looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    Light,
    Dim,
    Dark,
}

/// Gives the frame the theme of the page around the composer.
pub(super) fn apply(frame: &web_sys::HtmlElement, root: &web_sys::Element) {
    let theme = match behind(root).map(|colour| theme(&colour)) {
        Some(Theme::Dark) => "dark",
        Some(Theme::Dim) => "dim",
        Some(Theme::Light) | None => "light",
    };
    if frame.dataset().get("theme").as_deref() != Some(theme) {
        // A frame that cannot be marked stays light.
        drop(frame.dataset().set("theme", theme));
    }
}

/// The first background that is not transparent, from the composer outwards.
fn behind(root: &web_sys::Element) -> Option<Vec<f64>> {
    let window = web_sys::window()?;
    let mut element = Some(root.clone());
    while let Some(current) = element {
        let style = window.get_computed_style(&current).ok().flatten()?;
        let colour = parse(&style.get_property_value("background-color").ok()?);
        let opaque = colour.get(3).is_none_or(|alpha| *alpha > 0.5);
        if colour.len() >= 3 && opaque {
            return Some(colour);
        }
        element = current.parent_element();
    }
    None
}

/// The numbers of `rgb(21, 32, 43)` or `rgba(0, 0, 0, 0)`, which is how browsers compute colours.
fn parse(colour: &str) -> Vec<f64> {
    let inner = colour
        .strip_prefix("rgb")
        .and_then(|rest| rest.split_once('('));
    let Some((_, numbers)) = inner else {
        return Vec::new();
    };
    let numbers = numbers.trim_end_matches(')').split([',', ' ', '/']);
    numbers
        .filter_map(|number| number.trim().parse().ok())
        .collect()
}

/// By relative brightness (ITU-R BT.709 weights on the plain channel values).
fn theme(colour: &[f64]) -> Theme {
    let weights = [0.2126, 0.7152, 0.0722];
    let brightness: f64 = colour
        .iter()
        .zip(weights)
        .map(|(channel, weight)| channel * weight)
        .sum();
    if brightness > 127.0 {
        Theme::Light
    } else if brightness > 24.0 {
        Theme::Dim
    } else {
        Theme::Dark
    }
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    #[test]
    fn knows_the_three_themes_of_x() {
        // X sets these on its body; seen 2026-09.
        assert_eq!(theme(&parse("rgb(255, 255, 255)")), Theme::Light);
        assert_eq!(theme(&parse("rgb(21, 32, 43)")), Theme::Dim);
        assert_eq!(theme(&parse("rgb(0, 0, 0)")), Theme::Dark);
    }

    #[test]
    fn reads_what_browsers_write() {
        assert_eq!(parse("rgba(0, 0, 0, 0)"), [0.0, 0.0, 0.0, 0.0]);
        assert_eq!(parse("rgb(1 2 3 / 0.5)"), [1.0, 2.0, 3.0, 0.5]);
        assert!(parse("color(srgb 1 1 1)").is_empty());
    }
}
