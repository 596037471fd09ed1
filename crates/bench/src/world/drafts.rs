//! What people of the company write, to whom, and what is known about those.

use policy::{
    AccountKey, Author, Contact, Draft, Known, KnownStanding, Membership, ParentPost,
    PostingIdentity, Recipient, Relation, Seniority, Site, Surface, TitleClass, Via,
};

use super::rules::{Names, STATES, SURFACES};
use super::topics::Library;
use super::words::TONGUES;
use crate::core::Case;
use crate::random::Random;

/// Characters of the post that a draft answers.
const PARENT: usize = 280;

/// The draft at this place, of so many characters. People and circumstances are the same for any length.
pub(super) fn case((names, library): (&Names, &Library), (at, characters): (usize, usize)) -> Case {
    let seed = u64::try_from(at).unwrap_or_default() << 32;
    let (random, wording) = (&mut Random::new(seed + 4), &mut Random::new(seed + 5));
    let surface = *random.pick_early(&SURFACES);
    // Most write to one person, some to three.
    let people = 1 + usize::from(random.chance(25)) + usize::from(random.chance(10));
    let recipients: Vec<Recipient> = (0..people).map(|one| recipient(at * 10 + one)).collect();
    let answers = matches!(surface, Surface::Reply | Surface::Comment | Surface::Quote);
    let parent = recipients.first().filter(|_| answers);
    let parent = parent.map(|recipient| ParentPost {
        author: recipient.account.clone(),
        text: text(library, wording, PARENT),
    });
    let known = known(names, random, &recipients);
    let draft = Draft {
        site: Site::X,
        surface,
        text: text(library, wording, characters),
        recipients,
        parent,
        own_account: None,
    };
    Case { draft, known }
}

fn recipient(number: usize) -> Recipient {
    Recipient {
        account: AccountKey::x(&format!("person_{number}")).expect("a handle"),
        name: Some(format!("Person Number {number}")),
        headline: Some("Head of something at an invented company".to_owned()),
        relation: Relation::Addressed,
    }
}

fn known(names: &Names, random: &mut Random, recipients: &[Recipient]) -> Known {
    let mut known = Known {
        author: Author {
            person: Some("alice".into()),
            roles: random.some(&names.roles, 2),
            teams: random.some(&names.teams, 1),
            seniority: random
                .chance(80)
                .then(|| *random.pick_early(&Seniority::ALL)),
            posting_as: Some(if random.chance(10) {
                PostingIdentity::BrandAccount
            } else {
                PostingIdentity::OwnProfile
            }),
        },
        ..Known::default()
    };
    for recipient in recipients {
        // A strange account costs less than a listed one: four in five are listed, one in ten twice.
        for _ in 0..usize::from(random.chance(80)) + usize::from(random.chance(10)) {
            known.memberships.push(membership(names, random, recipient));
        }
        if random.chance(60) {
            known.standings.push(KnownStanding {
                account: recipient.account.clone(),
                seniority: Some(*random.pick(&Seniority::ALL)),
                titles: random.some(&TitleClass::ALL, 1),
            });
        }
    }
    known
}

fn membership(names: &Names, random: &mut Random, recipient: &Recipient) -> Membership {
    let contact = |name: &str| Contact {
        person: name.into(),
        name: format!("{name} Lindqvist"),
        title: "Account manager".to_owned(),
        team: "Key accounts".to_owned(),
        link: format!("mailto:{name}@aldermoor.example"),
    };
    Membership {
        account: recipient.account.clone(),
        audience: random.pick_early(&names.audiences).clone(),
        via: *random.pick_early(&Via::ALL),
        employer: random.chance(30).then(|| "Halvorsen Shipping".to_owned()),
        state: random.chance(50).then(|| *random.pick_early(&STATES)),
        owner: random.chance(90).then(|| contact("mara")),
        backup: random.chance(50).then(|| contact("jonas")),
        team: random.chance(30).then(|| "no-team-of-the-author".into()),
        confirmed_on: None,
        valid_until: None,
    }
}

/// A text of exactly so many characters: mostly common words and words of no topic; one word in six
/// occurs in some phrase, and a whole phrase stands in every second text of 280 characters.
fn text(library: &Library, random: &mut Random, characters: usize) -> String {
    let (mut text, mut length) = (String::new(), 0);
    while length < characters {
        let word = word(library, random);
        length += word.chars().count() + 1;
        text.push_str(&word);
        let mark = match random.below(60) {
            0..=3 => ". ",
            4..=7 => ", ",
            8 => "! ",
            9 => "? ",
            10 => "\n",
            _ => " ",
        };
        length += mark.chars().count() - 1;
        text.push_str(mark);
    }
    text.chars().take(characters).collect()
}

fn word(library: &Library, random: &mut Random) -> String {
    let common = TONGUES.first().map_or(&[][..], |tongue| tongue.common);
    match random.below(1000) {
        0..12 => phrase(library, random),
        12..20 => format!("@person_{}", random.below(1000)),
        20..30 => format!("#{}", random.pick(&library.fillers)),
        30..35 => "🎉".to_owned(),
        35..180 => random
            .pick(library.words.first().unwrap_or(&library.fillers))
            .clone(),
        180..200 => {
            let language = random.pick(&library.words);
            random.pick(language).clone()
        }
        200..650 => (*random.pick_early(common)).to_owned(),
        _ => random.pick(&library.fillers).clone(),
    }
}

/// A phrase of a topic, the first topics more often than the last.
fn phrase(library: &Library, random: &mut Random) -> String {
    let of_topic = random.pick_early(&library.spoken);
    if of_topic.is_empty() {
        return String::new();
    }
    random.pick(of_topic).clone()
}
