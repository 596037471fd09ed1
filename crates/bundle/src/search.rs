//! The order in which delegated roles are asked for a target (specification, section 5.6.7).
//!
//! Pre-order, depth first; each role once; bounded. Fetching and verifying their files is left to
//! [`crate::client`] and [`crate::opened`].

use std::collections::BTreeSet;

use crate::delegation::Delegation;
use crate::metadata::{TargetMeta, Targets};
use crate::{Refusal, Step};

/// Most delegated roles that are visited in one search: python-tuf's limit, too.
const ROLES_MAX: usize = 32;

/// A search under way.
#[derive(Clone, Debug)]
pub(crate) struct Search {
    aim: Aim,
    visited: BTreeSet<String>,
    /// The next one last.
    pending: Vec<Delegation>,
}

/// What is searched for.
#[derive(Clone, Debug)]
enum Aim {
    /// One target, by its name.
    Target(String, Option<TargetMeta>),
    /// The names of all targets that some role names and may name.
    Names(BTreeSet<String>),
}

impl Search {
    /// Looks for one target, beginning with the top-level targets file.
    pub(crate) fn target(name: &str, top: &Targets) -> Self {
        Self::new(Aim::Target(name.to_owned(), None), top)
    }

    /// Looks for the names of everything.
    pub(crate) fn names(top: &Targets) -> Self {
        Self::new(Aim::Names(BTreeSet::new()), top)
    }

    fn new(aim: Aim, top: &Targets) -> Self {
        let (visited, pending) = (BTreeSet::new(), Vec::new());
        let mut search = Self {
            aim,
            visited,
            pending,
        };
        search.enter(top);
        search
    }

    /// The role whose file is wanted now; nothing when the search is over.
    ///
    /// # Errors
    /// [`Step::DelegationLimit`].
    pub(crate) fn wanted(&self) -> Result<Option<&Delegation>, Refusal> {
        if self.visited.len() < ROLES_MAX {
            return Ok(self.pending.last());
        }
        let over = |next: &Delegation| {
            let found = format!("after {ROLES_MAX} delegated roles comes `{}`", next.name);
            Refusal::new(Step::DelegationLimit, found)
        };
        self.pending.last().map_or(Ok(None), |next| Err(over(next)))
    }

    /// Takes the verified file of the role that is wanted.
    pub(crate) fn supply(&mut self, targets: &Targets) {
        if let Some(role) = self.pending.pop() {
            self.visited.insert(role.name);
            self.enter(targets);
        }
    }

    /// The target, where it was searched for and found.
    pub(crate) fn found(&self) -> Option<&TargetMeta> {
        match &self.aim {
            Aim::Target(_, found) => found.as_ref(),
            Aim::Names(_) => None,
        }
    }

    /// The names found so far, where they are searched for.
    pub(crate) fn names_found(&self) -> Option<&BTreeSet<String>> {
        match &self.aim {
            Aim::Target(..) => None,
            Aim::Names(names) => Some(names),
        }
    }

    fn enter(&mut self, targets: &Targets) {
        match &mut self.aim {
            Aim::Names(names) => names.extend(targets.targets.keys().cloned()),
            Aim::Target(name, found) => *found = targets.targets.get(name).cloned(),
        }
        if self.found().is_some() {
            self.pending.clear();
            return;
        }
        let mut children = Vec::new();
        for role in &targets.delegations.0 {
            let ends = match &self.aim {
                Aim::Target(name, _) if !role.paths.contain(name) => continue,
                Aim::Target(..) => role.terminating,
                Aim::Names(_) => false,
            };
            children.push(role.clone());
            if ends {
                // 5.6.7.2.1: neither its siblings nor those of its ancestors are asked any more.
                self.pending.clear();
                break;
            }
        }
        self.pending.extend(children.into_iter().rev());
        let visited = &self.visited;
        self.pending.retain(|role| !visited.contains(&role.name));
    }
}
