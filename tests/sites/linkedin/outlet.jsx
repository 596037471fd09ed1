// What newer pages still have from the older front end, rendered into the open shadow root of `#interop-outlet` (sites.md
// 5.1): `?message=ID` opens a conversation, `?older-share` the older share box (`=ID` with somebody's name in it), and
// `/preload/custom-invite/?vanityName=SLUG` an invitation.

import { useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { everybody, person } from "../shared/people.js";
import { Bubble } from "./bubble.jsx";
import { Invitation } from "./invitation.jsx";
import { OlderShare } from "./older-share.jsx";

const STYLE = `
  .msg-overlay-conversation-bubble { position: fixed; right: 24px; bottom: 0; width: 340px; background: Canvas; color: CanvasText; border: 1px solid rgb(128 128 128 / .4); border-radius: 8px 8px 0 0; font: 14px/20px system-ui, sans-serif; }
  h2, form, ul { margin: 0; padding: 10px 12px; font-size: 14px; list-style: none; }
  h2 { border-bottom: 1px solid rgb(128 128 128 / .4); }
  a { color: inherit; text-decoration: none; font-weight: 600; }
  .msg-form__contenteditable { min-height: 60px; background: rgb(128 128 128 / .12); border-radius: 6px; padding: 6px 8px; }
  .msg-form__contenteditable p, .ql-editor p { margin: 0; }
  .artdeco-modal { position: fixed; inset: 60px 0 auto; margin: auto; width: 520px; padding: 16px; background: Canvas; color: CanvasText; border-radius: 8px; box-shadow: 0 0 0 100vmax rgb(0 0 0 / .6); font: 14px/20px system-ui, sans-serif; }
  .ql-editor, textarea { display: block; box-sizing: border-box; width: 100%; min-height: 140px; outline: none; white-space: pre-wrap; background: rgb(128 128 128 / .12); border-radius: 6px; padding: 6px 8px; font: inherit; }
  .ql-clipboard { position: absolute; left: -100000px; height: 1px; overflow: hidden; }
`;

function asked() {
  const query = new URLSearchParams(location.search);
  if (query.has("message")) return <Bubble who={person(query.get("message"))} />;
  if (query.has("older-share")) return <OlderShare named={query.get("older-share") && person(query.get("older-share"))} />;
  const invited = everybody().find((one) => one.linkedin === query.get("vanityName"));
  return invited && location.pathname === "/preload/custom-invite/" ? <Invitation who={invited} /> : null;
}

/** The outlet, with what the address asks for. */
export function Outlet() {
  const host = useRef(null);
  const [root, setRoot] = useState(null);
  useEffect(() => {
    const shadow = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    shadow.adoptedStyleSheets = [sheet];
    setRoot(shadow);
  }, []);
  return (
    <div id="interop-outlet" data-testid="interop-shadowdom" ref={host}>
      {root && createPortal(asked(), root)}
    </div>
  );
}
