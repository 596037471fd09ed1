//! LinkedIn Matched Audiences, list of companies. Its template forbids other headers.

use super::facts;
use super::{Field, Format, Turn};

pub(super) const FORMAT: Format = Format {
    id: "linkedin-companies",
    label: "LinkedIn matched audience, companies",
    turn: Turn::Companies,
    needs: &[
        &["companyname"],
        &[
            "companywebsite",
            "companyemaildomain",
            "linkedincompanypageurl",
        ],
    ],
    never: &["Record ID", "hs_object_id", "firstname"],
    columns: &[
        (Field::Name, &["companyname"]),
        (Field::Domain, &["companyemaildomain"]),
        (Field::Website, &["companywebsite"]),
        (Field::CompanyPage, &["linkedincompanypageurl"]),
    ],
    footers: &[],
    fact: facts::company,
};
