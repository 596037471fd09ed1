//! Reading and writing files so that nothing is ever half-written: a temporary sibling, then a rename.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use bundle::Files;
use bundle::builder::layout;
use bundle::builder::site_file::Catalogue;
use bundle::builder::source::{Content, MAX_SOURCE_BYTES, Sources};
use sites::{Place, SITES};

/// Who may read a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Privacy {
    /// As the system sees fit.
    Ordinary,
    /// The owner alone (mode 0600).
    Secret,
}

/// Writes a file whole or not at all; takes the place of one that is there.
pub(crate) fn write(path: &Path, bytes: &[u8], privacy: Privacy) -> anyhow::Result<()> {
    let write = || -> io::Result<()> {
        let folder = path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(folder)?;
        let temporary = sibling(path);
        let written =
            write_new(&temporary, bytes, privacy).and_then(|()| fs::rename(&temporary, path));
        if written.is_err() {
            // The first error is the one to tell.
            let _ = fs::remove_file(&temporary);
        }
        written
    };
    write().with_context(|| format!("`{}` cannot be written", path.display()))
}

/// A hidden name beside `path`, of this process alone.
fn sibling(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write_new(path: &Path, bytes: &[u8], privacy: Privacy) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    if privacy == Privacy::Secret {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = privacy;
    let mut file = options.open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Replaces a whole folder by these files: it is written beside and then takes its place.
pub(crate) fn replace_folder(folder: &Path, files: &Files, privacy: Privacy) -> anyhow::Result<()> {
    let fresh = sibling(folder);
    let old = fresh.with_extension("old");
    for leftover in [&fresh, &old] {
        remove_folder(leftover)?;
    }
    for (path, bytes) in files {
        write(&fresh.join(path), bytes, privacy)?;
    }
    let swap = || -> io::Result<()> {
        if folder.exists() {
            fs::rename(folder, &old)?;
        }
        fs::rename(&fresh, folder)
    };
    swap().with_context(|| format!("`{}` cannot be written", folder.display()))?;
    remove_folder(&old)
}

/// Takes a folder away; one that is not there is fine.
pub(crate) fn remove_folder(folder: &Path) -> anyhow::Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("`{}` cannot be removed", folder.display()))
        }
        _ => Ok(()),
    }
}

/// All files in a folder and below, by their path in it; none where there is no folder.
pub(crate) fn read_folder(folder: &Path) -> anyhow::Result<Files> {
    let mut files = Files::new();
    let mut waiting = vec![String::new()];
    while let Some(prefix) = waiting.pop() {
        let here = folder.join(&prefix);
        if !here.is_dir() {
            continue;
        }
        for entry in
            fs::read_dir(&here).with_context(|| format!("`{}` cannot be read", here.display()))?
        {
            let name = entry?.file_name().to_string_lossy().into_owned();
            let path = if prefix.is_empty() {
                name.clone()
            } else {
                format!("{prefix}/{name}")
            };
            let full = folder.join(&path);
            if name.starts_with('.') {
                continue;
            } else if full.is_dir() {
                waiting.push(path);
            } else {
                files.insert(path, read(&full)?);
            }
        }
    }
    Ok(files)
}

/// One file, whole.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("`{}` cannot be read", path.display()))
}

/// A company's files, for the reader that reports problems. What is of no concern is named and not read.
pub(crate) fn sources(root: &Path) -> anyhow::Result<Sources> {
    let mut sources = Sources::default();
    sources.catalogue = Some(catalogue());
    for folder in ["."].into_iter().chain(layout::FOLDERS) {
        for (name, is_folder) in names(&root.join(folder))? {
            let path = match (folder, is_folder) {
                (".", true) => continue,
                (".", false) => name,
                // Nobody looks into it: the reader says so.
                (_, true) => format!("{folder}/{name}/"),
                (_, false) => format!("{folder}/{name}"),
            };
            let content = match layout::is_read(&path) {
                true => source(&root.join(&path)),
                false => Content::Unread,
            };
            sources.insert(&path, content);
        }
    }
    Ok(sources)
}

/// What this version of the extension looks for on the sites, and where it reads.
fn catalogue() -> Catalogue {
    let selectors = SITES.iter().flat_map(|entry| entry.selectors);
    Catalogue {
        selectors: selectors.map(|it| it.name).collect(),
        places: Place::ALL.iter().map(|it| it.id()).collect(),
        is_selector: sites::html::is_selector,
    }
}

/// Names in a folder, and whether each is a folder. Hidden files and an editor's copies do not count.
fn names(folder: &Path) -> anyhow::Result<Vec<(String, bool)>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let read = || -> io::Result<Vec<(String, bool)>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') && !name.ends_with('~') {
                names.push((name, entry.path().is_dir()));
            }
        }
        Ok(names)
    };
    read().with_context(|| format!("`{}` cannot be read", folder.display()))
}

/// One of them. A large one is judged by its size alone.
fn source(path: &Path) -> Content {
    content(path).unwrap_or_else(|error| Content::Unreadable(plain(&error)))
}

fn content(path: &Path) -> io::Result<Content> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > MAX_SOURCE_BYTES {
        return Ok(Content::TooLarge(size));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or_default());
    // A pipe has no size, and a file may grow.
    file.take(MAX_SOURCE_BYTES + 1).read_to_end(&mut bytes)?;
    let read = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    Ok(if read > MAX_SOURCE_BYTES {
        Content::TooLarge(read)
    } else {
        Content::Bytes(bytes)
    })
}

/// The system's words without its error number.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".to_owned(),
        io::ErrorKind::PermissionDenied => "access is not allowed".to_owned(),
        _ => error.to_string(),
    }
}

/// Refuses to take the place of files that are there.
pub(crate) fn ensure_free(paths: &[PathBuf]) -> anyhow::Result<()> {
    let taken = paths.iter().find(|path| path.exists());
    let shown = taken
        .map(|path| path.display().to_string())
        .unwrap_or_default();
    ensure!(
        taken.is_none(),
        "`{shown}` is there already and stays as it is"
    );
    Ok(())
}
