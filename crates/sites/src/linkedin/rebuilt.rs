//! Messages in the pages that are being rebuilt (from 2026-07, for some), where class names say nothing.
//!
//! A conversation is the smallest part of the page that holds the editor and a heading: the heading links who receives
//! the message. Names and links below it belong to what was said.

use policy::{Site, Surface};

use super::composer::only;
use super::selectors::{ACTOR, HEADING, OUTLET, REBUILT_EDITOR};
use super::send;
use crate::element::{climb, contains};
use crate::text::Reader;
use crate::{Composer, Element, Place};

/// The conversation around the target; `above` are the target and its ancestors.
pub(super) fn find<E: Element>(above: &[E]) -> Option<Composer<E>> {
    above.iter().find(|it| OUTLET.is(*it))?;
    let scope = above.iter().find(|it| !HEADING.all(*it).is_empty())?;
    only(HEADING.all(scope))?;
    let editor = only(REBUILT_EDITOR.all(scope))?;
    let root = climb(&editor).find(|it| send::last(it, &editor).is_some())?;
    contains(scope, &root).then(|| Composer {
        site: Site::LinkedIn,
        place: Place::LinkedInRebuiltMessage,
        surface: Surface::DirectMessage,
        editor,
        root,
        scope: scope.clone(),
    })
}

/// The link around the heading, and the one that is all of it: beside other names in it, it would be one of a group.
pub(super) fn receivers<E: Element>(scope: &E) -> Vec<E> {
    let Some(heading) = only(HEADING.all(scope)) else {
        return Vec::new();
    };
    let line = |it: &E| Reader::new().line(it);
    let mut links = ACTOR.all(&heading);
    links.retain(|link| line(link) == line(&heading));
    let above = climb(&heading).take_while(|it| it != scope);
    links.extend(above.filter(|it| ACTOR.is(it)));
    links
}
