//! Who wrote the post above a comment box, or the one that a share box holds.
//!
//! The author stands first: a link with the photo, then a link to the same account with the lines
//! name, degree, headline, time. Two other people may look like that: in a header above
//! (`X reposted this`), and the author of a post embedded below. Where it is not plain which is
//! which, nothing is read.

use policy::AccountKey;

use super::lines;
use super::own_account::account;
use super::selectors::{ACTOR, CONTROL, LINE, PHOTO, PORTRAIT};
use crate::text::{Reader, Visit, folded};
use crate::{Element, ReadError};

/// The most links looked at: a header and an author need four, a header with several faces ten.
const MAX_LINKS: usize = 60;

/// The author of a post.
pub(super) struct Actor<E> {
    pub(super) account: AccountKey,
    pub(super) name: Option<String>,
    pub(super) headline: Option<String>,
    /// The link with the name: the post's text comes after it.
    pub(super) link: E,
    /// The link of the next person named like an author: the post's text ends before it.
    pub(super) next: Option<E>,
}

/// A link that names somebody the way an author is named.
#[derive(Clone)]
struct Candidate<E> {
    account: AccountKey,
    link: E,
    lines: Vec<String>,
    has_photo: bool,
}

/// Reads the author of the post in `scope` among the links there, in their order.
pub(super) fn read<E: Element>(scope: &E, links: Vec<E>) -> Result<Actor<E>, ReadError> {
    let candidates = candidates(links);
    let author = choose(scope, &candidates)?;
    if !author.has_photo {
        return Err(ReadError::Missing(PHOTO.name));
    }
    if author.lines.len() < 2 {
        return Err(ReadError::Missing(LINE.name));
    }
    Ok(Actor {
        account: author.account.clone(),
        name: lines::name(&author.lines),
        headline: lines::headline(&author.account, &author.lines),
        link: author.link.clone(),
        next: after(&candidates, author).map(|next| next.link.clone()),
    })
}

/// A header is one line per person, with nothing but controls before the author. The author's own
/// link has several lines, and what the author says stands before anybody embedded.
fn choose<'a, E: Element>(
    post: &E,
    candidates: &'a [Candidate<E>],
) -> Result<&'a Candidate<E>, ReadError> {
    let mut author = candidates.first().ok_or(ReadError::Missing(ACTOR.name))?;
    while let Some(next) = after(candidates, author) {
        let has_one_line = author.lines.len() == 1;
        match (has_one_line, says_something(post, &author.link, &next.link)) {
            (true, Some(false)) => author = next,
            (false, Some(true)) => break,
            _ => return Err(ReadError::Ambiguous(ACTOR.name)),
        }
    }
    Ok(author)
}

/// The next candidate in the document who is somebody else.
fn after<'a, E: Element>(
    candidates: &'a [Candidate<E>],
    one: &Candidate<E>,
) -> Option<&'a Candidate<E>> {
    candidates
        .iter()
        .find(|it| one.link.precedes(&it.link) && it.account != one.account)
}

fn candidates<E: Element>(links: Vec<E>) -> Vec<Candidate<E>> {
    let mut photo_before: Option<AccountKey> = None;
    let mut candidates = Vec::new();
    for link in links.into_iter().take(MAX_LINKS) {
        let Some(account) = account(&link) else {
            continue;
        };
        let is_photo = is_photo(&link);
        let lines = if is_photo {
            Vec::new()
        } else {
            lines_of(&link)
        };
        if !lines.is_empty() {
            let photo_inside = !PORTRAIT.all(&link).is_empty();
            let has_photo = photo_inside || photo_before.as_ref() == Some(&account);
            candidates.push(Candidate {
                account: account.clone(),
                link,
                lines,
                has_photo,
            });
        }
        photo_before = is_photo.then_some(account);
    }
    candidates
}

fn is_photo<E: Element>(link: &E) -> bool {
    !PHOTO.all(link).is_empty() && folded(&Reader::new().read(link, |it, _| shown(it))).is_empty()
}

/// The lines of a link, without the empty ones.
pub(super) fn lines_of<E: Element>(link: &E) -> Vec<String> {
    let lines = LINE
        .all(link)
        .into_iter()
        .map(|line| Reader::new().line(&line));
    lines.filter(|line| !line.is_empty()).collect()
}

/// Whether there is text between two elements, labels of controls aside; none when the two are not
/// both found, one after the other.
fn says_something<E: Element>(post: &E, after: &E, before: &E) -> Option<bool> {
    let (mut is_between, mut is_complete) = (false, false);
    let text = Reader::new().read(post, |element, _| {
        if element == before {
            is_complete = is_between;
            return Visit::Stop;
        }
        if element == after {
            is_between = true;
            return Visit::Forget;
        }
        shown(element)
    });
    is_complete.then(|| !folded(&text).is_empty())
}

fn shown<E: Element>(element: &E) -> Visit {
    if CONTROL.is(element) {
        Visit::Skip
    } else {
        Visit::Enter
    }
}
