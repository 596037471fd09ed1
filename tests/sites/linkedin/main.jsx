// The LinkedIn-like fixture: a feed at `/feed/` and a page per post at `/feed/update/{urn}/`.
// `?theme=light|dark` chooses the theme, `?as=ID` whose account it is, `?share` and `?repost=ID` open the share box; what
// `outlet.jsx` opens stands there; `?renamed=OLD,NEW` changes the markup. `<main>` scrolls, not the window.

import "../shared/renamed.js";
import { useEffect, useState } from "react";
import { createRoot } from "react-dom/client";
import { self } from "../shared/people.js";
import { usePath } from "../shared/route.js";
import "./linkedin.css";
import { Outlet } from "./outlet.jsx";
import { PostCard } from "./post-card.jsx";
import { feed, post } from "./posts.js";
import { Share } from "./share.jsx";
import { OwnCard, Others, ShareBox, TopBar } from "./shell.jsx";

function Feed({ sentTo, onSent }) {
  return (
    <>
      <ShareBox />
      <div data-testid="mainFeed" role="list" componentkey="container-update-list_mainFeed-lazy-container">
        {feed().map((one, index) => (
          <div key={one.urn} data-lazy-mount-id={String(index)}>
            <div data-display-contents="true">
              <div role="listitem" componentkey={`expanded${one.urn.slice(-3)}FeedType_MAIN_FEED_RELEVANCE`}>
                <h2 className="hidden">Feed post</h2>
                <PostCard post={one} sent={sentTo(one.urn)} onSent={onSent} />
              </div>
            </div>
          </div>
        ))}
      </div>
    </>
  );
}

function Detail({ shown, sentTo, onSent }) {
  return (
    <div componentkey={`update-card-focus${shown.urn.slice(-3)}`}>
      <PostCard post={shown} isDetail sent={sentTo(shown.urn)} onSent={onSent} />
    </div>
  );
}

function App() {
  const path = usePath();
  const [sent, setSent] = useState([]);
  const shown = post(decodeURIComponent(path.split("/")[3] ?? ""));
  const sentTo = (urn) => sent.filter((one) => one.to === urn);
  const onSent = (text, to) => setSent((now) => [{ id: `9${now.length}`, by: self.id, ago: "now", text, to }, ...now]);
  useEffect(() => document.body.setAttribute("data-rehydrated", "true"), []);
  return (
    <div className="app" data-sdui-screen={shown ? "com.linkedin.sdui.flagshipnav.feed.UpdateDetail" : "com.linkedin.sdui.flagshipnav.feed.MainFeed"}>
      <TopBar />
      <main>
        <div className="columns">
          <OwnCard />
          <div className="middle">
            {shown ? <Detail key={shown.urn} shown={shown} sentTo={sentTo} onSent={onSent} /> : <Feed sentTo={sentTo} onSent={onSent} />}
          </div>
          <Others except={shown} />
        </div>
      </main>
      <Share />
      <Outlet />
    </div>
  );
}

document.documentElement.classList.add(new URLSearchParams(location.search).get("theme") ?? "light");
createRoot(document.getElementById("root")).render(<App />);
