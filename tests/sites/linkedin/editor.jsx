// TipTap 3 as comments and posts have it.

import { useEffect, useRef } from "react";
import { Editor } from "@tiptap/core";
import Mention from "@tiptap/extension-mention";
import StarterKit from "@tiptap/starter-kit";

/** Mentions look as in sites.md 5.9: a name without any id. */
const Chip = Mention.extend({
  renderHTML: ({ node }) => [
    "span",
    { "data-type": "mention", "data-allow-partial-delete": "true", contenteditable: "false" },
    ["strong", node.attrs.label],
  ],
});

/** As JSON: a string would go through an HTML parser, which a page with trusted types forbids. */
export const EMPTY = { type: "doc", content: [{ type: "paragraph" }] };

function isSendKey(event) {
  return event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing;
}

/**
 * Makes the editor in `mount` once and takes it down with the box. `now` holds the latest callbacks, `words` are label
 * and placeholder, `more` further attributes of the editor, `mention` is a name that it begins with.
 */
export function useEditor(mount, now, { words: [label, placeholder], more = {}, mention }) {
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
          "aria-label": label,
          "data-placeholder": placeholder,
          ...more,
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
