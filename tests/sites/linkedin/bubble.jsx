// A bubble with one conversation (sites.md L11). The editor is a plain contenteditable.

import { useEffect, useRef, useState } from "react";
import { person } from "../shared/people.js";
import { send } from "../shared/send.js";

/** Somebody else who wrote here before: no receiver of what is written now. */
const EARLIER = "victor";

/** A conversation with somebody. */
export function Bubble({ who }) {
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
