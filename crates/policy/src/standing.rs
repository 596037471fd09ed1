//! What a headline or a people file says about somebody's place in a company: plain names.
//!
//! Reading them out of a headline is left to `names`.

use serde::{Deserialize, Serialize};

/// How high somebody stands, lowest first. The name in files is in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Seniority {
    /// Nobody reports to them.
    Staff,
    /// Leads a team.
    Manager,
    /// Leads a department.
    Director,
    /// Leads several departments.
    VicePresident,
    /// Leads the company, or a part of all of it: chief officers, managing directors, board members.
    Chief,
}

impl Seniority {
    /// Every level, lowest first.
    pub const ALL: [Self; 5] = [
        Self::Staff,
        Self::Manager,
        Self::Director,
        Self::VicePresident,
        Self::Chief,
    ];

    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Staff => "staff",
            Self::Manager => "manager",
            Self::Director => "director",
            Self::VicePresident => "vice-president",
            Self::Chief => "chief",
        }
    }

    /// How many levels `self` stands above `other`; 0 when it does not.
    #[must_use]
    pub fn levels_above(self, other: Self) -> u8 {
        (self as u8).saturating_sub(other as u8)
    }
}

/// A kind of title that rules speak about. The name in files is in kebab case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitleClass {
    /// Chief executive, chief technology officer, managing director and their like.
    ChiefOfficer,
    /// Vice president of any kind.
    VicePresident,
    /// Director or head of a department.
    Director,
    /// Industry, equity or market analyst; not a business or data analyst.
    Analyst,
    /// Writes for a newspaper, a magazine, radio or television.
    Journalist,
}

impl TitleClass {
    /// Every class.
    pub const ALL: [Self; 5] = [
        Self::ChiefOfficer,
        Self::VicePresident,
        Self::Director,
        Self::Analyst,
        Self::Journalist,
    ];

    /// The name used in files.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::ChiefOfficer => "chief-officer",
            Self::VicePresident => "vice-president",
            Self::Director => "director",
            Self::Analyst => "analyst",
            Self::Journalist => "journalist",
        }
    }
}
