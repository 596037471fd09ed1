// The share box: TipTap 3 in the page's own modal dialog (sites.md L1, 7.2). `?share` opens it, `?repost=ID` with the post
// of somebody in it (L4; how the card looks is not confirmed). A dialog without an editor comes first and is replaced.

import { useEffect, useRef, useState } from "react";
import { person, portrait } from "../shared/people.js";
import { send } from "../shared/send.js";
import { EMPTY, useEditor } from "./editor.jsx";
import { Icon } from "./icons.jsx";
import { feed } from "./posts.js";

/** Until the editor is there, milliseconds. */
const LATE = 300;

const WORDS = ["Text editor for creating content", "What do you want to talk about?"];

function Modal({ onClose, children }) {
  const dialog = useRef(null);
  useEffect(() => dialog.current.showModal(), []);
  return <dialog ref={dialog} data-testid="dialog" className="share-dialog" onClose={onClose}>{children}</dialog>;
}

function Card({ post }) {
  const who = person(post.by);
  return (
    <div id="ShareBoxpreviewCard" className="card">
      <div className="actor">
        <a href={`/in/${who.linkedin}/`}><figure><img src={portrait(who)} alt="" width="40" height="40" className="portrait" /></figure></a>
        <a href={`/in/${who.linkedin}/`} className="actor-text"><p className="name">{who.name}</p><p className="small">{who.headline}</p><p className="small">{post.ago} • <Icon name="globe-small" size={14} /></p></a>
      </div>
      <div className="post-text" data-testid="expandable-text-box"><span>{post.text}</span></div>
    </div>
  );
}

function Compose({ shared, onPosted }) {
  const mount = useRef(null);
  const [text, setText] = useState("");
  const callbacks = useRef({});
  const more = { componentkey: "ShareBox_textEditor" };
  const editor = useEditor(mount, callbacks, { words: WORDS, more });
  async function post() {
    if (!text.trim() && !shared) return;
    await send(text, shared?.urn);
    editor.current.commands.setContent(EMPTY);
    onPosted();
  }
  callbacks.current = { post, changed: setText };
  return (
    <div data-sdui-screen="com.linkedin.sdui.flagshipnav.sharing.ShareCompose">
      <div role="button" tabIndex={0} aria-expanded={false} className="small"><Icon name="visibility-small" size={14} /> Anyone</div>
      <div data-testid="ui-core-tiptap-text-editor-wrapper" className="editor-wrapper" ref={mount} />
      {shared && <Card post={shared} />}
      <div className="comment-tools">
        <button type="button" aria-label="Media" aria-haspopup="dialog"><Icon name="image-small" /></button>
        <a href="#" aria-label="Scheduled"><Icon name="bell-medium" /></a>
      </div>
      <div className="comment-submit"><button type="button" disabled={!text.trim() && !shared} onClick={post}>Post</button></div>
    </div>
  );
}

/** The share box that the address asks for. */
export function Share() {
  const asked = new URLSearchParams(location.search);
  const shared = asked.has("repost") ? feed().find((one) => one.by === asked.get("repost")) : undefined;
  const [state, setState] = useState(asked.has("share") || shared ? "early" : "closed");
  useEffect(() => {
    const later = setTimeout(() => setState((now) => (now === "early" ? "open" : now)), LATE);
    return () => clearTimeout(later);
  }, []);
  if (state === "closed") return null;
  const close = () => setState("closed");
  const head = <button type="button" aria-label="Dismiss" onClick={close}><Icon name="close-small" /></button>;
  // Another key is another node.
  return <Modal key={state} onClose={close}>{head}{state === "open" && <Compose shared={shared} onPosted={close} />}</Modal>;
}
