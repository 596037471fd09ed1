//! Problems for people: a title, the place, the line with a mark under what is meant, a help.

use annotate_snippets::renderer::Style;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use bundle::builder::diagnostic::{Problem, Report, Severity};

use crate::paint::dim;

/// Nobody reads more about one file.
const SHOWN: usize = 100;

/// A line that is longer is shown in part.
const WIDTH: usize = 120;

/// All problems, an empty line after each; of a file with very many the first ones.
pub(crate) fn text(report: &Report) -> String {
    let renderer = renderer();
    let mut text = String::new();
    for of_file in report.problems.chunk_by(|one, next| one.file == next.file) {
        for problem in of_file.iter().take(SHOWN) {
            text += &renderer.render(&[group(report, problem)]);
            text += "\n\n";
        }
        let more = of_file.len().saturating_sub(SHOWN);
        if more > 0 {
            let file = &of_file.first().map_or("", |one| &one.file);
            let rest = format!("… and {more} more in {file}; `--format json` lists all");
            text += &format!("{}\n\n", dim(&rest));
        }
    }
    text
}

/// `main` takes the colours out where there is no terminal. Line numbers and frames step back.
fn renderer() -> Renderer {
    let quiet = Style::new().dimmed();
    Renderer::styled()
        .term_width(WIDTH)
        .line_num(quiet)
        .context(quiet)
        .help(quiet)
}

fn group<'a>(report: &'a Report, problem: &'a Problem) -> Group<'a> {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(&problem.message).id(problem.code.id());
    let group = match (report.excerpt(problem), problem.place) {
        (Some(excerpt), Some(place)) => {
            let (from, to) = excerpt.mark;
            let snippet = Snippet::source(excerpt.text)
                .path(&problem.file)
                .line_start(place.line)
                .annotation(AnnotationKind::Primary.span(from..to));
            title.element(snippet)
        }
        (None, Some(place)) => title.element(
            Origin::path(&problem.file)
                .line(place.line)
                .char_column(place.column),
        ),
        (_, None) => title.element(Origin::path(&problem.file)),
    };
    match &problem.help {
        Some(help) => group.element(Level::HELP.message(help)),
        None => group,
    }
}
