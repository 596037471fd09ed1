//! Where the caret was, so that it can be put back after a pause.
//!
//! Nodes are kept and, since editors replace text nodes when they lose the focus (ProseMirror does),
//! also the distance in characters from the start of the editor.

use wasm_bindgen::JsCast;

use super::page::Node;

/// A selection inside one editor.
pub(crate) struct Caret {
    editor: Node,
    anchor: Point,
    focus: Point,
}

/// One end of a selection.
struct Point {
    node: web_sys::Node,
    /// Offset in `node`, as the DOM counts (UTF-16 units in text).
    offset: u32,
    /// UTF-16 units of text between the start of the editor and this point.
    distance: u32,
}

impl Caret {
    /// The selection as it is now; nothing when it lies outside the editor.
    pub(crate) fn save(editor: &Node) -> Option<Self> {
        let selection = selection(editor)?;
        let anchor = Point::new(editor, selection.anchor_node()?, selection.anchor_offset())?;
        let focus = Point::new(editor, selection.focus_node()?, selection.focus_offset())?;
        Some(Self {
            editor: editor.clone(),
            anchor,
            focus,
        })
    }

    /// Gives the editor the focus and puts the selection back where it was.
    pub(crate) fn restore(&self) {
        self.editor.focus();
        let place = || {
            let (anchor, anchor_offset) = self.anchor.find(&self.editor)?;
            let (focus, focus_offset) = self.focus.find(&self.editor)?;
            let selection = selection(&self.editor)?;
            let extent = (anchor_offset, &focus, focus_offset);
            selection
                .set_base_and_extent(&anchor, extent.0, extent.1, extent.2)
                .ok()
        };
        // A draft whose caret is elsewhere is still a draft: nothing to do when this fails.
        let _placed: Option<()> = place();
    }
}

impl Point {
    fn new(editor: &Node, node: web_sys::Node, offset: u32) -> Option<Self> {
        if !editor.0.contains(Some(&node)) {
            return None;
        }
        let range = web_sys::Range::new().ok()?;
        range.set_start(&editor.0, 0).ok()?;
        range.set_end(&node, offset).ok()?;
        let text = range.to_string().as_string()?;
        let distance = u32::try_from(text.encode_utf16().count()).ok()?;
        Some(Self {
            node,
            offset,
            distance,
        })
    }

    /// The same node if it is still there and long enough, else the text node at the same distance.
    fn find(&self, editor: &Node) -> Option<(web_sys::Node, u32)> {
        let still_there = editor.0.contains(Some(&self.node)) && self.offset <= length(&self.node);
        if still_there {
            return Some((self.node.clone(), self.offset));
        }
        let document = editor.0.owner_document()?;
        let walker = document
            .create_tree_walker_with_what_to_show(&editor.0, /* NodeFilter.SHOW_TEXT */ 4)
            .ok()?;
        let mut left = self.distance;
        while let Ok(Some(node)) = walker.next_node() {
            let length = length(&node);
            if left <= length {
                return Some((node, left));
            }
            left -= length;
        }
        None
    }
}

fn length(node: &web_sys::Node) -> u32 {
    match node.dyn_ref::<web_sys::CharacterData>() {
        Some(text) => text.length(),
        None => node.child_nodes().length(),
    }
}

fn selection(editor: &Node) -> Option<web_sys::Selection> {
    editor.0.owner_document()?.get_selection().ok()?
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn editor(html: &str) -> Node {
        let document = web_sys::window().unwrap().document().unwrap();
        let editor = document.create_element("div").unwrap();
        editor.set_attribute("contenteditable", "true").unwrap();
        editor.set_inner_html(html);
        document.body().unwrap().append_child(&editor).unwrap();
        Node(editor)
    }

    fn set_caret(editor: &Node, child: u32, offset: u32) {
        let text = editor
            .0
            .child_nodes()
            .get(child)
            .unwrap()
            .first_child()
            .unwrap();
        let selection = selection(editor).unwrap();
        selection
            .set_base_and_extent(&text, offset, &text, offset)
            .unwrap();
    }

    /// Text before the caret, within its own node.
    fn before_caret(editor: &Node) -> (String, u32) {
        let selection = selection(editor).unwrap();
        let node = selection.anchor_node().unwrap();
        (node.text_content().unwrap(), selection.anchor_offset())
    }

    #[test]
    fn returns_to_the_same_place() {
        let editor = editor("<p>Hello</p><p>world</p>");
        set_caret(&editor, 1, 2);
        let caret = Caret::save(&editor).unwrap();
        set_caret(&editor, 0, 0);
        caret.restore();
        assert_eq!(before_caret(&editor), ("world".to_owned(), 2));
    }

    #[test]
    fn returns_to_the_same_distance_when_the_text_nodes_were_replaced() {
        let editor = editor("<p>Hello</p><p>world</p>");
        set_caret(&editor, 1, 2);
        let caret = Caret::save(&editor).unwrap();
        editor.0.set_inner_html("<p>Hello</p><p>world</p>");
        caret.restore();
        assert_eq!(before_caret(&editor), ("world".to_owned(), 2));
    }

    #[test]
    fn saves_nothing_when_the_caret_is_elsewhere() {
        let (one, other) = (editor("<p>one</p>"), editor("<p>other</p>"));
        set_caret(&other, 0, 1);
        assert!(Caret::save(&one).is_none());
    }
}
