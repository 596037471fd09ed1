//! Whom an answer to a comment answers.
//!
//! The box stands in the comment or after it, and after answers to it, and begins with the name of whom it answers:
//! the nearest comment above by somebody of that name is the one. A name that nobody above has, or two do, is
//! nobody's. Without a name, the comment around the box is answered.

use policy::{AccountKey, ParentPost};

use super::actor::lines_of;
use super::lines;
use super::own_account::account;
use super::selectors::{ACTOR, CHIP, COMMENT, CONTROL, LINE, POST_TEXT};
use crate::element::{climb, contains};
use crate::text::{Reader, Visit, folded, inline};
use crate::{Composer, Element, ReadError};

/// Who wrote a comment, and what it says.
#[derive(Clone)]
pub(super) struct Commenter {
    pub(super) account: AccountKey,
    pub(super) name: Option<String>,
    pub(super) headline: Option<String>,
    pub(super) text: String,
}

impl Commenter {
    /// As what a draft answers.
    pub(super) fn parent(&self) -> ParentPost {
        ParentPost {
            author: self.account.clone(),
            text: self.text.clone(),
        }
    }
}

/// Reads whom the composer answers; none where the page does not tell.
pub(super) fn read<E: Element>(composer: &Composer<E>) -> Result<Option<Commenter>, ReadError> {
    let cards = COMMENT.all(&composer.scope).into_iter();
    let above = cards.filter(|card| card.precedes(&composer.editor));
    choose(
        &composer.editor,
        above.map(|card| (commenter(&card), card)).collect(),
    )
}

/// The one that is answered, of the comments above the editor.
pub(super) fn choose<E: Element>(
    editor: &E,
    above: Vec<(Result<Commenter, ReadError>, E)>,
) -> Result<Option<Commenter>, ReadError> {
    let Some(name) = chip(editor) else {
        let around = |card: &E| contains(card, editor);
        let nearest = above.into_iter().rev().find(|(_, card)| around(card));
        return nearest.map(|(commenter, _)| commenter).transpose();
    };
    let read = above
        .into_iter()
        .filter_map(|(commenter, _)| commenter.ok());
    let named: Vec<Commenter> = read.filter(|it| it.name.as_ref() == Some(&name)).collect();
    let Some(last) = named.last() else {
        return Ok(None);
    };
    if named.iter().any(|other| other.account != last.account) {
        return Err(ReadError::Ambiguous(COMMENT.name));
    }
    Ok(Some(last.clone()))
}

/// The name that an editor begins with.
fn chip<E: Element>(editor: &E) -> Option<String> {
    let chip = CHIP.all(editor).into_iter().next()?;
    let mut is_first = true;
    let before = Reader::new().read(editor, |it, _| {
        if *it == chip {
            is_first = false;
            return Visit::Stop;
        }
        Visit::Enter
    });
    let is_leading = !is_first && folded(&before).is_empty();
    let name = folded(&Reader::new().line(&chip));
    let name = name.trim_start_matches('@').to_owned();
    (is_leading && !name.is_empty()).then_some(name)
}

/// The author stands first: their photo, their name; the headline follows, in the link or after it.
fn commenter<E: Element>(card: &E) -> Result<Commenter, ReadError> {
    let mut links = own_links(card).into_iter();
    let (account, first) = links.next().ok_or(ReadError::Missing(ACTOR.name))?;
    let with_name = std::iter::once((account.clone(), first))
        .chain(links)
        .find(|(_, link)| !lines_of(link).is_empty());
    let (named, link) = with_name.ok_or(ReadError::Missing(LINE.name))?;
    if named != account {
        return Err(ReadError::Ambiguous(ACTOR.name));
    }
    let lines = lines_of(&link);
    let after = after(card, &link);
    Ok(Commenter {
        name: lines::name(&lines),
        headline: lines::headline(&account, &lines).or_else(|| after.0.clone()),
        text: after.1,
        account,
    })
}

/// Links of the card itself, not of answers inside it or of editors.
fn own_links<E: Element>(card: &E) -> Vec<(AccountKey, E)> {
    let links = ACTOR
        .all(card)
        .into_iter()
        .filter(|link| is_own(card, link));
    links
        .filter_map(|link| Some((account(&link)?, link)))
        .collect()
}

fn is_own<E: Element>(card: &E, part: &E) -> bool {
    let mut within = climb(part).take_while(|it| it != card);
    !within.any(|it| COMMENT.is(&it) || it.attr("contenteditable").is_some())
}

/// The headline that stands between the name and the text, where the text is marked; and what the comment says. Where
/// it is not, a first paragraph may be either: nobody is given a headline that they may only have written.
fn after<E: Element>(card: &E, link: &E) -> (Option<String>, String) {
    let is_after = |it: &E| link.precedes(it) && !contains(link, it) && is_own(card, it);
    let read = |it: &E| folded(&Reader::new().read(it, |inner, _| inline(inner)));
    if let Some(marked) = POST_TEXT.all(card).into_iter().find(is_after) {
        let before = LINE.all(card).into_iter().filter(is_after);
        let mut before = before.filter(|it| it.precedes(&marked) && !contains(&marked, it));
        return (before.next().map(|it| read(&it)), read(&marked));
    }
    let in_control = |it: &E| {
        let mut within = climb(it).take_while(|above| above != card);
        within.any(|above| CONTROL.is(&above))
    };
    let paragraphs = LINE.all(card).into_iter().filter(is_after);
    let texts = paragraphs.filter(|it| !in_control(it)).map(|it| read(&it));
    (None, texts.max_by_key(String::len).unwrap_or_default())
}
