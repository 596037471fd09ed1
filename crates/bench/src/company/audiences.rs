//! The lists of the company: what each is for, and how many of its entries are on it.

use crate::random::Random;

/// A list is kept in several files once it has more keys than this: files of a company are read up to 64 MB.
const KEYS_OF_A_PART: usize = 500_000;

/// A kind of list.
#[derive(Debug)]
pub(super) struct Audience {
    pub(super) id: &'static str,
    pub(super) class: &'static str,
    label: &'static str,
    reason: &'static str,
    /// Who answers for it; one of the colleagues that every company has.
    owner: &'static str,
    /// Asked where nobody looks after an entry; where there is none, somebody does.
    pub(super) desk: Option<&'static str>,
    /// Of a hundred entries.
    share: usize,
    /// Somebody who is on it whatever the seed, for the examples of rules.
    pub(super) anchors: &'static [&'static str],
}

/// All of them.
pub(super) const AUDIENCES: [Audience; 5] = [
    Audience {
        id: "clients",
        class: "client",
        label: "Clients",
        reason: "Each of them knows one person here by name",
        owner: "mara",
        desk: None,
        share: 40,
        anchors: &[
            ",Elena Vasari,Vasari Vineyards,elena_vasari,,https://www.linkedin.com/in/elena-vasari/,,,won,mara,tomas,key-accounts,,",
        ],
    },
    Audience {
        id: "prospects",
        class: "prospect",
        label: "Companies we are talking with",
        reason: "Talks go better with one voice",
        owner: "tomas",
        desk: None,
        share: 40,
        anchors: &[
            ",Samuel Adeyemi,Adeyemi Shipping,samuel_adeyemi,,https://www.linkedin.com/in/samuel-adeyemi/,,,negotiation,tomas,mara,sales-north,,",
            ",Greta Lundgaard,Lundgaard Cranes,greta_lundgaard,,,,,lead,mara,tomas,sales-north,,",
            ",Yusuf Deniz,Deniz Freight,yusuf_deniz,,,,,won,tomas,mara,sales-north,,",
        ],
    },
    Audience {
        id: "partners",
        class: "partner",
        label: "Partners",
        reason: "We agreed with them on how we treat each other's people",
        owner: "mara",
        desk: None,
        share: 8,
        anchors: &[
            ",Imani Osei,Brightwell Software,imani_osei,,https://www.linkedin.com/in/imani-osei/,,,,mara,tomas,,,",
        ],
    },
    Audience {
        id: "competitors",
        class: "competitor",
        label: "Others in our business",
        reason: "What we say to them is read as a word of the company",
        owner: "ruth",
        desk: Some("press"),
        share: 7,
        anchors: &[
            ",Victor Halloran,Halloran & Stead,victor_halloran,,https://www.linkedin.com/in/victor-halloran/,,,,,,,,",
        ],
    },
    Audience {
        id: "analysts",
        class: "analyst",
        label: "Analysts",
        reason: "They quote what employees say",
        owner: "ruth",
        desk: Some("analyst-relations"),
        share: 5,
        anchors: &[
            ",Ingrid Solheim,Solheim Research,ingrid_solheim,,https://www.linkedin.com/in/ingrid-solheim/,,,,,,,,",
        ],
    },
];

/// How many keys the anchors have together, by hand.
pub(super) const ANCHOR_KEYS: usize = 12;

/// The lists by number: each kind in as many parts as the company is large.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lists {
    parts: usize,
}

impl Lists {
    /// For a company of so many keys.
    pub(super) fn of(keys: usize) -> Self {
        let parts = keys.div_ceil(KEYS_OF_A_PART).max(1);
        Self { parts }
    }

    /// All numbers of lists.
    pub(super) fn all(self) -> std::ops::Range<usize> {
        0..AUDIENCES.len() * self.parts
    }

    /// What kind of list it is.
    pub(super) fn audience(self, list: usize) -> &'static Audience {
        let [first, ..] = &AUDIENCES;
        AUDIENCES.get(list % AUDIENCES.len()).unwrap_or(first)
    }

    /// Whether the anchors are on it.
    pub(super) fn is_first(self, list: usize) -> bool {
        list < AUDIENCES.len()
    }

    /// The name of its files.
    pub(super) fn id(self, list: usize) -> String {
        let id = self.audience(list).id;
        match list / AUDIENCES.len() {
            0 => id.to_owned(),
            part => format!("{id}-{}", part + 1),
        }
    }

    /// A list, as often as entries are on it.
    pub(super) fn draw(self, random: &mut Random) -> usize {
        let mut at = random.below(100);
        let kind = AUDIENCES.iter().position(|audience| {
            let is_it = at < audience.share;
            at = at.saturating_sub(audience.share);
            is_it
        });
        kind.unwrap_or_default() + AUDIENCES.len() * random.below(self.parts)
    }

    /// What `audiences/ID.toml` says.
    pub(super) fn describe(self, list: usize) -> String {
        let audience = self.audience(list);
        let part = match list / AUDIENCES.len() {
            0 => String::new(),
            part => format!(", part {}", part + 1),
        };
        let Audience {
            label,
            class,
            owner,
            reason,
            ..
        } = audience;
        let desk = audience
            .desk
            .map(|desk| format!("desk = \"{desk}\"\n"))
            .unwrap_or_default();
        format!(
            "label = \"{label}{part}\"\nclass = \"{class}\"\nowner = \"{owner}\"\nreason = \"{reason}\"\nreview_on = 2039-12-31\n{desk}"
        )
    }
}
