//! Problems as SARIF 2.1.0 (OASIS, "Static Analysis Results Interchange Format"), for code review tools.
//!
//! One run with every kind of problem as a rule; columns count characters.

use bundle::builder::diagnostic::{Code, Problem, Report, Severity};
use serde_json::{Value, json};

/// The log of a check that went through its files, whatever it found. `folder` is the company's, as it
/// was named: tools look for files from where the command ran.
pub(crate) fn log(report: &Report, folder: &str) -> Value {
    let results = report.problems.iter().map(|one| result(one, folder));
    let results: Vec<Value> = results.collect();
    run(json!(results), json!({ "executionSuccessful": true }))
}

/// The log of a check that could not even begin.
pub(crate) fn failure(message: &str) -> Value {
    let notification = json!({ "level": "error", "message": { "text": message } });
    let invocation = json!({
        "executionSuccessful": false,
        "toolExecutionNotifications": [notification],
    });
    run(json!([]), invocation)
}

fn run(results: Value, invocation: Value) -> Value {
    let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "fineline",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    json!({
        "id": code.id(),
        "shortDescription": { "text": code.description() },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn result(problem: &Problem, folder: &str) -> Value {
    let index = Code::ALL.iter().position(|code| *code == problem.code);
    let help = problem.help.iter().map(|help| format!(" ({help})"));
    let text: String = std::iter::once(problem.message.clone())
        .chain(help)
        .collect();
    let mut location = json!({ "artifactLocation": { "uri": uri(folder, &problem.file) } });
    if let (Some(place), Some(location)) = (problem.place, location.as_object_mut()) {
        let region = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        });
        location.insert("region".to_owned(), region);
    }
    json!({
        "ruleId": problem.code.id(),
        "ruleIndex": index,
        "level": level(problem.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": location }],
    })
}

/// A relative address, `/` between its parts, everything unusual percent-encoded.
fn uri(folder: &str, file: &str) -> String {
    let whole = format!("{}/{file}", folder.replace('\\', "/"));
    let parts = whole.split('/').filter(|part| !matches!(*part, "" | "."));
    let parts: Vec<String> = parts.map(encoded).collect();
    let begin = if whole.starts_with('/') {
        "file:///"
    } else {
        ""
    };
    format!("{begin}{}", parts.join("/"))
}

fn encoded(part: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| match byte {
        byte if plain(byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    part.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_where_the_command_ran() {
        assert_eq!(uri(".", "people.csv"), "people.csv");
        assert_eq!(
            uri("./acme bank/", "rules/ä.toml"),
            "acme%20bank/rules/%C3%A4.toml"
        );
        assert_eq!(uri("../acme", "people.csv"), "../acme/people.csv");
        assert_eq!(
            uri("/srv/acme", "people.csv"),
            "file:///srv/acme/people.csv"
        );
    }
}
