//! Whole or not at all: everything is written to files without a name in the target folder, flushed to the disk, and only
//! then put under its name.

use super::digest::Digested;
use super::file_name;
use super::format::Rendering;
use super::former::Former;
use super::manifest::{self, Manifest};
pub use super::pending::folder_of;
use super::pending::{Pending, stopped};
use super::text_folder::Files;
use super::{Format, Selection, render};
use crate::work::Cancel;
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What an export wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Size of the file.
    pub bytes: u64,
    /// Articles in it.
    pub articles: usize,
    /// The file beside it that tells how it was chosen.
    pub manifest: PathBuf,
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
    /// No file can be called so.
    #[error("the export was not written: {reason} ({})", path.display())]
    Name {
        /// The target.
        path: PathBuf,
        /// Why.
        reason: Cow<'static, str>,
    },
    /// The target folder cannot be written to, the disk is full, or the like.
    #[error("the export was not written: {} ({})", reason(source), path.display())]
    Io {
        /// The target.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// It was told to stop.
    #[error("the export was stopped; nothing was written ({})", path.display())]
    Stopped {
        /// The target.
        path: PathBuf,
    },
    /// The export itself stands, whole; the file beside it could not be written.
    #[error("the export was written, but not the manifest beside it: {} ({})", reason(source), path.display())]
    Manifest {
        /// The file beside the export.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Why it could not be written, in words for people where the system has some for programmers.
fn reason(source: &io::Error) -> Cow<'static, str> {
    match source.kind() {
        io::ErrorKind::StorageFull => "the disk is full; make room, or choose another place".into(),
        io::ErrorKind::QuotaExceeded => "your share of the disk is used up; make room, or choose another place".into(),
        // Where a format has no room for so much, it says so itself.
        io::ErrorKind::FileTooLarge if source.raw_os_error().is_some() => {
            "the file would be larger than is allowed there; choose fewer articles, or another place".into()
        }
        io::ErrorKind::ReadOnlyFilesystem => "nothing can be written there; choose another place".into(),
        io::ErrorKind::PermissionDenied => "you may not write there; choose another place".into(),
        io::ErrorKind::NotFound => "there is no such folder".into(),
        _ => source.to_string().into(),
    }
}

/// Writes `selection` to the file `path`, replacing a file that stands there, and its manifest beside it
/// ([`manifest::path_beside`]).
///
/// # Errors
/// [`ExportError`] with the path and the reason; then the file is neither new nor changed.
pub fn write(path: &Path, format: Format, selection: &Selection<'_>) -> Result<Written, ExportError> {
    check(&manifest::path_beside(path))?;
    if let Rendering::Folder(render) = format.rendering() {
        check_name(path)?;
        return write_folder(path, format, selection, render);
    }
    check(path)?;
    let failed = |source| fault(path, selection, source);
    let mut digested = Digested::default();
    let cancel = &selection.cancel;
    let fill = |out: &mut dyn Write| render(format, selection, &mut Tee { out, digested: &mut digested, cancel });
    let pending = write_pending(path, fill).map_err(failed)?;
    let manifest = Manifest::of(path, format, &selection.scope, selection.options, &digested);
    put_in_place(path, || pending.persist(path), &manifest, selection)
}

/// Writes the manifest beside its place, and gives both their names, what was written by `persist`.
fn put_in_place(
    path: &Path,
    persist: impl FnOnce() -> io::Result<()>,
    manifest: &Manifest,
    selection: &Selection<'_>,
) -> Result<Written, ExportError> {
    let failed = |source| fault(path, selection, source);
    let manifest_path = manifest::path_beside(path);
    let mut articles = 0;
    let fill = |out: &mut dyn Write| {
        articles = manifest.write(selection.articles(), out)?;
        // What was stopped ended early, and looks whole: nothing of it may get its name.
        if selection.cancel.is_cancelled() { Err(stopped()) } else { Ok(()) }
    };
    let beside = write_pending(&manifest_path, fill).map_err(failed)?;
    persist().map_err(failed)?;
    beside.persist(&manifest_path).map_err(|source| ExportError::Manifest { path: manifest_path.clone(), source })?;
    sync_folder(path);
    Ok(Written { bytes: manifest.bytes, articles, manifest: manifest_path })
}

/// Fills a folder without its name, and gives it that once all is on the disk. Where a folder has it already, an earlier export
/// must have filled that, and nobody have touched it since.
fn write_folder(
    path: &Path,
    format: Format,
    selection: &Selection<'_>,
    render: fn(&Selection<'_>, &mut Files<'_>) -> io::Result<()>,
) -> Result<Written, ExportError> {
    let failed = |source| fault(path, selection, source);
    let former = || match path.symlink_metadata() {
        Ok(_) => Former::at(path, &selection.cancel)
            .map(Some)
            .map_err(|reason| ExportError::Name { path: path.to_owned(), reason: reason.into() }),
        Err(_) => Ok(None),
    };
    former()?;
    let pending = Pending::folder_in(folder_of(path)).map_err(failed)?;
    let place = pending.place().unwrap_or(path).to_owned();
    let mut files = Vec::new();
    let mut write_file = |name: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>| {
        let file = File::create_new(place.join(name))?;
        let mut digested = Digested::default();
        let mut buffered = BufWriter::with_capacity(1 << 16, &file);
        fill(&mut Tee { out: &mut buffered, digested: &mut digested, cancel: &selection.cancel })?;
        buffered.flush()?;
        drop(buffered);
        file.sync_all()?;
        files.push(digested.named(name));
        Ok(())
    };
    render(selection, &mut write_file).map_err(failed)?;
    let options = selection.options;
    let mut manifest = Manifest::of(path, format, &selection.scope, options, &Digested::default());
    manifest.bytes = files.iter().map(|file| file.bytes).sum();
    manifest.files = files;
    // Once more: writing may have taken long.
    let persist: Box<dyn FnOnce() -> io::Result<()>> = match former()? {
        Some(former) => Box::new(|| former.give_way(pending)),
        None => Box::new(|| pending.persist(path)),
    };
    put_in_place(path, persist, &manifest, selection)
}

/// Writes what `fill` gives to the file `path`, replacing a file that stands there.
pub(super) fn write_whole(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), ExportError> {
    check(path)?;
    let failed = |source| ExportError::Io { path: path.to_owned(), source };
    write_pending(path, fill).map_err(failed)?.persist(path).map_err(failed)?;
    sync_folder(path);
    Ok(())
}

/// Refuses before anything is written what no file can be called, and what a folder is called.
fn check(path: &Path) -> Result<(), ExportError> {
    if path.is_dir() {
        return Err(ExportError::IsFolder { path: path.to_owned() });
    }
    check_name(path)
}

/// Refuses before anything is written what nothing can be called.
fn check_name(path: &Path) -> Result<(), ExportError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match file_name::fault(&name) {
        Some(reason) => Err(ExportError::Name { path: path.to_owned(), reason: reason.into() }),
        None => Ok(()),
    }
}

