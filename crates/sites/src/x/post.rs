//! A post and who wrote it.
//!
//! The handle is read as text, since links are missing in places. Two other places name the author
//! as well (picture, permalink): where one disagrees, nothing is read. Which post it is, is left to `answered`.

use policy::AccountKey;

use super::selectors::{AUTHOR, AUTHOR_AVATAR, NOT_OWN, PERMALINK};
use crate::element::climb;
use crate::selector::Selector;
use crate::text::{Reader, Visit, folded, inline, runs};
use crate::{Child, Element, ReadError};

/// A post and its author.
pub(super) struct Post<E> {
    pub(super) article: E,
    pub(super) author: AccountKey,
    pub(super) name: Option<String>,
}

/// Reads a post; `path` is the page's address without host.
pub(super) fn read<E: Element>(article: E, path: &str) -> Result<Post<E>, ReadError> {
    let (author, name) = author(&own_parts(&article, &AUTHOR))?;
    check_avatar(&article, &author)?;
    check_permalink(&article, &author, path)?;
    Ok(Post {
        article,
        author,
        name,
    })
}

/// The descendants that belong to the post itself, not to a post quoted in it.
pub(super) fn own_parts<E: Element>(article: &E, selector: &Selector) -> Vec<E> {
    let is_own = |part: &E| {
        let mut above = climb(part)
            .skip(1)
            .take_while(|ancestor| ancestor != article);
        !above.any(|ancestor| NOT_OWN.is(&ancestor))
    };
    selector.all(article).into_iter().filter(is_own).collect()
}

/// The account that all of these name, and the name beside it.
pub(super) fn author<E: Element>(parts: &[E]) -> Result<(AccountKey, Option<String>), ReadError> {
    let mut found: Option<(AccountKey, Option<String>)> = None;
    for part in parts {
        let account = handle(part)?;
        match &found {
            None => found = Some((account, name(part))),
            Some((other, _)) if *other == account => {}
            Some(_) => return Err(ReadError::Ambiguous(AUTHOR.name)),
        }
    }
    found.ok_or(ReadError::Missing(AUTHOR.name))
}

/// The handle after the name. Not in the first child: a display name may look like a handle.
fn handle<E: Element>(user_name: &E) -> Result<AccountKey, ReadError> {
    let after_name = elements(user_name).into_iter().skip(1);
    let texts = after_name.flat_map(|part| runs(&part));
    let handles = texts.filter_map(|text| {
        let is_handle = text.trim().starts_with('@');
        AccountKey::x_handle(&text).ok().filter(|_| is_handle)
    });
    AUTHOR
        .agreed(handles)?
        .ok_or(ReadError::Missing(AUTHOR.name))
}

/// The display name, without badges: the affiliation badge is a picture of another account.
fn name<E: Element>(user_name: &E) -> Option<String> {
    let first = elements(user_name).into_iter().next()?;
    let name = Reader::new().read(&first, |element, _| {
        let source = element.attr("src").unwrap_or_default();
        if source.contains("/profile_images/") {
            Visit::Skip
        } else {
            inline(element)
        }
    });
    Some(folded(&name)).filter(|name| !name.is_empty())
}

fn elements<E: Element>(parent: &E) -> Vec<E> {
    let children = parent.children().into_iter();
    let element = |child| match child {
        Child::Element(element) => Some(element),
        Child::Text(_) => None,
    };
    children.filter_map(element).collect()
}

fn check_avatar<E: Element>(article: &E, author: &AccountKey) -> Result<(), ReadError> {
    let avatars = own_parts(article, &AUTHOR_AVATAR);
    let others = avatars
        .iter()
        .filter_map(avatar_account)
        .any(|account| account != *author);
    if others {
        Err(ReadError::Ambiguous(AUTHOR_AVATAR.name))
    } else {
        Ok(())
    }
}

/// The account whose picture this is. `unknown` stands there while the page does not know it.
pub(super) fn avatar_account<E: Element>(avatar: &E) -> Option<AccountKey> {
    let id = avatar.attr("data-testid")?;
    let handle = id.strip_prefix("UserAvatar-Container-")?;
    AccountKey::x_handle(handle)
        .ok()
        .filter(|_| handle != "unknown")
}

/// The post's own address must name its author, and the post that the page's address names:
/// while X moves to another post, address and content disagree for a moment.
fn check_permalink<E: Element>(
    article: &E,
    author: &AccountKey,
    path: &str,
) -> Result<(), ReadError> {
    let links = own_parts(article, &PERMALINK);
    // `/analytics` and `/quotes` of the same post hold no time.
    let own = links.iter().filter(|link| !link.select("time").is_empty());
    let addresses = own.filter_map(|link| status(&link.attr("href")?));
    let here = status(path).map(|(_, id)| id);
    for (account, id) in addresses {
        if account.is_some_and(|account| account != *author) {
            return Err(ReadError::Ambiguous(PERMALINK.name));
        }
        if here.as_ref().is_some_and(|here| *here != id) {
            return Err(ReadError::Stale(PERMALINK.name));
        }
    }
    Ok(())
}

/// Account and number of a post, from `/jdoe/status/123`. No account in `/i/status/123`.
fn status(address: &str) -> Option<(Option<AccountKey>, String)> {
    let (before, after) = address.split_once("/status/")?;
    let handle = before.rsplit('/').next().filter(|handle| *handle != "i");
    let id: String = after.chars().take_while(char::is_ascii_digit).collect();
    let account = handle.and_then(|handle| AccountKey::x_handle(handle).ok());
    (!id.is_empty()).then_some((account, id))
}

#[cfg(test)]
mod tests {
    use super::status;

    #[test]
    fn reads_account_and_number_of_a_post() {
        let read =
            |address| status(address).map(|(account, id)| (account.map(|it| it.to_string()), id));
        let jdoe = Some((Some("x:@jdoe".to_owned()), "12".to_owned()));
        assert_eq!(read("/JDoe/status/12"), jdoe);
        assert_eq!(read("https://x.com/jdoe/status/12/photo/1?s=20"), jdoe);
        assert_eq!(read("/i/status/12"), Some((None, "12".to_owned())));
        assert_eq!(read("/jdoe/status/"), None);
        assert_eq!(read("/home"), None);
    }
}
