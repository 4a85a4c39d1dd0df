//! The user's own work, in one SQLite file per corpus, in the user's data folder and never in the corpus folder.
//!
//! Append-only: every change is a row with its time, the article's content hash, the field, the old and the new value, and
//! for what is about a passage (its days, its event) where the passage stands. Version 1 had no passages.
//! The state is derived from the rows, which is undo, audit and merge at once. A row is on the disk before its
//! [`append`] returns (write-ahead log, `synchronous=FULL`).

//! [`fault`] (why it could not be used), [`database`] (the file itself), [`versions`] (what is kept of it against damage).

mod database;
pub mod fault;
pub mod versions;

pub use fault::{Previous, StoreError};

use super::change::Change;
use super::corrections::Corrections;
use super::snapshot::Origin;
use crate::corpus::ContentHash;
use crate::export::file::sync_folder;
use database::{Direction, Reading, open_to_write, put_change};
use rusqlite::TransactionBehavior;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// The folder in which the user's work is kept; nothing where there is no home.
pub fn usual_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "parallax").map(|known| known.data_dir().join("corrections"))
}

/// The file in `folder` that holds the user's work on the corpus at `origin`.
pub fn path_for(folder: &Path, origin: &Origin) -> PathBuf {
    let name = match origin {
        Origin::Sample => "sample".to_owned(),
        Origin::Paths(paths) => {
            let mut known: Vec<PathBuf> =
                paths.iter().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())).collect();
            known.sort();
            let mut hash = Sha256::new();
            for path in known {
                hash.update(path.as_os_str().as_encoded_bytes());
                hash.update([0]);
            }
            ContentHash(hash.finalize().into()).to_string().chars().take(32).collect()
        }
    };
    folder.join(format!("{name}.db"))
}

/// All corrections in force. A store that does not exist holds none, and is not made; nothing of one that exists is changed.
///
/// # Errors
/// When the store exists and cannot be read, or is not as it was written: [`StoreError::Damaged`] tells what is kept of it.
pub fn load(path: &Path) -> Result<Corrections, StoreError> {
    if let Some(damage) = gone(path) {
        return Err(damage);
    }
    if !path.exists() {
        return Ok(Corrections::default());
    }
    read(path).map_err(|fault| fault.with_previous(versions::previous(path)))
}

/// Looks whether the store at `path` is as it was written, if there is one: what is written into a damaged one may be lost.
///
/// # Errors
/// As [`load`].
pub fn check(path: &Path) -> Result<(), StoreError> {
    if let Some(damage) = gone(path) {
        return Err(damage);
    }
    if !path.exists() {
        return Ok(());
    }
    whole(path).map(drop).map_err(|fault| fault.with_previous(versions::previous(path)))
}

/// What is wrong where nothing is left of a store that once held something: rows that were written into a new one would
/// hide that the others are missing.
fn gone(path: &Path) -> Option<StoreError> {
    let reason = match path.metadata() {
        Err(_) => "it is missing",
        Ok(metadata) if metadata.len() == 0 && !database::beside(path, "-wal").exists() => "it is empty",
        Ok(_) => return None,
    };
    let previous = versions::previous(path).filter(|previous| previous.changes > 0)?;
    Some(StoreError::Damaged { path: path.to_owned(), reason: reason.to_owned(), previous: Some(previous) })
}

/// The corrections in a store that exists.
fn read(path: &Path) -> Result<Corrections, StoreError> {
    let fault = |source| StoreError::of(path, source);
    let reading = whole(path)?;
    let mut corrections = Corrections::default();
    let each = |row: database::Row| {
        if let Some(change) = row.change() {
            corrections.record(&change);
        }
    };
    reading.rows(0, Direction::OldestFirst, each).map_err(fault)?;
    Ok(corrections)
}

/// Every change in a store, in the order in which they were made; none where there is no store.
///
/// # Errors
/// As [`load`].
pub fn changes(path: &Path) -> Result<Vec<Change>, StoreError> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut changes = Vec::new();
    let each = |row: database::Row| changes.extend(row.change());
    whole(path)?.rows(0, Direction::OldestFirst, each).map_err(|source| StoreError::of(path, source))?;
    Ok(changes)
}

/// The store at `path`, open for reading and found whole.
fn whole(path: &Path) -> Result<Reading, StoreError> {
    let reading = Reading::open(path)?;
    match reading.check().map_err(|source| StoreError::of(path, source))? {
        None => Ok(reading),
        Some(reason) => Err(StoreError::Damaged { path: path.to_owned(), reason, previous: versions::previous(path) }),
    }
}

/// Adds changes; when this returns they are on the disk.
///
/// # Errors
/// When they are not; the store is then as it was before.
pub fn append(path: &Path, changes: &[Change]) -> Result<(), StoreError> {
    if let Some(damage) = gone(path) {
        return Err(damage);
    }
    write(path, changes).map_err(|fault| fault.with_previous(versions::previous(path)))
}

