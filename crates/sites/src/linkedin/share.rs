//! The share box, where a post of one's own is written: the current one in the page's own dialog, and the older one,
//! also for pages of companies.
//!
//! A post goes to nobody in particular, unless it holds another's: then who wrote that one is answered. People named in
//! the older box carry an address; in the current one a name is all the page holds, and a name alone is nobody's.

use policy::{AccountKey, Draft, Recipient, Relation, Site, Surface};

use super::composer::only;
use super::reply::Commenter;
use super::selectors::{
    ACTOR, OLDER_ACTOR, OLDER_POST, SHARE_AS_PERSON, SHARE_AUTHOR, SHARE_BOX, SHARE_EDITOR,
    SHARE_MEMBER, SHARE_NAMED,
};
use super::{addressed, older, own_account, text};
use crate::element::contains;
use crate::text::Reader;
use crate::{Composer, Element, Place, ReadError};

/// The most people named in one post: each costs a look-up.
const MAX_NAMED: usize = 50;

/// The share box around the target; `above` are the target and its ancestors.
pub(super) fn find<E: Element>(above: &[E]) -> Option<Composer<E>> {
    // The outermost: the button that sends may stand outside the part with the editor.
    let frame = above.iter().rfind(|it| SHARE_BOX.is(*it))?;
    let editor = only(SHARE_EDITOR.all(frame))?;
    let is_current = editor.attr("componentkey").is_some();
    Some(Composer {
        site: Site::LinkedIn,
        place: if is_current {
            Place::LinkedInShare
        } else {
            Place::LinkedInOlderShare
        },
        surface: if people_after(frame, &editor).is_empty() {
            Surface::Post
        } else {
            Surface::Quote
        },
        editor,
        root: frame.clone(),
        scope: frame.clone(),
    })
}

/// What the post would say, and whom it names.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Draft, ReadError> {
    super::check(composer, page, &SHARE_BOX)?;
    let own_account = author(composer, page, path)?;
    let shared = shared(composer)?;
    let parent = shared.as_ref().map(Commenter::parent);
    let shared = shared.filter(|it| own_account.as_ref() != Some(&it.account));
    let mut recipients: Vec<Recipient> = shared.map(addressed).into_iter().collect();
    for named in SHARE_NAMED.all(&composer.editor) {
        if let Some(account) = named.attr("data-entity-urn").as_deref().and_then(of_urn) {
            let is_known = recipients.iter().any(|other| other.account == account);
            if !is_known && own_account.as_ref() != Some(&account) && recipients.len() < MAX_NAMED {
                recipients.push(mentioned(account, &named));
            }
        }
    }
    Ok(Draft {
        site: composer.site,
        surface: composer.surface,
        text: text::of_editor(&composer.editor),
        recipients,
        parent,
        own_account,
    })
}

/// Who wrote the post that is shared with it; none where there is no other post in the box.
fn shared<E: Element>(composer: &Composer<E>) -> Result<Option<Commenter>, ReadError> {
    let scope = &composer.scope;
    let people = people_after(scope, &composer.editor);
    if people.is_empty() {
        return Ok(None);
    }
    let author = if OLDER_ACTOR.all(scope).is_empty() {
        super::author(scope, people, None)
    } else {
        let card = OLDER_POST.all(scope).into_iter().next();
        older::author(card.as_ref().unwrap_or(scope))
    };
    author.map(Some)
}

/// The links to people and companies behind the editor.
fn people_after<E: Element>(scope: &E, editor: &E) -> Vec<E> {
    let mut links = ACTOR.all(scope);
    links.retain(|it| {
        editor.precedes(it) && !contains(editor, it) && own_account::account(it).is_some()
    });
    links
}

fn mentioned<E: Element>(account: AccountKey, named: &E) -> Recipient {
    let name = Reader::new().line(named);
    Recipient {
        account,
        name: Some(name.trim_start_matches('@').to_owned()).filter(|name| !name.is_empty()),
        headline: None,
        relation: Relation::Mentioned,
    }
}

/// Who posts: whom the box links, or the page of a company whose administration this is; else the member, unless
/// somebody else can be chosen and it is not plain that nobody was.
fn author<E: Element>(
    composer: &Composer<E>,
    page: &E,
    path: &str,
) -> Result<Option<AccountKey>, ReadError> {
    let links = SHARE_MEMBER.all(&composer.scope);
    let shown = own_account::linked(&SHARE_MEMBER, &links)?;
    if let Some(account) = shown.or_else(|| own_account::administered(path)) {
        return Ok(Some(account));
    }
    let choices = SHARE_AUTHOR.all(&composer.scope);
    if choices.iter().any(|it| SHARE_AS_PERSON.all(it).is_empty()) {
        return Ok(None);
    }
    own_account::read(page)
}

/// The account that `urn:li:fsd_profile:ACoAA…` or `urn:li:fsd_company:123` names.
pub(super) fn of_urn(urn: &str) -> Option<AccountKey> {
    let (kind, id) = urn.rsplit_once(':')?;
    let folder = match kind {
        "urn:li:fsd_profile" | "urn:li:fs_miniProfile" => "/in/",
        "urn:li:fsd_company" | "urn:li:organization" => "/company/",
        _ => return None,
    };
    AccountKey::linkedin(&(folder.to_owned() + id)).ok()
}

#[cfg(test)]
mod tests {
    use super::of_urn;

    #[test]
    fn only_profiles_and_companies_are_accounts() {
        let read = |urn| of_urn(urn).map(|account| account.to_string());
        let member = Some("in:/in/ACoAAB1".to_owned());
        assert_eq!(read("urn:li:fsd_profile:ACoAAB1"), member);
        assert_eq!(read("urn:li:fs_miniProfile:ACoAAB1"), member);
        let company = Some("in:/company/123".to_owned());
        assert_eq!(read("urn:li:fsd_company:123"), company);
        for urn in ["urn:li:member:123", "urn:li:fsd_profile:", "ACoAAB1", ""] {
            assert_eq!(read(urn), None, "{urn}");
        }
    }
}
