//! People: how they are called, and how their accounts are written down. Which accounts they have is drawn in
//! `entry`.

use super::entry::Cells;
use super::spelling::{account_number, capital, digits};
use super::tongues::{Order, draw, spelt};
use crate::random::Random;

/// A person: of a few thousand names, so that in long lists many are called alike.
#[derive(Debug)]
pub(super) struct Person {
    pub(super) number: u64,
    pub(super) name: String,
    /// Given and family name as addresses spell them.
    pub(super) spelt: [String; 2],
    form: usize,
}

impl Person {
    /// Draws a name.
    pub(super) fn draw(number: u64, random: &mut Random) -> Self {
        let tongue = draw(random);
        let (given, spelt_given) = spelt(random.pick::<&str>(tongue.given));
        let (family, spelt_family) = spelt(random.pick::<&str>(tongue.family));
        let middle = match tongue.share {
            // Where second names are common, some write their first letter.
            share if share > 8 && given.is_ascii() && random.chance(30) => {
                random.pick(&[" A.", " J.", " M.", " R."])
            }
            _ => "",
        };
        let name = match tongue.order {
            Order::GivenFirst => format!("{given}{middle} {family}"),
            Order::FamilyFirst => format!("{family}{given}"),
        };
        Self {
            number,
            name,
            spelt: [spelt_given, spelt_family],
            form: random.below(100),
        }
    }

    /// What stands in a row about them, with these accounts.
    pub(super) fn cells(
        self,
        (handle, user_id, profile): (bool, bool, bool),
        company: String,
    ) -> Cells {
        let some = |is: bool, text: String| if is { text } else { String::new() };
        Cells {
            handle: some(handle, self.handle()),
            user_id: some(user_id, account_number(self.number).to_string()),
            profile: some(profile, self.profile()),
            name: self.name,
            company,
            ..Cells::default()
        }
    }

    /// X allows 15 characters. The digits at its end are nobody else's.
    fn handle(&self) -> String {
        let digits = digits(self.number);
        let [given, family] = &self.spelt;
        let room = 14_usize.saturating_sub(digits.len());
        let name: String = match self.form % 3 {
            0 => format!("{given}{family}").chars().take(room).collect(),
            1 => given.chars().take(room).collect(),
            _ => format!("{}{family}", given.chars().take(1).collect::<String>())
                .chars()
                .take(room)
                .collect(),
        };
        match self.form {
            0..20 => format!("@{name}_{digits}"),
            20..30 => format!("https://x.com/{name}_{digits}"),
            30..60 => format!("{}{digits}", capital(&name)),
            _ => format!("{name}{digits}"),
        }
    }

    /// Addresses end in something that LinkedIn adds, here in what makes them different.
    fn profile(&self) -> String {
        let [given, family] = &self.spelt;
        let added = account_number(self.number) & 0xffff_ffff_ffff;
        match self.form {
            // Some pages keep the letters of the name.
            0..12 => {
                let name = self.name.replace([' ', '\'', '.'], "-");
                format!(
                    "https://www.linkedin.com/in/{}-{added:012x}/",
                    name.to_lowercase()
                )
            }
            12..20 => format!("linkedin.com/in/{given}{family}-{added:012x}"),
            _ => format!("https://www.linkedin.com/in/{given}-{family}-{added:012x}/"),
        }
    }
}
