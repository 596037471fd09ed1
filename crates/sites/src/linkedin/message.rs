//! Messages in the pages that most have: on the page of messages, and in bubbles over other pages.
//!
//! Only the header of the same conversation says who receives one. A group, a new message whose receivers are chosen
//! by name, and a header without a link leave it unknown.

use policy::{AccountKey, Draft, Recipient, Relation, Site, Surface};

use super::selectors::{
    CONVERSATION, CORRESPONDENT, CORRESPONDENT_HEADLINE, MESSAGE_EDITOR, MESSAGE_FORM,
    MESSAGE_SUBJECT, SAID,
};
use super::{own_account, text};
use crate::element::climb;
use crate::text::Reader;
use crate::{Composer, Element, Place, ReadError};

/// The message whose form contains the target; `above` are the target and its ancestors.
pub(super) fn find<E: Element>(above: &[E]) -> Option<Composer<E>> {
    let form = above.iter().find(|it| MESSAGE_FORM.is(*it))?;
    let editor = match MESSAGE_EDITOR.all(form).as_slice() {
        [only] => only.clone(),
        _ => return None,
    };
    let surface = if MESSAGE_SUBJECT.all(form).is_empty() {
        Surface::DirectMessage
    } else {
        Surface::InMail
    };
    Some(Composer {
        site: Site::LinkedIn,
        place: Place::LinkedInMessage,
        surface,
        editor,
        root: form.clone(),
        scope: conversation(form),
    })
}

/// The conversation around a form, if it holds no other.
fn conversation<E: Element>(form: &E) -> E {
    let around = climb(form).find(|it| CONVERSATION.is(it));
    let alone = around.filter(|it| MESSAGE_EDITOR.all(it).len() == 1);
    alone.unwrap_or_else(|| form.clone())
}

/// What the message would say, and to whom.
pub(super) fn read<E: Element>(composer: &Composer<E>, page: &E) -> Result<Draft, ReadError> {
    super::check(composer, page, &MESSAGE_FORM)?;
    let own_account = own_account::read(page)?;
    Ok(Draft {
        site: composer.site,
        surface: composer.surface,
        text: text::of_editor(&composer.editor),
        recipients: recipient(&composer.scope, own_account.as_ref())
            .into_iter()
            .collect(),
        parent: None,
        own_account,
    })
}

/// The only person whom the header links, with name and headline.
fn recipient<E: Element>(scope: &E, own_account: Option<&AccountKey>) -> Option<Recipient> {
    let links: Vec<(AccountKey, E)> = people(scope).collect();
    let (account, _) = links.first()?;
    if links.iter().any(|(other, _)| other != account) || own_account == Some(account) {
        return None;
    }
    let names = links.iter().map(|(_, link)| Reader::new().line(link));
    let mut headlines = in_header(scope, CORRESPONDENT_HEADLINE.all(scope));
    Some(Recipient {
        account: account.clone(),
        name: names.into_iter().find(|name| !name.is_empty()),
        headline: headlines
            .next()
            .map(|it| Reader::new().line(&it))
            .filter(|line| !line.is_empty()),
        relation: Relation::Addressed,
    })
}

fn people<E: Element>(scope: &E) -> impl Iterator<Item = (AccountKey, E)> {
    let links = in_header(scope, CORRESPONDENT.all(scope));
    links.filter_map(|link| Some((own_account::account(&link)?, link)))
}

/// Those that stand outside what was said.
fn in_header<'a, E: Element>(scope: &'a E, found: Vec<E>) -> impl Iterator<Item = E> + use<'a, E> {
    let was_said = move |it: &E| {
        let mut within = climb(it).take_while(|above| above != scope);
        within.any(|above| SAID.is(&above))
    };
    found.into_iter().filter(move |it| !was_said(it))
}
