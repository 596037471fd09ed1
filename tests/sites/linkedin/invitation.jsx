// An invitation to connect (sites.md L15): the first screen sends without a note, the second one has a text box.

import { useState } from "react";
import { send } from "../shared/send.js";

/** The dialog that invites somebody. */
export function Invitation({ who }) {
  const [screen, setScreen] = useState("choice");
  const [text, setText] = useState("");
  if (screen === "closed") return null;
  const close = () => setScreen("closed");
  async function invite(note) {
    await send(note, who.id);
    close();
  }
  return (
    <div className="artdeco-modal" role="dialog" aria-labelledby="send-invite-modal">
      <button type="button" aria-label="Dismiss" onClick={close}><svg width="16" height="16" aria-hidden="true" /></button>
      <h2 id="send-invite-modal">{screen === "choice" ? "Add a note to your invitation?" : "Add a note to your invitation"}</h2>
      <p>Personalize your invitation to <strong>{who.name}</strong> by adding a note.</p>
      {screen === "choice" ? (
        <div>
          <button type="button" className="add-note" onClick={() => setScreen("note")}>Add a note</button>
          <button type="button" className="artdeco-button--primary" onClick={() => invite("")}>Send without a note</button>
        </div>
      ) : (
        <div>
          <textarea id="custom-message" name="message" maxLength={300} value={text} onChange={(event) => setText(event.target.value)} />
          <button type="button" onClick={() => setScreen("choice")}>Cancel</button>
          <button type="button" className="artdeco-button--primary" disabled={!text.trim()} onClick={() => invite(text)}>Send</button>
        </div>
      )}
    </div>
  );
}
