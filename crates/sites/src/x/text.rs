//! The text in a Draft.js editor, and of a post.

use super::post::own_parts;
use super::selectors::{BLOCK, POST_TEXT};
use crate::text::{Reader, inline};
use crate::{Element, ReadError};

/// All parts of a thread, one below the other.
pub(super) fn of_editors<E: Element>(editors: &[E]) -> Result<String, ReadError> {
    let texts: Result<Vec<String>, ReadError> = editors.iter().map(of_editor).collect();
    Ok(texts?.join("\n"))
}

/// The blocks of the editor, joined with `\n`; of a plain text box what stands in it. X draws emoji as styled elements or pictures and
/// wraps text over the limit in one more element: only text nodes and pictures count.
pub(super) fn of_editor<E: Element>(editor: &E) -> Result<String, ReadError> {
    if let Some(value) = editor.value() {
        return Ok(Reader::new().take(&value).trim_end_matches('\n').to_owned());
    }
    let blocks = BLOCK.all(editor);
    if blocks.is_empty() {
        return Err(ReadError::Missing(BLOCK.name));
    }
    let mut reader = Reader::new();
    let mut lines = Vec::new();
    for block in &blocks {
        if reader.is_spent() {
            break;
        }
        lines.push(reader.read(block, |inner, _| inline(inner)));
    }
    Ok(lines.join("\n").trim_end_matches('\n').to_owned())
}

/// What a post says; empty for a post of pictures only.
pub(super) fn of_post<E: Element>(article: &E) -> String {
    let first = own_parts(article, &POST_TEXT).into_iter().next();
    let text = first.map(|text| Reader::new().read(&text, |inner, _| inline(inner)));
    text.unwrap_or_default().trim_end_matches('\n').to_owned()
}
