// The comment box: TipTap 3 in the skeleton of sites.md L5. The button that sends exists only while
// there is text, and stands in a section beside the box, not inside it.

import { useEffect, useRef, useState } from "react";
import { Editor } from "@tiptap/core";
import Mention from "@tiptap/extension-mention";
import StarterKit from "@tiptap/starter-kit";
import { portrait, self } from "../shared/people.js";
import { send } from "../shared/send.js";
import { Icon } from "./icons.jsx";

/** Mentions look as in sites.md 5.9: a name without any id. */
const Chip = Mention.extend({
  renderHTML: ({ node }) => [
    "span",
    { "data-type": "mention", "data-allow-partial-delete": "true", contenteditable: "false" },
    ["strong", node.attrs.label],
  ],
});

/** As JSON: a string would go through an HTML parser, which a page with trusted types forbids. */
const EMPTY = { type: "doc", content: [{ type: "paragraph" }] };

function isSendKey(event) {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
}

/** Makes the editor in `mount` once and takes it down with the box. `now` holds the latest callbacks. */
function useEditor(mount, now, mention) {
  const editor = useRef(null);
  useEffect(() => {
    const made = new Editor({
      element: mount.current,
      injectCSS: false,
      extensions: [StarterKit, Chip],
      content: EMPTY,
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": "Text editor for creating comment",
          "data-placeholder": mention ? "Add a reply…" : "Add a comment…",
        },
        handleKeyDown(_view, event) {
          if (!isSendKey(event)) return false;
          now.current.post();
          return true;
        },
      },
      onUpdate: ({ editor: it }) => now.current.changed(it.getText({ blockSeparator: "\n" })),
    });
    if (mention) {
      made.commands.setContent([{ type: "paragraph", content: [{ type: "mention", attrs: { id: "", label: mention } }, { type: "text", text: " " }] }]);
      made.commands.focus("end");
    }
    editor.current = made;
    return () => made.destroy();
  }, []);
  return editor;
}

/**
 * One box. `id` makes its component keys, `answers` is the urn of what it answers, `mention` pre-fills
 * the name of the person replied to; `onSent(text)` is called once the server has it.
 */
export function CommentBox({ id, answers, label = "Comment", mention, onSent }) {
  const mount = useRef(null);
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);
  const callbacks = useRef({});
  const editor = useEditor(mount, callbacks, mention);

  async function post() {
    if (!text.trim() || sending) return;
    setSending(true);
    try {
      await send(text, answers);
      editor.current.commands.setContent(EMPTY, { emitUpdate: true });
      onSent(text);
    } finally {
      setSending(false);
    }
  }
  callbacks.current = { post, changed: setText };

  return (
    <div className="comment-compose">
      <img src={portrait(self)} alt={self.name} width="40" height="40" className="portrait" />
      <div className="comment-column">
        <div componentkey={`commentBox-${id}`} className="comment-box">
          <div data-testid="ui-core-tiptap-text-editor-wrapper" className="editor-wrapper" ref={mount} />
          <div className="comment-tools">
            <button type="button" aria-label="Open Emoji Keyboard"><Icon name="emoji-small" /></button>
            <button type="button" aria-label="Add a photo"><Icon name="image-small" /></button>
          </div>
        </div>
        {text.trim() !== "" && (
          <div componentkey={`${id}_commentButtonSection`} className="comment-submit">
            <button type="button" disabled={sending} onClick={post}><span>{label}</span></button>
          </div>
        )}
      </div>
    </div>
  );
}
