//! Every kind of problem by a short name that stays the same, for filters and for SARIF.
//!
//! A new kind is one line in the table below.

use serde::{Serialize, Serializer};

/// Whether a problem is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is compiled while there is one.
    Error,
    /// Worth a look; everything goes on.
    Warning,
}

macro_rules! codes {
    ($($variant:ident $id:literal $severity:ident $description:literal)+) => {
        /// A kind of problem.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $(#[doc = $description] $variant,)+
        }

        impl Code {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The short name.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id),+ }
            }

            /// How grave it is.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),+ }
            }

            /// One sentence about what it means.
            #[must_use]
            pub fn description(self) -> &'static str {
                match self { $(Self::$variant => $description),+ }
            }
        }
    };
}

codes! {
    AmbiguousAuthor "ambiguous-author" Error "A name is both a role and a person"
    AudienceWithoutFile "audience-without-file" Error "A list has rows and no file that describes it"
    AudienceWithoutOwner "audience-without-owner" Warning "Nobody answers for a list"
    BadAccount "bad-account" Error "A cell or text names no account on a site"
    BadCompany "bad-company" Error "A text names no company"
    BadDate "bad-date" Error "A text is no date, or no time on a date"
    BadDomain "bad-domain" Error "A text is no domain"
    BadEmail "bad-email" Error "A text is no e-mail address"
    BadId "bad-id" Error "A short name has letters that short names do not have"
    BadLanguage "bad-language" Error "A text is no language tag"
    BadLink "bad-link" Error "A link could run something, or leads nowhere"
    BadPlaceholder "bad-placeholder" Error "Words between braces that cannot be filled in"
    BadPhrase "bad-phrase" Error "A phrase of a topic that cannot be read"
    BadSelector "bad-selector" Error "A text is no CSS selector"
    BadTimeZone "bad-time-zone" Error "A time zone that does not exist"
    BlameWord "blame-word" Warning "Words that blame instead of helping"
    CardTooLong "card-too-long" Warning "A training card that takes longer than a minute"
    ColleagueListed "colleague-listed" Error "Somebody is a colleague and on a list"
    DuplicateAccount "duplicate-account" Error "An account stands in two places"
    DuplicateColumn "duplicate-column" Error "A column is there twice"
    DuplicateId "duplicate-id" Error "Two things have one name"
    EmptyFile "empty-file" Error "A file has nothing in it"
    EmptyText "empty-text" Error "A text that has to say something is empty"
    ExampleDiffers "example-differs" Error "An example of a rule comes out otherwise than it says"
    ExceptionEnded "exception-ended" Warning "An exception has ended and can go"
    MissingColumn "missing-column" Error "A needed column is not there"
    MissingExample "missing-example" Error "A rule has no example in which it speaks, or in which it is silent"
    MissingKey "missing-key" Error "A needed key is not there"
    MissingText "missing-text" Error "A rule has no words in the company's own language"
    MissingTranslation "missing-translation" Warning "A rule has no words in one of the company's languages"
    NeverSpeaks "never-speaks" Warning "A rule that can never hold"
    NoAccount "no-account" Warning "An entry of a list that could never be recognised: it is left out"
    NoCondition "no-condition" Error "A rule that would speak always"
    NoLink "no-link" Error "Somebody who is asked cannot be reached"
    NoOwner "no-owner" Error "A rule points to an owner that an entry does not have"
    NotToml "not-toml" Error "A line that is no TOML"
    NotUtf8 "not-utf8" Error "A file in an unknown encoding"
    NoWord "no-word" Error "A phrase without any word"
    OldLayout "old-layout" Error "A folder of an earlier version"
    OpenForRoles "open-for-roles" Error "A list for some roles that anybody could read"
    OpenQuote "open-quote" Error "A quotation mark that is never closed"
    OverrideEnded "override-ended" Warning "A selector or a switch of a site has ended and can go"
    OwnerUnreachable "owner-unreachable" Warning "Somebody who answers for a rule or a list cannot be reached"
    OwnerWithoutAudience "owner-without-audience" Error "A rule points to an owner and is about nobody on a list"
    ProtectedOverlap "protected-overlap" Warning "A topic is in part about pay, hours, conditions or organising"
    ProtectedSpeech "protected-speech" Error "A rule about pay, hours, conditions or organising"
    ReviewOverdue "review-overdue" Warning "Somebody was to look at a rule or a list again"
    RuleWithoutOwner "rule-without-owner" Warning "Nobody answers for a rule"
    RowLength "row-length" Error "A row with fewer or more cells than the first"
    ShadowedRule "shadowed-rule" Warning "A rule that another one always comes before"
    TextTooLong "text-too-long" Error "Words that do not fit beside a draft"
    TooLarge "too-large" Error "A file that is too large to be read"
    TooMany "too-many" Error "More of something than browsers take"
    TopicDiffers "topic-differs" Error "An example of a topic comes out otherwise than it says"
    UnknownColumn "unknown-column" Error "A column that means nothing here"
    UnknownFile "unknown-file" Warning "A file that is not read"
    UnknownKey "unknown-key" Error "A key that means nothing here"
    UnknownName "unknown-name" Error "A word that is not one of those to choose from"
    UnknownReference "unknown-reference" Error "The name of something that is not in the company's files"
    Unreadable "unreadable" Error "A file that cannot be opened"
    VagueTitle "vague-title" Warning "A title that does not say what it is about"
    WrongKind "wrong-kind" Error "A value of the wrong kind"
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn short_names_are_plain_and_single() {
        let ids: BTreeSet<_> = Code::ALL.iter().map(|code| code.id()).collect();
        assert_eq!(ids.len(), Code::ALL.len());
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(ids.iter().all(|id| id.chars().all(is_plain)), "{ids:?}");
    }
}
