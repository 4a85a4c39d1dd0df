//! The file of a store: its tables, opening it for reading and for writing, its rows.

use super::fault::StoreError;
use crate::corpus::ContentHash;
use crate::session::change::{Change, Correction, Place};
use crate::text::Span;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, ErrorCode, OpenFlags, params};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;

/// Number of the layout of the tables; a store with a higher one is left alone.
const SCHEMA: i64 = 2;

/// How long one instance waits for another that is writing.
const PATIENCE: Duration = Duration::from_secs(5);

const TABLE: &str = "CREATE TABLE IF NOT EXISTS change (
    id INTEGER PRIMARY KEY, at TEXT NOT NULL, sha256 BLOB NOT NULL, doc TEXT NOT NULL,
    field TEXT NOT NULL, old TEXT, new TEXT, start INTEGER, end INTEGER);";

/// A row of the store as it stands there, understood or not.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) id: i64,
    at: String,
    sha256: Vec<u8>,
    doc: String,
    field: String,
    old: Option<String>,
    new: Option<String>,
    start: Option<u32>,
    end: Option<u32>,
}

/// In which order rows are gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    OldestFirst,
    NewestFirst,
}

/// A store that is open for reading, with the folder that holds its copy where it could not be opened in its place.
pub(super) struct Reading {
    pub(super) connection: Connection,
    schema: i64,
    _copy: Option<TempDir>,
}

impl Reading {
    /// Opens the store at `path`, and changes nothing of it.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        match Self::open_in_place(path) {
            Err(StoreError::Database { source, .. }) if is_place_read_only(&source) => Self::open_copy(path),
            opened => opened,
        }
    }

    fn open_in_place(path: &Path) -> Result<Self, StoreError> {
        let fault = |source| StoreError::of(path, source);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(fault)?;
        connection.busy_timeout(PATIENCE).map_err(fault)?;
        connection.execute_batch("PRAGMA trusted_schema=OFF;").map_err(fault)?;
        let schema = schema(&connection).map_err(fault)?;
        if schema > SCHEMA {
            return Err(StoreError::Newer { path: path.to_owned() });
        }
        Ok(Self { connection, schema, _copy: None })
    }

    /// A store that was not closed is read with a file beside it, which cannot be made in a folder that is not to be written.
    fn open_copy(path: &Path) -> Result<Self, StoreError> {
        let fault = |source| StoreError::Folder { path: path.to_owned(), source };
        let folder = tempfile::tempdir().map_err(fault)?;
        let copy = folder.path().join("copy.db");
        std::fs::copy(path, &copy).map_err(fault)?;
        let log = beside(path, "-wal");
        if log.exists() {
            std::fs::copy(log, beside(&copy, "-wal")).map_err(fault)?;
        }
        let opened = Self::open_in_place(&copy);
        let opened = opened.map_err(|error| match error {
            StoreError::Database { source, .. } => StoreError::of(path, source),
            StoreError::Newer { .. } => StoreError::Newer { path: path.to_owned() },
            other => other,
        })?;
        Ok(Self { _copy: Some(folder), ..opened })
    }

    /// What is wrong with the file, if anything is.
    pub(super) fn check(&self) -> rusqlite::Result<Option<String>> {
        let found: String = self.connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
        Ok((found != "ok").then_some(found))
    }

    /// The number of the last row and how many there are; a store without tables has none.
    pub(super) fn extent(&self) -> rusqlite::Result<(i64, u64)> {
        if self.schema == 0 {
            return Ok((0, 0));
        }
        let sql = "SELECT coalesce(max(id), 0), count(*) FROM change";
        self.connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))
    }

    /// Hands over every row with a number above `above`, until one cannot be read.
    pub(super) fn rows(&self, above: i64, direction: Direction, mut each: impl FnMut(Row)) -> rusqlite::Result<()> {
        let passage = match self.schema {
            0 => return Ok(()),
            1 => "NULL, NULL",
            _ => "start, end",
        };
        let order = match direction {
            Direction::OldestFirst => "ASC",
            Direction::NewestFirst => "DESC",
        };
        let sql = format!(
            "SELECT id, at, sha256, doc, field, old, new, {passage} FROM change WHERE id > ? ORDER BY id {order}"
        );
        let mut statement = self.connection.prepare(&sql)?;
        let mut rows = statement.query([above])?;
        while let Some(row) = rows.next()? {
            each(Row {
                id: row.get(0)?,
                at: row.get(1)?,
                sha256: row.get(2)?,
                doc: row.get(3)?,
                field: row.get(4)?,
                old: row.get(5)?,
                new: row.get(6)?,
                start: row.get(7)?,
                end: row.get(8)?,
            });
        }
        Ok(())
    }
}

