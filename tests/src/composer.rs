//! What a person does on a fixture site: open somebody's post, write an answer, send it.
//! Every press and click goes through the browser's input, so the events are trusted.

use anyhow::{Context, Result, ensure};
use thirtyfour::prelude::*;

use crate::browser::Browser;
use crate::cell::Site;
use crate::wait;

/// Somebody with a post on both fixture sites; the names are those of the example company.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Person {
    /// An exclusive client; Jonas looks after her.
    Elena,
    /// In negotiation; Mara leads the talks.
    Samuel,
    /// Runs another bank.
    Victor,
    /// Analyst.
    Ingrid,
    /// On no list.
    Toni,
    /// Colleague, deal lead.
    Mara,
    /// Colleague, account manager.
    Jonas,
    /// An exclusive client; Priya looks after him, and the list says when that was last true.
    Bruno,
    /// Works for a partner; Mara looks after them.
    Imani,
}

/// Another post of theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Post {
    /// Toni asks for help with a printer.
    Printer,
    /// Toni asks for a discount.
    Discount,
    /// Elena is unhappy with her bank.
    Complaint,
}

impl Person {
    /// Path of this person's post.
    #[must_use]
    pub fn path(self, site: Site) -> String {
        let (handle, number) = match self {
            Self::Elena => ("elena_marchetti", 101),
            Self::Samuel => ("samuel_okafor", 102),
            Self::Victor => ("victor_hale", 103),
            Self::Ingrid => ("ingrid_solberg", 104),
            Self::Toni => ("toni_reyes", 105),
            Self::Mara => ("mara_lindqvist", 106),
            Self::Jonas => ("jonas_brandt", 107),
            Self::Bruno => ("bruno_keller", 112),
            Self::Imani => ("imani_okoye", 111),
        };
        path(site, handle, number)
    }

    /// The name in the address of their profile on LinkedIn.
    #[must_use]
    pub fn slug(self) -> String {
        let path = self.path(Site::X);
        let handle = path.split('/').nth(1).unwrap_or_default();
        handle.replace('_', "-")
    }

    /// The name that fixture links carry in `data-status`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Elena => "elena",
            Self::Samuel => "samuel",
            Self::Victor => "victor",
            Self::Ingrid => "ingrid",
            Self::Toni => "toni",
            Self::Mara => "mara",
            Self::Jonas => "jonas",
            Self::Bruno => "bruno",
            Self::Imani => "imani",
        }
    }
}

impl Post {
    /// Its path.
    #[must_use]
    pub fn path(self, site: Site) -> String {
        match self {
            Self::Printer => path(site, "toni_reyes", 108),
            Self::Discount => path(site, "toni_reyes", 109),
            Self::Complaint => path(site, "elena_marchetti", 110),
        }
    }
}

fn path(site: Site, handle: &str, number: u16) -> String {
    match site {
        Site::X => format!("/{handle}/status/1990000000000000{number}"),
        Site::LinkedIn => format!("/feed/update/urn:li:activity:7390000000000000{number}/"),
    }
}

/// Which composer of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Under the post that the page is about.
    UnderPost,
    /// At the top of X's home page.
    Top,
    /// In X's dialog.
    Dialog,
    /// In X's chat, inside an open shadow root.
    Chat,
    /// Under a comment on LinkedIn, once its "Reply" was pressed.
    UnderComment,
    /// In a bubble with a conversation on LinkedIn, inside an open shadow root.
    Bubble,
    /// In LinkedIn's share box, a modal dialog of the page; with somebody's post in it.
    Share,
    /// In LinkedIn's older share box, inside an open shadow root.
    OlderShare,
    /// In the note with an invitation on LinkedIn, inside the same.
    Invitation,
}

