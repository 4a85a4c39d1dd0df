//! Something that could not be read as intended. A problem is data: it never ends a run.

use std::fmt;
use std::sync::Arc;

/// What kind of problem; decides what the user is told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum ProblemKind {
    /// The file could not be opened or read (permission, removed, input/output error).
    Unreadable,
    /// A symbolic link, FIFO, socket or device: not followed, not opened.
    NotAFile,
    /// The file holds nothing, or nothing but white space.
    Empty,
    /// No reader for what the file holds.
    UnknownFormat,
    /// A table of which nobody has said yet which column is the text.
    UnknownColumns,
    /// The file is not what it should be; what could be read of it was.
    Malformed,
    /// A limit on size, depth or count was met; what lay within it was read.
    Limit,
    /// The same content was read before.
    Duplicate,
    /// Something was read by a guess that may be wrong (encoding, columns).
    Doubtful,
    /// Left out on purpose: hidden files and folders.
    Skipped,
    /// Reading took longer than it may and was stopped; what was read before is kept.
    TimedOut,
    /// Reading wanted more memory than it may have and was stopped; what was read before is kept.
    OutOfMemory,
    /// The reader crashed or gave nonsense, in a place where it harms nothing else; what was read before is kept.
    Crashed,
    /// It can only be read safely in a process of its own, which could not be started.
    NotIsolated,
}

impl ProblemKind {
    /// The word for it, in lower case, as reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::NotAFile => "not a file",
            Self::Empty => "empty",
            Self::UnknownFormat => "unknown format",
            Self::UnknownColumns => "columns unknown",
            Self::Malformed => "malformed",
            Self::Limit => "limit",
            Self::Duplicate => "duplicate",
            Self::Doubtful => "doubtful",
            Self::Skipped => "skipped",
            Self::TimedOut => "timed out",
            Self::OutOfMemory => "out of memory",
            Self::Crashed => "crashed",
            Self::NotIsolated => "not isolated",
        }
    }
}

/// One problem, with the place and the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The document, as [`crate::corpus::Source::doc`] writes it: relative path, `#member`.
    pub doc: Arc<str>,
    /// What kind.
    pub kind: ProblemKind,
    /// What happened, in one sentence without a final period.
    pub reason: String,
}

impl Problem {
    /// A problem of `kind` with the document `doc`.
    pub fn new(doc: impl Into<Arc<str>>, kind: ProblemKind, reason: impl Into<String>) -> Self {
        Self { doc: doc.into(), kind, reason: reason.into() }
    }
}

/// `malformed: line 3 is not JSON: … (a/b.jsonl)`: what happened first, the path last.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} ({})", self.kind.name(), self.reason, self.doc)
    }
}
