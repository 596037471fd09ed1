//! What `fineline init` asks on a terminal. Every question has an answer that Enter gives.

use std::io::{self, BufRead, Write};

use bundle::builder::values::is_language;
use bundle::builder::zone::Zone;

use crate::starter::{Kind, Wish, check_name};

/// Asks what to write. At the end of the input every question is answered by Enter.
pub(crate) fn ask(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<Wish> {
    let mut ask = Asker { input, output };
    let mut wish = Wish {
        kind: Kind::Example,
        company: None,
        language: None,
        time_zone: None,
    };
    let question = "Name of your company (empty: an example company to look at)";
    wish.company = ask.answer((question, ""), check_name)?;
    if wish.company.is_none() {
        return Ok(wish);
    }
    wish.kind = Kind::Bare;
    wish.language = ask.answer(("Language of your rules", "en"), language)?;
    wish.time_zone = ask.answer(("Time zone", "UTC"), time_zone)?;
    Ok(wish)
}

/// Whether a text is a language tag.
///
/// # Errors
/// One line that says what is expected.
pub(crate) fn language(tag: &str) -> Result<String, String> {
    let expected = "expected a tag in lower case like `en`, `de` or `pt-br`";
    is_language(tag)
        .then(|| tag.to_owned())
        .ok_or_else(|| expected.to_owned())
}

/// Whether there is such a time zone.
///
/// # Errors
/// One line that says what is expected, or what may be meant.
pub(crate) fn time_zone(name: &str) -> Result<String, String> {
    Zone::named(name).map(|_| name.to_owned())
}

struct Asker<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
}

impl Asker<'_> {
    /// Asks until the answer is of use; nothing when it is empty and there is no usual one.
    fn answer(
        &mut self,
        (question, usual): (&str, &str),
        check: fn(&str) -> Result<String, String>,
    ) -> io::Result<Option<String>> {
        loop {
            let hint = match usual {
                "" => String::new(),
                usual => format!(" [{usual}]"),
            };
            write!(self.output, "{question}{hint}: ")?;
            self.output.flush()?;
            let mut line = String::new();
            self.input.read_line(&mut line)?;
            let given = match line.trim() {
                "" => usual,
                given => given,
            };
            if given.is_empty() {
                return Ok(None);
            }
            match check(given) {
                Ok(answer) => return Ok(Some(answer)),
                Err(help) => writeln!(self.output, "  {help}")?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(typed: &str) -> (Wish, String) {
        let mut said = Vec::new();
        let wish = ask(&mut typed.as_bytes(), &mut said).expect("no trouble");
        (wish, String::from_utf8(said).expect("UTF-8"))
    }

    #[test]
    fn enter_alone_means_the_example() {
        for typed in ["\n", "", "  \n"] {
            let (wish, said) = asked(typed);
            assert_eq!((wish.kind, wish.company), (Kind::Example, None));
            assert_eq!(said.matches(':').count(), 2, "one question: {said}");
        }
    }

    #[test]
    fn asks_again_until_an_answer_is_of_use() {
        let (wish, said) = asked("Lund Cranes\nGerman\nde\nEurope/Zürich\nEurope/Zurich\n");
        let expected = Wish {
            kind: Kind::Bare,
            company: Some("Lund Cranes".to_owned()),
            language: Some("de".to_owned()),
            time_zone: Some("Europe/Zurich".to_owned()),
        };
        assert_eq!(wish, expected);
        assert!(said.contains("did you mean `Europe/Zurich`?"), "{said}");
    }

    #[test]
    fn the_end_of_the_input_answers_everything() {
        let (wish, _) = asked("Lund Cranes\n");
        assert_eq!(wish.language.as_deref(), Some("en"));
        assert_eq!(wish.time_zone.as_deref(), Some("UTC"));
    }
}
