// The composer: draft-js as the site uses it (controlled, own key binding, own paste handler),
// inside the attribute skeleton of sites.md 4.4 and X4.

import { useEffect, useRef, useState } from "react";
import { CompositeDecorator, ContentState, Editor, EditorState, KeyBindingUtil, Modifier, getDefaultKeyBinding } from "draft-js";
import { self } from "../shared/people.js";
import { send } from "../shared/send.js";
import { Icon } from "./icons.jsx";
import { Nest } from "./nest.jsx";
import { Avatar } from "./tweet.jsx";

const LIMIT = 280;
const TOOLS = ["image", "gif", "poll", "smile", "clock", "pin"];

function findTokens(block, found) {
  for (const match of block.getText().matchAll(/(?<![\w@/])[@#]\w{1,20}|https?:\/\/\S+/g)) {
    found(match.index, match.index + match[0].length);
  }
}

const decorator = new CompositeDecorator([
  { strategy: findTokens, component: ({ children }) => <span className="token">{children}</span> },
]);

/** On this site Ctrl+Enter sends (Cmd+Enter on a Mac), plain Enter is a new line. */
function keyBinding(event) {
  const sends = event.keyCode === 13 && KeyBindingUtil.hasCommandModifier(event) && !event.altKey;
  return sends ? "send-tweet" : getDefaultKeyBinding(event);
}

function ToolBar({ children }) {
  return (
    <div data-testid="toolBar" className="tool-bar">
      <nav aria-label="Post your reply" role="navigation">
        <div role="tablist" data-testid="ScrollSnap-List">
          {TOOLS.map((tool) => <button key={tool} type="button" role="tab" className="tool" aria-label={tool}><Icon name={tool} /></button>)}
        </div>
      </nav>
      <div>{children}</div>
    </div>
  );
}

function Counter({ length }) {
  if (length === 0) return null;
  const share = Math.min(length / LIMIT, 1);
  return (
    <svg className={length > LIMIT ? "counter over" : "counter"} viewBox="0 0 20 20" role="progressbar" aria-valuenow={Math.round(share * 100)}>
      <circle cx="10" cy="10" r="8" />
      <circle cx="10" cy="10" r="8" pathLength="1" strokeDasharray={`${share} 1`} className="filled" />
    </svg>
  );
}

/**
 * One composer. `replyingTo` are handles for the context row, `answers` the id of the post,
 * `collapsible` hides tools until the first focus, `attached` is what goes along, `testId` that of the button (another
 * in the dialog), `onSent(text)` is called once the server has it.
 */
export function Composer({ placeholder, label, replyingTo = [], answers = null, collapsible = false, attached = null, testId = "tweetButtonInline", onSent }) {
  const [state, setState] = useState(() => EditorState.createEmpty(decorator));
  const [expanded, setExpanded] = useState(!collapsible);
  const [sending, setSending] = useState(false);
  const editor = useRef(null);
  const text = state.getCurrentContent().getPlainText("\n");
  const valid = text.trim().length > 0 && text.length <= LIMIT && !sending;

  useEffect(() => {
    const node = editor.current.editor;
    node.setAttribute("tabindex", "0");
    node.setAttribute("no-focustrapview-refocus", "true");
  }, []);

  async function post() {
    if (!valid) return;
    setSending(true);
    try {
      await send(text, answers);
      // The page makes a new composer in place of this one.
      onSent(text);
    } catch (error) {
      setSending(false);
      throw error;
    }
  }

  function onKeyCommand(command) {
    if (command !== "send-tweet") return "not-handled";
    post();
    return "handled";
  }

  function onPaste(pasted, _html, now) {
    const fragment = ContentState.createFromText(pasted).getBlockMap();
    const content = Modifier.replaceWithFragment(now.getCurrentContent(), now.getSelection(), fragment);
    setState(EditorState.push(now, content, "insert-fragment"));
    return "handled";
  }

  const button = (
    <button type="button" role="button" data-testid={testId} className="send" disabled={!valid} aria-disabled={valid ? undefined : "true"} onClick={post}>
      <div dir="ltr"><span><span>{label}</span></span></div>
    </button>
  );

  return (
    <div className={expanded ? "composer expanded" : "composer"}>
      {sending && <div role="progressbar" className="progress"><div data-testid="progressBar-bar" /></div>}
      {expanded && replyingTo.length > 0 && (
        <div role="button" tabIndex={0} className="reply-context">
          <span>Replying to {replyingTo.map((handle) => <span key={handle} dir="ltr">@{handle}</span>)}</span>
        </div>
      )}
      <div className="composer-row">
        <Avatar who={self} />
        <div className="composer-column">
          <Nest depth={14}>
            <div data-testid="tweetTextarea_0_label" className="compose-box">
              <div data-testid="tweetTextarea_0RichTextInputContainer">
                <Editor
                  ref={editor}
                  editorState={state}
                  onChange={setState}
                  onFocus={() => setExpanded(true)}
                  handleKeyCommand={onKeyCommand}
                  handlePastedText={onPaste}
                  keyBindingFn={keyBinding}
                  placeholder={placeholder}
                  readOnly={sending}
                  role="textbox"
                  spellCheck
                  stripPastedStyles
                  ariaAutoComplete="list"
                  ariaControls="typeaheadDropdownWrapped-0"
                  ariaLabel="Post text"
                  ariaMultiline
                  webDriverTestID="tweetTextarea_0"
                />
              </div>
            </div>
          </Nest>
          {attached && <div data-testid="attachments" className="attachments">{attached}</div>}
          {expanded ? <Nest depth={3}><ToolBar><Counter length={text.length} />{button}</ToolBar></Nest> : button}
        </div>
      </div>
    </div>
  );
}
