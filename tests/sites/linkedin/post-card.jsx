// One post with its header, author, counts, buttons and comments: the skeleton of sites.md L5 and 7.2.

import { useState } from "react";
import { person, portrait, self } from "../shared/people.js";
import { link } from "../shared/route.js";
import { CommentBox } from "./comment-box.jsx";
import { Icon } from "./icons.jsx";

const COLLEAGUES = new Set(["alice", "mara", "jonas"]);

function degree(who) {
  if (who === self) return "You";
  return COLLEAGUES.has(who.id) ? "1st" : "2nd";
}

/** Path of a post's own page. */
export function detailPath(post) {
  return `/feed/update/${post.urn}/`;
}

/** "X reposted this": a different person than the author, with its own control row. */
function PassedOn({ who }) {
  return (
    <div className="passed-on">
      <a {...link(`/in/${who.linkedin}/`)}><img src={portrait(who)} alt="" width="24" height="24" className="portrait" /></a>
      <p><a {...link(`/in/${who.linkedin}/`)}><strong>{who.name}</strong></a> reposted this</p>
      <div className="controls">
        <button type="button" aria-label="Open control menu"><Icon name="overflow-small" /></button>
        <button type="button" aria-label="Hide post"><Icon name="close-small" /></button>
      </div>
    </div>
  );
}

function Actor({ who, post }) {
  return (
    <div className="actor">
      <a {...link(`/in/${who.linkedin}/`)}><figure><img src={portrait(who)} alt={`View ${who.name}’s profile`} width="48" height="48" className="portrait" /></figure></a>
      <a {...link(`/in/${who.linkedin}/`)} className="actor-text">
        <div><p className="name">{who.name}</p><p>• {degree(who)}</p></div>
        <p className="small">{who.headline}</p>
        <p className="small">{post.ago} • <Icon name="globe-small" size={14} /></p>
      </a>
      {!post.passedOnBy && <div className="controls"><button type="button" aria-label="Open control menu"><Icon name="overflow-small" /></button></div>}
    </div>
  );
}

function SocialBar({ onComment }) {
  const rest = [["repost-small", "Repost"], ["send-privately-small", "Send"]];
  return (
    <div className="social-bar">
      <button type="button" aria-label="Reaction button state: no reaction"><Icon name="thumbs-up-outline-small" /><span>Like</span></button>
      <button type="button" aria-label="Comment" onClick={onComment}><Icon name="comment-small" /><span>Comment</span></button>
      {rest.map(([icon, label]) => <button key={label} type="button" aria-label={label}><Icon name={icon} /><span>{label}</span></button>)}
    </div>
  );
}

function Comment({ post, comment, onSent }) {
  const who = person(comment.by);
  const urn = `urn:li:comment:(${post.urn},${comment.id})`;
  const [replying, setReplying] = useState(false);
  return (
    <div componentkey={`replaceableComment_${urn}`} id={`replaceableComment_${urn}`} className="comment">
      <a {...link(`/in/${who.linkedin}/`)}><figure><img src={portrait(who)} alt="" width="32" height="32" className="portrait" /></figure></a>
      <div className="comment-content">
        <div className="bubble">
          <a {...link(`/in/${who.linkedin}/`)}><p className="name">{who.name} <span className="small">• {degree(who)}</span></p></a>
          <p className="small">{who.headline}</p>
          <p className="comment-text"><span>{comment.text}</span></p>
        </div>
        <div className="comment-actions">
          <span className="small">{comment.ago}</span>
          <button type="button">Like</button>
          <button type="button" aria-label={`Reply to ${who.name}`} onClick={() => setReplying(true)}>Reply</button>
        </div>
        {replying && <CommentBox id={comment.id} answers={urn} label="Reply" mention={who.name} onSent={onSent} />}
      </div>
    </div>
  );
}

/**
 * One post. On its own page (`isDetail`) box and comments are open from the start; in the feed a press
 * of the comment button opens them. `sent` are comments written here.
 */
export function PostCard({ post, isDetail = false, sent, onSent }) {
  const [opened, setOpened] = useState(isDetail);
  const [liked] = useState(post.likes);
  const who = person(post.by);
  const comments = [...sent, ...post.comments];
  const id = post.urn.split(":").at(-1);
  return (
    <div className="card post">
      {post.passedOnBy && <PassedOn who={person(post.passedOnBy)} />}
      <Actor who={who} post={post} />
      <div className="post-text" data-testid="expandable-text-box"><span>{post.text}</span></div>
      <div className="counts">
        <span>{liked} reactions</span>
        <a {...link(detailPath(post))} data-post={post.by}>{comments.length} {comments.length === 1 ? "comment" : "comments"}</a>
      </div>
      <SocialBar onComment={() => setOpened(true)} />
      {opened && (
        <div className="comments">
          <CommentBox id={id} answers={post.urn} onSent={(text) => onSent(text, post.urn)} />
          {comments.map((one) => <Comment key={one.id} post={post} comment={one} onSent={(text) => onSent(text, post.urn)} />)}
        </div>
      )}
    </div>
  );
}
