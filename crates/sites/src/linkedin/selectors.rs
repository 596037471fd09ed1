//! What is looked for on pages of LinkedIn. Class names change with each build and are never used;
//! labels depend on the language.

use crate::selector::selectors;

selectors! {
    EDITOR: "linkedin/editor", Apart, "2026-10",
        "The TipTap editor of a comment. The share box uses the same, under a key of its own.",
        r#"[data-testid="ui-core-tiptap-text-editor-wrapper"] [role="textbox"][contenteditable="true"]:not([componentkey="ShareBox_textEditor"])"#;
    BOX: "linkedin/comment-box", One, "2026-10",
        "Around the editor of a comment.",
        r#"[componentkey^="commentBox-"]"#;
    WRAPPER: "linkedin/editor-wrapper", One, "2026-10",
        "Directly around any TipTap editor; stands in where there is no comment box.",
        r#"[data-testid="ui-core-tiptap-text-editor-wrapper"]"#;
    HIDDEN: "linkedin/hidden", Any, "2026-10",
        "Around what nobody sees.",
        r#"[hidden], [aria-hidden="true"], [inert], dialog:not([open])"#;
    ELSEWHERE: "linkedin/elsewhere", Any, "2026-10",
        "Around a composer that is no comment: dialogs, share box.",
        r#"dialog, [role="dialog"], [data-sdui-screen*="sharing.ShareCompose"]"#;
    POST: "linkedin/post", One, "2026-10",
        "A post with its comments: an item of the feed, or the post of a detail page.",
        r#"[data-testid="mainFeed"] [role="listitem"], [componentkey="container-update-list_mainFeed-lazy-container"] [role="listitem"], [componentkey^="update-card-focus"]"#;
    COMMENT: "linkedin/comment", Any, "2026-10",
        "Somebody's comment inside a post. The post's own composer stands before all of them.",
        r#"[componentkey^="replaceableComment_urn:li:comment:"], [id^="replaceableComment_urn:li:comment:"], [componentkey^="CommentComponentReference_urn:li:comment:"], article[data-id^="urn:li:comment:("]"#;
    ACTOR: "linkedin/actor", Any, "2026-10",
        "Links to members and companies. The author is the first photo link with a name link after it.",
        r#"a[href*="/in/"], a[href*="/company/"], a[href*="/school/"], a[href*="/showcase/"]"#;
    LINE: "linkedin/actor-line", Any, "2026-10",
        "Inside the author's name link: name, degree, headline, time.",
        "p";
    PHOTO: "linkedin/actor-photo", Any, "2026-10",
        "Inside a photo link: the picture, or the drawing that stands in for it.",
        "img, figure, svg";
    PORTRAIT: "linkedin/actor-portrait", Any, "2026-10",
        "Inside a link that holds picture and name at once. Not `svg`: badges are drawn with it.",
        "img, figure";
    CONTROL: "linkedin/control", Any, "2026-10",
        "What is pressed; its label says nothing about the post.",
        r#"button, [role="button"], svg, script, style"#;
    POST_TEXT: "linkedin/post-text", Apart, "2026-10",
        "What the post says.",
        r#"[data-testid="expandable-text-box"]"#;
    PARAGRAPH: "linkedin/post-paragraph", Any, "2026-10",
        "Paragraphs of the post, where its text is not marked.",
        "p";
    OWN: "linkedin/own-photo", Apart, "2026-10",
        "The link to one's own profile beside the share box of the feed.",
        r#"#shareboxProfilePictureComponentRef a[href*="/in/"], a[componentkey="shareboxProfilePictureComponentRef"], [componentkey="shareboxProfilePictureComponentRef"] a[href*="/in/"]"#;
    SECTION: "linkedin/send-section", Apart, "2026-10",
        "Holds the button that sends; there only while the editor has text.",
        r#"[id*="commentButtonSection" i], [componentkey*="commentButtonSection" i]"#;
    SEND: "linkedin/send", Apart, "2026-10",
        "The section's only button without a picture.",
        "button";
    CHIP: "linkedin/mention", Any, "2026-10",
        "Somebody named in an editor: a name without an address. An answer begins with whom it answers.",
        r#"[data-type="mention"], a.ql-mention"#;
    SHARE_BOX: "linkedin/share-box", One, "2026-10",
        "Around the share box: the page's own dialog, or that of the older pages.",
        r#"dialog[open], [data-sdui-screen*="sharing.ShareCompose"], [aria-labelledby="share-to-linkedin-modal__header"], [data-test-modal-id="sharebox"], .share-box-v2__modal"#;
    SHARE_EDITOR: "linkedin/share-editor", Apart, "2026-10",
        "What a post is written in: TipTap under a key of its own, or Quill. Not its hidden clipboard.",
        r#"[componentkey="ShareBox_textEditor"][contenteditable="true"], .ql-editor[contenteditable="true"]"#;
    SHARE_AUTHOR: "linkedin/share-author", AtMostOne, "2026-10",
        "Chooses who posts: the member or a page of theirs. Not who may read or answer.",
        r##"[role="button"][aria-expanded]:has(#caret-small, [href="#caret-small"]):not(:has(#visibility-small, #comment-small, [href="#visibility-small"], [href="#comment-small"])), .share-unified-settings-entry-button"##;
    SHARE_AS_PERSON: "linkedin/share-as-person", AtMostOne, "2026-10",
        "In it: the drawing of a person, where no page was chosen. A photo leaves it open.",
        r##"#person-accent-4, [href="#person-accent-4"]"##;
    SHARE_MEMBER: "linkedin/share-member", AtMostOne, "2026-10",
        "The link to who posts, in the older box.",
        ".share-creation-state__member-info a[href]";
    SHARE_NAMED: "linkedin/share-named", Any, "2026-10",
        "Somebody named in the older box, with the number of their account.",
        "a.ql-mention[data-entity-urn]";
    SHARE_SEND: "linkedin/share-send", AtMostOne, "2026-10",
        "The button of the older box. In the current one the last button without a picture sends.",
        "button.share-actions__primary-action";
    OLDER_FORM: "linkedin/older-comment-form", One, "2026-10",
        "Around editor and buttons of a comment in the older pages.",
        "form.comments-comment-box__form";
    OLDER_EDITOR: "linkedin/older-editor", One, "2026-10",
        "The Quill editor in it. Not its hidden clipboard.",
        r#".ql-editor[contenteditable="true"]"#;
    OLDER_SEND: "linkedin/older-send", AtMostOne, "2026-10",
        "The button that sends it; there only while there is text.",
        r#"button[class*="comments-comment-box__submit-button"]"#;
    OLDER_POST: "linkedin/older-post", One, "2026-10",
        "A post in the older pages. One inside another is embedded in it.",
        r#".feed-shared-update-v2, [data-urn^="urn:li:activity"]"#;
    OLDER_HEADER: "linkedin/older-header", AtMostOne, "2026-10",
        "Above a post: who liked or shared it.",
        ".update-components-header";
    OLDER_ACTOR: "linkedin/older-actor", Apart, "2026-10",
        "The link to the author of a post.",
        "a.update-components-actor__meta-link";
    OLDER_NAME: "linkedin/older-name", Apart, "2026-10",
        "The author's name.",
        r#".update-components-actor__title span[aria-hidden="true"]"#;
    OLDER_HEADLINE: "linkedin/older-headline", Apart, "2026-10",
        "What stands under it.",
        ".update-components-actor__description";
    OLDER_TEXT: "linkedin/older-text", Apart, "2026-10",
        "What the post says. Not confirmed on the site; without it the text is unknown.",
        ".update-components-text";
    OLDER_COMMENT: "linkedin/older-comment", Any, "2026-10",
        "Somebody's comment, with the answers to it.",
        r#"article.comments-comment-entity, article[data-id^="urn:li:comment:("], .comments-comment-item"#;
    OLDER_COMMENTER: "linkedin/older-commenter", Apart, "2026-10",
        "The link to who wrote a comment.",
        ".comments-comment-meta__description-container";
    OLDER_COMMENTER_NAME: "linkedin/older-commenter-name", Apart, "2026-10",
        "Their name.",
        ".comments-comment-meta__description-title";
    OLDER_COMMENTER_HEADLINE: "linkedin/older-commenter-headline", Apart, "2026-10",
        "What stands under it.",
        ".comments-comment-meta__description-subtitle";
    OLDER_COMMENT_TEXT: "linkedin/older-comment-text", Apart, "2026-10",
        "What a comment says. Not confirmed on the site; without it the text is unknown.",
        ".comments-comment-item__main-content";
    IDENTITY: "linkedin/identity", AtMostOne, "2026-10",
        "Chooses whether a page or a person comments.",
        ".content-admin-identity-toggle-button";
    IDENTITY_FACE: "linkedin/identity-face", AtMostOne, "2026-10",
        "In it: the picture of whoever comments, with their name.",
        ".content-admin-identity-toggle-button img[alt]";
    OWN_FACE: "linkedin/own-face", AtMostOne, "2026-10",
        "The member's own picture in the bar of the older pages, with their name.",
        "img.global-nav__me-photo";
    NOTE_BOX: "linkedin/note-box", One, "2026-10",
        "The dialog around a plain text box: an invitation, a message in Sales Navigator.",
        r#"dialog[open], [role="dialog"], .artdeco-modal"#;
    NOTE_OTHER: "linkedin/note-other", Any, "2026-10",
        "What no such dialog holds: conversations are dialogs, too.",
        r#"[contenteditable="true"]"#;
    INVITE_NOTE: "linkedin/invite-note", One, "2026-10",
        "What the note with an invitation is written in. Not on its first screen, which sends without one.",
        "textarea#custom-message";
    INVITE_NAME: "linkedin/invite-name", AtMostOne, "2026-10",
        "The name in the sentence above it. Not confirmed on the site; without it the name is the profile's, if it is said.",
        "strong";
    INVITE_LINK: "linkedin/invite-link", Any, "2026-10",
        "What opens the dialog: the address says whom it invites, the label names them.",
        r#"a[href*="vanityName="]"#;
    PROFILE_NAME: "linkedin/profile-name", Any, "2026-10",
        "The first is the name of whom the page is about. In Sales Navigator not confirmed.",
        "h1:not(aside *), main h2:not(aside *)";
    SALES_NOTE: "linkedin/sales-note", One, "2026-09",
        "What a message in Sales Navigator is written in.",
        r#"section[role="dialog"] textarea[name="message"]"#;
    MESSAGE_FORM: "linkedin/message-form", One, "2026-10",
        "Around editor and buttons of a message.",
        ".msg-form";
    MESSAGE_EDITOR: "linkedin/message-editor", Apart, "2026-10",
        "What a message is written in.",
        r#".msg-form__contenteditable[contenteditable="true"]"#;
    MESSAGE_SEND: "linkedin/message-send", AtMostOne, "2026-10",
        "The button that sends; missing where Enter does.",
        r#"button.msg-form__send-button, button[type="submit"]"#;
    MESSAGE_SUBJECT: "linkedin/message-subject", AtMostOne, "2026-10",
        "The subject of an InMail.",
        r#"input[name="subject"], .msg-form__subject"#;
    CONVERSATION: "linkedin/conversation", One, "2026-10",
        "One conversation with its header: a bubble, or the right half of the page of messages. `msg-thread` is not confirmed.",
        ".msg-overlay-conversation-bubble, .msg-convo-wrapper, .msg-thread, .msg-compose-container";
    CORRESPONDENT: "linkedin/correspondent", Apart, "2026-10",
        "The link in the header to who receives the message; several for a group.",
        "a.msg-thread__link-to-profile, .msg-overlay-bubble-header__title a, h2.msg-entity-lockup__entity-title a";
    CORRESPONDENT_HEADLINE: "linkedin/correspondent-headline", Apart, "2026-10",
        "What stands under the name in the header.",
        ".msg-entity-lockup__entity-info, .msg-entity-lockup__entity-subtitle";
    CHOSEN: "linkedin/message-chosen", Any, "2026-10",
        "Somebody who was chosen to receive a new message: a name without an address.",
        ".artdeco-pill";
    RECEIVER: "linkedin/message-receiver", AtMostOne, "2026-10",
        "Says the number of who receives a message; on some pages only.",
        "[data-recipient-urn], [data-profile-urn]";
    OUTLET: "linkedin/outlet", AtMostOne, "2026-10",
        "The host of the shadow root that newer pages show older parts in, and the rebuilt messages.",
        r#"#interop-outlet, [data-testid="interop-shadowdom"]"#;
    HEADING: "linkedin/message-heading", Apart, "2026-10",
        "In a rebuilt conversation: who takes part. Described by others, not confirmed on the site.",
        "h2";
    REBUILT_EDITOR: "linkedin/rebuilt-editor", One, "2026-10",
        "What a message is written in there. Nothing that other parts of the page have a name for. Not confirmed on the site.",
        r#"[role="textbox"][contenteditable="true"]:not(.ql-editor, [class*="msg-"])"#;
    SAID: "linkedin/message-said", Any, "2026-10",
        "What was said, and the list of conversations: people named there receive nothing.",
        r#"[data-view-name="message-list-item"], .msg-s-message-list, .msg-conversations-container"#;
}
