// Everything around the feed: bar at the top, own card on the left, other people's posts on the right.

import { person, portrait, self } from "../shared/people.js";
import { link } from "../shared/route.js";
import { Icon } from "./icons.jsx";
import { feed } from "./posts.js";
import { detailPath } from "./post-card.jsx";

const TABS = [["home-active", "Home"], ["people-medium", "My network"], ["job-medium", "Jobs"], ["messages-medium", "Messaging"], ["bell-medium", "Notifications"]];

/** The bar at the top. */
export function TopBar() {
  return (
    <header className="top-bar">
      <div>
        <a {...link("/feed/")} className="mark" aria-label="Local copy"><Icon name="mark" size={30} /></a>
        <label className="search"><Icon name="search-small" size={16} /><input placeholder="Search" aria-label="Search" /></label>
        <nav>
          {TABS.map(([icon, label]) => <a key={label} {...link("/feed/")} className={label === "Home" ? "tab here" : "tab"}><Icon name={icon} size={22} /><span>{label}</span></a>)}
          <button type="button" className="tab"><img src={portrait(self)} alt="" width="24" height="24" className="portrait" /><span>Me</span></button>
        </nav>
      </div>
    </header>
  );
}

/** The card about the member whose account it is. */
export function OwnCard() {
  return (
    <aside className="rail">
      <div className="card own-card">
        <div className="cover" />
        <a {...link(`/in/${self.linkedin}/`)}><img src={portrait(self)} alt={`Photo of ${self.name}`} width="72" height="72" className="portrait" /></a>
        <p className="own-name">{self.name}</p>
        <p className="small">{self.headline}</p>
        <p className="own-row"><span>Profile viewers</span><b>34</b></p>
        <p className="own-row"><span>Post impressions</span><b>210</b></p>
      </div>
    </aside>
  );
}

/** Starts a post of one's own; also where the page says whose account it is. */
export function ShareBox() {
  return (
    <div className="card share">
      <div className="share-row">
        <div id="shareboxProfilePictureComponentRef"><a {...link(`/in/${self.linkedin}/`)}><figure><img src={portrait(self)} alt={self.name} width="48" height="48" className="portrait" /></figure></a></div>
        <div role="button" tabIndex={0} className="launcher"><div id="draft-text-replaceable-component" aria-label="Start a post">Start a post</div></div>
      </div>
      <div className="share-kinds">
        {[["video-medium", "Video"], ["image-small", "Photo"], ["article-medium", "Write article"]].map(([icon, label]) => (
          <button key={label} type="button"><Icon name={icon} /><span>{label}</span></button>
        ))}
      </div>
    </div>
  );
}

/** Links to other people's posts: decoys for whoever reads accounts from the page. */
export function Others({ except }) {
  return (
    <aside className="rail">
      <div className="card others">
        <h2>Posts from your network</h2>
        {feed().filter((one) => one !== except).map((one) => (
          <a key={one.urn} {...link(detailPath(one))} data-status={one.by}>
            <b>{person(one.by).name}</b>
            <span className="small">{one.text.slice(0, 62)}…</span>
          </a>
        ))}
      </div>
    </aside>
  );
}
