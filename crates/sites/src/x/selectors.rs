//! What is looked for on pages of X. Test ids come from component names and have held for years.

use crate::selector::selectors;

selectors! {
    HIDDEN: "x/hidden", Any, "2026-10",
        "Around what nobody sees.",
        r#"[hidden], [aria-hidden="true"], [inert]"#;
    ROOT: "x/inline-reply", One, "2026-10",
        "The box of the inline reply, right after the post it answers.",
        r#"[data-testid="inline_reply_offscreen"]"#;
    DIALOG: "x/dialog", One, "2026-10",
        "The dialog that somebody writes in, or the media viewer.",
        r#"[role="dialog"]"#;
    EDITOR: "x/editor", Apart, "2026-10",
        "The editable element of a post or reply; several in a thread; a `textarea` on mobile systems.",
        r#"[data-testid^="tweetTextarea_"][role="textbox"], textarea[data-testid^="tweetTextarea_"]"#;
    TOOLBAR: "x/tool-bar", Apart, "2026-10",
        "The row of buttons under the editor.",
        r#"[data-testid="toolBar"]"#;
    ATTACHMENTS: "x/attachments", Apart, "2026-10",
        "What goes along with a post: pictures, a poll, the post that it quotes.",
        r#"[data-testid="attachments"]"#;
    POST: "x/post", Any, "2026-10",
        "Anybody's post. In the dialog the one that is answered stands before the editor.",
        r#"article[data-testid="tweet"]"#;
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
    AUTHOR: "x/author", Apart, "2026-09",
        "Name and handle of a post's author: first child the name, then the handle.",
        r#"[data-testid="User-Name"]"#;
    AUTHOR_AVATAR: "x/author-avatar", Apart, "2026-09",
        "The picture of a post's author; its test id ends with the handle.",
        r#"[data-testid="Tweet-User-Avatar"] [data-testid^="UserAvatar-Container-"]"#;
    PERMALINK: "x/permalink", Apart, "2026-09",
        "The post's own address: the link that holds its time.",
        r#"a[href*="/status/"]"#;
    POST_TEXT: "x/post-text", Apart, "2026-09",
        "What a post says.",
        r#"[data-testid="tweetText"]"#;
    CONTEXT: "x/reply-context", Apart, "2026-10",
        "`Replying to @a @b and 3 others`, above the editor once it was focused.",
        r#"div[role="button"]"#;
    AVATAR: "x/own-avatar", Apart, "2026-10",
        "The picture of the acting account, before the editor; its test id ends with the handle.",
        r#"[data-testid^="UserAvatar-Container-"]"#;
    SWITCHER: "x/account-switcher", AtMostOne, "2026-10",
        "The picture of the acting account in the side navigation.",
        r#"[data-testid="SideNav_AccountSwitcher_Button"] [data-testid^="UserAvatar-Container-"]"#;
    PROFILE: "x/profile-link", AtMostOne, "2026-10",
        "The navigation's link to one's own profile.",
        r#"a[data-testid="AppTabBar_Profile_Link"]"#;
    SEND: "x/send", Apart, "2026-10",
        "The button that sends, in the composer or the dialog.",
        r#"[data-testid="tweetButtonInline"], [data-testid="tweetButton"]"#;
    MESSAGE_EDITOR: "x/message-editor", Apart, "2026-09",
        "What a message is written in: a `textarea` in the chat, Draft.js before it.",
        r#"textarea[data-testid="dm-composer-textarea"], [data-testid="dmComposerTextInput"]"#;
    MESSAGE_SEND: "x/message-send", Apart, "2026-09",
        "The button that sends a message; the chat has it only while there is text.",
        r#"[data-testid="dm-composer-send-button"], [data-testid="dmComposerSendButton"]"#;
    MESSAGES: "x/messages", AtMostOne, "2025-07",
        "Around one conversation of the direct messages: the drawer; of the page, sections, which is not confirmed.",
        r#"[data-testid="DMDrawer"], section, [role="region"]"#;
    PAGE: "x/page", Any, "2026-10",
        "Around everything: whoever is named in it has nothing to do with a conversation.",
        r#"main, [role="main"], [data-testid="primaryColumn"], [role="dialog"], body"#;
    CHAT_FORM: "x/chat-form", One, "2026-09",
        "Around editor and buttons of the chat.",
        r#"[data-testid="dm-composer-form"]"#;
    CHAT: "x/chat", One, "2026-09",
        "The conversation of the chat that is open, with its header.",
        r#"[data-testid="dm-conversation-panel"]"#;
    CHAT_HEADER: "x/chat-header", One, "2026-09",
        "Says with whom: a link for one person, none or several for a group.",
        r#"[data-testid="dm-conversation-header"]"#;
    CHAT_NAME: "x/chat-name", AtMostOne, "2026-09",
        "The name of the person in the header.",
        r#"[data-testid="dm-conversation-username"]"#;
    LINK: "x/link", Any, "2026-09",
        "A link in the header of a conversation.",
        "a[href]";
    MESSAGE_ENTRY: "x/message-entry", Any, "2025-07",
        "What was said in a conversation, and the list of conversations: people named there receive nothing.",
        r#"[data-testid="messageEntry"], [data-testid="conversation"], [data-testid="cellInnerDiv"]"#;
}
