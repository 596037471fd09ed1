//! The exchange format for lists of any origin: one row per entry, owners with name and contact.

use super::super::party;
use super::{Fact, Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "canonical",
    label: "Fineline exchange",
    turn: Turn::People,
    needs: &[
        &["display_name"],
        &["owner_name", "owner_contact", "desk_url", "tier"],
    ],
    never: &[],
    columns: &[
        (Field::Kind, &["kind"]),
        (Field::Name, &["display_name"]),
        (Field::LinkedIn, &["linkedin_url"]),
        (Field::CompanyPage, &["linkedin_company_url"]),
        (Field::XHandle, &["x_handle"]),
        (Field::XUserId, &["x_user_id"]),
        (Field::Company, &["company"]),
        (Field::Domain, &["email_domain"]),
        (Field::Audience, &["audience"]),
        (Field::State, &["state"]),
        (Field::Owner, &["owner_name"]),
        (Field::OwnerEmail, &["owner_contact"]),
        (Field::Backup, &["backup_name"]),
        (Field::BackupEmail, &["backup_contact"]),
        (Field::Team, &["team"]),
        (Field::ValidUntil, &["valid_until"]),
        (Field::ConfirmedOn, &["confirmed_on"]),
    ],
    footers: &[],
    fact: |row| Fact::Party(Box::new(party::own(row))),
};
