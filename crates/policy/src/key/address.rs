//! What addresses of both networks have in common: hosts, paths, and characters that only look alike.

/// `text` without invisible characters, full-width letters as ASCII, trimmed.
///
/// Input methods write full-width letters, and copied addresses carry marks of direction and joiners.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_invisible(c) {
            folded.push(half_width(c));
        }
    }
    folded.trim().to_owned()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe0f}' | '\u{feff}')
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// The path of an address on a host that `is_host` accepts, in lower case, or of a bare path with its `/`.
pub(super) fn path_on(text: &str, is_host: fn(&str) -> bool) -> Option<&str> {
    let rest = match without_scheme(text) {
        Some(rest) => rest,
        None if text.starts_with('/') => return Some(text),
        None => text,
    };
    let (host, path) = rest.split_once('/')?;
    is_host(&host.to_ascii_lowercase()).then_some(path)
}

fn without_scheme(text: &str) -> Option<&str> {
    let schemes = ["https://", "http://", "//"];
    schemes.into_iter().find_map(|scheme| {
        let start = text.get(..scheme.len())?;
        let rest = text.get(scheme.len()..)?;
        start.eq_ignore_ascii_case(scheme).then_some(rest)
    })
}
