//! Whom the reply goes to: the author of the post, those in the context row, those named in the text.

use policy::{AccountKey, Recipient, Relation};

use super::focal::Post;
use super::mentions;
use super::selectors::CONTEXT;
use crate::element::contains;
use crate::text::runs;
use crate::{Composer, Element, ReadError};

/// The most recipients of one draft: a text that names more is no conversation any more, and each
/// costs a look-up.
const MAX_RECIPIENTS: usize = 50;

/// All recipients, the addressed one first; never the own account.
pub(super) fn read<E: Element>(
    composer: &Composer<E>,
    post: &Post<E>,
    (own_account, text): (Option<&AccountKey>, &str),
) -> Result<Vec<Recipient>, ReadError> {
    let context = context(composer, post, own_account)?;
    let author = Recipient {
        account: post.author.clone(),
        name: post.name.clone(),
        headline: None,
        relation: Relation::Addressed,
    };
    let mentioned = context
        .into_iter()
        .chain(mentions::in_text(text))
        .map(mentioned);
    let mut recipients: Vec<Recipient> = Vec::new();
    for recipient in std::iter::once(author).chain(mentioned) {
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

fn mentioned(account: AccountKey) -> Recipient {
    Recipient {
        account,
        name: None,
        headline: None,
        relation: Relation::Mentioned,
    }
}

/// The handles of the context row. The author always comes first there, the own account never.
fn context<E: Element>(
    composer: &Composer<E>,
    post: &Post<E>,
    own_account: Option<&AccountKey>,
) -> Result<Vec<AccountKey>, ReadError> {
    let above = CONTEXT
        .all(&composer.root)
        .into_iter()
        .filter(|row| row.precedes(&composer.editor) && !contains(row, &composer.editor));
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
