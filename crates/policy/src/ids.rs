//! Names of things in a policy, each a type of its own so that they cannot be mixed up.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as written in the policy.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

ids! {
    /// A named list of accounts, e.g. `exclusive-clients`.
    AudienceId,
    /// A shared desk that answers for a topic, e.g. `press`.
    DeskId,
    /// A BCP 47 language tag in lower case, e.g. `de` or `pt-br`.
    Language,
    /// An employee, as written in the people file, e.g. `mara`.
    PersonId,
    /// What an employee does for the company, e.g. `engineer`.
    RoleId,
    /// One rule of the policy, e.g. `live-negotiation`.
    RuleId,
    /// A team of employees, e.g. `key-accounts`.
    TeamId,
    /// Something texts are about, e.g. `hiring`; `rule/NAME` and `product/NAME` are made when compiling.
    TopicId,
}
