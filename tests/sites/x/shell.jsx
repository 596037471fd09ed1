// Everything around the column in the middle: navigation with the account, search, suggestions.

import { everybody, self } from "../shared/people.js";
import { go, link } from "../shared/route.js";
import { Icon, Verified } from "./icons.jsx";
import { timeline } from "./posts.js";
import { Avatar, statusPath } from "./tweet.jsx";

const TABS = [["home", "Home"], ["search", "Explore"], ["bell", "Notifications"], ["mail", "Chat"], ["bookmark", "Bookmarks"]];

/** The side navigation; its switcher shows the account that acts. */
export function SideNav() {
  return (
    <header role="banner" className="side-nav">
      <h1 className="mark" aria-label="Local copy"><Icon name="mark" size={28} /></h1>
      <nav aria-label="Primary" role="navigation">
        {TABS.map(([icon, label]) => <a key={label} {...link(label === "Home" ? "/home" : "#")} role="link"><Icon name={icon} size={26} /><span>{label}</span></a>)}
        <a {...link(`/${self.x}`)} role="link" data-testid="AppTabBar_Profile_Link"><Icon name="person" size={26} /><span>Profile</span></a>
      </nav>
      <button type="button" className="send new-post" data-testid="SideNav_NewTweet_Button" onClick={() => go("/home")}>Post</button>
      <button type="button" className="account" data-testid="SideNav_AccountSwitcher_Button" aria-label="Account menu">
        <Avatar who={self} linked={false} />
        <span><b>{self.name}</b><span dir="ltr">@{self.x}</span></span>
        <Icon name="more" />
      </button>
    </header>
  );
}

/** Search, people to follow (decoys for whoever reads accounts from the page) and other people's posts. */
export function Sidebar({ except }) {
  const people = everybody().filter((one) => one !== self && one !== except).slice(0, 3);
  const posts = timeline().filter((one) => one.by !== except?.id).slice(0, 6);
  return (
    <div data-testid="sidebarColumn" className="sidebar">
      <label className="search"><Icon name="search" size={18} /><input data-testid="SearchBox_Search_Input" placeholder="Search" aria-label="Search query" /></label>
      <section className="card" aria-label="Also on your timeline">
        <h2>Also on your timeline</h2>
        {posts.map((one) => {
          const who = everybody().find((person) => person.id === one.by);
          return (
            <a key={one.id} {...link(statusPath(one))} className="teaser" data-status={one.by}>
              <span><b>{who.name}</b> · {one.ago}</span>
              <span>{one.text.slice(0, 68)}…</span>
            </a>
          );
        })}
      </section>
      <aside className="card" role="complementary" aria-label="Who to follow">
        <h2>Who to follow</h2>
        {people.map((one) => (
          <div key={one.id} data-testid="UserCell" className="user-cell" role="button" tabIndex={-1}>
            <Avatar who={one} />
            <span><b>{one.name}{one.verified && <Verified />}</b><a {...link(`/${one.x}`)} dir="ltr">@{one.x}</a></span>
            <button type="button" className="follow">Follow</button>
          </div>
        ))}
      </aside>
    </div>
  );
}
