//! The matrix as one page to read, print and file: no script, nothing from elsewhere, everything escaped.

use bundle::builder::scene::outcome;

use super::csv::words;
use super::findings::Finding;
use super::picture::picture;
use super::table::{Cell, Column, Matrix, Row};

/// The whole page.
pub(crate) fn html(matrix: &Matrix) -> String {
    let name = escape(&matrix.company);
    let title = format!("{name}: who is nudged when replying to whom");
    let parts = [
        format!(
            "<h1>{title}</h1>\n<p>As on {}. {INTRODUCTION}</p>\n",
            escape(&matrix.on)
        ),
        picture(matrix),
        table(matrix),
        list("Gaps", &matrix.findings.gaps),
        list("Overlaps", &matrix.findings.overlaps),
        charter(&matrix.roles),
    ];
    let body = parts.concat();
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )
}

const INTRODUCTION: &str = "Each cell says what an author of the role sees when replying, from \
    their own profile, to somebody on the list; the reply is empty, so that no word plays a part. \
    An asterisk marks cells in which further rules may speak: about words, places or people. \
    Nothing here can block a post.";

/// Tiers are told apart by word and shape; colour only helps. Paper is always light.
const STYLE: &str = "\
:root { --ground: #fff; --ink: #1d2430; --quiet: #5a6473; --line: #c9d0da; --head: #eef1f5;
  --note: #cfe3f7; --nudge: #f8d98a; --pause: #d9583b; --on-pause: #fff; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ground: #14181f; --ink: #e8ecf2; --quiet: #a7b0bd; --line: #3a4350; --head: #1f2630;
    --note: #274a6b; --nudge: #6b5416; --pause: #e0694d; --on-pause: #14181f; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
main { max-width: 75rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.15rem; margin: 1.75rem 0 .5rem; }
p, li { max-width: 60rem; }
.quiet { color: var(--quiet); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; color: var(--quiet); padding-bottom: .4rem; }
th, td { border: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
thead th { background: var(--head); }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.note { background: var(--note); }
td.nudge { background: var(--nudge); }
td.pause { background: var(--pause); color: var(--on-pause); }
svg { display: block; max-width: 100%; height: auto; margin: 1rem 0; }
svg text { fill: var(--ink); font: 13px system-ui, sans-serif; }
svg .grid { stroke: var(--line); }
svg .silent { fill: none; stroke: var(--quiet); }
svg .note { fill: var(--note); stroke: var(--ink); }
svg .nudge { fill: var(--nudge); stroke: var(--ink); }
svg .pause { fill: var(--pause); stroke: var(--ink); }
@page { size: A4 landscape; margin: 12mm; }
@media print {
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  .scroll { overflow: visible; }
  svg { max-height: 120mm; }
  thead { display: table-header-group; }
  tr, li, svg, section.role { break-inside: avoid; }
  h2 { break-after: avoid; }
  td, svg * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
";

/// For text and for attributes in quotation marks.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // No line break within a name, and nothing that a page may not hold.
            other if other.is_control() => escaped.push(' '),
            other => escaped.push(other),
        }
    }
    escaped
}

/// A name in any script must not turn its surroundings round.
fn name(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

fn table(matrix: &Matrix) -> String {
    let fixed = [
        "Audience",
        "Class",
        "Owner",
        "Desk",
        "Accounts",
        "Without owner",
    ];
    let fixed = fixed.map(|head| format!("<th scope=\"col\">{head}</th>"));
    let roles = matrix.roles.iter();
    let roles = roles.map(|role| format!("<th scope=\"col\">{}</th>", name(&role.label)));
    let head: String = fixed.into_iter().chain(roles).collect();
    let rows: String = matrix.audiences.iter().map(row).collect();
    format!(
        "<h2>The matrix</h2>\n<div class=\"scroll\">\n<table>\n\
         <caption>Lists down, roles across: the strongest tier, and in which state of a deal</caption>\n\
         <thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
    )
}

fn row(row: &Row) -> String {
    let or_none = |text: &Option<String>| match text {
        Some(text) => name(text),
        None => "<span class=\"quiet\">nobody</span>".to_owned(),
    };
    let cells: String = row.cells.iter().map(cell).collect();
    format!(
        "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td>\
         <td class=\"number\">{}</td><td class=\"number\">{}</td>{cells}</tr>\n",
        name(&row.label),
        row.class,
        or_none(&row.owner),
        or_none(&row.desk),
        row.entries,
        row.without_owner,
    )
}

fn cell(cell: &Cell) -> String {
    let class = outcome(cell.tier);
    let depends = if cell.depends.is_empty() { "" } else { " *" };
    let rules: Vec<&str> = cell
        .states
        .iter()
        .flat_map(|one| &one.rules)
        .chain(&cell.depends)
        .map(policy::RuleId::as_str)
        .collect();
    let rules = escape(&rules.join(", "));
    format!(
        "<td class=\"{class}\" title=\"{rules}\">{}{depends}</td>",
        escape(&words(cell))
    )
}

fn list(head: &str, found: &[Finding]) -> String {
    if found.is_empty() {
        return format!("<h2>{head}</h2>\n<p>None.</p>\n");
    }
    let items = found
        .iter()
        .map(|one| format!("<li>{}</li>\n", escape(&one.text)));
    let items: String = items.collect();
    format!("<h2>{head}</h2>\n<ul>\n{items}</ul>\n")
}

/// What each role answers for: the reason for the cells above.
fn charter(roles: &[Column]) -> String {
    let part = |head: &str, texts: &[String]| {
        if texts.is_empty() {
            return String::new();
        }
        let items = texts.iter().map(|text| format!("<li>{}</li>", name(text)));
        let items: String = items.collect();
        format!("<h4>{head}</h4>\n<ul>{items}</ul>\n")
    };
    let role = |role: &Column| {
        let parts = [
            part("Responsibilities", &role.responsibilities),
            part("Objectives", &role.objectives),
            part("Metrics", &role.metrics),
        ];
        let label = name(&role.label);
        let body = match parts.concat() {
            empty if empty.is_empty() => {
                "<p class=\"quiet\">The charter says nothing about this role.</p>\n".to_owned()
            }
            body => body,
        };
        format!("<section class=\"role\">\n<h3>{label}</h3>\n{body}</section>\n")
    };
    let roles: String = roles.iter().map(role).collect();
    format!("<h2>The charter</h2>\n{roles}")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_written_becomes_markup() {
        let text = "<script>alert('\"&\"')</script>\n";
        let escaped = escape(text);
        assert!(!escaped.contains(['<', '>', '"', '\'', '\n']), "{escaped}");
        assert_eq!(escape("Müller & Söhne"), "Müller &amp; Söhne");
    }
}
