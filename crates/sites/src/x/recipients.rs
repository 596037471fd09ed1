//! Whom a post goes to: the author of the one that it answers or quotes, those in the context row, those named in
//! the text.

use policy::{AccountKey, Recipient, Relation};

use super::mentions;
use super::post::Post;
use super::selectors::{CONTEXT, POST};
use crate::element::contains;
use crate::text::runs;
use crate::{Composer, Element, Place, ReadError};

/// The most recipients of one draft: a text that names more is no conversation any more, and each
/// costs a look-up.
const MAX_RECIPIENTS: usize = 50;

/// All recipients, the addressed ones first; never the own account.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    (answered, quoted): (Option<&Post<E>>, Option<&Post<E>>),
    (own_account, text): (Option<&AccountKey>, &str),
) -> Result<Vec<Recipient>, ReadError> {
    let context = match answered {
        Some(post) => context(composer, post, own_account)?,
        None => refuse_context(composer)?,
    };
    let addressed = answered.into_iter().chain(quoted).map(addressed);
    let mentioned = context
        .into_iter()
        .chain(mentions::in_text(text))
        .map(mentioned);
    let mut recipients: Vec<Recipient> = Vec::new();
    for recipient in addressed.chain(mentioned) {
        let is_new = recipients
            .iter()
            .all(|other| other.account != recipient.account);
        let is_own = own_account == Some(&recipient.account);
        if is_new && !is_own && recipients.len() < MAX_RECIPIENTS {
            recipients.push(recipient);
        }
    }
    Ok(recipients)
}

fn addressed<E>(post: &Post<E>) -> Recipient {
    Recipient {
        account: post.author.clone(),
        name: post.name.clone(),
        headline: None,
        relation: Relation::Addressed,
    }
}

fn mentioned(account: AccountKey) -> Recipient {
    Recipient {
        account,
        name: None,
        headline: None,
        relation: Relation::Mentioned,
    }
}

/// Somebody is answered, but the post is not there.
fn refuse_context<E: Element>(composer: &Composer<E>) -> Result<Vec<AccountKey>, ReadError> {
    let above = CONTEXT.all(&composer.scope).into_iter();
    let mut above = above.filter(|row| row.precedes(&composer.editor));
    let names_somebody = |row: E| {
        let mut texts = runs(&row).into_iter();
        texts.any(|text| !mentions::in_text(&text).is_empty())
    };
    if composer.place == Place::XDialog && above.any(names_somebody) {
        return Err(ReadError::Missing(POST.name));
    }
    Ok(Vec::new())
}

/// The handles of the context row. The author always comes first there, the own account never.
fn context<E: Element>(
    composer: &Composer<E>,
    post: &Post<E>,
    own_account: Option<&AccountKey>,
) -> Result<Vec<AccountKey>, ReadError> {
    let around = match composer.place {
        Place::XDialog => &composer.scope,
        _ => &composer.root,
    };
    // Between the post, whose own buttons name others, and the editor.
    let above = CONTEXT.all(around).into_iter().filter(|row| {
        let is_above = row.precedes(&composer.editor) && !contains(row, &composer.editor);
        is_above && post.article.precedes(row) && !contains(&post.article, row)
    });
    let texts = above.flat_map(|row| runs(&row));
    let named = texts.flat_map(|text| mentions::in_text(&text));
    let handles: Vec<AccountKey> = named.filter(|it| own_account != Some(it)).collect();
    let answers_self = own_account == Some(&post.author);
    match handles.first() {
        Some(first) if *first != post.author && !answers_self => {
            Err(ReadError::Ambiguous(CONTEXT.name))
        }
        _ => Ok(handles),
    }
}
