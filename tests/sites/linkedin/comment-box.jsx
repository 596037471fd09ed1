// The comment box: TipTap 3 in the skeleton of sites.md L5. The button that sends exists only while
// there is text, and stands in a section beside the box, not inside it.

import { useRef, useState } from "react";
import { portrait, self } from "../shared/people.js";
import { send } from "../shared/send.js";
import { EMPTY, useEditor } from "./editor.jsx";
import { Icon } from "./icons.jsx";

/**
 * One box. `id` makes its component keys, `answers` is the urn of what it answers, `mention` pre-fills
 * the name of the person replied to; `onSent(text)` is called once the server has it.
 */
export function CommentBox({ id, answers, label = "Comment", mention, onSent }) {
  const mount = useRef(null);
  const [text, setText] = useState("");
  const [sending, setSending] = useState(false);
  const callbacks = useRef({});
  const words = ["Text editor for creating comment", mention ? "Add a reply…" : "Add a comment…"];
  const editor = useEditor(mount, callbacks, { words, mention });

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
