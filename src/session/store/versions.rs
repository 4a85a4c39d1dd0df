//! The version of a store that is kept beside it, and its return when the store is damaged.
//!
//! Whenever a store has been opened and found whole, a copy of it takes the place of the copy before. So a damaged store
//! loses at most what was written since it was last opened, and of that only what cannot be read out of it any more.

use super::database::{Direction, Reading, Row, beside, open_to_write};
use super::fault::{Previous, StoreError};
use crate::export::file::{folder_of, sync_folder};
use chrono::{DateTime, Utc};
use rusqlite::TransactionBehavior;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What the name of a folder begins with in which a version is being written.
const UNFINISHED: &str = ".version-";

/// Nobody writes at one for so long.
const LONGEST_WRITING: Duration = Duration::from_hours(24);

/// What came of restoring a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Changes that the version kept has.
    pub kept: u64,
    /// Later changes that could be read out of the damaged store.
    pub saved: u64,
    /// Where the damaged store is now; nothing where there was none.
    pub damaged: Option<PathBuf>,
}

/// The file of the version that is kept of the store at `path`.
pub fn previous_path(path: &Path) -> PathBuf {
    path.with_extension("previous.db")
}

/// What the version kept of the store at `path` holds; nothing where none is kept, or not a whole one.
pub fn previous(path: &Path) -> Option<Previous> {
    let kept = previous_path(path);
    if !kept.exists() {
        return None;
    }
    let reading = Reading::open(&kept).ok()?;
    let (_, changes) = reading.extent().ok().filter(|_| matches!(reading.check(), Ok(None)))?;
    Some(Previous { changes })
}

/// Keeps a version of the store at `path`, which has been found whole, if it holds more than the one that is kept.
///
/// # Errors
/// When it cannot be written; the one that was kept stays.
pub fn keep(path: &Path) -> Result<(), StoreError> {
    let kept = previous_path(path);
    let last = |path: &Path| Reading::open(path).ok().and_then(|reading| reading.extent().ok());
    let (Some(now), before) = (last(path), last(&kept)) else { return Ok(()) };
    if before.is_some_and(|before| before >= now) || now == (0, 0) {
        return Ok(());
    }
    let fault = |source| StoreError::Version { what: "kept", path: kept.clone(), source };
    let folder = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(folder_of(path)).map_err(fault)?;
    let copy = folder.path().join("copy.db");
    let reading = Reading::open(path)?;
    let target = copy.to_string_lossy().into_owned();
    reading.connection.execute("VACUUM INTO ?", [target]).map_err(|source| StoreError::of(path, source))?;
    put_in_place(&copy, &kept).map_err(fault)?;
    remove_leftovers(&kept);
    Ok(())
}

/// Removes what a process left that was ended while it wrote a version.
fn remove_leftovers(kept: &Path) {
    let modified = |path: &Path| fs::metadata(path).and_then(|facts| facts.modified());
    let Ok(now) = modified(kept) else { return };
    let is_old = |path: &Path| modified(path).is_ok_and(|time| time.checked_add(LONGEST_WRITING) < Some(now));
    let is_unfinished =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED));
    let entries = fs::read_dir(folder_of(kept)).into_iter().flatten().flatten().map(|entry| entry.path());
    for folder in entries.filter(|path| is_unfinished(path) && is_old(path)) {
        let _ = fs::remove_dir_all(folder);
    }
}

/// Puts the version that is kept in the place of the store at `path`, with whatever later changes can still be read from it.
/// The damaged store is kept under another name, which tells the time `at`.
///
/// # Errors
/// When there is none, or it cannot be written; then everything is as it was.
pub fn restore(path: &Path, at: DateTime<Utc>) -> Result<Restored, StoreError> {
    let kept = previous_path(path);
    let fault = |source| StoreError::Version { what: "restored", path: kept.clone(), source };
    let database_fault = |source| StoreError::of(&kept, source);
    let mut rows = Vec::new();
    Reading::open(&kept)?.rows(0, Direction::OldestFirst, |row| rows.push(row)).map_err(database_fault)?;
    let kept_count = rows.len() as u64;
    let above = rows.last().map_or(0, |row| row.id);
    rows.extend(readable(path, above));
    let folder = tempfile::Builder::new().prefix(UNFINISHED).tempdir_in(folder_of(path)).map_err(fault)?;
    let copy = folder.path().join("copy.db");
    let mut connection = open_to_write(&copy)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(database_fault)?;
    rows.iter().try_for_each(|row| row.put(&transaction)).map_err(database_fault)?;
    transaction.commit().map_err(database_fault)?;
    // Closing brings everything into one file.
    connection.close().map_err(|(_, source)| database_fault(source))?;
    let damaged = path.with_extension(format!("damaged-{}.db", at.format("%Y%m%dT%H%M%SZ")));
    let mut moved = None;
    for ending in ["", "-wal", "-shm"] {
        let part = beside(path, ending);
        if part.exists() {
            fs::rename(&part, beside(&damaged, ending)).map_err(fault)?;
            moved = Some(damaged.clone());
        }
    }
    put_in_place(&copy, path).map_err(fault)?;
    Ok(Restored { kept: kept_count, saved: rows.len() as u64 - kept_count, damaged: moved })
}

/// What can still be read of the rows above `above` in a damaged store: from both ends up to what is broken.
fn readable(path: &Path, above: i64) -> Vec<Row> {
    let Ok(reading) = Reading::open(path) else { return Vec::new() };
    let mut rows = Vec::new();
    if reading.rows(above, Direction::OldestFirst, |row| rows.push(row)).is_ok() {
        return rows;
    }
    let last = rows.last().map_or(above, |row| row.id);
    let mut newest = Vec::new();
    // Broken somewhere, as is known; what came before that counts.
    let _ = reading.rows(last, Direction::NewestFirst, |row| newest.push(row));
    rows.extend(newest.into_iter().rev());
    rows
}

/// Makes sure that `file` is on the disk, then gives it its name, then makes sure of the name.
fn put_in_place(file: &Path, path: &Path) -> io::Result<()> {
    File::open(file)?.sync_all()?;
    fs::rename(file, path)?;
    sync_folder(path);
    Ok(())
}