impl Where {
    /// The page that has it, addressed to somebody where it can be: an answer in the dialog, a conversation.
    #[must_use]
    pub fn path(self, to: Person) -> String {
        match self {
            Self::UnderPost => to.path(Site::X),
            Self::UnderComment => to.path(Site::LinkedIn),
            Self::Bubble => format!("/feed/?message={}", to.id()),
            Self::Share => format!("/feed/?repost={}", to.id()),
            Self::OlderShare => format!("/feed/?older-share={}", to.id()),
            Self::Invitation => format!("/preload/custom-invite/?vanityName={}", to.slug()),
            Self::Top => "/home".to_owned(),
            Self::Dialog => {
                let path = to.path(Site::X);
                let number = path.rsplit('/').next().unwrap_or_default();
                format!("/compose/post?answer={number}")
            }
            Self::Chat => format!("/i/chat/100-{}", to.id()),
        }
    }
}

/// The text of a draft and where the caret stands in it, in UTF-16 units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// Blocks joined with line breaks.
    pub text: String,
    /// Distance of the caret from the start; none when it is elsewhere.
    pub caret: Option<i64>,
}

/// A composer of the current page.
#[derive(Clone, Copy, Debug)]
pub struct Composer<'a> {
    browser: &'a Browser,
    site: Site,
    place: Where,
}

/// The first argument is a selector, the second the selector of a shadow root's host or nothing.
const FIND: &str = r#"
const [selector, host] = arguments;
const root = host ? document.querySelector(host)?.shadowRoot : document;
return root?.querySelector(selector) ?? null;
"#;

const CARET: &str = r#"
const [selector, host] = arguments;
const editor = (host ? document.querySelector(host).shadowRoot : document).querySelector(selector);
if (editor.localName === "textarea") return [editor.value, editor.matches(":focus") ? editor.selectionEnd : null];
const selection = getSelection();
const blocks = [...(editor.querySelectorAll("[data-block]").length ? editor.querySelectorAll("[data-block]") : editor.children)];
const text = blocks.map((block) => block.textContent).join("\n");
if (document.activeElement !== editor || !editor.contains(selection.focusNode)) return [text, null];
let caret = 0;
for (const block of blocks) {
  if (block.contains(selection.focusNode)) {
    const before = document.createRange();
    before.selectNodeContents(block);
    before.setEnd(selection.focusNode, selection.focusOffset);
    return [text, caret + before.toString().length];
  }
  caret += block.textContent.length + 1;
}
return [text, null];
"#;

impl<'a> Composer<'a> {
    /// Under the post that the browser shows.
    #[must_use]
    pub fn new(browser: &'a Browser, site: Site) -> Self {
        Self::at(browser, site, Where::UnderPost)
    }

    /// Elsewhere on the page that the browser shows.
    #[must_use]
    pub fn at(browser: &'a Browser, site: Site, place: Where) -> Self {
        Self {
            browser,
            site,
            place,
        }
    }

    /// Puts the caret into it.
    ///
    /// # Errors
    /// When there is no composer on the page.
    pub async fn focus(&self) -> Result<()> {
        let editor = self.editor().await?;
        editor.scroll_into_view().await?;
        editor.click().await.context("clicking into the composer")
    }

