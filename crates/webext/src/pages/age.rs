//! How long ago something was, in plain words of the person's language.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::host;

/// How long before `now` the moment `then` was, both in Unix seconds: `5 minutes ago`.
pub(super) fn spoken(now: i64, then: i64) -> String {
    let (count, unit) = largest_unit(now.saturating_sub(then));
    let options = Object::new();
    // Setting a field of a fresh plain object cannot fail.
    let _ = Reflect::set(&options, &"numeric".into(), &"auto".into());
    let languages = Array::of1(&JsValue::from_str(&host::message("locale_tag")));
    let format = Intl::RelativeTimeFormat::new(&languages, &options);
    String::from(format.format(-f64::from(count), unit))
}

/// Whole units, rounded down; a moment in the future counts as now.
fn largest_unit(seconds: i64) -> (u32, &'static str) {
    let seconds = u32::try_from(seconds.max(0)).unwrap_or(u32::MAX);
    let units = [(86_400, "day"), (3_600, "hour"), (60, "minute")];
    let fits = units.into_iter().find(|(length, _)| seconds >= *length);
    // Below a minute nobody counts: `0 seconds` reads as `now`.
    fits.map_or((0, "second"), |(length, unit)| (seconds / length, unit))
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::largest_unit;

    #[wasm_bindgen_test]
    fn takes_the_largest_unit_that_fits() {
        let cases = [
            (-5, (0, "second")),
            (59, (0, "second")),
            (60, (1, "minute")),
            (3_599, (59, "minute")),
            (7_200, (2, "hour")),
            (86_399, (23, "hour")),
            (864_000, (10, "day")),
        ];
        for (seconds, expected) in cases {
            assert_eq!(largest_unit(seconds), expected, "{seconds}");
        }
    }
}