fn write(path: &Path, changes: &[Change]) -> Result<(), StoreError> {
    if let Some(folder) = path.parent() {
        make_folder(folder).map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
    }
    let is_new = !path.exists();
    let fault = |source| StoreError::of(path, source);
    let mut connection = open_to_write(path)?;
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fault)?;
    changes.iter().try_for_each(|change| put_change(&transaction, change)).map_err(fault)?;
    transaction.commit().map_err(fault)?;
    if is_new {
        sync_folder(path);
    }
    Ok(())
}

/// Makes a folder and those above it, and makes sure that their names are on the disk.
fn make_folder(folder: &Path) -> std::io::Result<()> {
    let missing: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    std::fs::create_dir_all(folder)?;
    missing.into_iter().for_each(sync_folder);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::FieldName;
    use crate::session::change::{Correction, Place};
    use crate::text::Span;
    use chrono::DateTime;
    use rusqlite::Connection;

    #[test]
    fn a_store_of_the_first_version_is_carried_over_and_a_newer_one_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        let connection = Connection::open(&path).expect("a store");
        connection
            .execute_batch(
                "CREATE TABLE change (id INTEGER PRIMARY KEY, at TEXT NOT NULL, sha256 BLOB NOT NULL, doc TEXT NOT NULL,
                    field TEXT NOT NULL, old TEXT, new TEXT);
                 INSERT INTO change (at, sha256, doc, field, old, new) VALUES
                    ('2023-11-14T22:13:20+00:00', zeroblob(32), 'a.txt', 'outlet', NULL, 'Tass');
                 PRAGMA user_version=1;",
            )
            .expect("written");
        drop(connection);
        let sha256 = ContentHash([0; 32]);
        let outlet = Correction::Value("Tass".to_owned());
        assert_eq!(load(&path).expect("carried over").of(sha256, FieldName::Outlet), outlet);
        let place = Place::Days(Span::new(3, 9));
        let days = Change {
            sha256,
            place: place.clone(),
            ..change(FieldName::Outlet, Correction::AsRead, Correction::Unknown)
        };
        append(&path, &[days]).expect("stored");
        let loaded = load(&path).expect("loaded");
        assert_eq!((loaded.of(sha256, FieldName::Outlet), loaded.at(sha256, &place)), (outlet, Correction::Unknown));
        Connection::open(&path).and_then(|store| store.execute_batch("PRAGMA user_version=3;")).expect("raised");
        assert!(matches!(load(&path), Err(StoreError::Newer { .. })));
        assert!(matches!(append(&path, &[]), Err(StoreError::Newer { .. })));
    }

    fn change(field: FieldName, old: Correction, new: Correction) -> Change {
        let at = DateTime::from_timestamp(1_700_000_000, 0).expect("a time");
        Change { at, sha256: ContentHash([7; 32]), doc: "a.txt".to_owned(), place: Place::Field(field), old, new }
    }

    #[test]
    fn what_was_appended_is_there_after_a_restart_and_an_undo_takes_it_back() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = path_for(folder.path(), &Origin::Sample);
        assert_eq!(load(&path).expect("no store yet"), Corrections::default());
        let set = change(FieldName::Outlet, Correction::AsRead, Correction::Value("Tass".to_owned()));
        let clear = change(FieldName::Title, Correction::AsRead, Correction::Unknown);
        append(&path, &[set, clear]).expect("stored");
        let loaded = load(&path).expect("loaded");
        assert_eq!(loaded.of(ContentHash([7; 32]), FieldName::Outlet), Correction::Value("Tass".to_owned()));
        assert_eq!(loaded.of(ContentHash([7; 32]), FieldName::Title), Correction::Unknown);
        append(&path, &[change(FieldName::Title, Correction::Unknown, Correction::AsRead)]).expect("stored");
        assert_eq!(load(&path).expect("loaded").of(ContentHash([7; 32]), FieldName::Title), Correction::AsRead);
    }

    #[test]
    fn a_damaged_store_is_a_clear_error_and_stays_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        std::fs::write(&path, b"this is not a database, it is a text of some length").expect("written");
        let before = std::fs::read(&path).expect("read");
        let error = load(&path).expect_err("not a database");
        assert!(matches!(error, StoreError::Damaged { previous: None, .. }) && error.to_string().contains("x.db"));
        assert_eq!(std::fs::read(&path).expect("read"), before);
        assert!(append(&path, &[tag(1)]).is_err());
    }

    /// A change that tags an article with its number.
    fn tag(number: u32) -> Change {
        let new = Correction::Value("yes".to_owned());
        let place = Place::Tag(number.to_string().into());
        Change { place, ..change(FieldName::Title, Correction::AsRead, new) }
    }

    fn tags(corrections: &Corrections) -> usize {
        corrections.marked().of(ContentHash([7; 32])).map_or(0, |marks| marks.tags.len())
    }

    /// A store with `kept` changes that are in the version kept of it, too, and then `later` ones.
    fn kept_and_later(kept: u32, later: u32) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        append(&path, &(0..kept).map(tag).collect::<Vec<_>>()).expect("stored");
        versions::keep(&path).expect("kept");
        append(&path, &(kept..kept + later).map(tag).collect::<Vec<_>>()).expect("stored");
        (folder, path)
    }

    #[test]
    fn a_store_that_is_cut_or_gone_is_told_of_and_its_previous_version_comes_back() {
        for length in [None, Some(0), Some(7), Some(5000)] {
            let (_folder, path) = kept_and_later(30, 4);
            match length {
                None => std::fs::remove_file(&path).expect("removed"),
                Some(length) => {
                    std::fs::File::options()
                        .write(true)
                        .open(&path)
                        .and_then(|file| file.set_len(length))
                        .expect("cut");
                }
            }
            let error = load(&path).expect_err("damaged");
            assert_eq!(error.previous(), Some(Previous { changes: 30 }), "{length:?}: {error}");
            assert!(check(&path).is_err(), "{length:?}");
            let is_gone = length.is_none_or(|length| length == 0);
            assert!(
                !is_gone || append(&path, &[tag(99)]).is_err(),
                "{length:?}: nothing hides that others are missing"
            );
            let restored = versions::restore(&path, DateTime::UNIX_EPOCH).expect("restored");
            assert_eq!((restored.kept, restored.damaged.is_some()), (30, length.is_some()), "{length:?}");
            assert_eq!(tags(&load(&path).expect("whole")), 30);
            append(&path, &[tag(99)]).expect("stored");
            assert_eq!(tags(&load(&path).expect("whole")), 31);
        }
    }

    #[test]
    fn what_can_still_be_read_of_a_store_with_a_broken_page_is_saved_too() {
        let (_folder, path) = kept_and_later(3, 600);
        let mut bytes = std::fs::read(&path).expect("read");
        let pages = bytes.len() / 4096;
        assert!(pages > 8, "{pages} pages");
        bytes[4096 * (pages / 2)..4096 * (pages / 2 + 1)].fill(0x5a);
        std::fs::write(&path, bytes).expect("damaged");
        assert_eq!(load(&path).expect_err("damaged").previous(), Some(Previous { changes: 3 }));
        let restored = versions::restore(&path, DateTime::UNIX_EPOCH).expect("restored");
        assert!((400..600).contains(&restored.saved), "{restored:?}");
        assert_eq!(tags(&load(&path).expect("whole")) as u64, 3 + restored.saved);
    }

    #[test]
    fn a_version_is_kept_of_what_was_found_whole_and_never_one_with_less() {
        let (_folder, path) = kept_and_later(2, 3);
        let kept = || versions::previous(&path).map(|previous| previous.changes);
        assert_eq!(kept(), Some(2));
        versions::keep(&path).expect("kept");
        assert_eq!(kept(), Some(5));
        std::fs::remove_file(&path).expect("removed");
        Connection::open(&path).and_then(|store| store.execute_batch("PRAGMA user_version=0")).expect("empty");
        versions::keep(&path).expect("nothing to keep");
        assert_eq!(kept(), Some(5));
    }

    #[test]
    fn what_a_killed_process_left_goes_after_a_day() {
        let (folder, path) = kept_and_later(1, 1);
        let [old, new] = [".version-old", ".version-new"].map(|name| folder.path().join(name));
        for left in [&old, &new] {
            std::fs::create_dir(left).expect("made");
        }
        let yesterday = std::fs::metadata(&new).and_then(|facts| facts.modified()).expect("a time")
            - std::time::Duration::from_hours(30);
        std::fs::File::open(&old).and_then(|left| left.set_modified(yesterday)).expect("dated");
        versions::keep(&path).expect("kept");
        assert!(!old.exists() && new.exists());
    }

    #[test]
    fn a_clock_set_back_changes_nothing_of_the_order() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("x.db");
        let at = |seconds| DateTime::from_timestamp(seconds, 0).expect("a time");
        let set = |at, value: &str| Change {
            at,
            ..change(FieldName::Outlet, Correction::AsRead, Correction::Value(value.to_owned()))
        };
        append(&path, &[set(at(1_700_000_000), "first")]).expect("stored");
        append(&path, &[set(at(3), "second")]).expect("stored");
        let outlet = load(&path).expect("loaded").of(ContentHash([7; 32]), FieldName::Outlet);
        assert_eq!(outlet, Correction::Value("second".to_owned()));
    }
}
