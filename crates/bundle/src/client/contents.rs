//! Steps 5.6.7 and 5.7: which targets to fetch, who may name them, and that they are what they must be.
//!
//! The order of the search is left to [`crate::search`].

use std::collections::VecDeque;

use super::{Client, Goal, Next, Stage, TARGETS_MAX, fetch_targets};
use crate::checks::not_frozen;
use crate::delegation::Delegation;
use crate::metadata::{Metadata, Snapshot, TargetMeta, Targets};
use crate::rollout::{ROLLOUT_TARGET, Rollout, is_next};
use crate::search::Search;
use crate::{Refusal, Step, Verified, repository, verify};

/// A target that is not stored yet.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) meta: TargetMeta,
}

/// The search for all targets of the goal, one after the other.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    snapshot: Verified<Snapshot>,
    targets: Verified<Targets>,
    /// For the first of the names, or for the names.
    search: Search,
    names: VecDeque<String>,
    /// Names for those alone whom a rollout includes, until it is known who they are.
    held_back: Vec<String>,
    wanted: VecDeque<Wanted>,
    /// Bytes of all targets, stored ones too.
    total: u64,
}

impl Plan {
    pub(super) fn next(&self) -> Next {
        match self.search.wanted() {
            Ok(Some(role)) => fetch_targets(self.snapshot.get(), &role.name),
            Ok(None) => Next::Refused(Refusal::new(Step::TargetMissing, "nothing is searched for")),
            Err(refusal) => Next::Refused(refusal),
        }
    }
}

impl Client {
    pub(super) fn plan(
        &mut self,
        snapshot: Verified<Snapshot>,
        targets: Verified<Targets>,
    ) -> Result<Stage, Refusal> {
        let (search, names) = match &self.goal {
            Goal::Metadata => {
                return Ok(Stage::Contents(targets.get().version(), VecDeque::new()));
            }
            Goal::Everything | Goal::Own(_) => (Search::names(targets.get()), VecDeque::new()),
            Goal::Targets(names) => {
                let names: VecDeque<String> = names.iter().cloned().collect();
                let first = names.front().map_or("", String::as_str);
                (Search::target(first, targets.get()), names)
            }
        };
        self.search(Box::new(Plan {
            snapshot,
            targets,
            search,
            names,
            held_back: Vec::new(),
            wanted: VecDeque::new(),
            total: 0,
        }))
    }

    /// Goes on with what is stored, until a file has to be fetched or all targets are found.
    fn search(&mut self, mut plan: Box<Plan>) -> Result<Stage, Refusal> {
        loop {
            while let Some(role) = plan.search.wanted()?.cloned() {
                let version = verify::targets_meta(plan.snapshot.get(), &role.name)?.version;
                let path = repository::delegated(&role.name, version);
                let held = self.files.get(&path).or_else(|| self.stored.get(&path));
                match held.cloned() {
                    Some(bytes) if verify::delegated(&bytes, &role, &plan.snapshot).is_ok() => {
                        self.enter(&mut plan, &role, bytes)?;
                    }
                    _ => return Ok(Stage::Search(plan)),
                }
            }
            if let Some(names) = plan.search.names_found() {
                let names = names.iter().cloned().collect();
                self.choose_names(&mut plan, names);
            } else if let Some(name) = plan.names.pop_front() {
                self.found(&mut plan, &name)?;
                if name == ROLLOUT_TARGET
                    && let Some(stage) = self.meet_rollout(&mut plan)
                {
                    return Ok(stage);
                }
            }
            let Some(next) = plan.names.front() else {
                return Ok(Stage::Contents(plan.targets.get().version(), plan.wanted));
            };
            plan.search = Search::target(next, plan.targets.get());
        }
    }

    fn next_name(&mut self, mut plan: Box<Plan>) -> Result<Stage, Refusal> {
        match plan.names.front() {
            Some(next) => {
                plan.search = Search::target(next, plan.targets.get());
                self.search(plan)
            }
            None => Ok(Stage::Contents(plan.targets.get().version(), plan.wanted)),
        }
    }

    /// Which names are searched for, and in which order: who is meant by `next/` is asked first.
    fn choose_names(&self, plan: &mut Plan, mut names: VecDeque<String>) {
        if matches!(self.goal, Goal::Own(_)) {
            let (next, own): (Vec<_>, Vec<_>) = names.into_iter().partition(|name| is_next(name));
            let (first, rest): (Vec<_>, Vec<_>) =
                own.into_iter().partition(|name| name == ROLLOUT_TARGET);
            plan.held_back = next;
            names = first.into_iter().chain(rest).collect();
        }
        plan.names = names;
    }

