//! Plain text boxes in a dialog that names who receives what is written: the note with an invitation to connect, and a
//! message in Sales Navigator.
//!
//! The dialog says a name; who that is stands elsewhere: in the address of the page, in the link that opened the dialog,
//! at the head of the profile. All that can be told has to be one account, and to bear the name that the dialog says.

use policy::{AccountKey, Draft, Recipient, Relation, Site, Surface};

use super::composer::only;
use super::selectors::{
    INVITE_LINK, INVITE_NAME, INVITE_NOTE, NOTE_BOX, NOTE_OTHER, PROFILE_NAME, SALES_NOTE,
};
use super::{own_account, text};
use crate::element::contains;
use crate::text::Reader;
use crate::{Composer, Element, Place, ReadError};

/// The note whose dialog contains the target; `above` are the target and its ancestors.
pub(super) fn find<E: Element>(above: &[E]) -> Option<Composer<E>> {
    let frame = above.iter().find(|it| NOTE_BOX.is(*it))?;
    // Conversations are dialogs, too.
    if !NOTE_OTHER.all(frame).is_empty() {
        return None;
    }
    let invitation = only(INVITE_NOTE.all(frame));
    let (place, surface) = match invitation {
        Some(_) => (Place::LinkedInInvitation, Surface::InvitationNote),
        None => (Place::LinkedInSalesMessage, Surface::InMail),
    };
    Some(Composer {
        site: Site::LinkedIn,
        place,
        surface,
        editor: invitation.or_else(|| only(SALES_NOTE.all(frame)))?,
        root: frame.clone(),
        scope: frame.clone(),
    })
}

/// What the note would say, and to whom.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Draft, ReadError> {
    super::check(composer, page, &NOTE_BOX)?;
    let own_account = own_account::read(page)?;
    let recipient = recipient(composer, page, path);
    let other = recipient.filter(|it| own_account.as_ref() != Some(&it.account));
    Ok(Draft {
        site: composer.site,
        surface: composer.surface,
        text: text::of_editor(&composer.editor),
        recipients: other.into_iter().collect(),
        parent: None,
        own_account,
    })
}

/// Everybody who may be meant, if that is one.
fn recipient<E: Element>(composer: &Composer<E>, page: &E, path: &str) -> Option<Recipient> {
    let heading = heading(composer, page);
    let name = name(composer, &heading);
    let mut accounts: Vec<AccountKey> = Vec::new();
    let mut add = |slug: &str| accounts.extend(AccountKey::linkedin(&("/in/".to_owned() + slug)));
    if composer.place == Place::LinkedInInvitation {
        for link in INVITE_LINK.all(page) {
            let label = link.attr("aria-label");
            let label = label.unwrap_or_else(|| Reader::new().line(&link));
            if says(&label, &name) {
                link.attr("href").as_deref().and_then(slug).map(&mut add);
            }
        }
    }
    // Where the page is about the one whom the dialog names.
    if !name.is_empty() && name == heading {
        let folder = match composer.place {
            Place::LinkedInInvitation => "/in/",
            _ => "/sales/lead/",
        };
        let id = path.strip_prefix(folder);
        id.and_then(|it| it.split(['/', ',', '?']).next())
            .map(&mut add);
    }
    if path.starts_with("/preload/") {
        slug(path).map(&mut add);
    }
    let account = accounts.first()?.clone();
    accounts.iter().all(|it| *it == account).then(|| Recipient {
        account,
        name: Some(name).filter(|name| !name.is_empty()),
        headline: None,
        relation: Relation::Addressed,
    })
}

/// The name that the dialog says; empty where it says none that is known.
fn name<E: Element>(composer: &Composer<E>, heading: &str) -> String {
    if let Some(named) = only(INVITE_NAME.all(&composer.scope)) {
        return Reader::new().line(&named);
    }
    let label = composer.scope.attr("aria-label").unwrap_or_default();
    let said = label + " " + &Reader::new().line(&composer.scope);
    if says(&said, heading) {
        heading.to_owned()
    } else {
        String::new()
    }
}

/// Who the page is about; empty where it is about nobody.
fn heading<E: Element>(composer: &Composer<E>, page: &E) -> String {
    let mut headings = PROFILE_NAME.all(page).into_iter();
    let first = headings.find(|it| !contains(&composer.scope, it));
    first.map(|it| Reader::new().line(&it)).unwrap_or_default()
}

/// The account in the query of an invitation's address.
fn slug(address: &str) -> Option<&str> {
    let mut parts = address.split(['?', '&']);
    parts.find_map(|part| part.strip_prefix("vanityName="))
}

/// Whether a text says a name, and no longer one.
fn says(text: &str, name: &str) -> bool {
    let mut before = ' ';
    for (at, first) in text.char_indices() {
        let rest = text.get(at..).and_then(|rest| rest.strip_prefix(name));
        let ends = rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        if ends && !before.is_alphanumeric() {
            return !name.is_empty();
        }
        before = first;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{says, slug};

    #[test]
    fn a_name_is_said_only_as_a_whole() {
        assert!(says("Invite Ann Lee to connect", "Ann Lee"));
        assert!(says("Ann Lee’s network", "Ann Lee"));
        assert!(says("邀请 山田 太郎", "山田 太郎"));
        assert!(!says("Invite Ann Leeson to connect", "Ann Lee"));
        assert!(!says("Invite Joann Lee to connect", "ann Lee"));
        assert!(!says("Invite to connect", ""));
    }

    #[test]
    fn the_query_of_an_invitation_names_its_account() {
        let read = slug;
        assert_eq!(
            read("/preload/custom-invite/?vanityName=ann-lee"),
            Some("ann-lee")
        );
        assert_eq!(read("/preload/x/?a=1&vanityName=ann&b=2"), Some("ann"));
        assert_eq!(read("/preload/custom-invite/"), None);
    }
}
