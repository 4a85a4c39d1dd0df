//! A file of the user's own, which nobody else may read: replaced whole or not at all.

use crate::export::file::{folder_of, sync_folder};
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes what `fill` gives beside `path` and puts it there in one step, once it is on the disk.
///
/// # Errors
/// What the file system or `fill` says; a file that stood there still does.
pub(super) fn replace(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let mut pending = tempfile::NamedTempFile::new_in(folder_of(path))?;
    let mut out = BufWriter::new(pending.as_file_mut());
    fill(&mut out)?;
    out.flush()?;
    drop(out);
    pending.as_file().sync_all()?;
    pending.persist(path).map_err(|error| error.error)?;
    sync_folder(path);
    Ok(())
}
