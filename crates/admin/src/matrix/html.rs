//! The matrix as one page to read, print and file: no script, nothing from elsewhere, everything escaped.
//! How it looks is said in `page.css`.

use bundle::builder::scene::outcome;

use super::csv::by_strength;
use super::findings::Finding;
use super::picture::picture;
use super::table::{Cell, Column, InState, Matrix, Row};

/// The whole page.
pub(crate) fn html(matrix: &Matrix) -> String {
    let name = escape(&matrix.company);
    let title = format!("{name}: who is nudged when replying to whom");
    let (gaps, overlaps) = (&matrix.findings.gaps, &matrix.findings.overlaps);
    let parts = [
        format!("<h1>{title}</h1>\n"),
        format!("<p class=\"when\">As on {}</p>\n", escape(&matrix.on)),
        format!("<p class=\"lead\">{INTRODUCTION}</p>\n<div class=\"hero\">\n"),
        format!("<figure class=\"card\">\n{}</figure>\n", picture(matrix)),
        "<div class=\"findings\">\n".to_owned(),
        list("Gaps", gaps),
        list("Overlaps", overlaps),
        "</div>\n</div>\n".to_owned(),
        table(matrix),
        charter(&matrix.roles),
        format!("<footer>{FOOTER}</footer>\n"),
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

const INTRODUCTION: &str = "What a colleague sees when replying, from their own profile, to somebody on \
    a list. The reply is empty, so that no word plays a part; an asterisk says that rules about \
    words, places or people may speak as well. Nothing here can block a post.";

const FOOTER: &str = "Written by <code>fineline matrix --html</code>. This page loads nothing from \
    anywhere, and names nobody who is on a list unless two lists share them.";

const STYLE: &str = include_str!("page.css");

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
    let fixed = ["Audience", "Who answers for it", "Accounts"];
    let fixed = fixed.map(|head| format!("<th scope=\"col\">{head}</th>"));
    let roles = matrix.roles.iter();
    let roles = roles.map(|role| format!("<th scope=\"col\">{}</th>", name(&role.label)));
    let head: String = fixed.into_iter().chain(roles).collect();
    let rows: String = matrix.audiences.iter().map(row).collect();
    format!(
        "<section class=\"matrix\">\n<h2>The same in words</h2>\n<div class=\"card scroll\" \
         tabindex=\"0\" role=\"region\" aria-label=\"Lists down, roles across\">\n<table>\n\
         <caption>Lists down, roles across: the strongest tier, or one for each state of a deal</caption>\n\
         <thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n</section>\n"
    )
}

fn row(row: &Row) -> String {
    let owner = match &row.owner {
        Some(owner) => name(owner),
        None => "<span class=\"quiet\">nobody</span>".to_owned(),
    };
    let desk = row.desk.as_ref().map(|desk| format!("or {}", name(desk)));
    let without_owner = match row.without_owner {
        0 => None,
        some => Some(format!("{some} without an owner")),
    };
    let cells: String = row.cells.iter().map(cell).collect();
    format!(
        "<tr><th scope=\"row\">{}</th><td>{owner}{}</td><td class=\"number\">{}{}</td>{cells}</tr>\n",
        name(&row.label),
        small(desk),
        row.entries,
        small(without_owner),
    )
}

/// A further line in a cell.
fn small(text: Option<String>) -> String {
    text.map_or(String::new(), |text| format!("<small>{text}</small>"))
}

fn cell(cell: &Cell) -> String {
    let rules = cell.states.iter().flat_map(|one| &one.rules);
    let rules: Vec<&str> = rules
        .chain(&cell.depends)
        .map(policy::RuleId::as_str)
        .collect();
    let depends = if cell.depends.is_empty() { "" } else { " *" };
    let tier = |tier| format!("<span class=\"tier {0}\">{0}</span>", outcome(tier));
    let body = match by_strength(cell) {
        None => tier(cell.tier) + depends,
        Some(states) => {
            let state = |one: &&InState| {
                let state = one.state.unwrap_or("no state");
                let word = tier(one.tier);
                format!("<span class=\"state\">{word}<small>{state}</small></span>")
            };
            states.iter().map(state).collect::<String>() + depends
        }
    };
    let rules = escape(&rules.join(", "));
    format!("<td title=\"{rules}\">{body}</td>")
}

fn list(head: &str, found: &[Finding]) -> String {
    let items = found.iter();
    let items: String = items
        .map(|one| format!("<li>{}</li>\n", with_names(&one.text)))
        .collect();
    let body = match found {
        [] => "<p class=\"none\">None</p>\n".to_owned(),
        _ => format!("<ul>\n{items}</ul>\n"),
    };
    format!("<section class=\"card\">\n<h2>{head}</h2>\n{body}</section>\n")
}

/// What stands between backticks is a name from the files.
fn with_names(text: &str) -> String {
    let part = |(at, part): (usize, &str)| match at % 2 {
        0 => escape(part),
        _ => format!("<code>{}</code>", escape(part)),
    };
    text.split('`').enumerate().map(part).collect()
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
        format!("<section class=\"role card\">\n<h3>{label}</h3>\n{body}</section>\n")
    };
    let roles: String = roles.iter().map(role).collect();
    format!(
        "<h2>The charter: what each role is here for</h2>\n<div class=\"charter\">\n{roles}</div>\n"
    )
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
