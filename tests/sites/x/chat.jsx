// The chat at `/i/chat/{own id}-{id of a person}` and, as a group, at `/i/chat/g{number}`: a bundle of its own in an open
// shadow root, attached to its host some time after the host is on the page (sites.md X10).

import { useEffect, useRef, useState } from "react";
import { createRoot } from "react-dom/client";
import { person, self } from "../shared/people.js";
import { send } from "../shared/send.js";

const STYLE = `
  :host { display: block; font: 15px/20px system-ui, sans-serif; }
  .panel { display: grid; grid-template-rows: auto 1fr auto; height: 80vh; }
  header, form { padding: 12px 16px; border: solid rgb(128 128 128 / .3); border-width: 0 0 1px; display: flex; gap: 10px; }
  form { border-width: 1px 0 0; }
  ul { list-style: none; margin: 0; padding: 16px; }
  textarea { flex: 1; font: inherit; color: inherit; background: none; border: 1px solid rgb(128 128 128 / .4); border-radius: 16px; padding: 8px 12px; resize: none; }
  a { color: inherit; font-weight: 700; text-decoration: none; }
`;

/** Somebody else who wrote here before: no receiver of what is written now. */
const EARLIER = "toni";

function Header({ people }) {
  const [only, ...others] = people;
  if (others.length > 0) return <header data-testid="dm-conversation-header"><span data-testid="dm-conversation-username">Growers</span></header>;
  return (
    <header data-testid="dm-conversation-header">
      <a href={`https://x.com/${only.x}`}><span data-testid="dm-conversation-username">{only.name}</span></a>
    </header>
  );
}

function Conversation({ people }) {
  const [text, setText] = useState("");
  const [said, setSaid] = useState([]);
  async function submit(event) {
    event?.preventDefault();
    if (!text.trim()) return;
    await send(text, undefined);
    setSaid((now) => [...now, text]);
    setText("");
  }
  function onKeyDown(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) submit(event);
  }
  const earlier = person(EARLIER);
  return (
    <div data-testid="dm-container">
      <div data-testid="dm-conversation-panel" className="panel">
        <Header people={people} />
        <ul data-testid="dm-message-list">
          <li data-dm-message-row="true"><a href={`https://x.com/${earlier.x}`}>@{earlier.x}</a>: See you there!</li>
          {said.map((one, index) => <li key={index} data-dm-message-row="true">{one}</li>)}
        </ul>
        <form data-testid="dm-composer-form" onSubmit={submit}>
          <textarea data-testid="dm-composer-textarea" rows={1} placeholder="Message" value={text} onChange={(event) => setText(event.target.value)} onKeyDown={onKeyDown} />
          <button type="button" data-testid="dm-composer-attachment-button" aria-label="Attach">+</button>
          {text ? <button type="submit" data-testid="dm-composer-send-button">Send</button> : <button type="button" data-testid="dm-composer-voice-button">Voice</button>}
        </form>
      </div>
    </div>
  );
}

/** The host of the chat; `name` is an id of `people.js`, or starts with `g` and a digit for a group. */
export function Chat({ name }) {
  const host = useRef(null);
  useEffect(() => {
    const people = /^g\d/.test(name) ? [person("elena"), person("samuel"), self] : [person(name)];
    const frame = requestAnimationFrame(() => {
      const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(STYLE);
      root.adoptedStyleSheets = [sheet];
      createRoot(root).render(<Conversation people={people} />);
    });
    return () => cancelAnimationFrame(frame);
  }, [name]);
  return <div data-testid="xchatEmbedRoute" ref={host} />;
}
