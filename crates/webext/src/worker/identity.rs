//! Who is enrolled: by the administrator's managed configuration, or by a pasted link or code.
//! Judging addresses and digests is left to `bundle`.

use bundle::{Enrolment, EnrolmentError, Reader};
use policy::{Author, PersonId, RoleId, TeamId};
use serde::{Deserialize, Serialize};

use super::problem::Problem;
use crate::host;

/// Keys of `storage.local`.
const MANAGED: &str = "managed";
const CODE: &str = "code";
const ROLE: &str = "role";
const INSTALLATION: &str = "installation";

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
    /// Configured by an administrator, as last heard.
    Managed,
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
    keys: Vec<String>,
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
            ..Author::default()
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
            keys,
        } = values;
        Self {
            url,
            root_sha256,
            roles,
            person,
            teams,
            keys,
        }
    }
}

/// Who is enrolled, if anybody: as last heard from an administrator, else as pasted.
///
/// Managed storage itself is not asked: its first answer after a start of the browser took 3.4 s in
/// Chromium 156 (measured), and a look-up cannot wait for that. See [`hear_administrator`].
pub(super) async fn find() -> Result<Option<Identity>, Problem> {
    let role = host::read_local::<RoleId>(ROLE).await?;
    if let Some(values) = host::read_local::<ManagedValues>(MANAGED).await? {
        return Ok(Some(Identity::new(values.into(), Origin::Managed, role)?));
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

/// What an administrator says right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Heard {
    /// Nothing: there is no configuration, or it has not arrived yet. No reason to forget anything.
    Nothing,
    /// The configuration that is remembered already.
    Same,
    /// Another one than before; it is remembered now.
    New,
}

/// Asks managed storage and remembers what it says.
pub(super) async fn hear_administrator() -> Result<Heard, Problem> {
    // Firefox throws where there is no configuration.
    let Ok(values) = host::read_managed().await else {
        return Ok(Heard::Nothing);
    };
    let values: ManagedValues = host::from_js(values)?;
    if values.url.is_empty() {
        return Ok(Heard::Nothing);
    }
    if host::read_local(MANAGED).await?.as_ref() == Some(&values) {
        return Ok(Heard::Same);
    }
    host::write_local(MANAGED, &values).await?;
    Ok(Heard::New)
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

/// Who asks for a bundle: the person, and the browser if it has a number by now.
pub(super) async fn reader(identity: &Identity) -> Result<Reader, Problem> {
    Ok(Reader {
        person: identity.enrolment.person.clone(),
        installation: host::read_local(INSTALLATION).await?,
    })
}

/// Gives the browser its number, at random. It decides about shares of rollouts, here in the browser, and is
/// never sent.
pub(super) async fn number_installation() -> Result<(), Problem> {
    let mut number = [0_u8; 16];
    host::fill_randomly(&mut number)?;
    Ok(host::write_local(INSTALLATION, &number).await?)
}

/// The administrator has taken the configuration away: what is remembered of it no longer counts.
pub(super) async fn forget_managed() -> Result<(), Problem> {
    Ok(host::remove_local(MANAGED).await?)
}

#[cfg(test)]
mod tests {
    use wasm_bindgen_test::wasm_bindgen_test;

    use super::*;

    fn identity(roles: &[&str], chosen: Option<&str>) -> Identity {
        let values = ManagedValues {
            url: "https://bundles.aldermoor.example".to_owned(),
            root_sha256: "ab".repeat(32),
            roles: roles.iter().copied().map(RoleId::from).collect(),
            ..ManagedValues::default()
        };
        Identity::new(values.into(), Origin::Managed, chosen.map(RoleId::from)).unwrap()
    }

    #[wasm_bindgen_test]
    fn a_role_by_hand_counts_only_where_enrolment_leaves_it_open() {
        assert_eq!(identity(&[], None).author().roles, []);
        assert_eq!(
            identity(&[], Some("sales")).author().roles,
            ["sales".into()]
        );
        assert_eq!(
            identity(&["engineer"], Some("sales")).author().roles,
            ["engineer".into()]
        );
    }

    #[wasm_bindgen_test]
    fn an_administrator_may_leave_out_all_but_address_and_root() {
        let values =
            js_sys::JSON::parse(r#"{"url":"https://a.example","root_sha256":"00"}"#).unwrap();
        let values: ManagedValues = host::from_js(values).unwrap();
        assert_eq!(
            (values.url.as_str(), values.person),
            ("https://a.example", None)
        );
        let nothing: ManagedValues = host::from_js(js_sys::Object::new().into()).unwrap();
        assert_eq!(nothing, ManagedValues::default());
    }

    #[wasm_bindgen_test]
    fn an_address_that_is_not_allowed_is_nobody() {
        let values = ManagedValues {
            url: "http://a.example".to_owned(),
            ..ManagedValues::default()
        };
        let refused = Identity::new(values.into(), Origin::Managed, None);
        assert_eq!(
            refused,
            Err(EnrolmentError::Address("http://a.example".to_owned()))
        );
    }
}
