//! A small company in memory, of which tests change one file at a time.

use std::collections::BTreeMap;
use std::convert::Infallible;

use bundle::builder::company::{self, Company};
use bundle::builder::compile::release;
use bundle::builder::diagnostic::Report;
use bundle::builder::lint::lint;
use bundle::builder::seal::{SealError, open_lists};
use bundle::builder::source::Sources;

/// The day of all tests that name none.
pub(crate) const TODAY: &str = "2026-11-22";

/// Files by their paths.
#[derive(Clone)]
pub(crate) struct Files(BTreeMap<String, String>);

impl Files {
    pub(crate) fn new() -> Self {
        let files = [
            (
                "fineline.toml",
                "company = \"Aldermoor Bank\"\nlanguage = \"en\"\nlanguages = [\"de\"]\nbrand_accounts = [\"@aldermoor\"]\n\
                 [roles.engineer]\nlabel = \"Engineer\"\n[roles.sales]\nlabel = \"Sales\"\n[teams]\nplatform = \"Platform\"\n",
            ),
            (
                "desks.toml",
                "[press]\nname = \"Press desk\"\nlink = \"mailto:press@aldermoor.example\"\n",
            ),
            (
                "people.csv",
                "id,name,seniority,roles,email,link\n\
                 jonas,Jonas Brandt,manager,sales,,mailto:jonas@aldermoor.example\n\
                 alice,Alice Young,staff,engineer,alice@aldermoor.example,\n",
            ),
            (
                "audiences/clients.toml",
                "label = \"Clients\"\nclass = \"client\"\nowner = \"jonas\"\n",
            ),
            (
                "audiences/clients.csv",
                "display_name,x_handle,state,owner,valid_until\nElena Marchetti,@elena,lead,jonas,2027-12-31\n",
            ),
        ];
        let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
        Self(files.into())
    }

    /// With a file more, or in the place of another.
    pub(crate) fn with(&self, path: &str, text: &str) -> Self {
        let mut files = self.clone();
        files.0.insert(path.to_owned(), text.to_owned());
        files
    }

    /// With `to` in the place of `from`, which must stand in the file once.
    pub(crate) fn edit(&self, path: &str, from: &str, to: &str) -> Self {
        let text = &self.0[path];
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {path}");
        self.with(path, &text.replace(from, to))
    }

    /// The target files of the bundle, by name. None of the lists is sealed.
    pub(crate) fn released(&self) -> BTreeMap<String, Vec<u8>> {
        let company = self.read().unwrap();
        let day = TODAY.parse().unwrap();
        let lists: Result<_, SealError<Infallible>> = open_lists(&company, None, day);
        release(&company, &lists.unwrap()).unwrap().files
    }

    pub(crate) fn read(&self) -> Result<Company, Report> {
        let files = self
            .0
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        company::read(&Sources::from_iter(files))
    }

    /// Code and place of everything that is wrong or worth a look on a day.
    pub(crate) fn found_on(&self, day: &str) -> Vec<String> {
        let report = match self.read() {
            Ok(company) => lint(&company, day.parse().unwrap()),
            Err(report) => report,
        };
        let shown = report.problems.iter().map(|problem| {
            let line = problem.place.map_or(0, |place| place.line);
            assert!(problem.help.is_some(), "{problem}: what is to be done?");
            format!("{} {}:{line}", problem.code.id(), problem.file)
        });
        shown.collect()
    }

    pub(crate) fn found(&self) -> Vec<String> {
        self.found_on(TODAY)
    }
}

/// A rule with these conditions, whose words are kind. Every part has a line of its own: the conditions
/// begin on line 5; the English title is on line 8 where they are on one.
pub(crate) fn rule(id: &str, tier: &str, conditions: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ntier = \"{tier}\"\nowner = \"jonas\"\n{conditions}\nroute = {{ desk = \"press\" }}\n\
         [rule.text.en]\ntitle = \"The {{desk}} is glad to help\"\nbody = \"A word with them first helps both.\"\nwhy = \"Your draft is about a price.\"\n\
         [rule.text.de]\ntitle = \"{{desk}}: Dort hilft man gern\"\nbody = \"Ein Wort vorab hilft beiden.\"\nwhy = \"In deinem Entwurf geht es um einen Preis.\"\n\
         [[rule.example]]\nas = \"engineer\"\nsurface = \"post\"\ntext = \"Hello\"\nexpect = \"silent\"\n\
         [[rule.example]]\nas = \"engineer\"\nsurface = \"post\"\ntext = \"A discount\"\nexpect = \"{tier}\"\n"
    )
}
