//! Which of a site's composers one is: how it is found, read and sent depends on it.
//!
//! What each of them looks like is left to the site's modules; what kind of writing happens there, to
//! [`policy::Surface`].

/// A composer of a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// X: the new post at the top of the home page or of a community.
    XTop,
    /// X: the dialog, for a new post, a thread, a reply, a quote or a change of one's own post.
    XDialog,
    /// X: the reply under the post that a page is about, also beside a picture in the media viewer.
    XInlineReply,
    /// X: a conversation in the chat, which lives in shadow roots of its own.
    XChat,
    /// X: a conversation of the direct messages that were before the chat.
    XDirectMessage,
    /// LinkedIn: the comment box of a post.
    LinkedInComment,
    /// LinkedIn: the box that answers a comment.
    LinkedInReply,
    /// LinkedIn: a comment or an answer to one in the older pages.
    LinkedInOlderComment,
    /// LinkedIn: a message, on the page of messages or in a bubble over any other.
    LinkedInMessage,
    /// LinkedIn: the share box in the page's own dialog.
    LinkedInShare,
    /// LinkedIn: the older share box, also that of a company's page.
    LinkedInOlderShare,
    /// LinkedIn: the note with an invitation to connect.
    LinkedInInvitation,
    /// LinkedIn: a message in Sales Navigator.
    LinkedInSalesMessage,
    /// LinkedIn: a message in the pages that are being rebuilt.
    LinkedInRebuiltMessage,
}

impl Place {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::XTop,
        Self::XDialog,
        Self::XInlineReply,
        Self::XChat,
        Self::XDirectMessage,
        Self::LinkedInComment,
        Self::LinkedInReply,
        Self::LinkedInOlderComment,
        Self::LinkedInMessage,
        Self::LinkedInShare,
        Self::LinkedInOlderShare,
        Self::LinkedInInvitation,
        Self::LinkedInSalesMessage,
        Self::LinkedInRebuiltMessage,
    ];

    /// Its name in counts and on the status page, e.g. `x/dialog`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::XTop => "x/top",
            Self::XDialog => "x/dialog",
            Self::XInlineReply => "x/inline-reply",
            Self::XChat => "x/chat",
            Self::XDirectMessage => "x/direct-message",
            Self::LinkedInComment => "linkedin/comment",
            Self::LinkedInReply => "linkedin/reply",
            Self::LinkedInOlderComment => "linkedin/older-comment",
            Self::LinkedInMessage => "linkedin/message",
            Self::LinkedInShare => "linkedin/share",
            Self::LinkedInOlderShare => "linkedin/older-share",
            Self::LinkedInInvitation => "linkedin/invitation",
            Self::LinkedInSalesMessage => "linkedin/sales-message",
            Self::LinkedInRebuiltMessage => "linkedin/rebuilt-message",
        }
    }
}
