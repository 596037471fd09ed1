//! Messages in the pages that most have: on the page of messages, and in bubbles over other pages.
//!
//! Only the header of the same conversation says who receives one, or a number beside the form. A group, a new message
//! whose receivers are chosen by name, and a header without either leave it unknown. The messages that are being rebuilt
//! are found in `rebuilt` and read here.

use policy::{AccountKey, Draft, Recipient, Relation, Site, Surface};

use super::composer::only;
use super::selectors::{
    CHOSEN, CONVERSATION, CORRESPONDENT, CORRESPONDENT_HEADLINE, MESSAGE_EDITOR, MESSAGE_FORM,
    MESSAGE_SUBJECT, RECEIVER, SAID,
};
use super::{own_account, rebuilt, share, text};
use crate::element::climb;
use crate::text::Reader;
use crate::{Composer, Element, Place, ReadError};

/// The message whose form contains the target; `above` are the target and its ancestors.
pub(super) fn find<E: Element>(above: &[E]) -> Option<Composer<E>> {
    let form = above.iter().find(|it| MESSAGE_FORM.is(*it))?;
    let editor = only(MESSAGE_EDITOR.all(form))?;
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
        recipients: recipient(composer, own_account.as_ref())
            .into_iter()
            .collect(),
        parent: None,
        own_account,
    })
}

/// The only person whom the header links, with name and headline; without a link, whom a number names.
fn recipient<E: Element>(
    composer: &Composer<E>,
    own_account: Option<&AccountKey>,
) -> Option<Recipient> {
    let scope = &composer.scope;
    let mut people = match composer.place {
        Place::LinkedInRebuiltMessage => rebuilt::receivers(scope),
        _ => in_header(scope, CORRESPONDENT.all(scope)),
    };
    people.retain(|link| own_account::account(link).is_some());
    let mut accounts: Vec<AccountKey> = people.iter().filter_map(own_account::account).collect();
    if people.is_empty() {
        // Several who were chosen by name are a group, whoever of them has a number.
        people = CHOSEN.all(scope);
        let numbered = in_header(scope, RECEIVER.all(scope));
        accounts = numbered.iter().filter_map(numbered_account).collect();
    }
    let account = accounts.first()?.clone();
    let is_group = people.len() > 1 && CHOSEN.is(people.first()?);
    if is_group || accounts.iter().any(|it| *it != account) || own_account == Some(&account) {
        return None;
    }
    let line = |it: &E| Some(Reader::new().line(it)).filter(|line| !line.is_empty());
    let headlines = in_header(scope, CORRESPONDENT_HEADLINE.all(scope));
    Some(Recipient {
        account,
        name: people.iter().find_map(line),
        headline: headlines.first().and_then(line),
        relation: Relation::Addressed,
    })
}

fn numbered_account<E: Element>(receiver: &E) -> Option<AccountKey> {
    let urn = receiver.attr("data-recipient-urn");
    let urn = urn.or_else(|| receiver.attr("data-profile-urn"))?;
    share::of_urn(&urn)
}

/// Those that stand outside what was said.
fn in_header<E: Element>(scope: &E, mut found: Vec<E>) -> Vec<E> {
    found.retain(|it| {
        let mut within = climb(it).take_while(|above| above != scope);
        !within.any(|above| SAID.is(&above))
    });
    found
}
