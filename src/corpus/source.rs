//! Where an article came from.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

/// The file, and the member in it, that an article came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file on this machine; for the built-in sample, a path that exists nowhere.
    pub path: Arc<PathBuf>,
    /// Path relative to the opened folder, `/` between folders, control and direction characters escaped: for people
    /// and reports, never for opening.
    pub shown_path: Arc<str>,
    /// Which record of a file that holds several: a record's own id, or its number from 1.
    pub member: Option<Arc<str>>,
}

impl Source {
    /// `a/b.txt` or `a/b.jsonl#7`: names the document in reports and exports.
    pub fn doc(&self) -> String {
        match &self.member {
            Some(member) => format!("{}#{member}", self.shown_path),
            None => self.shown_path.to_string(),
        }
    }
}

/// SHA-256 of the bytes that an article was read from (of its record, in a file that holds several).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct ContentHash(pub [u8; 32]);

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}
