//! The text in an editor (TipTap, Quill, plain, or a text box), and of a post.

use super::actor::Actor;
use super::selectors::{PARAGRAPH, POST_TEXT};
use crate::text::{Reader, Visit, folded, inline};
use crate::{Child, Element};

/// The editor's top-level blocks, joined with `\n`. A mention reads as its name.
pub(super) fn of_editor<E: Element>(editor: &E) -> String {
    let mut reader = Reader::new();
    let mut text = reader.take(&editor.value().unwrap_or_default());
    let mut is_first = true;
    let is_box = !text.is_empty() || editor.tag() == "textarea";
    for child in editor.children() {
        if is_box || reader.is_spent() {
            break;
        }
        let line = match child {
            Child::Element(block) => reader.read(&block, |it, so_far| in_block(it, so_far)),
            Child::Text(text) => reader.take(&text),
        };
        if !is_first {
            text.push('\n');
        }
        is_first = false;
        // The break that holds an empty block open, or the last line of one, is no line more.
        text.push_str(line.strip_suffix('\n').unwrap_or(&line));
    }
    text.truncate(text.trim_end_matches('\n').len());
    text
}

fn in_block<E: Element>(element: &E, so_far: &str) -> Visit {
    match element.tag().as_str() {
        // ProseMirror closes a block that would else collapse; nobody typed it.
        "br" if element.matches(".ProseMirror-trailingBreak") => Visit::Skip,
        "br" => Visit::Instead("\n".to_owned()),
        // The items of a list and their paragraphs.
        "p" | "li" if !so_far.is_empty() && !so_far.ends_with('\n') => Visit::EnterLine,
        _ => inline(element),
    }
}

/// What the post in `scope` says before `end`, as far as it is marked; else its longest paragraph. Empty for a picture.
pub(super) fn of_post<E: Element>(scope: &E, actor: &Actor<E>, end: Option<&E>) -> String {
    let belongs = |part: &E| {
        let mut ends = actor.next.as_ref().into_iter().chain(end);
        actor.link.precedes(part) && ends.all(|end| part.precedes(end))
    };
    let read = |part: &E| Reader::new().read(part, |it, so_far| in_block(it, so_far));
    let marked = POST_TEXT.all(scope).into_iter().find(|part| belongs(part));
    if let Some(marked) = marked {
        return read(&marked).trim_end_matches('\n').to_owned();
    }
    let paragraphs = PARAGRAPH
        .all(scope)
        .into_iter()
        .filter(|part| belongs(part));
    let outside_controls =
        paragraphs.filter(|part| !part.matches("a p, button p, [role=button] p"));
    let texts = outside_controls
        .take(MAX_PARAGRAPHS)
        .map(|part| folded(&read(&part)));
    texts.max_by_key(String::len).unwrap_or_default()
}

/// The most paragraphs compared: a post has few, and comments come after the composer.
const MAX_PARAGRAPHS: usize = 40;
