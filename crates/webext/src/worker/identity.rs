//! Who is enrolled: by the administrator's managed configuration, or by a pasted link or code.
//! Judging addresses and digests is left to `bundle`.

use bundle::{Enrolment, EnrolmentError};
use policy::{Author, PersonId, RoleId, TeamId};
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::host;

/// Keys of `storage.local`.
const MANAGED: &str = "managed";
const CODE: &str = "code";
const ROLE: &str = "role";

/// One enrolment and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    /// The enrolment.
    pub(super) enrolment: Enrolment,
    /// Where it came from.
    pub(super) origin: Origin,
    /// The role chosen by hand, where the enrolment names none.
    pub(super) chosen_role: Option<RoleId>,
}

/// Where an enrolment came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// Configured by an administrator, and in force right now: not for the person to change.
    Managed,
    /// Configured by an administrator when last heard of. Managed storage is empty for some seconds
    /// after a start, so empty means unknown.
    RememberedManaged,
    /// Pasted by the person.
    Pasted,
}

/// The keys of `managed_schema.json`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ManagedValues {
    url: String,
    root_sha256: String,
    roles: Vec<RoleId>,
    person: Option<PersonId>,
    teams: Vec<TeamId>,
}

impl Identity {
    fn new(
        enrolment: Enrolment,
        origin: Origin,
        chosen_role: Option<RoleId>,
    ) -> Result<Self, EnrolmentError> {
        enrolment.anchor()?;
        Ok(Self {
            enrolment,
            origin,
            chosen_role,
        })
    }

    /// The author as far as enrolment tells; `bundle` completes it from the people file.
    pub(super) fn author(&self) -> Author {
        let named = &self.enrolment.roles;
        let roles = if named.is_empty() {
            self.chosen_role.iter().cloned().collect()
        } else {
            named.clone()
        };
        Author {
            person: self.enrolment.person.clone(),
            roles,
            teams: self.enrolment.teams.clone(),
        }
    }
}

impl From<ManagedValues> for Enrolment {
    fn from(values: ManagedValues) -> Self {
        let ManagedValues {
            url,
            root_sha256,
            roles,
            person,
            teams,
        } = values;
        Self {
            url,
            root_sha256,
            roles,
            person,
            teams,
        }
    }
}

/// Who is enrolled, if anybody.
pub(super) async fn find() -> Result<Option<Identity>, Problem> {
    let role = host::read_local::<RoleId>(ROLE).await?;
    if let Some(values) = managed_now().await? {
        host::write_local(MANAGED, &values).await?;
        return Ok(Some(Identity::new(values.into(), Origin::Managed, role)?));
    }
    if let Some(values) = host::read_local::<ManagedValues>(MANAGED).await? {
        return Ok(Some(Identity::new(
            values.into(),
            Origin::RememberedManaged,
            role,
        )?));
    }
    let Some(code) = host::read_local::<String>(CODE).await? else {
        return Ok(None);
    };
    Ok(Some(Identity::new(
        Enrolment::decode(&code)?,
        Origin::Pasted,
        role,
    )?))
}

/// Whether an administrator's configuration is in force right now.
pub(super) async fn is_managed_now() -> bool {
    managed_now().await.is_ok_and(|values| values.is_some())
}

/// The administrator's configuration; none when there is none, or not yet. Firefox throws then.
async fn managed_now() -> Result<Option<ManagedValues>, Problem> {
    let Ok(values) = host::read_managed().await else {
        return Ok(None);
    };
    let values: ManagedValues = host::from_js(values)?;
    Ok((!values.url.is_empty()).then_some(values))
}

/// Takes what was pasted in place of any earlier enrolment.
pub(super) async fn paste(code: &str) -> Result<(), Problem> {
    let enrolment = Enrolment::decode(code)?;
    host::remove_local(MANAGED).await?;
    host::remove_local(ROLE).await?;
    Ok(host::write_local(CODE, &enrolment.encode()).await?)
}

/// Remembers the role that was chosen by hand.
pub(super) async fn choose(role: &RoleId) -> Result<(), Problem> {
    Ok(host::write_local(ROLE, role).await?)
}

/// The administrator's configuration has changed: what is remembered of it no longer counts.
pub(super) async fn forget_managed() -> Result<(), Problem> {
    Ok(host::remove_local(MANAGED).await?)
}
