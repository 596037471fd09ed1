//! Companies that people work for, or that are on a list themselves. How a number becomes a name is left to
//! `spelling`.

use super::entry::Cells;
use super::spelling::{capital, stem};
use super::tongues::{ONSETS, Order, VOWELS, draw};
use crate::random::Random;

/// A company.
#[derive(Debug)]
pub(super) struct Firm {
    /// The name as its addresses have it.
    stem: String,
    bare: String,
    pub(super) name: String,
    form: &'static str,
}

impl Firm {
    pub(super) fn draw(number: u64, random: &mut Random) -> Self {
        let tongue = draw(random);
        let own = stem(number, (tongue.onsets, tongue.vowels));
        let trade = random.pick::<&str>(tongue.trades);
        let glue = if tongue.order == Order::FamilyFirst {
            ""
        } else {
            " "
        };
        let bare = format!("{}{glue}{trade}", capital(&own));
        let form = random.pick::<&str>(tongue.forms);
        let is_short = random.chance(30);
        Self {
            stem: stem(number, (ONSETS, VOWELS)),
            name: format!("{bare}{}", if is_short { "" } else { form }),
            bare,
            form,
        }
    }

    pub(super) fn cells(self, page: bool, domain: bool) -> Cells {
        let some = |is: bool, text: String| if is { text } else { String::new() };
        Cells {
            kind: "company",
            page: some(
                page,
                format!("https://www.linkedin.com/company/{}-group/", self.stem),
            ),
            domain: some(domain, format!("{}.example", self.stem)),
            name: self.name,
            ..Cells::default()
        }
    }

    /// The same company, by its name alone: in capitals, with or without its legal form.
    pub(super) fn variant(self) -> Cells {
        let form = if self.name.len() > self.bare.len() {
            ""
        } else {
            self.form
        };
        let name = format!("{}{form}", self.bare.to_uppercase());
        Cells {
            kind: "company",
            name,
            ..Cells::default()
        }
    }
}
