//! Our own `audiences/<id>.csv`, and the accounts file of earlier versions.

use super::super::party;
use super::{Fact, Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "audience",
    label: "Fineline audience",
    turn: Turn::People,
    needs: &[
        &["display_name"],
        &[
            "x_handle",
            "x_user_id",
            "linkedin_url",
            "linkedin_company_url",
            "email_domain",
        ],
    ],
    never: &["owner_name", "owner_contact", "desk_url", "tier"],
    columns: &[
        (Field::Kind, &["kind"]),
        (Field::Name, &["display_name"]),
        (Field::Company, &["company"]),
        (Field::XHandle, &["x_handle"]),
        (Field::XUserId, &["x_user_id"]),
        (Field::LinkedIn, &["linkedin_url"]),
        (Field::CompanyPage, &["linkedin_company_url"]),
        (Field::Domain, &["email_domain"]),
        (Field::Audience, &["audience"]),
        (Field::State, &["state"]),
        (Field::Owner, &["owner"]),
        (Field::Backup, &["backup"]),
        (Field::Team, &["team"]),
        (Field::ConfirmedOn, &["confirmed_on"]),
        (Field::ValidUntil, &["valid_until"]),
    ],
    footers: &[],
    fact: |row| Fact::Party(Box::new(party::own(row))),
};
