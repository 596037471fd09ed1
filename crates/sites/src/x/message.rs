//! Private messages: the chat, and the direct messages before it.
//!
//! Only the header of the same conversation says who receives them. With several people in it, or none that
//! can be told, the receiver is unknown.

use policy::{AccountKey, Draft, Recipient, Relation, Site, Surface};

use super::selectors::{
    CHAT, CHAT_FORM, CHAT_HEADER, CHAT_NAME, LINK, MESSAGE_EDITOR, MESSAGE_ENTRY, MESSAGE_SEND,
    MESSAGES, PAGE,
};
use super::{own_account, text};
use crate::element::{climb, contains};
use crate::text::{Reader, runs};
use crate::{Composer, Element, Place, ReadError};

/// The conversation whose editor or button contains `target`; `above` are the target and its ancestors.
pub(super) fn find<E: Element>(target: &E, above: &[E]) -> Option<Composer<E>> {
    let is_part = |it: &&E| MESSAGE_EDITOR.is(*it) || MESSAGE_SEND.is(*it) || CHAT_FORM.is(*it);
    let part = above.iter().find(is_part)?;
    let editor = climb(part).find_map(|it| only_editor(&it))?;
    let form = climb(&editor).find(|it| CHAT_FORM.is(it));
    let (place, root) = match form {
        Some(form) => (Place::XChat, form),
        None => (Place::XDirectMessage, with_button(&editor)?),
    };
    contains(&root, target).then(|| Composer {
        site: Site::X,
        place,
        surface: Surface::DirectMessage,
        scope: conversation(place, &root),
        root,
        editor,
    })
}

/// The editor that this element is or holds, unless it holds several.
fn only_editor<E: Element>(around: &E) -> Option<E> {
    if MESSAGE_EDITOR.is(around) {
        return Some(around.clone());
    }
    match MESSAGE_EDITOR.all(around).as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    }
}

/// The box with editor and button.
fn with_button<E: Element>(editor: &E) -> Option<E> {
    climb(editor).find(|it| !MESSAGE_SEND.all(it).is_empty() && only_editor(it).is_some())
}

/// The part of the page that holds the header and this one editor. Where it does not end, nobody is told: beyond
/// it, anybody may be named.
fn conversation<E: Element>(place: Place, root: &E) -> E {
    let frame = match place {
        Place::XChat => &CHAT,
        _ => &MESSAGES,
    };
    let found = climb(root).find(|it| frame.is(it) || PAGE.is(it));
    let found = found.filter(|it| !PAGE.is(it) && only_editor(it).is_some());
    found.unwrap_or_else(|| root.clone())
}

/// What the message would say, and to whom; `path` is the page's address without host.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Draft, ReadError> {
    if !contains(page, &composer.root) {
        return Err(ReadError::Stale(MESSAGE_EDITOR.name));
    }
    let own_account = own_account::of_page(page)?;
    let mut people = match composer.place {
        Place::XChat => in_header(&composer.scope)?,
        _ => people(&composer.scope),
    };
    people.retain(|person| Some(&person.account) != own_account.as_ref());
    // Nobody that can be told, or a group, of whose members the header names some.
    if people.len() != 1 || path.starts_with("/i/chat/g") {
        people.clear();
    }
    Ok(Draft {
        site: composer.site,
        surface: composer.surface,
        text: text::of_editor(&composer.editor)?,
        recipients: people,
        parent: None,
        own_account,
    })
}

/// The people of a chat's header: its links, with the name for the only one.
fn in_header<E: Element>(chat: &E) -> Result<Vec<Recipient>, ReadError> {
    let headers = CHAT_HEADER.all(chat);
    let header = match headers.as_slice() {
        [only] => only,
        [] => return Err(ReadError::Missing(CHAT_HEADER.name)),
        _ => return Err(ReadError::Ambiguous(CHAT_HEADER.name)),
    };
    let mut people: Vec<Recipient> = Vec::new();
    for link in LINK.all(header) {
        add(&mut people, link.attr("href").as_deref().and_then(profile));
    }
    let names = CHAT_NAME.all(header);
    if let ([person], [name]) = (people.as_mut_slice(), names.as_slice()) {
        person.name = Some(Reader::new().line(name)).filter(|name| !name.is_empty());
    }
    Ok(people)
}

/// The people of an older conversation: links that say the handle they lead to, outside what was said.
fn people<E: Element>(scope: &E) -> Vec<Recipient> {
    let mut people = Vec::new();
    for link in LINK.all(scope) {
        let Some(account) = link.attr("href").as_deref().and_then(profile) else {
            continue;
        };
        let handle = account.display();
        let says_so = runs(&link)
            .iter()
            .any(|it| it.trim().eq_ignore_ascii_case(&handle));
        let was_said = climb(&link)
            .take_while(|it| it != scope)
            .any(|it| MESSAGE_ENTRY.is(&it));
        if says_so && !was_said {
            add(&mut people, Some(account));
        }
    }
    people
}

fn add(people: &mut Vec<Recipient>, account: Option<AccountKey>) {
    let Some(account) = account else { return };
    if people.iter().all(|other| other.account != account) {
        people.push(Recipient {
            account,
            name: None,
            headline: None,
            relation: Relation::Addressed,
        });
    }
}

/// The account of `/handle` and `https://x.com/handle`, and of no longer address.
fn profile(href: &str) -> Option<AccountKey> {
    let path = href.strip_prefix("https://x.com").unwrap_or(href);
    AccountKey::x_handle(path.strip_prefix('/')?).ok()
}

#[cfg(test)]
mod tests {
    use super::profile;

    #[test]
    fn only_the_address_of_a_profile_names_somebody() {
        let read = |href| profile(href).map(|account| account.display());
        assert_eq!(read("https://x.com/JDoe").as_deref(), Some("@jdoe"));
        assert_eq!(read("/jdoe").as_deref(), Some("@jdoe"));
        for href in [
            "/jdoe/status/1",
            "https://evil.example/jdoe",
            "jdoe",
            "/",
            "/i/chat",
        ] {
            assert_eq!(read(href), None, "{href}");
        }
    }
}
