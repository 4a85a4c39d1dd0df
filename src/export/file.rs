//! Whole or not at all: everything is written to temporary files in the target folder, flushed to the disk, and only
//! then put under its name.

use super::manifest::{self, Digested};
use super::{Format, Selection, render};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// What an export wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Size of the file.
    pub bytes: u64,
    /// Articles in it.
    pub articles: usize,
    /// The file beside it that holds query and counts, where the format has no room for them.
    pub manifest: Option<PathBuf>,
}

/// Why an export was not written. Nothing half-written is left behind, and a file that stood there before still does.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The target is a folder.
    #[error("the export was not written: the name belongs to a folder; choose another ({})", path.display())]
    IsFolder {
        /// The target.
        path: PathBuf,
    },
    /// The target folder cannot be written to, the disk is full, or the like.
    #[error("the export was not written: {source} ({})", path.display())]
    Io {
        /// The target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The export itself stands, whole; the file beside it could not be written.
    #[error("the export was written, but not the file with its query and counts: {source} ({})", path.display())]
    Manifest {
        /// The file beside the export.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes `selection` to the file `path`, replacing a file that stands there.
///
/// Formats that cannot hold query and counts get them in a second file, [`manifest::path_beside`].
///
/// # Errors
/// [`ExportError`] with the path and the reason; then the file is neither new nor changed.
pub fn write(path: &Path, format: Format, selection: &Selection<'_>) -> Result<Written, ExportError> {
    let manifest_path = (!format.holds_scope()).then(|| manifest::path_beside(path));
    for target in [Some(path), manifest_path.as_deref()].into_iter().flatten() {
        if target.is_dir() {
            return Err(ExportError::IsFolder { path: target.to_owned() });
        }
    }
    let failed = |source| ExportError::Io { path: path.to_owned(), source };
    let mut digested = Digested::default();
    let temporary = write_temporary(path, |out| render(format, selection, &mut Tee { out, digested: &mut digested }))
        .map_err(failed)?;
    let manifest = match manifest_path.as_deref() {
        Some(manifest_path) => {
            let contents = manifest::contents(path, format, &selection.scope, &digested);
            let manifest = write_temporary(manifest_path, |out| out.write_all(contents.as_bytes())).map_err(failed)?;
            Some((manifest, manifest_path))
        }
        None => None,
    };
    persist(temporary, path).map_err(failed)?;
    if let Some((manifest, manifest_path)) = manifest {
        let failed = |source| ExportError::Manifest { path: manifest_path.to_owned(), source };
        persist(manifest, manifest_path).map_err(failed)?;
    }
    sync_folder(path);
    Ok(Written { bytes: digested.bytes, articles: selection.articles().count(), manifest: manifest_path })
}

/// Writes what `fill` gives to the file `path`, replacing a file that stands there.
pub(super) fn write_whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ExportError> {
    if path.is_dir() {
        return Err(ExportError::IsFolder { path: path.to_owned() });
    }
    let failed = |source| ExportError::Io { path: path.to_owned(), source };
    persist(write_temporary(path, fill).map_err(failed)?, path).map_err(failed)?;
    sync_folder(path);
    Ok(())
}

/// A temporary file beside `path` with what `fill` writes, safe on the disk.
fn write_temporary(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".parallax-").suffix(".part");
    #[cfg(unix)]
    {
        // As any new file: what the user's umask leaves. The default of temporary files is 0600, and it would stay.
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let temporary = builder.tempfile_in(folder_of(path))?;
    // To the file itself: errors of the temporary file would name its path, which says nothing to the user.
    let mut buffered = BufWriter::with_capacity(1 << 16, temporary.as_file());
    fill(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn persist(temporary: NamedTempFile, path: &Path) -> io::Result<()> {
    temporary.persist(path).map(drop).map_err(|failure| failure.error)
}

/// Makes the name of `path` survive a power cut, where the system can; the file is whole either way.
pub fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
}

/// The folder that `path` is in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Hands on what is written and takes its hash and size.
struct Tee<'a> {
    out: &'a mut dyn Write,
    digested: &'a mut Digested,
}

impl Write for Tee<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let written = self.out.write(piece)?;
        self.digested.update(piece.get(..written).unwrap_or(piece));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