    /// Once `rollout.json` is there, the names that were held back are searched for, or never.
    fn meet_rollout(&self, plan: &mut Box<Plan>) -> Option<Stage> {
        let at = plan.wanted.iter().position(|it| it.name == ROLLOUT_TARGET);
        if let Some(wanted) = at.and_then(|at| plan.wanted.remove(at)) {
            return Some(Stage::Rollout(plan.clone(), wanted));
        }
        let path = plan.search.found();
        let path = path.and_then(|meta| verify::target_path(ROLLOUT_TARGET, meta).ok());
        if let Some(bytes) = path.and_then(|path| self.files.get(&path)) {
            self.let_in(plan, bytes);
        }
        None
    }

    fn let_in(&self, plan: &mut Plan, rollout: &[u8]) {
        let held_back = std::mem::take(&mut plan.held_back);
        if let (Goal::Own(reader), Some(rollout)) = (&self.goal, Rollout::read(rollout))
            && rollout.includes(reader)
        {
            plan.names.extend(held_back);
        }
    }

    /// 5.7.3 for `rollout.json`, then the search goes on.
    pub(super) fn take_rollout(
        &mut self,
        mut plan: Box<Plan>,
        wanted: Wanted,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        let bytes = verify::target(&wanted.name, bytes, &wanted.meta)?.into_inner();
        self.let_in(&mut plan, &bytes);
        self.files.insert(wanted.path, bytes);
        self.next_name(plan)
    }

    /// What was found of the target that was searched for.
    fn found(&mut self, plan: &mut Plan, name: &str) -> Result<(), Refusal> {
        let Some(meta) = plan.search.found() else {
            // Some role names it and may not: that is nothing to fetch, and nothing to miss.
            if matches!(self.goal, Goal::Everything | Goal::Own(_)) {
                return Ok(());
            }
            let found = format!("no role that may name `{}` does", name.escape_debug());
            return Err(Refusal::new(Step::TargetMissing, found));
        };
        plan.total = plan.total.saturating_add(meta.length);
        if plan.total > TARGETS_MAX {
            let total = plan.total;
            let found =
                format!("the targets have {total} bytes, at most {TARGETS_MAX} are fetched");
            return Err(Refusal::new(Step::TargetDescription, found));
        }
        let wanted = self.find_target(name, meta)?;
        plan.wanted.extend(wanted);
        Ok(())
    }

    /// 5.6.1 to 5.6.5 for the file of a delegated role.
    pub(super) fn take_delegated(
        &mut self,
        mut plan: Box<Plan>,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        if let Some(role) = plan.search.wanted()?.cloned() {
            self.enter(&mut plan, &role, bytes)?;
        }
        self.search(plan)
    }

    fn enter(&mut self, plan: &mut Plan, role: &Delegation, bytes: Vec<u8>) -> Result<(), Refusal> {
        let targets = verify::delegated(&bytes, role, &plan.snapshot)?;
        not_frozen(Step::TargetsFreeze, targets.get().expires(), self.now)?;
        let path = repository::delegated(&role.name, targets.get().version());
        self.files.insert(path, bytes);
        plan.search.supply(targets.get());
        Ok(())
    }

    /// 5.7.1: nothing to fetch when it is stored already.
    fn find_target(&mut self, name: &str, meta: &TargetMeta) -> Result<Option<Wanted>, Refusal> {
        let path = verify::target_path(name, meta)?;
        if let Some(bytes) = self.stored.get(&path)
            && let Ok(bytes) = verify::target(name, bytes.clone(), meta)
        {
            self.files.insert(path, bytes.into_inner());
            return Ok(None);
        }
        Ok(Some(Wanted {
            name: name.to_owned(),
            path,
            meta: meta.clone(),
        }))
    }

    /// 5.7.3.
    pub(super) fn take_target(
        &mut self,
        version: u64,
        mut wanted: VecDeque<Wanted>,
        bytes: Vec<u8>,
    ) -> Result<Stage, Refusal> {
        if let Some(first) = wanted.pop_front() {
            let bytes = verify::target(&first.name, bytes, &first.meta)?;
            self.files.insert(first.path, bytes.into_inner());
        }
        Ok(Stage::Contents(version, wanted))
    }
}
