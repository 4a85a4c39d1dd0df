//! Bytes to articles: walk, detect, decode, parse, strip, infer.
//!
//! In reading order: [`walk`] (which files are there, in the order of the [`tree`]; with [`metadata`], what is stated of them, [`own_outlets`], and [`shown_path`]),
//! [`open`] (nothing but regular files), [`document`] (bytes held or still to come), [`detect`] (what is it; with [`front_matter`] and [`detect_databases`]),
//! [`decode`] (bytes to text), [`readers`] (one for each [`Format`]; with [`field_names`], [`column_map`], [`statement`]), [`isolation`] (which
//! of them run in another process, and what is said to it), [`finish`] (drafts become articles; with [`language`]), [`infer`]
//! (what nothing states), [`batches`] (many files at once), [`neighbours`] (what the files of a folder share), [`account`] (what became of each), [`sample`] (the
//! corpus that is built in).
//!
//! Nothing here ends a run: whatever cannot be read as intended is a [`Problem`] of its file, and every file gives
//! articles or a problem.

mod account;
mod batches;
mod column_map;
mod decode;
mod detect;
mod detect_databases;
mod document;
mod field_names;
mod finish;
pub mod format;
mod front_matter;
pub mod infer;
pub mod isolation;
mod language;
mod metadata;
mod neighbours;
mod open;
mod own_outlets;
mod peek;
mod readers;
mod refresh;
mod sample;
mod shown_path;
mod statement;
mod tree;
mod walk;

pub use account::{FileAccount, Stamp, file_of};
pub use column_map::{ColumnMap, ColumnMaps, layout_number};
pub use field_names::FieldKey;
pub use format::Format;
pub use isolation::Isolation;
pub use peek::{TableHead, peek};
pub use refresh::{Known, Refreshed, fingerprint};

use crate::corpus::{Article, Segments};
use crate::work::{Cancel, Problem, Progress};
use std::path::PathBuf;
use std::sync::Arc;

/// What one stretch of reading gave.
#[derive(Debug, Default)]
pub struct Batch {
    /// Articles, in the order of the walk.
    pub articles: Vec<Article>,
    /// What could not be read as intended.
    pub problems: Vec<Problem>,
    /// Entries that this batch accounts for: files read, files refused, `metadata.csv` files.
    pub file_count: usize,
    /// Those entries, in the order of the walk.
    pub files: Vec<FileAccount>,
}

/// Reads `paths` (files and folders) and hands over batches in the order of the walk, whatever the number of threads.
///
/// Formats whose parsers a file could turn against the program are parsed by `isolation`. Never fails: every file gives
/// articles or a problem. Stops between files when cancelled.
pub fn read_isolated(
    paths: &[PathBuf],
    isolation: &dyn Isolation,
    cancel: &Cancel,
    progress: &Progress,
    deliver: &mut dyn FnMut(Batch),
) {
    read_mapped(paths, &Arc::default(), isolation, cancel, progress, deliver);
}

/// As [`read_isolated`], with tables read as the user has said what their columns are.
pub fn read_mapped(
    paths: &[PathBuf],
    columns: &Arc<ColumnMaps>,
    isolation: &dyn Isolation,
    cancel: &Cancel,
    progress: &Progress,
    deliver: &mut dyn FnMut(Batch),
) {
    let reading = batches::Reading { isolation: Some(isolation), columns, cancel, progress };
    batches::read(walk::Walk::new(paths, cancel), reading, deliver);
}

/// As [`read_isolated`], but parses everything in this process: for files that are trusted, and for tests of readers.
pub fn read(paths: &[PathBuf], cancel: &Cancel, progress: &Progress, deliver: &mut dyn FnMut(Batch)) {
    let reading = batches::Reading { isolation: None, columns: &Arc::default(), cancel, progress };
    batches::read(walk::Walk::new(paths, cancel), reading, deliver);
}

/// Reads what has changed below `paths` since it was read. Nothing when all is as it was, or when cancelled.
pub fn refresh(
    paths: &[PathBuf],
    known: Known<'_>,
    columns: &Arc<ColumnMaps>,
    isolation: &dyn Isolation,
    cancel: &Cancel,
    progress: &Progress,
) -> Option<Refreshed> {
    refresh::refresh(paths, known, batches::Reading { isolation: Some(isolation), columns, cancel, progress })
}

/// True when all below `paths` is as it was read, as far as names, sizes and times of files tell. False when cancelled.
pub fn is_unchanged(
    paths: &[PathBuf],
    files: &Segments<FileAccount>,
    problems: &Segments<Problem>,
    cancel: &Cancel,
) -> bool {
    refresh::is_unchanged(paths, files, problems, cancel)
}

/// The sample corpus that is built into the program, as one batch.
pub fn read_sample() -> Batch {
    sample::read()
}
