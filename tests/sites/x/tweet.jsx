// Posts: the focal one of a status page and those of a list, with the attributes of sites.md 4.3.

import { person, portrait } from "../shared/people.js";
import { go, link } from "../shared/route.js";
import { Icon, Verified } from "./icons.jsx";

/** A person's picture; the test id carries the handle. */
export function Avatar({ who, size = 40, linked = true }) {
  const image = <img src={portrait(who)} alt="" width={size} height={size} className="portrait" draggable="false" />;
  return (
    <div data-testid={`UserAvatar-Container-${who.x}`} className="avatar">
      {linked ? <a {...link(`/${who.x}`)} role="link" aria-hidden="true" tabIndex={-1}>{image}</a> : image}
    </div>
  );
}

function UserName({ who, post, focal }) {
  return (
    <div data-testid="User-Name" className={focal ? "user-name focal" : "user-name"}>
      <div>
        <div>
          <a {...link(`/${who.x}`)} role="link"><div dir="ltr"><span><span>{who.name}</span></span></div></a>
          {who.verified && <Verified />}
        </div>
      </div>
      <div>
        <div>
          <a {...link(`/${who.x}`)} role="link" tabIndex={-1}><div dir="ltr"><span>@{who.x}</span></div></a>
          {!focal && <span className="dot" dir="ltr">·</span>}
          {!focal && <a {...link(statusPath(post))} role="link"><time dateTime="2026-11-18T09:41:00.000Z">{post.ago}</time></a>}
        </div>
      </div>
    </div>
  );
}

function TweetText({ text }) {
  const parts = text.split(/(\p{Extended_Pictographic}\uFE0F?)/u);
  return <div data-testid="tweetText" dir="auto" lang="en">{parts.map((part, index) => <span key={index}>{part}</span>)}</div>;
}

function Buttons({ post }) {
  const [replies, reposts, likes] = post.counts;
  const rows = [["reply", "reply", replies], ["retweet", "repost", reposts], ["like", "heart", likes]];
  return (
    <div role="group" className="tweet-buttons">
      {rows.map(([testid, icon, count]) => (
        <button key={testid} type="button" data-testid={testid} aria-label={`${count}`}><Icon name={icon} size={18} /><span>{count || ""}</span></button>
      ))}
      <button type="button" aria-label="Views"><Icon name="views" size={18} /><span>{post.views}</span></button>
      <button type="button" aria-label="Share"><Icon name="share" size={18} /></button>
    </div>
  );
}

function PlainName({ who }) {
  return (
    <div data-testid="User-Name" className="user-name">
      <div><div><div dir="ltr"><span><span>{who.name}</span></span></div>{who.verified && <Verified />}</div></div>
      <div><div><div dir="ltr"><span>@{who.x}</span></div></div></div>
    </div>
  );
}

/** A post in the dialog that answers it: without links. */
export function PlainTweet({ post }) {
  const who = person(post.by);
  return (
    <article data-testid="tweet" tabIndex={-1} role="article" className="tweet">
      <div data-testid="Tweet-User-Avatar"><Avatar who={who} linked={false} /></div>
      <div className="tweet-body"><PlainName who={who} /><TweetText text={post.text} /></div>
    </article>
  );
}

/** The card of a quoted post. */
export function QuotedTweet({ post }) {
  return (
    <div role="link" tabIndex={0} className="quoted">
      <PlainName who={person(post.by)} />
      <TweetText text={post.text} />
    </div>
  );
}

/** Path of a post's own page. */
export function statusPath(post) {
  return `/${person(post.by).x}/status/${post.id}`;
}

/** The focal post of a status page: no time in its header, the permalink below the text. */
export function FocalTweet({ post }) {
  const who = person(post.by);
  return (
    <article data-testid="tweet" tabIndex={-1} role="article" className="tweet focal">
      <header>
        <div data-testid="Tweet-User-Avatar"><Avatar who={who} /></div>
        <UserName who={who} post={post} focal />
        <button type="button" className="subtle" aria-label="More" data-testid="caret"><Icon name="more" /></button>
      </header>
      <TweetText text={post.text} />
      <div className="permalink">
        <a {...link(statusPath(post))} role="link"><time dateTime="2026-11-18T09:41:00.000Z">{post.when}</time></a>
        <span> · </span>
        <a {...link(`${statusPath(post)}/analytics`)} role="link"><b>{post.views}</b> Views</a>
      </div>
      <Buttons post={post} />
    </article>
  );
}

/** A post in a list; a click anywhere on it goes to its page without a reload. */
export function Tweet({ post }) {
  const who = person(post.by);
  return (
    <article data-testid="tweet" tabIndex={0} role="article" className="tweet" onClick={() => go(statusPath(post))}>
      <div data-testid="Tweet-User-Avatar"><Avatar who={who} /></div>
      <div className="tweet-body">
        <UserName who={who} post={post} />
        <TweetText text={post.text} />
        <Buttons post={post} />
      </div>
    </article>
  );
}
