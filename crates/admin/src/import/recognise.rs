//! Which export a file is, by its columns: looks at the first rows, each cut by each separator, for one
//! that some format takes for its header.

use super::formats::{self, Field, Format, fold};
use super::reading::json::{self, Kind};
use super::reading::table::{Layout, csv_reader};
use super::refusal::Refusal;

/// How far down a header may be: `Connections.csv` and reports have lines above it.
const ROWS: usize = 25;

/// What the command line says about the columns.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Asked<'a> {
    /// Read it as this, whatever else it looks like.
    pub(crate) format: Option<&'static Format>,
    /// A column that holds X handles.
    pub(crate) handle_column: Option<&'a str>,
    /// A column that holds LinkedIn addresses.
    pub(crate) linkedin_column: Option<&'a str>,
}

/// A file that can be read.
#[derive(Debug)]
pub(crate) struct Recognised {
    pub(crate) format: &'static Format,
    pub(crate) how: How,
}

/// In which way.
#[derive(Debug)]
pub(crate) enum How {
    /// Rows below a header, of which the cells are kept as they stand there.
    Table(Layout, Vec<String>),
    /// A list from X.
    Json(Kind),
}

/// A row that may be a header.
struct Candidate {
    delimiter: u8,
    skip: usize,
    header: Vec<String>,
    folded: Vec<String>,
}

/// Recognises a file by its beginning.
///
/// # Errors
/// No format fits, two fit equally well, or the file is one that must not be imported.
pub(crate) fn recognise(
    name: &str,
    sample: &[u8],
    asked: Asked<'_>,
) -> Result<Recognised, Refusal> {
    if sample.trim_ascii().is_empty() {
        return Err(Refusal::new(
            format!("`{name}` is empty"),
            "expected a header and rows",
        ));
    }
    if let Some(kind) = json::kind(sample) {
        return of_x(name, kind);
    }
    let candidates = candidates(sample);
    if candidates.iter().any(is_connections) {
        return Err(connections(name));
    }
    let best = match asked.format {
        Some(format) => forced(&candidates, format),
        None => best(name, &candidates)?,
    };
    let Some((candidate, format)) = best else {
        return Err(unknown(name, &candidates, asked.format));
    };
    let layout = Layout {
        delimiter: candidate.delimiter,
        skip: candidate.skip,
        fields: fields(candidate, format, asked),
        footers: format.footers,
    };
    let how = How::Table(layout, candidate.header.clone());
    Ok(Recognised { format, how })
}

fn of_x(name: &str, kind: Kind) -> Result<Recognised, Refusal> {
    let id = match kind {
        Kind::Members => "x-list",
        Kind::Following => "x-following",
        Kind::OtherArchive => {
            let found = format!("`{name}` is a part of an X archive that is not imported");
            return Err(Refusal::new(
                found,
                "of an archive, `data/following.js` is read",
            ));
        }
    };
    let unknown = || Refusal::new(format!("`{name}` cannot be read"), "");
    let format = formats::by_id(id).ok_or_else(unknown)?;
    let how = How::Json(kind);
    Ok(Recognised { format, how })
}

fn candidates(sample: &[u8]) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for delimiter in [b',', b';', b'\t'] {
        let mut reader = csv_reader(sample, delimiter);
        let records = reader.byte_records().take(ROWS).filter_map(Result::ok);
        for (at, record) in records.enumerate() {
            let cells = record.iter().map(|cell| String::from_utf8_lossy(cell));
            let header: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
            candidates.push(Candidate {
                delimiter,
                skip: at + 1,
                folded: header.iter().map(|name| fold(name)).collect(),
                header,
            });
        }
    }
    candidates
}

impl Candidate {
    fn has(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.folded.contains(&fold(name)))
    }

    /// The groups of columns that are missing for a format.
    fn missing(&self, format: &Format) -> Vec<&'static [&'static str]> {
        let groups = format.needs.iter().copied();
        groups.filter(|group| !self.has(group)).collect()
    }

    /// How many cells this format knows.
    fn known(&self, format: &Format) -> usize {
        let is_known = |cell: &&String| {
            let mut names = format.columns.iter().flat_map(|(_, names)| *names);
            let mut needed = format.needs.iter().flat_map(|names| *names);
            names.any(|name| fold(name) == **cell) || needed.any(|name| fold(name) == **cell)
        };
        self.folded.iter().filter(is_known).count()
    }

    fn fits(&self, format: &Format) -> bool {
        self.missing(format).is_empty() && !self.has(format.never)
    }
}

