//! What a browser finds: the client of the extension, over whatever hands it files.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use bundle::{
    Client, Files, Goal, Next, Pointer, Reader, Refusal, Response, TrustAnchor, open_for,
};

/// Version and contents of what a browser that has nothing yet would activate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) version: u64,
    pub(crate) contents: BTreeMap<String, Vec<u8>>,
    pub(crate) pointer: Pointer,
}

impl Found {
    /// Whether some content says this.
    pub(crate) fn says(&self, text: &str) -> bool {
        let mut contents = self.contents.values();
        contents.any(|bytes| String::from_utf8_lossy(bytes).contains(text))
    }
}

/// Fetches until the client is done, as a browser that nobody chose for anything.
pub(crate) fn look(
    anchor: &TrustAnchor,
    get: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Found, Refusal> {
    look_as(&Reader::default(), anchor, get)
}

/// The same as the browser of this reader.
pub(crate) fn look_as(
    reader: &Reader,
    anchor: &TrustAnchor,
    get: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Found, Refusal> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = since.expect("a clock after 1970").as_secs();
    let now = i64::try_from(now).expect("a clock before the end");
    let goal = Goal::Own(reader.clone());
    let mut client = Client::start_at((anchor, 1), &Files::new(), now, goal);
    loop {
        match client.next() {
            Next::Fetch(request) => {
                let bytes = get(&request.path);
                client.supply(bytes.map_or(Response::NotFound, Response::Bytes));
            }
            Next::Done(update) => {
                let opened = open_for(anchor, &update.files, (reader, now))?;
                return Ok(Found {
                    version: opened.version,
                    pointer: opened.pointer().clone(),
                    contents: opened.targets,
                });
            }
            Next::Refused(refusal) => return Err(refusal),
        }
    }
}
