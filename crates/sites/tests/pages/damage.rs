//! Ways to damage a page, and who must never appear because of it. Which way, and how often, is left to a test with
//! chance (`damaged`) and to a fuzz target that learns (`fuzz/src/bin/damaged_page.rs`).

use policy::{Draft, Relation};
use scraper::{ElementRef, Html, Node};

/// How many ways there are.
pub(crate) const WAYS: usize = 4;

/// Damages the page in one way, at one element or two, given by their numbers.
pub(crate) fn change(html: &mut Html, way: usize, (one, other): (usize, usize)) {
    match way {
        0 => remove(html, one),
        1 => double(html, one),
        2 => rename(html, (one, other)),
        _ => transfer(html, one, other),
    }
}

/// How many elements can be damaged.
pub(crate) fn elements(html: &Html) -> usize {
    html.root_element().descendent_elements().skip(1).count()
}

/// Takes an element away, with what is in it.
pub(crate) fn remove(html: &mut Html, index: usize) {
    let id = element(html, index).id();
    html.tree.get_mut(id).unwrap().detach();
}

/// Somebody whom the draft names without a sign of them on the page as it was or in its address, or the author themselves.
pub(crate) fn stranger(draft: &Draft, (page, address): (&str, &str)) -> Option<String> {
    let page = (address.to_owned() + page).to_lowercase();
    let is_strange = |recipient: &policy::Recipient| {
        let written = recipient.account.display().replace("linkedin.com", "");
        let written = written.to_lowercase();
        let in_address = written.replacen('@', "/", 1);
        let id = written.rsplit('/').next().unwrap_or_default();
        // LinkedIn names people by number, too, and in the query of invitations.
        let as_number =
            ["profile:", "company:", "vanityname=", "/lead/"].map(|it| it.to_owned() + id);
        let ways = [written.clone(), encoded(&written), in_address];
        let mut ways = ways.into_iter().chain(as_number);
        // Text that was moved together may name anybody: it is what would be sent.
        let in_text = recipient.relation == Relation::Mentioned
            && draft.text.to_lowercase().contains(&written);
        let is_own = draft.own_account.as_ref() == Some(&recipient.account);
        is_own || !(in_text || ways.any(|way| page.contains(&way)))
    };
    let mut all = draft.recipients.iter();
    all.find(|it| is_strange(it)).map(|it| it.account.display())
}

/// Percent-encoded, as LinkedIn writes addresses.
fn encoded(path: &str) -> String {
    let encode = |byte: u8| match byte {
        0..=127 => char::from(byte).to_string(),
        _ => format!("%{byte:02x}"),
    };
    path.bytes().map(encode).collect()
}

fn element(html: &Html, index: usize) -> ElementRef<'_> {
    let mut all = html.root_element().descendent_elements().skip(1);
    all.nth(index).unwrap()
}

fn double(html: &mut Html, index: usize) {
    let id = element(html, index).id();
    let copy = html.tree.get_mut(id).unwrap().clone_subtree().id();
    html.tree.get_mut(id).unwrap().insert_id_after(copy);
}

/// Gives an attribute another value, as a new build of a site does.
fn rename(html: &mut Html, (index, which): (usize, usize)) {
    let id = element(html, index).id();
    let mut node = html.tree.get_mut(id).unwrap();
    if let Node::Element(element) = node.value() {
        let count = element.attrs.len().max(1);
        if let Some((_, value)) = element.attrs.get_mut(which % count) {
            *value = "renamed".into();
        }
    }
}

/// Moves one element to the end of another, unless that lies inside the first.
fn transfer(html: &mut Html, from: usize, to: usize) {
    let (moved, place) = (element(html, from), element(html, to));
    if moved == place || place.ancestors().any(|above| above.id() == moved.id()) {
        return;
    }
    let (moved, place) = (moved.id(), place.id());
    html.tree.get_mut(moved).unwrap().detach();
    html.tree.get_mut(place).unwrap().append_id(moved);
}
