//! What is looked for on pages of X. Test ids come from component names and have held for years.

use crate::selector::selectors;

selectors! {
    ROOT: "x/inline-reply", One, "2026-10",
        "The box of the inline reply, right after the post it answers.",
        r#"[data-testid="inline_reply_offscreen"]"#;
    ELSEWHERE: "x/elsewhere", Any, "2026-10",
        "Around a composer that is not read: modal, media viewer, hidden parts of the page.",
        r#"[role="dialog"], dialog, [hidden], [aria-hidden="true"], [inert]"#;
    EDITOR: "x/editor", One, "2026-10",
        "The editable element inside the inline reply; a `textarea` on mobile systems.",
        r#"[data-testid^="tweetTextarea_"][role="textbox"], textarea[data-testid^="tweetTextarea_"]"#;
    BLOCK: "x/text-block", Any, "2026-10",
        "One line of a Draft.js editor.",
        "[data-block]";
    FOCAL: "x/focal-post", One, "2026-09",
        "The post that a status page is about, right before the inline reply.",
        r#"article[data-testid="tweet"][tabindex="-1"]"#;
    COLUMN: "x/column", AtMostOne, "2026-10",
        "The column around conversation and inline reply.",
        r#"[data-testid="primaryColumn"]"#;
    NOT_OWN: "x/quote", Any, "2026-09",
        "Inside a post: a quoted post, a card, a post in a post. Whoever is named there is somebody else.",
        r#"div[role="link"], [data-testid="card.wrapper"], [data-testid="tweet"]"#;
    AUTHOR: "x/author", One, "2026-09",
        "Name and handle of a post's author: first child the name, then the handle.",
        r#"[data-testid="User-Name"]"#;
    AUTHOR_AVATAR: "x/author-avatar", AtMostOne, "2026-09",
        "The picture of a post's author; its test id ends with the handle.",
        r#"[data-testid="Tweet-User-Avatar"] [data-testid^="UserAvatar-Container-"]"#;
    PERMALINK: "x/permalink", AtMostOne, "2026-09",
        "The post's own address: the link that holds its time.",
        r#"a[href*="/status/"]"#;
    POST_TEXT: "x/post-text", AtMostOne, "2026-09",
        "What a post says.",
        r#"[data-testid="tweetText"]"#;
    CONTEXT: "x/reply-context", AtMostOne, "2026-10",
        "`Replying to @a @b and 3 others`, above the editor once it was focused.",
        r#"div[role="button"]"#;
    AVATAR: "x/own-avatar", One, "2026-10",
        "The picture of the acting account, before the editor; its test id ends with the handle.",
        r#"[data-testid^="UserAvatar-Container-"]"#;
    SWITCHER: "x/account-switcher", AtMostOne, "2026-10",
        "The picture of the acting account in the side navigation.",
        r#"[data-testid="SideNav_AccountSwitcher_Button"] [data-testid^="UserAvatar-Container-"]"#;
    PROFILE: "x/profile-link", AtMostOne, "2026-10",
        "The navigation's link to one's own profile.",
        r#"a[data-testid="AppTabBar_Profile_Link"]"#;
    SEND: "x/send", One, "2026-10",
        "The button that sends, inside the inline reply.",
        r#"[data-testid="tweetButtonInline"], [data-testid="tweetButton"]"#;
}
