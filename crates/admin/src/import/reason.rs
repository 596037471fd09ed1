//! Why a row is rejected, or a cell is left out, in the words of the report.

/// Why a row or a cell is of no use. The words never show what stands in the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reason {
    /// Nothing by which the account could be recognised.
    NoAccount,
    /// The only address is at a mail provider.
    FreeMail,
    /// The only website is a page on somebody else's host.
    SharedHost,
    /// An X handle that is none.
    Handle,
    /// An X id that is none.
    XUserId,
    /// A LinkedIn address that is none.
    LinkedIn,
    /// A website or domain that is none.
    Domain,
    /// A date that is none.
    Day,
    /// A state that is none.
    State,
    /// No name at all.
    NoName,
    /// In the system's bin.
    Deleted,
    /// The row says it belongs to another list.
    OtherAudience,
    /// A deal without a stage.
    NoStage,
    /// A deal or team member without a company or person.
    NoCompany,
    /// A colleague without an id and name to find them by.
    NoColleague,
    /// The separator is in an unquoted cell, or a line is broken.
    Length,
    /// Bytes that are no text.
    NotText,
}

impl Reason {
    /// For people.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::NoAccount => "no handle, profile, company page or e-mail domain",
            Self::FreeMail => {
                "the e-mail address is at a mail provider and says nothing about the employer"
            }
            Self::SharedHost => "the website is a page on somebody else's host",
            Self::Handle => "the X handle cannot be read",
            Self::XUserId => "the X id is not a whole number",
            Self::LinkedIn => "the LinkedIn address cannot be read",
            Self::Domain => "the website or domain cannot be read",
            Self::Day => "a date is not like `2026-11-22`",
            Self::State => "the state is not `lead`, `negotiation`, `won` or `lost`",
            Self::NoName => "no name",
            Self::Deleted => "deleted where it comes from",
            Self::OtherAudience => "belongs to another audience",
            Self::NoStage => "a deal without a stage",
            Self::NoCompany => "no company or person that it is about",
            Self::NoColleague => "no id or name of a colleague",
            Self::Length => "another number of cells than the first line",
            Self::NotText => "not UTF-8 text; save the file as `CSV UTF-8`",
        }
    }
}
