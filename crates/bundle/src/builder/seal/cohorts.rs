//! Who receives which sealed lists. Lists for the same roles make one map, with a key of its own.

use std::collections::BTreeMap;

use policy::{AudienceId, RoleId};

use crate::builder::accounts::Entry;
use crate::builder::audience_file::Privacy;
use crate::builder::company::Company;

/// The cohort of everybody. (No cohort is called `open`, as the map of the open lists is.)
pub const EVERYONE: &str = "everyone";

/// Employees with one of some roles, and the sealed lists that they receive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cohort {
    /// `everyone`, or `for-` and the roles with `+` between them.
    pub name: String,
    /// The roles; none for everybody.
    pub roles: Vec<RoleId>,
    /// Its lists, in order.
    pub audiences: Vec<AudienceId>,
}

impl Cohort {
    /// The cohorts of a company that has sealed lists, in the order of their names.
    #[must_use]
    pub fn all(company: &Company) -> Vec<Self> {
        let mut cohorts: BTreeMap<String, Self> = BTreeMap::new();
        for (id, audience) in &company.audiences {
            if audience.privacy == Privacy::Open {
                continue;
            }
            let name = name(&audience.for_roles);
            let cohort = cohorts.entry(name.clone()).or_insert_with(|| Self {
                name,
                roles: audience.for_roles.clone(),
                audiences: Vec::new(),
            });
            cohort.audiences.push(id.clone());
        }
        cohorts.into_values().collect()
    }

    /// Whether somebody with these roles belongs to it.
    #[must_use]
    pub fn has(&self, roles: &[RoleId]) -> bool {
        self.roles.is_empty() || roles.iter().any(|role| self.roles.contains(role))
    }

    /// The entries of its lists, in the order of the files.
    pub(super) fn entries<'a>(&self, company: &'a Company) -> impl Iterator<Item = &'a Entry> {
        let is_mine = |entry: &&Entry| self.audiences.binary_search(&entry.audience).is_ok();
        company.entries.iter().filter(is_mine)
    }
}

/// Role names have neither `+` nor capitals, so no two sets of roles share a name.
fn name(roles: &[RoleId]) -> String {
    if roles.is_empty() {
        return EVERYONE.to_owned();
    }
    let roles: Vec<&str> = roles.iter().map(RoleId::as_str).collect();
    format!("for-{}", roles.join("+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cohort_is_for_its_roles_and_that_of_everybody_for_all() {
        let of = |roles: &[&str]| {
            let roles: Vec<RoleId> = roles.iter().map(|it| RoleId::from(*it)).collect();
            Cohort {
                name: name(&roles),
                roles,
                audiences: Vec::new(),
            }
        };
        let sales = of(&["account-manager", "sales"]);
        assert_eq!(sales.name, "for-account-manager+sales");
        assert!(sales.has(&["engineer".into(), "sales".into()]));
        assert!(!sales.has(&["engineer".into()]) && !sales.has(&[]));
        assert!(of(&[]).has(&[]) && of(&[]).name == EVERYONE);
    }
}