    /// Types at the caret.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn write(&self, text: &str) -> Result<()> {
        let chain = self.browser.driver.action_chain();
        Ok(chain.send_keys(text).perform().await?)
    }

    /// Moves the caret to the left.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn move_left(&self, times: usize) -> Result<()> {
        self.write(&Key::Left.value().to_string().repeat(times))
            .await
    }

    /// What stands in it, and where the caret is.
    ///
    /// # Errors
    /// When there is no composer on the page.
    pub async fn writing(&self) -> Result<Writing> {
        let arguments = self.arguments(self.editor_selector());
        let answer = self.browser.driver.execute(CARET, arguments).await?;
        let (text, caret) = answer.convert()?;
        Ok(Writing { text, caret })
    }

    /// Waits until the draft reads like this: editors take typed text in asynchronously.
    ///
    /// # Errors
    /// When it never does.
    pub async fn reads(&self, text: &str) -> Result<()> {
        wait::until_equal("the draft", text.to_owned(), async || {
            Ok(self.writing().await?.text)
        })
        .await
    }

    /// Presses the button that sends, with the mouse.
    ///
    /// # Errors
    /// When the button does not come.
    pub async fn send_by_click(&self) -> Result<()> {
        wait::until("the button that sends", async || {
            self.find(self.send_selector()).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Presses Ctrl+Enter.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn send_by_key(&self) -> Result<()> {
        let chain = self.browser.driver.action_chain();
        let chain = chain
            .key_down(Key::Control)
            .send_keys(Key::Enter.value().to_string())
            .key_up(Key::Control);
        Ok(chain.perform().await?)
    }

    /// Presses Enter alone.
    ///
    /// # Errors
    /// When the browser refuses.
    pub async fn send_by_enter(&self) -> Result<()> {
        self.write(&Key::Enter.value().to_string()).await
    }

    async fn editor(&self) -> Result<WebElement> {
        let selector = self.editor_selector();
        wait::until("a composer", async || Ok(Some(self.find(selector).await?))).await
    }

    async fn find(&self, selector: &str) -> Result<WebElement> {
        let found = self
            .browser
            .driver
            .execute(FIND, self.arguments(selector))
            .await?;
        let is_there = !found.json().is_null();
        ensure!(is_there, "nothing on the page fits {selector}");
        Ok(found.element()?)
    }

    /// A selector, and the host of the shadow root that it is looked for in.
    fn arguments(&self, selector: &str) -> Vec<serde_json::Value> {
        let host = match self.place {
            Where::Chat => Some("[data-testid=xchatEmbedRoute]"),
            Where::Bubble | Where::OlderShare | Where::Invitation => Some("#interop-outlet"),
            _ => None,
        };
        vec![selector.into(), host.into()]
    }

    fn editor_selector(&self) -> &'static str {
        match (self.site, self.place) {
            (_, Where::Bubble) => ".msg-form__contenteditable",
            (_, Where::Share) => "dialog [role=textbox]",
            (_, Where::OlderShare) => ".ql-editor",
            (_, Where::Invitation) => "#custom-message",
            (_, Where::UnderComment) => {
                "[componentkey^='replaceableComment_'] [componentkey^='commentBox-'] [role=textbox]"
            }
            (Site::LinkedIn, _) => "[componentkey^='commentBox-'] [role=textbox]",
            (Site::X, Where::UnderPost) => {
                "[data-testid=inline_reply_offscreen] [data-testid=tweetTextarea_0]"
            }
            (Site::X, Where::Top) => "[data-testid=primaryColumn] [data-testid=tweetTextarea_0]",
            (Site::X, Where::Dialog) => "[role=dialog] [data-testid=tweetTextarea_0]",
            (Site::X, Where::Chat) => "[data-testid=dm-composer-textarea]",
        }
    }

    fn send_selector(&self) -> &'static str {
        match (self.site, self.place) {
            (_, Where::Bubble) => ".msg-form__send-button",
            (_, Where::Share) => "dialog .comment-submit button",
            (_, Where::OlderShare) => ".share-actions__primary-action",
            (_, Where::Invitation) => ".artdeco-button--primary",
            (_, Where::UnderComment) => {
                "[componentkey^='replaceableComment_'] [componentkey$='_commentButtonSection'] button"
            }
            (Site::LinkedIn, _) => "[componentkey$='_commentButtonSection'] button",
            (Site::X, Where::UnderPost) => {
                "[data-testid=inline_reply_offscreen] [data-testid=tweetButtonInline]"
            }
            (Site::X, Where::Top) => "[data-testid=primaryColumn] [data-testid=tweetButtonInline]",
            (Site::X, Where::Dialog) => "[role=dialog] [data-testid=tweetButton]",
            (Site::X, Where::Chat) => "[data-testid=dm-composer-send-button]",
        }
    }
}
