//! Pages change without notice: whatever is torn out, doubled or moved, nothing panics, nobody
//! appears who was not on the page, and a torn page rather says nothing than somebody else's name.

use policy::{Draft, Relation};
use scraper::Html;
use sites::ReadError;
use sites::html::Page;

use crate::common::{Case, Expect, cases};
use crate::damage::{WAYS, change, elements, remove, stranger};

/// Damaged copies made of each page, each with one to four changes.
const COPIES: u32 = 12;

#[test]
fn nobody_appears_who_was_not_on_the_page() {
    let mut random = Random(0x5eed_0f1e);
    for case in cases() {
        for copy in 0..COPIES {
            let mut html = Html::parse_document(&case.html);
            for _ in 0..=random.below(4) {
                change_at_random(&mut html, &mut random);
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
    if let Some(stranger) = stranger(draft, (&case.html, &case.path)) {
        panic!("{}", case.says(&format!("copy {copy}: {stranger}")));
    }
}

fn change_at_random(html: &mut Html, random: &mut Random) {
    let count = elements(html);
    if count > 0 {
        let (one, other) = (random.below(count), random.below(count));
        change(html, random.below(WAYS), (one, other));
    }
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