/// The candidate and format with most known columns; two formats with as many are an error.
fn best<'c>(
    name: &str,
    candidates: &'c [Candidate],
) -> Result<Option<(&'c Candidate, &'static Format)>, Refusal> {
    let mut best: Vec<(usize, &Candidate, &'static Format)> = Vec::new();
    for candidate in candidates {
        for format in formats::ALL
            .into_iter()
            .filter(|format| candidate.fits(format))
        {
            let known = candidate.known(format);
            let record = best.first().map_or(0, |(known, ..)| *known);
            if known > record {
                best.clear();
            }
            if known >= record {
                best.push((known, candidate, format));
            }
        }
    }
    let first = best
        .first()
        .map(|(_, candidate, format)| (*candidate, *format));
    let ids: std::collections::BTreeSet<&str> =
        best.iter().map(|(_, _, format)| format.id).collect();
    if ids.len() > 1 {
        let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
        let found = format!("`{name}` may be {}", ids.join(" or "));
        return Err(Refusal::new(found, "say which with `--as`"));
    }
    Ok(first)
}

/// What `--as` names must have its columns; that there are others, too, does not matter then.
fn forced<'c>(
    candidates: &'c [Candidate],
    format: &'static Format,
) -> Option<(&'c Candidate, &'static Format)> {
    let fitting = candidates
        .iter()
        .filter(|candidate| candidate.missing(format).is_empty());
    // The first of equals: `max_by_key` would give the last.
    let best = fitting
        .rev()
        .max_by_key(|candidate| candidate.known(format))?;
    Some((best, format))
}

fn fields(candidate: &Candidate, format: &Format, asked: Asked<'_>) -> Vec<Option<Field>> {
    let field_of = |cell: &String| {
        let mut columns = format.columns.iter();
        let column = columns.find(|(_, names)| names.iter().any(|name| fold(name) == *cell));
        column.map(|(field, _)| *field)
    };
    let mut fields: Vec<Option<Field>> = candidate.folded.iter().map(field_of).collect();
    let chosen = [
        (asked.handle_column, Field::XHandle),
        (asked.linkedin_column, Field::LinkedIn),
    ];
    for (column, field) in chosen {
        let Some(at) = column.and_then(|column| position(&candidate.header, column)) else {
            continue;
        };
        for (other, cell) in fields.iter_mut().enumerate() {
            if other == at {
                *cell = Some(field);
            } else if *cell == Some(field) {
                *cell = None;
            }
        }
    }
    fields
}

/// Where a column named on the command line stands.
pub(crate) fn position(header: &[String], column: &str) -> Option<usize> {
    let is_it = |cell: &String| cell.eq_ignore_ascii_case(column.trim());
    header.iter().position(is_it)
}

fn is_connections(candidate: &Candidate) -> bool {
    formats::by_id("linkedin-connections").is_some_and(|format| candidate.fits(format))
}

fn connections(name: &str) -> Refusal {
    Refusal::new(
        format!(
            "`{name}` holds the LinkedIn connections of one person: personal data of an employee, which \
             stays with them"
        ),
        "whom an employee knows is asked for by the extension and never leaves their browser",
    )
}

fn unknown(name: &str, candidates: &[Candidate], asked: Option<&Format>) -> Refusal {
    let formats = formats::ALL.into_iter().filter(|format| {
        let is_asked = asked.is_none_or(|asked| asked.id == format.id);
        is_asked && !format.columns.is_empty()
    });
    let pairs = formats.flat_map(|format| candidates.iter().map(move |one| (one, format)));
    // Nearest first: the fewest columns missing, then the most known.
    let nearest = pairs.min_by_key(|(candidate, format)| {
        (
            candidate.missing(format).len(),
            usize::MAX - candidate.known(format),
        )
    });
    let found = match asked {
        Some(format) => format!("`{name}` is no `{}`", format.id),
        None => format!("`{name}` has the columns of no export that is known"),
    };
    let hint = nearest.filter(|(candidate, format)| asked.is_some() || candidate.known(format) > 0);
    let help = hint.map_or_else(
        || "see docs/import.md for what is read; `--as` names a format".to_owned(),
        |(candidate, format)| missing(candidate, format),
    );
    Refusal::new(found, help)
}

