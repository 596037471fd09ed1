//! Canonical JSON (OLPC): the bytes that are signed, so that signing survives re-formatting.
//!
//! Keys in the order of their code points, no white space, integers only, and only `"` and `\`
//! escaped in strings. Strings are taken as they are: the crate `olpc-cjson` normalises them to
//! NFC, which python-tuf and go-tuf do not, and brings Unicode tables with it.

use serde_json::{Number, Value};

/// A number is not an integer, which canonical JSON cannot express.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("canonical JSON has no number `{0}`")]
pub struct CanonicalError(String);

/// The canonical form of a value.
///
/// # Errors
/// When a number in it is not an integer of 64 bits.
pub fn canonical(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    let mut text = String::new();
    write(value, &mut text)?;
    Ok(text.into_bytes())
}

// The depth is bounded: the parser refuses more than 128 levels.
fn write(value: &Value, out: &mut String) -> Result<(), CanonicalError> {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(true) => out.push_str("true"),
        Value::Bool(false) => out.push_str("false"),
        Value::Number(number) => out.push_str(&integer(number)?),
        Value::String(text) => write_string(text, out),
        Value::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                separate(index, out);
                write(item, out)?;
            }
            out.push(']');
        }
        Value::Object(members) => {
            // Sorted here: another crate in the build may make this map keep its written order.
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(name, _)| *name);
            out.push('{');
            for (index, (name, item)) in members.into_iter().enumerate() {
                separate(index, out);
                write_string(name, out);
                out.push(':');
                write(item, out)?;
            }
            out.push('}');
        }
    }
    Ok(())
}

fn separate(index: usize, out: &mut String) {
    if index > 0 {
        out.push(',');
    }
}

fn integer(number: &Number) -> Result<String, CanonicalError> {
    let is_integer = number.is_i64() || number.is_u64();
    is_integer
        .then(|| number.to_string())
        .ok_or_else(|| CanonicalError(number.to_string()))
}

fn write_string(text: &str, out: &mut String) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str, expected: &str) {
        let value: Value = serde_json::from_str(json).unwrap();
        assert_eq!(
            String::from_utf8(canonical(&value).unwrap()).unwrap(),
            expected
        );
    }

    // Expected values: `securesystemslib.formats.encode_canonical`, version 1.6.0 (Python).
    #[test]
    fn agrees_with_the_python_reference() {
        check(
            r#"{ "b": [1, -2, true, null], "a": {"é": "", "z": {}} }"#,
            r#"{"a":{"z":{},"é":""},"b":[1,-2,true,null]}"#,
        );
        check(
            r#""quote \" back \\ slash \/ line \n tab \t""#,
            "\"quote \\\" back \\\\ slash / line \n tab \t\"",
        );
        check("[18446744073709551615]", "[18446744073709551615]");
        check(
            r#"{"\ud83d\ude00":1,"\uffff":2,"ab":3,"a\"":4,"a":5}"#,
            "{\"a\":5,\"a\\\"\":4,\"ab\":3,\"\u{ffff}\":2,\"😀\":1}",
        );
    }

    #[test]
    fn leaves_decomposed_characters_as_they_are() {
        check("\"e\\u0301\"", "\"e\u{301}\"");
    }

    #[test]
    fn refuses_fractions() {
        let value: Value = serde_json::from_str("[1.5]").unwrap();
        assert_eq!(canonical(&value), Err(CanonicalError("1.5".to_owned())));
    }
}
