// A bubble with one conversation, as newer pages have it: rendered by the older front end into the open shadow root of
// `#interop-outlet` (sites.md L11). `?message=ID` opens one. The editor is a plain contenteditable.

import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { person } from "../shared/people.js";
import { send } from "../shared/send.js";

const STYLE = `
  .msg-overlay-conversation-bubble { position: fixed; right: 24px; bottom: 0; width: 340px; background: Canvas; color: CanvasText; border: 1px solid rgb(128 128 128 / .4); border-radius: 8px 8px 0 0; font: 14px/20px system-ui, sans-serif; }
  h2, form, ul { margin: 0; padding: 10px 12px; font-size: 14px; list-style: none; }
  h2 { border-bottom: 1px solid rgb(128 128 128 / .4); }
  a { color: inherit; text-decoration: none; font-weight: 600; }
  .msg-form__contenteditable { min-height: 60px; background: rgb(128 128 128 / .12); border-radius: 6px; padding: 6px 8px; }
  .msg-form__contenteditable p { margin: 0; }
`;

/** Somebody else who wrote here before: no receiver of what is written now. */
const EARLIER = "victor";

function Bubble({ who }) {
  const editor = useRef(null);
  const [text, setText] = useState("");
  useEffect(() => {
    editor.current.replaceChildren(paragraph());
  }, []);
  function changed() {
    setText(editor.current.textContent.trim());
  }
  async function submit(event) {
    event?.preventDefault();
    if (!text) return;
    await send(text, undefined);
    editor.current.replaceChildren(paragraph());
    setText("");
  }
  function onKeyDown(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit(event);
  }
  const earlier = person(EARLIER);
  return (
    <div className="msg-overlay-conversation-bubble" role="dialog" aria-label="Conversation">
      <h2 className="msg-overlay-bubble-header__title"><a href={`/in/${who.linkedin}/`}>{who.name}</a></h2>
      <ul className="msg-s-message-list"><li data-view-name="message-list-item"><a href={`/in/${earlier.linkedin}/`}>{earlier.name}</a>: See you there!</li></ul>
      <form className="msg-form" onSubmit={submit}>
        <div ref={editor} className="msg-form__contenteditable" role="textbox" contentEditable suppressContentEditableWarning aria-label="Write a message" onInput={changed} onKeyDown={onKeyDown} />
        <button type="button" aria-label="Attach"><svg width="16" height="16" aria-hidden="true" /></button>
        <button type="submit" className="msg-form__send-button" disabled={!text}>Send</button>
      </form>
    </div>
  );
}

function paragraph() {
  const paragraph = document.createElement("p");
  paragraph.append(document.createElement("br"));
  return paragraph;
}

/** The outlet, with the bubble that the address asks for. */
export function Outlet() {
  const host = useRef(null);
  const [root, setRoot] = useState(null);
  const name = new URLSearchParams(location.search).get("message");
  useEffect(() => {
    const shadow = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    setRoot(shadow);
  }, []);
  return (
    <div id="interop-outlet" data-testid="interop-shadowdom" ref={host}>
      {root && name && createPortal(<Bubble who={person(name)} />, root)}
    </div>
  );
}
