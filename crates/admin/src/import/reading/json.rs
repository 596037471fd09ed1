//! Lists from X: the API's answers with `id`, `name` and `username`, and `following.js` of an archive.
//! One member at a time; the numbers of rows are those of the members.

use std::cell::Cell;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};

use anyhow::anyhow;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Next, Taker};
use crate::import::formats::{Field, Row};
use crate::import::refusal::Refusal;

/// What such a file begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// `{"data": […]}` or `[…]`.
    Members,
    /// `window.YTD.following.part0 = […]`.
    Following,
    /// Another part of an archive.
    OtherArchive,
}

/// Whether the beginning of a file is one of these, and which.
pub(crate) fn kind(sample: &[u8]) -> Option<Kind> {
    let start = sample.trim_ascii_start();
    if start.starts_with(b"window.YTD.following.") {
        return Some(Kind::Following);
    }
    if start.starts_with(b"window.YTD.") {
        return Some(Kind::OtherArchive);
    }
    matches!(start.first(), Some(b'[' | b'{')).then_some(Kind::Members)
}

/// A member, in whichever of the two forms.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Member {
    id: Text,
    name: Text,
    username: Text,
    following: Option<Followed>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct Followed {
    account_id: Text,
}

/// A string, or a number that should have been one.
#[derive(Debug, Default, Deserialize)]
#[serde(untagged)]
enum Text {
    Words(String),
    Number(u64),
    #[default]
    Nothing,
}

impl Text {
    fn into_string(self) -> String {
        match self {
            Self::Words(text) => text,
            Self::Number(number) => number.to_string(),
            Self::Nothing => String::new(),
        }
    }
}

/// Reads all members.
///
/// # Errors
/// The file cannot be read, is not such JSON, or `take` stops it.
pub(crate) fn read<R: Read>(
    inner: R,
    name: &str,
    kind: Kind,
    take: Taker<'_>,
) -> anyhow::Result<()> {
    let mut inner = BufReader::new(inner);
    if kind == Kind::Following {
        // A script: an assignment before the list.
        skip_past(&mut inner, b'=').map_err(|error| anyhow!(error))?;
    }
    let stopped = Cell::new(None);
    let mut members = Members {
        number: 0,
        take,
        stopped: &stopped,
    };
    // Several answers of the API may stand one after the other.
    let mut stream = serde_json::Deserializer::from_reader(inner);
    loop {
        let read = (&mut members).deserialize(&mut stream);
        if let Some(error) = stopped.take() {
            return Err(error);
        }
        read.map_err(|error| refused(name, &error))?;
        // An answer ends; white space or a semicolon may follow, then the end or another answer.
        match stream.end() {
            Ok(()) => return Ok(()),
            Err(_) if kind == Kind::Following => return Ok(()),
            Err(_) => {}
        }
    }
}

fn skip_past(inner: &mut impl BufRead, end: u8) -> io::Result<()> {
    inner.skip_until(end).map(|_| ())
}

fn refused(name: &str, error: &serde_json::Error) -> anyhow::Error {
    // The words of the JSON reader quote what it found; its position is enough.
    let found = format!("{name}:{}: is not a list of X accounts", error.line());
    let help = "expected the API's answer, `{\"data\": [{\"id\": …, \"name\": …, \"username\": …}]}`, \
                or `following.js` of an archive";
    Refusal::new(found, help).into()
}

/// Goes through an answer and hands on each member as it comes.
struct Members<'t> {
    number: u64,
    take: Taker<'t>,
    stopped: &'t Cell<Option<anyhow::Error>>,
}

impl<'de> DeserializeSeed<'de> for &mut Members<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Members<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of accounts")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(member) = list.next_element::<Member>()? {
            self.number += 1;
            let id = match member.following {
                Some(followed) => followed.account_id.into_string(),
                None => member.id.into_string(),
            };
            let (name, username) = (member.name.into_string(), member.username.into_string());
            let mut row = Row::new(self.number);
            row.fill(Field::XUserId, &id);
            row.fill(Field::Name, &name);
            row.fill(Field::XHandle, &username);
            if let Err(error) = (self.take)(Next::Row(row)) {
                self.stopped.set(Some(error));
                return Err(serde::de::Error::custom("stopped"));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut answer: A) -> Result<(), A::Error> {
        while let Some(key) = answer.next_key::<String>()? {
            if key == "data" {
                answer.next_value_seed(&mut *self)?;
            } else {
                answer.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `number:id/handle/name` per member.
    fn members(text: &str) -> Result<Vec<String>, String> {
        let mut found = Vec::new();
        let mut take = |next: Next<'_>| {
            if let Next::Row(row) = next {
                let cells =
                    [Field::XUserId, Field::XHandle, Field::Name].map(|field| row.get(field));
                found.push(format!("{}:{}", row.number, cells.join("/")));
            }
            Ok(())
        };
        let kind = kind(text.as_bytes()).ok_or("none")?;
        let read = read(text.as_bytes(), "list.json", kind, &mut take);
        read.map(|()| found).map_err(|error| error.to_string())
    }

    #[test]
    fn reads_answers_of_the_api_one_or_several() {
        let one = r#"{"data":[{"id":"7","name":"Elena","username":"elena_m"}],"meta":{"n":[1]}}"#;
        assert_eq!(members(one).unwrap(), ["1:7/elena_m/Elena"]);
        let two = format!("{one}\n{one}\n");
        assert_eq!(
            members(&two).unwrap(),
            ["1:7/elena_m/Elena", "2:7/elena_m/Elena"]
        );
        assert_eq!(members(r#"[{"id":7,"name":null}]"#).unwrap(), ["1:7//"]);
        assert!(members(r#"{"data":[]}"#).unwrap().is_empty());
    }

    #[test]
    fn reads_the_archive_and_no_other_part_of_it() {
        let text = "window.YTD.following.part0 = [\n {\"following\" : {\"accountId\" : \"42\", \
                    \"userLink\" : \"https://twitter.com/intent/user?user_id=42\"}}\n];\n";
        assert_eq!(members(text).unwrap(), ["1:42//"]);
        assert_eq!(
            kind(b"window.YTD.follower.part0 = []"),
            Some(Kind::OtherArchive)
        );
        assert_eq!(kind(b"id,name,username"), None);
    }

    #[test]
    fn refuses_broken_json_with_the_line() {
        for text in [
            "{\n\"data\": [{\"id\": }]}",
            "[1,\n",
            "[\n{\"id\": [1]}]",
            "{\n\"data\": 1}",
        ] {
            let error = members(text).unwrap_err();
            assert!(
                error.contains("is not a list of X accounts"),
                "{text}: {error}"
            );
        }
    }
}
