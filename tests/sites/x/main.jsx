// The X-like fixture: a timeline at `/home`, a page per post at `/{handle}/status/{id}`, the dialog at `/compose/post`
// and the chat at `/i/chat/...`.
// `?theme=light|dim|dark` chooses the theme, `?as=ID` whose account it is, `?renamed=OLD,NEW` changes the markup.

import "../shared/renamed.js";
import { useState } from "react";
import { createPortal } from "react-dom";
import { createRoot } from "react-dom/client";
import "draft-js/dist/Draft.css";
import { person, self } from "../shared/people.js";
import { go, link, usePath } from "../shared/route.js";
import "./x.css";
import { Chat } from "./chat.jsx";
import { Composer } from "./composer.jsx";
import { Dialog } from "./dialog.jsx";
import { Icon } from "./icons.jsx";
import { answers, post, timeline } from "./posts.js";
import { SideNav, Sidebar } from "./shell.jsx";
import { FocalTweet, Tweet, statusPath } from "./tweet.jsx";

const BACKGROUNDS = { light: "rgb(255, 255, 255)", dim: "rgb(21, 32, 43)", dark: "rgb(0, 0, 0)" };

function Cell({ children }) {
  return <div data-testid="cellInnerDiv" className="cell"><div className="css-175oi2r"><div className="css-175oi2r">{children}</div></div></div>;
}

function Toast({ path }) {
  const toast = (
    <div data-testid="toast" role="alert" className="toast">
      <span>Your post was sent.</span>
      <a {...link(path)} role="link">View</a>
    </div>
  );
  return createPortal(toast, document.getElementById("layers"));
}

/** Posts sent from this page, newest first, and a function that adds one. */
function useSent() {
  const [sent, setSent] = useState([]);
  const add = (text, to) => {
    const id = `19900000000000009${String(sent.length).padStart(2, "0")}`;
    setSent((now) => [{ id, by: self.id, answers: to, text, ago: "now", views: "1", counts: [0, 0, 0] }, ...now]);
  };
  return [sent, add];
}

function Status({ focal, sent, onSent }) {
  const who = person(focal.by);
  return (
    <>
      <div className="head"><button type="button" data-testid="app-bar-back" aria-label="Back" onClick={() => go("/home")}><Icon name="back" /></button><h2>Post</h2></div>
      <section aria-label="Timeline: Conversation">
        <Cell>
          <FocalTweet post={focal} />
          <div data-testid="inline_reply_offscreen">
            <Composer key={`${focal.id} ${sent.length}`} collapsible placeholder="Post your reply" label="Reply" answers={focal.id} replyingTo={[who.x]} onSent={(text) => onSent(text, focal.id)} />
          </div>
        </Cell>
        {[...sent.filter((one) => one.answers === focal.id), ...answers(focal.id)].map((one) => <Cell key={one.id}><Tweet post={one} /></Cell>)}
      </section>
    </>
  );
}

function Home({ sent, onSent }) {
  return (
    <>
      <div className="head"><h2>Home</h2></div>
      <Composer key={sent.length} placeholder="What is happening?" label="Post" onSent={(text) => onSent(text, undefined)} />
      <section aria-label="Timeline: Your Home Timeline">
        {[...sent.filter((one) => !one.answers), ...timeline()].map((one) => <Cell key={one.id}><Tweet post={one} /></Cell>)}
      </section>
    </>
  );
}

function App() {
  const path = usePath();
  const [, , , id] = path.split("/");
  const chat = path.startsWith("/i/chat/") ? id.split("-").at(-1) : undefined;
  const [sent, onSent] = useSent();
  const focal = post(id) ?? sent.find((one) => one.id === id);
  const last = sent[0];
  return (
    <div className="app">
      <SideNav />
      <main role="main">
        <div data-testid="primaryColumn" className="primary">
          {chat ? <Chat name={chat} /> : focal ? <Status focal={focal} sent={sent} onSent={onSent} /> : <Home sent={sent} onSent={onSent} />}
        </div>
        <Sidebar except={focal && person(focal.by)} />
      </main>
      {path === "/compose/post" && <Dialog onSent={onSent} />}
      {last && <Toast key={last.id} path={statusPath(last)} />}
    </div>
  );
}

const theme = new URLSearchParams(location.search).get("theme") ?? "light";
document.documentElement.classList.add(theme);
document.documentElement.style.colorScheme = theme === "light" ? "light" : "dark";
document.body.style.backgroundColor = BACKGROUNDS[theme];
createRoot(document.getElementById("react-root")).render(<App />);