fn missing(candidate: &Candidate, format: &Format) -> String {
    let groups = candidate.missing(format);
    let name = |group: &&[&str]| {
        group
            .first()
            .map_or(String::new(), |name| format!("`{name}`"))
    };
    let names: Vec<String> = groups.iter().map(name).collect();
    if names.is_empty() {
        return format!(
            "nearest is `{}`; `--as {}` reads it as that",
            format.label, format.id
        );
    }
    format!(
        "nearest is `{}`, which needs {}",
        format.label,
        names.join(" and ")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Result<&'static str, String> {
        let found = recognise("a.csv", text.as_bytes(), Asked::default());
        found
            .map(|found| found.format.id)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn each_format_is_known_by_the_first_names_of_all_its_columns() {
        for format in formats::ALL
            .into_iter()
            .filter(|format| !format.columns.is_empty())
        {
            let columns = format.columns.iter().filter_map(|(_, names)| names.first());
            let header: Vec<&str> = columns.copied().collect();
            assert_eq!(id(&header.join(",")), Ok(format.id), "{}", header.join(","));
        }
    }

    #[test]
    fn knows_headers_as_the_products_write_them() {
        // Headers: the products' own help pages.
        let headers = [
            (
                "Id,IsDeleted,MasterRecordId,Name,Type,RecordTypeId,ParentId,BillingStreet,Website,OwnerId",
                "salesforce-account",
            ),
            (
                "\"Account Owner\",\"Account Name\",\"Type\",\"Billing State/Province\",\"Last Activity\",\"Account ID\",\"Website\"",
                "salesforce-account",
            ),
            (
                "Id,IsDeleted,MasterRecordId,AccountId,LastName,FirstName,Salutation,Name,ReportsToId,Email,Title,OwnerId",
                "salesforce-contact",
            ),
            (
                "First Name,Last Name,Title,Account Name,Email,Contact Owner",
                "salesforce-contact",
            ),
            (
                "Id,AccountId,StageName,IsClosed,IsWon,CloseDate,OwnerId",
                "salesforce-opportunity",
            ),
            (
                "Opportunity Owner,Account Name,Opportunity Name,Stage,Amount,Close Date",
                "salesforce-opportunity",
            ),
            ("AccountId,UserId,TeamMemberRole", "salesforce-account-team"),
            ("Id,Name,Email", "salesforce-user"),
            (
                "Id,Username,LastName,FirstName,Name,CompanyName,Title,Email,Alias,ProfileId,ContactId,AccountId",
                "salesforce-user",
            ),
            (
                "Record ID,First Name,Last Name,Email,Phone Number,Job Title,Contact owner,Lifecycle Stage,Company Name,Website URL",
                "hubspot-contact",
            ),
            (
                "hs_object_id,firstname,lastname,email,jobtitle,company,hubspot_owner_id,lifecyclestage",
                "hubspot-contact",
            ),
            (
                "Record Id,Company Name,Company Domain Name,Website URL,Company Owner,Industry",
                "hubspot-company",
            ),
            (
                "name,domain,hs_additional_domains,website,linkedin_company_page,hs_linkedin_handle,type",
                "hubspot-company",
            ),
            (
                "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Close Date",
                "hubspot-deal",
            ),
            (
                "companyname,companywebsite,companyemaildomain,linkedincompanypageurl,stocksymbol,industry,city,state,companycountry,zipcode",
                "linkedin-companies",
            ),
            (
                "email,firstname,lastname,jobtitle,employeecompany,country,googleaid",
                "linkedin-contacts",
            ),
            ("Account Name;Account Website", "sales-navigator-accounts"),
            (
                "invited_email_address,preferred_first_name,preferred_last_name,employee_id,seat_id,groups",
                "sales-navigator-users",
            ),
            ("id,name,username", "x-list"),
            (
                "kind,display_name,linkedin_url,linkedin_company_url,x_handle,x_user_id,company,email_domain,audience,tier,state,owner_name,owner_contact,desk_url",
                "canonical",
            ),
            (
                "kind,display_name,company,x_handle,x_user_id,linkedin_url,linkedin_company_url,email_domain,state,owner",
                "audience",
            ),
        ];
        for (header, expected) in headers {
            for delimiter in [",", ";", "\t"] {
                let header = header.replace([',', ';'], delimiter);
                assert_eq!(id(&header), Ok(expected), "{header}");
            }
        }
    }

    #[test]
    fn finds_a_header_below_other_lines() {
        assert_eq!(
            id("sep=;\n\nid;name;username\n7;Elena;elena_m\n"),
            Ok("x-list")
        );
    }

    #[test]
    fn refuses_the_connections_of_an_employee_however_they_are_called() {
        let text = "Notes:\n\"When exporting, …\"\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
        for asked in [None, formats::by_id("salesforce-contact")] {
            let asked = Asked {
                format: asked,
                ..Asked::default()
            };
            let error = recognise("people.csv", text.as_bytes(), asked).unwrap_err();
            assert!(
                error.to_string().contains("connections of one person"),
                "{error}"
            );
        }
    }

    #[test]
    fn says_what_is_missing() {
        let error = id("First Name,Last Name,Shoe size\n").unwrap_err();
        assert!(error.contains("no export that is known"), "{error}");
        let error = id("colour,taste\nred,sweet\n").unwrap_err();
        assert!(error.contains("docs/import.md"), "{error}");
        let asked = Asked {
            format: formats::by_id("hubspot-deal"),
            ..Asked::default()
        };
        let error = recognise("a.csv", b"id,name,username\n", asked).unwrap_err();
        assert!(error.to_string().contains("needs `Deal Stage`"), "{error}");
        assert!(id(" \n").unwrap_err().contains("is empty"));
    }

    #[test]
    fn a_column_named_on_the_command_line_takes_the_place_of_the_usual_one() {
        let asked = Asked {
            handle_column: Some("x_2__c"),
            ..Asked::default()
        };
        let header = b"hs_object_id,firstname,twitterhandle,X_2__c\n";
        let found = recognise("a.csv", header, asked).unwrap();
        let How::Table(layout, _) = found.how else {
            panic!("a table")
        };
        let expected = [
            Some(Field::Id),
            Some(Field::FirstName),
            None,
            Some(Field::XHandle),
        ];
        assert_eq!(layout.fields, expected);
    }
}
