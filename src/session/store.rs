//! The user's own work, in one SQLite file per corpus, in the user's data folder and never in the corpus folder.
//!
//! Append-only: every change is a row with its time, the article's content hash, the field, the old and the new value, and
//! for what is about a passage (its days, its event) where the passage stands. Version 1 had no passages.
//! The state is derived from the rows, which is undo, audit and merge at once. A row is on the disk before its
//! [`append`] returns (write-ahead log, `synchronous=FULL`).

use super::change::{Change, Correction, Place};
use super::corrections::Corrections;
use super::snapshot::Origin;
use crate::corpus::ContentHash;
use crate::text::Span;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, params};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Number of the layout of the tables; a store with a higher one is left alone.
const SCHEMA: i64 = 2;

/// A store could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// What SQLite says.
    #[error("the store of your corrections could not be used: {source} ({path})", path = path.display())]
    Database {
        /// The store.
        path: PathBuf,
        /// The reason.
        source: rusqlite::Error,
    },
    /// What the file system says.
    #[error("the folder for your corrections could not be made: {source} ({path})", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// Written by a later version of the program.
    #[error("your corrections were written by a newer version of the program and are left alone ({path})", path = path.display())]
    Newer {
        /// The store.
        path: PathBuf,
    },
}

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

/// All corrections in force. A store that does not exist holds none, and is not made.
///
/// # Errors
/// When the store exists and cannot be read.
pub fn load(path: &Path) -> Result<Corrections, StoreError> {
    let mut corrections = Corrections::default();
    if !path.exists() {
        return Ok(corrections);
    }
    let fault = |source| StoreError::Database { path: path.to_owned(), source };
    let connection = open(path)?;
    let mut statement = connection
        .prepare("SELECT at, sha256, doc, field, old, new, start, end FROM change ORDER BY id")
        .map_err(fault)?;
    let rows = statement.query_map([], |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Vec<u8>>(1)?,
            row.get(2)?,
            row.get::<_, String>(3)?,
            row.get(4)?,
            row.get(5)?,
            (row.get::<_, Option<u32>>(6)?, row.get::<_, Option<u32>>(7)?),
        ))
    });
    for row in rows.map_err(fault)? {
        let (at, sha256, doc, field, old, new, passage) = row.map_err(fault)?;
        let span = match passage {
            (Some(start), Some(end)) => Some(Span { start, end }),
            _ => None,
        };
        let place = Place::of(&field, span);
        let at = DateTime::parse_from_rfc3339(&at).map(|at| at.with_timezone(&Utc));
        if let (Some(place), Ok(sha256), Ok(at)) = (place, <[u8; 32]>::try_from(sha256.as_slice()), at) {
            let (old, new) = (from_column(old), from_column(new));
            corrections.record(&Change { at, sha256: ContentHash(sha256), doc, place, old, new });
        }
    }
    Ok(corrections)
}

/// Adds changes; when this returns they are on the disk.
///
/// # Errors
/// When they are not; the store is then as it was before.
pub fn append(path: &Path, changes: &[Change]) -> Result<(), StoreError> {
    if let Some(folder) = path.parent() {
        let fault = |source| StoreError::Folder { path: folder.to_owned(), source };
        std::fs::create_dir_all(folder).map_err(fault)?;
    }
    let fault = |source| StoreError::Database { path: path.to_owned(), source };
    let mut connection = open(path)?;
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fault)?;
    for change in changes {
        transaction
            .execute(
                "INSERT INTO change (at, sha256, doc, field, old, new, start, end) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                params![
                    change.at.to_rfc3339(),
                    change.sha256.0.as_slice(),
                    change.doc,
                    change.place.name(),
                    to_column(&change.old),
                    to_column(&change.new),
                    change.place.span().map(|span| span.start),
                    change.place.span().map(|span| span.end)
                ],
            )
            .map_err(fault)?;
    }
    transaction.commit().map_err(fault)
}

fn open(path: &Path) -> Result<Connection, StoreError> {
    let fault = |source| StoreError::Database { path: path.to_owned(), source };
    let connection = Connection::open(path).map_err(fault)?;
    connection.busy_timeout(Duration::from_secs(5)).map_err(fault)?;
    connection
        .execute_batch("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;")
        .map_err(fault)?;
    let schema: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(fault)?;
    if schema > SCHEMA {
        return Err(StoreError::Newer { path: path.to_owned() });
    }
    let change = match schema {
        SCHEMA => return Ok(connection),
        1 => "ALTER TABLE change ADD COLUMN start INTEGER; ALTER TABLE change ADD COLUMN end INTEGER;",
        _ => {
            "CREATE TABLE IF NOT EXISTS change (
                id INTEGER PRIMARY KEY, at TEXT NOT NULL, sha256 BLOB NOT NULL, doc TEXT NOT NULL,
                field TEXT NOT NULL, old TEXT, new TEXT, start INTEGER, end INTEGER);"
        }
    };
    let batch = format!("BEGIN IMMEDIATE; {change} PRAGMA user_version={SCHEMA}; COMMIT;");
    connection.execute_batch(&batch).map_err(fault)?;
    Ok(connection)
}

/// NULL stands for "as read", the empty text for "unknown".
fn to_column(correction: &Correction) -> Option<&str> {
    match correction {
        Correction::AsRead => None,
        Correction::Unknown => Some(""),
        Correction::Value(value) => Some(value),
    }
}

fn from_column(column: Option<String>) -> Correction {
    match column {
        None => Correction::AsRead,
        Some(value) if value.is_empty() => Correction::Unknown,
        Some(value) => Correction::Value(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::FieldName;

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
        let error = load(&path).expect_err("not a database").to_string();
        assert!(error.contains("x.db"), "{error}");
        assert_eq!(std::fs::read(&path).expect("read"), before);
    }
}
