//! LinkedIn Sales Navigator, a list of accounts for upload. Only the name is prescribed, and the
//! columns are called as the uploader likes; some countries separate them by `;`.

use super::facts;
use super::{Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "sales-navigator-accounts",
    label: "Sales Navigator accounts",
    turn: Turn::Companies,
    needs: &[&[
        "Account Name",
        "Accounts",
        "Company",
        "Company Name",
        "Kontoname",
        "Accountname",
        "Unternehmen",
        "Nom du compte",
        "Nombre de la cuenta",
        "Nome account",
    ]],
    // Everything with more to it is another format.
    never: &[
        "Account Owner",
        "Account ID",
        "AccountId",
        "OwnerId",
        "Record ID",
        "First Name",
        "Last Name",
        "Email",
        "Stage",
        "Deal Stage",
        "display_name",
        "companyemaildomain",
        "linkedincompanypageurl",
        "companywebsite",
        "Company Domain Name",
        "Company owner",
        "hubspot_owner_id",
        "Team Role",
    ],
    columns: &[
        (
            Field::Name,
            &[
                "Account Name",
                "Accounts",
                "Company",
                "Company Name",
                "Kontoname",
                "Unternehmen",
                "Nom du compte",
                "Nombre de la cuenta",
                "Nome account",
            ],
        ),
        (
            Field::Website,
            &[
                "Website",
                "Account Website",
                "Website URL",
                "Domain",
                "Webseite",
                "Site web",
                "Sitio web",
                "Sito web",
            ],
        ),
        (
            Field::CompanyPage,
            &[
                "LinkedIn URL",
                "LinkedIn Company URL",
                "LinkedIn Account URL",
                "Account LinkedIn URL",
                "Sales Navigator URL",
                "LinkedIn",
            ],
        ),
    ],
    footers: &[],
    fact: facts::company,
};
