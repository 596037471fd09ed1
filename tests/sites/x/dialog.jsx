// The dialog at `/compose/post`: a new post, an answer (`?answer=NUMBER`) or a quote (`?quote=NUMBER`). The post that is
// answered and the card of the one that is quoted have no links there (sites.md 4.3).

import { createPortal } from "react-dom";
import { person } from "../shared/people.js";
import { go } from "../shared/route.js";
import { Composer } from "./composer.jsx";
import { Icon } from "./icons.jsx";
import { post } from "./posts.js";
import { PlainTweet, QuotedTweet } from "./tweet.jsx";

/** Which post the address names under `name`. */
function named(name) {
  const number = new URLSearchParams(location.search).get(name);
  return number ? post(number) : undefined;
}

/** The dialog over the page. It goes once the server has what was written. */
export function Dialog({ onSent }) {
  const answered = named("answer");
  const quoted = named("quote");
  const dialog = (
    <div className="scrim">
      <div role="dialog" aria-modal="true" aria-labelledby="modal-header" className="dialog">
        <h2 id="modal-header" className="hidden-title">Write a post</h2>
        <button type="button" data-testid="app-bar-close" aria-label="Close" onClick={() => go("/home")}><Icon name="back" /></button>
        {answered && <PlainTweet post={answered} />}
        <Composer
          placeholder={answered ? "Post your reply" : "What is happening?"}
          label={answered ? "Reply" : "Post"}
          answers={answered?.id}
          replyingTo={answered ? [person(answered.by).x] : []}
          attached={quoted && <QuotedTweet post={quoted} />}
          testId="tweetButton"
          onSent={(text) => { onSent(text, answered?.id); go("/home"); }}
        />
      </div>
    </div>
  );
  return createPortal(dialog, document.getElementById("layers"));
}