/// A file without a name beside `path` with what `fill` writes, safe on the disk.
fn write_pending(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<Pending> {
    let pending = Pending::file_in(folder_of(path))?;
    let mut buffered = BufWriter::with_capacity(1 << 16, pending.file());
    fill(&mut buffered)?;
    buffered.flush()?;
    drop(buffered);
    pending.file().sync_all()?;
    Ok(pending)
}

/// Makes the name of `path` survive a power cut, where the system can; the file is whole either way.
pub fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(folder_of(path)) {
        let _ = folder.sync_all();
    }
}

/// Why the export to `path` was not written, where `source` is what went wrong.
fn fault(path: &Path, selection: &Selection<'_>, source: io::Error) -> ExportError {
    let path = path.to_owned();
    if selection.cancel.is_cancelled() { ExportError::Stopped { path } } else { ExportError::Io { path, source } }
}

/// Hands on what is written, as long as nobody says stop, and takes its hash and size.
struct Tee<'a> {
    out: &'a mut dyn Write,
    digested: &'a mut Digested,
    cancel: &'a Cancel,
}

impl Write for Tee<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.cancel.is_cancelled() {
            return Err(stopped());
        }
        let written = self.out.write(piece)?;
        self.digested.update(piece.get(..written).unwrap_or(piece));
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
