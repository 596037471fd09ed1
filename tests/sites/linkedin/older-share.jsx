// The older share box: Quill 1.3.7 with its hidden clipboard (sites.md L2), mentions in the markup of 5.9. The button that
// sends is replaced once there is text.

import { useEffect, useRef, useState } from "react";
import Quill from "quill/dist/quill.core.js";
import { portrait, self } from "../shared/people.js";
import { send } from "../shared/send.js";

const Embed = Quill.import("blots/embed");

class Mention extends Embed {
  static create({ name, urn }) {
    const node = super.create();
    node.setAttribute("href", "#");
    node.dataset.testQlMention = "true";
    node.dataset.entityUrn = urn;
    node.dataset.originalText = name;
    node.textContent = name;
    return node;
  }

  static value(node) {
    return { name: node.dataset.originalText, urn: node.dataset.entityUrn };
  }
}
Mention.blotName = "mention";
Mention.tagName = "A";
Mention.className = "ql-mention";
Quill.register(Mention);

/** The number of a member, as the page has it; invented. */
function urn(who) {
  return `urn:li:fsd_profile:ACoAA${who.id}`;
}

function words(editor) {
  const lines = [...editor.root.children].map((line) => line.textContent.replaceAll("\ufeff", ""));
  return lines.join("\n").trim();
}

/** The box; `named` is somebody whose name it begins with. */
export function OlderShare({ named }) {
  const mount = useRef(null);
  const editor = useRef(null);
  const [text, setText] = useState("");
  const [open, setOpen] = useState(true);
  useEffect(() => {
    const made = new Quill(mount.current, {});
    made.root.setAttribute("role", "textbox");
    made.root.setAttribute("data-test-ql-editor-contenteditable", "true");
    made.on("text-change", () => setText(words(made)));
    if (named) {
      made.setContents([{ insert: { mention: { name: named.name, urn: urn(named) } } }, { insert: " \n" }]);
    }
    editor.current = made;
  }, []);
  async function post() {
    await send(words(editor.current), undefined);
    setOpen(false);
  }
  if (!open) return null;
  return (
    <div className="artdeco-modal share-box-v2__modal" data-test-modal-id="sharebox" role="dialog" aria-labelledby="share-to-linkedin-modal__header">
      <h2 id="share-to-linkedin-modal__header">Create a post</h2>
      <div className="share-creation-state__member-info"><a href={`/in/${self.linkedin}/`}><img src={portrait(self)} alt={self.name} width="40" height="40" /></a></div>
      <div className="share-creation-state__text-editor"><div ref={mount} /></div>
      <button type="button" className="share-actions__scheduled-post-btn"><svg width="16" height="16" aria-hidden="true" /></button>
      <button key={String(text !== "")} type="button" className="share-actions__primary-action artdeco-button" disabled={!text} onClick={post}><span>Post</span></button>
    </div>
  );
}
