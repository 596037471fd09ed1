//! Pages change without notice: whatever is torn out, doubled or moved, nothing panics, nobody
//! appears who was not on the page, and a torn page rather says nothing than somebody else's name.

use policy::{Draft, Relation};
use scraper::{ElementRef, Html};
use sites::ReadError;
use sites::html::Page;

use crate::common::{Case, Expect, cases};

/// Damaged copies made of each page, each with one to four changes.
const COPIES: u32 = 12;

#[test]
fn nobody_appears_who_was_not_on_the_page() {
    let mut random = Random(0x5eed_0f1e);
    for case in cases() {
        for copy in 0..COPIES {
            let mut html = Html::parse_document(&case.html);
            for _ in 0..=random.below(4) {
                change(&mut html, &mut random);
            }
            for draft in every_draft(&case, &Page::from(html)).into_iter().flatten() {
                check_people(&case, &draft, copy);
            }
        }
    }
}

#[test]
fn with_one_part_torn_out_the_addressed_account_is_right_or_missing() {
    for case in cases() {
        let Expect::Draft { draft } = &case.expect else {
            continue;
        };
        let whole = Html::parse_document(&case.html);
        for index in 0..elements(&whole) {
            let mut html = whole.clone();
            remove(&mut html, index);
            let page = Page::from(html);
            let read = case.target(&page).ok().and_then(|target| {
                let composer = sites::composer(case.site, &target)?;
                sites::read(&composer, &page.root(), &case.path).ok()
            });
            let addressed = read.iter().flat_map(addressed);
            for account in addressed {
                // Without any sign of the own account an own post looks like another's.
                let own = draft.own_account.as_ref().map(|own| own.to_string());
                let is_known_risk =
                    case.when_damaged.contains(&account) || own.as_ref() == Some(&account);
                let is_right = addressed_of(draft).contains(&account);
                assert!(
                    is_right || is_known_risk,
                    "{}",
                    case.says(&format!("without element {index}: {account}"))
                );
            }
        }
    }
}

fn addressed_of(draft: &Draft) -> Vec<String> {
    addressed(draft).collect()
}

fn addressed(draft: &Draft) -> impl Iterator<Item = String> + '_ {
    let addressed = draft
        .recipients
        .iter()
        .filter(|it| it.relation == Relation::Addressed);
    addressed.map(|recipient| recipient.account.to_string())
}

/// What each text box of the page reads as.
fn every_draft(case: &Case, page: &Page) -> Vec<Result<Draft, ReadError>> {
    let boxes = page.everywhere(r#"[role="textbox"], button, textarea, input"#);
    let composers = boxes.into_iter().filter_map(|target| {
        let composer = sites::composer(case.site, &target)?;
        let button = sites::send_button(&composer);
        assert!(
            button.is_none_or(|button| sites::is_send_click(&composer, &button)),
            "{}",
            case.name
        );
        Some(composer)
    });
    composers
        .map(|composer| sites::read(&composer, &page.root(), &case.path))
        .collect()
}

fn check_people(case: &Case, draft: &Draft, copy: u32) {
    let page = case.html.to_lowercase();
    for recipient in &draft.recipients {
        let written = recipient.account.display().replace("linkedin.com", "");
        let in_address = written.replacen('@', "/", 1);
        let ways = [&written, &encoded(&written), &in_address];
        let was_there = ways.iter().any(|way| page.contains(*way));
        // Text that was moved together may name anybody: it is what would be sent.
        let in_text = recipient.relation == Relation::Mentioned
            && draft.text.to_lowercase().contains(&written);
        assert!(
            was_there || in_text,
            "{}",
            case.says(&format!("copy {copy}: {written}"))
        );
        assert_ne!(
            Some(&recipient.account),
            draft.own_account.as_ref(),
            "{}",
            case.name
        );
    }
}

/// Percent-encoded, as LinkedIn writes addresses.
fn encoded(path: &str) -> String {
    let encode = |byte: u8| match byte {
        0..=127 => char::from(byte).to_string(),
        _ => format!("%{byte:02x}"),
    };
    path.bytes().map(encode).collect()
}

fn change(html: &mut Html, random: &mut Random) {
    let count = elements(html);
    if count == 0 {
        return;
    }
    let (one, other) = (random.below(count), random.below(count));
    match random.below(3) {
        0 => remove(html, one),
        1 => double(html, one),
        _ => transfer(html, one, other),
    }
}

fn elements(html: &Html) -> usize {
    html.root_element().descendent_elements().skip(1).count()
}

fn element(html: &Html, index: usize) -> ElementRef<'_> {
    html.root_element()
        .descendent_elements()
        .skip(1)
        .nth(index)
        .unwrap()
}

fn remove(html: &mut Html, index: usize) {
    let id = element(html, index).id();
    html.tree.get_mut(id).unwrap().detach();
}

fn double(html: &mut Html, index: usize) {
    let id = element(html, index).id();
    let copy = html.tree.get_mut(id).unwrap().clone_subtree().id();
    html.tree.get_mut(id).unwrap().insert_id_after(copy);
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

/// xorshift32 by George Marsaglia: the same sequence on every machine.
struct Random(u32);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        usize::try_from(self.0).unwrap() % bound
    }
}
