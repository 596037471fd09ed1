//! What a server can do instead of answering honestly, and which of it makes sense for a file. How it
//! is done on the wire is left to `answer`.

/// One way to misbehave. Positions count bytes of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Closes the connection without a word.
    HangUp,
    /// Breaks off after so many bytes.
    Cut(usize),
    /// A whole answer with only so many bytes of the file.
    Truncated(usize),
    /// One bit of this byte is another one.
    Corrupted(usize),
    /// One byte more than there is.
    OneMore,
    /// Promises more bytes than come.
    SaysMore,
    /// Promises fewer bytes than come.
    SaysLess,
    /// The file, and then bytes for as long as anybody reads.
    Endless,
    /// No answer.
    Silent,
    /// Half of an answer, and then nothing.
    Stalled,
    /// Byte by byte.
    Drips,
    /// A status, and a page that explains it.
    Status(u16),
    /// The same file is at this address, says the server.
    MovedTo(String),
    /// A page to log in, as a hotel's network has it, with status 200.
    LoginPage,
    /// An answer that says to be compressed and is not.
    NotCompressed,
    /// The honest answer, but only when the server behaves again.
    Held,
}

impl Fault {
    /// Its row in the table of faults.
    #[must_use]
    pub fn name(&self) -> String {
        let name = match self {
            Self::HangUp => "connection closed without an answer",
            Self::Cut(_) => "connection cut at a random byte",
            Self::Truncated(_) => "file truncated at a random byte",
            Self::Corrupted(_) => "one bit of a random byte flipped",
            Self::OneMore => "one byte too many",
            Self::SaysMore => "length says more than comes",
            Self::SaysLess => "length says less than comes",
            Self::Endless => "endless body",
            Self::Silent => "no answer for ever",
            Self::Stalled => "stalled half-way for ever",
            Self::Drips => "slow drip",
            Self::Status(status) => return format!("status {status}"),
            Self::MovedTo(_) => "redirect to another origin",
            Self::LoginPage => "log-in page in place of the file",
            Self::NotCompressed => "says to be compressed, is not",
            Self::Held => "held back",
        };
        name.to_owned()
    }

    /// Whether it looks as if there were no such file. Object stores answer 403 for what is not there.
    #[must_use]
    pub fn hides(&self) -> bool {
        matches!(self, Self::Status(403 | 404))
    }

    /// Every quick fault for a file of this length, or for one that the server does not have. `name`
    /// decides on the random bytes: the same ones in every run.
    #[must_use]
    pub fn quick(name: &str, length: Option<usize>, elsewhere: &str) -> Vec<Self> {
        let mut faults = vec![
            Self::HangUp,
            Self::Endless,
            Self::Status(500),
            Self::MovedTo(elsewhere.to_owned()),
            Self::LoginPage,
            Self::NotCompressed,
        ];
        // That a file which is not there is refused, too, changes nothing.
        let Some(length) = length else { return faults };
        let at = |draw| random(name, draw) % length;
        faults.extend([Self::Status(403), Self::Status(404)]);
        faults.extend([Self::Cut(at(1)), Self::Cut(at(2))]);
        faults.extend([Self::Truncated(0), Self::Truncated(at(3))]);
        faults.extend([Self::Corrupted(at(4)), Self::Corrupted(at(5))]);
        faults.extend([Self::OneMore, Self::SaysMore, Self::SaysLess]);
        faults
    }

    /// The faults that would take for ever.
    #[must_use]
    pub fn slow(length: Option<usize>) -> Vec<Self> {
        match length {
            Some(_) => vec![Self::Silent, Self::Stalled, Self::Drips],
            None => vec![Self::Silent],
        }
    }
}

/// A number that looks drawn, and is the same in every run (FNV-1a).
fn random(name: &str, draw: u8) -> usize {
    let bytes = name.bytes().chain([draw]);
    let hash = bytes.fold(0x811c_9dc5_u32, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    });
    hash as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_lie_inside_the_file_and_stay_the_same() {
        for length in [1, 469, 1_911_196] {
            let faults = Fault::quick("metadata/N.targets.json", Some(length), "");
            let again = Fault::quick("metadata/N.targets.json", Some(length), "");
            assert_eq!(faults, again);
            for fault in faults {
                if let Fault::Cut(at) | Fault::Truncated(at) | Fault::Corrupted(at) = fault {
                    assert!(at < length, "{fault:?} of {length}");
                }
            }
        }
    }

    #[test]
    fn a_file_that_is_not_there_cannot_be_spoilt() {
        let faults = Fault::quick("metadata/N.root.json", None, "");
        assert!(!faults.contains(&Fault::Status(404)));
        assert!(!faults.iter().any(|fault| matches!(fault, Fault::Cut(_))));
    }
}