impl Row {
    /// What it says; nothing for what a later version wrote.
    pub(super) fn change(self) -> Option<Change> {
        let span = match (self.start, self.end) {
            (Some(start), Some(end)) => Some(Span { start, end }),
            _ => None,
        };
        Some(Change {
            at: DateTime::parse_from_rfc3339(&self.at).ok()?.with_timezone(&Utc),
            sha256: ContentHash(<[u8; 32]>::try_from(self.sha256.as_slice()).ok()?),
            doc: self.doc,
            place: Place::of(&self.field, span)?,
            old: from_column(self.old),
            new: from_column(self.new),
        })
    }

    /// Writes it with the number that it had.
    pub(super) fn put(&self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "INSERT OR IGNORE INTO change (id, at, sha256, doc, field, old, new, start, end)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
        let mut statement = connection.prepare_cached(sql)?;
        let Self { id, at, sha256, doc, field, old, new, start, end } = self;
        statement.execute(params![id, at, sha256, doc, field, old, new, start, end]).map(drop)
    }
}

/// Writes a change behind all others.
pub(super) fn put_change(connection: &Connection, change: &Change) -> rusqlite::Result<()> {
    let sql = "INSERT INTO change (at, sha256, doc, field, old, new, start, end) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
    let mut statement = connection.prepare_cached(sql)?;
    let values = params![
        change.at.to_rfc3339(),
        change.sha256.0.as_slice(),
        change.doc,
        change.place.name(),
        to_column(&change.old),
        to_column(&change.new),
        change.place.span().map(|span| span.start),
        change.place.span().map(|span| span.end)
    ];
    statement.execute(values).map(drop)
}

/// Opens the store at `path` for writing, and makes it where there is none.
pub(super) fn open_to_write(path: &Path) -> Result<Connection, StoreError> {
    let fault = |source| StoreError::of(path, source);
    let mut connection = Connection::open(path).map_err(fault)?;
    connection.busy_timeout(PATIENCE).map_err(fault)?;
    connection
        .execute_batch(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA fullfsync=ON; PRAGMA checkpoint_fullfsync=ON;
             PRAGMA trusted_schema=OFF;",
        )
        .map_err(fault)?;
    if schema(&connection).map_err(fault)? == SCHEMA {
        return Ok(connection);
    }
    // Looked at once more when nobody else can be changing it.
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fault)?;
    let change = match schema(&transaction).map_err(fault)? {
        newer if newer > SCHEMA => return Err(StoreError::Newer { path: path.to_owned() }),
        SCHEMA => "",
        1 => "ALTER TABLE change ADD COLUMN start INTEGER; ALTER TABLE change ADD COLUMN end INTEGER;",
        _ => TABLE,
    };
    transaction.execute_batch(&format!("{change} PRAGMA user_version={SCHEMA};")).map_err(fault)?;
    transaction.commit().map_err(fault)?;
    Ok(connection)
}

/// The file that SQLite keeps beside `path` under an ending of its own.
pub(super) fn beside(path: &Path, ending: &str) -> std::path::PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

fn schema(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

fn is_place_read_only(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied))
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
