//! What is looked for on pages of LinkedIn. Class names change with each build and are never used;
//! labels depend on the language.

use crate::selector::selectors;

selectors! {
    EDITOR: "linkedin/editor", One, "2026-10",
        "The TipTap editor of a comment. The share box uses the same, under a key of its own.",
        r#"[data-testid="ui-core-tiptap-text-editor-wrapper"] [role="textbox"][contenteditable="true"]:not([componentkey="ShareBox_textEditor"])"#;
    BOX: "linkedin/comment-box", One, "2026-10",
        "Around the editor of a comment.",
        r#"[componentkey^="commentBox-"]"#;
    WRAPPER: "linkedin/editor-wrapper", One, "2026-10",
        "Directly around any TipTap editor; stands in where there is no comment box.",
        r#"[data-testid="ui-core-tiptap-text-editor-wrapper"]"#;
    ELSEWHERE: "linkedin/elsewhere", Any, "2026-10",
        "Around a composer that is not read: dialogs, share box, messages, hidden parts of the page.",
        r#"dialog, [role="dialog"], [data-sdui-screen*="sharing.ShareCompose"], form.msg-form, .msg-overlay-conversation-bubble, [hidden], [aria-hidden="true"], [inert]"#;
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
    PHOTO: "linkedin/actor-photo", One, "2026-10",
        "Inside a photo link: the picture, or the drawing that stands in for it.",
        "img, figure, svg";
    PORTRAIT: "linkedin/actor-portrait", AtMostOne, "2026-10",
        "Inside a link that holds picture and name at once. Not `svg`: badges are drawn with it.",
        "img, figure";
    CONTROL: "linkedin/control", Any, "2026-10",
        "What is pressed; its label says nothing about the post.",
        r#"button, [role="button"], svg, script, style"#;
    POST_TEXT: "linkedin/post-text", AtMostOne, "2026-10",
        "What the post says.",
        r#"[data-testid="expandable-text-box"]"#;
    PARAGRAPH: "linkedin/post-paragraph", Any, "2026-10",
        "Paragraphs of the post, where its text is not marked.",
        "p";
    OWN: "linkedin/own-photo", AtMostOne, "2026-10",
        "The link to one's own profile beside the share box of the feed.",
        r#"#shareboxProfilePictureComponentRef a[href*="/in/"], a[componentkey="shareboxProfilePictureComponentRef"], [componentkey="shareboxProfilePictureComponentRef"] a[href*="/in/"]"#;
    SECTION: "linkedin/send-section", AtMostOne, "2026-10",
        "Holds the button that sends; there only while the editor has text.",
        r#"[id*="commentButtonSection" i], [componentkey*="commentButtonSection" i]"#;
    SEND: "linkedin/send", One, "2026-10",
        "The section's only button without a picture.",
        "button";
}
