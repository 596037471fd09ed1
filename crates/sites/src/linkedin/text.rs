//! The text in an editor (TipTap, Quill, or plain), and of a post.

use super::actor::Actor;
use super::selectors::{PARAGRAPH, POST_TEXT};
use crate::text::{Reader, Visit, folded, inline};
use crate::{Child, Composer, Element};

/// The editor's top-level blocks, joined with `\n`. A mention reads as its name.
pub(super) fn of_editor<E: Element>(editor: &E) -> String {
    let mut reader = Reader::new();
    let mut lines = Vec::new();
    for child in editor.children() {
        if reader.is_spent() {
            break;
        }
        match child {
            Child::Element(block) => {
                let line = reader.read(&block, |it, so_far| in_block(it, so_far));
                // The break that holds an empty block open, or the last line of one, is no line more.
                lines.push(line.strip_suffix('\n').unwrap_or(&line).to_owned());
            }
            Child::Text(text) => lines.push(reader.take(&text)),
        }
    }
    lines.join("\n").trim_end_matches('\n').to_owned()
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

/// What the post says, as far as it is marked; else its longest paragraph. Empty for a picture.
pub(super) fn of_post<E: Element>(composer: &Composer<E>, actor: &Actor<E>) -> String {
    let belongs = |part: &E| {
        let is_before_next = actor.next.as_ref().is_none_or(|next| part.precedes(next));
        actor.link.precedes(part) && part.precedes(&composer.root) && is_before_next
    };
    let read = |part: &E| Reader::new().read(part, |it, so_far| in_block(it, so_far));
    let marked = POST_TEXT
        .all(&composer.scope)
        .into_iter()
        .find(|part| belongs(part));
    if let Some(marked) = marked {
        return read(&marked).trim_end_matches('\n').to_owned();
    }
    let paragraphs = PARAGRAPH
        .all(&composer.scope)
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
