//! Why the store could not be used.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// What a version that is kept of a store holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Previous {
    /// Changes in it.
    pub changes: u64,
}

impl Previous {
    /// How many, in words.
    pub fn counted(self) -> String {
        if self.changes == 1 { "1 change".to_owned() } else { format!("{} changes", self.changes) }
    }
}

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
    /// It is not as it was written.
    #[error("the store of your corrections is damaged: {reason}{} ({path})", told(previous.as_ref()), path = path.display())]
    Damaged {
        /// The store.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
        /// The version kept of it, where there is one.
        previous: Option<Previous>,
    },
    /// What the file system says.
    #[error("the folder for your corrections could not be made: {source} ({path})", path = path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// What the file system says of a version that is being kept or restored.
    #[error("the previous version of your corrections could not be {what}: {source} ({path})", path = path.display())]
    Version {
        /// "kept", "restored".
        what: &'static str,
        /// The file.
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

fn told(previous: Option<&Previous>) -> String {
    previous.map(|previous| format!("; a version with {} is kept", previous.counted())).unwrap_or_default()
}

impl StoreError {
    /// What SQLite says of the store at `path`.
    pub(super) fn of(path: &Path, source: rusqlite::Error) -> Self {
        Self::Database { path: path.to_owned(), source }
    }

    /// The version kept of a store that is damaged.
    pub fn previous(&self) -> Option<Previous> {
        match self {
            Self::Damaged { previous, .. } => *previous,
            _ => None,
        }
    }

    /// The same, told as damage where SQLite says that it is.
    pub(super) fn with_previous(self, previous: Option<Previous>) -> Self {
        match self {
            Self::Database { path, source } if is_damage(&source) => {
                Self::Damaged { path, reason: source.to_string(), previous }
            }
            other => other,
        }
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::Error;
    let by_code = matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase));
    // A row that is not what was written: of another type, not UTF-8, too large a number.
    let by_row = matches!(
        error,
        Error::FromSqlConversionFailure(..) | Error::IntegralValueOutOfRange(..) | Error::InvalidColumnType(..)
    );
    by_code || by_row
}
