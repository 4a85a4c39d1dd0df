//! How a worker can fail on a document, and what people are told.

use crate::ingest::Format;
use crate::ingest::open::Refusal;
use crate::work::ProblemKind;

/// How a worker failed. Each completes "reading it as … was stopped: …".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No process that parses could be started.
    #[error("{0}")]
    NotStarted(String),
    /// It computed longer than it may without giving anything.
    #[error("it took more than {seconds} seconds of computing")]
    Computing {
        /// The limit.
        seconds: u64,
    },
    /// It gave nothing for longer than it may, computing or not.
    #[error("nothing came of it for {seconds} seconds")]
    Silence {
        /// The limit.
        seconds: u64,
    },
    /// It went on for longer than a document of this size may take.
    #[error("it was not done after {seconds} seconds")]
    TooLong {
        /// The limit.
        seconds: u64,
    },
    /// It wanted more memory than it may have.
    #[error("it needs more than {mebibytes} MiB of memory")]
    Memory {
        /// The limit.
        mebibytes: u64,
    },
    /// It ran out of stack: the document is nested too deep for the parser.
    #[error("it is nested deeper than the reader can follow (its stack ran out)")]
    Stack,
    /// It came to an end by itself; with how.
    #[error("the reader crashed ({0})")]
    Crash(String),
    /// It said what no honest worker says; with what was wrong.
    #[error("the reader's answer is not to be trusted ({0})")]
    Garbled(String),
    /// The user has asked to stop.
    #[error("reading was stopped")]
    Stopped,
}

impl Failure {
    /// The kind of problem that this is.
    pub fn kind(&self) -> ProblemKind {
        match self {
            Self::NotStarted(_) => ProblemKind::NotIsolated,
            Self::Computing { .. } | Self::Silence { .. } | Self::TooLong { .. } => ProblemKind::TimedOut,
            Self::Memory { .. } => ProblemKind::OutOfMemory,
            Self::Stack | Self::Crash(_) | Self::Garbled(_) => ProblemKind::Crashed,
            Self::Stopped => ProblemKind::Skipped,
        }
    }

    /// True when a fresh worker may do better: what was used up may have been used up by earlier documents.
    ///
    /// Computing time is counted for each document alone, so there a second try would only cost the same again.
    pub(super) fn is_worth_repeating(&self) -> bool {
        match self {
            Self::Silence { .. } | Self::Memory { .. } | Self::Stack | Self::Crash(_) | Self::Garbled(_) => true,
            Self::NotStarted(_) | Self::Computing { .. } | Self::TooLong { .. } | Self::Stopped => false,
        }
    }

    /// What becomes of a document of `format` that gave `draft_count` articles before the worker failed.
    pub(super) fn refusal(&self, format: Format, draft_count: usize) -> Refusal {
        let name = format.name();
        let kept = match draft_count {
            0 => String::new(),
            1 => "; the article read before is kept".to_owned(),
            count => format!("; the {count} articles read before are kept"),
        };
        let reason = match self {
            Self::NotStarted(_) => format!("reading it as {name} is safe in a process of its own only, and {self}"),
            _ => format!("reading it as {name} was stopped: {self}{kept}"),
        };
        Refusal { kind: self.kind(), reason }
    }
}
