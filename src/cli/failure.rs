//! Why a command could not do its job.

use crate::export::ExportError;
use std::io;

/// Why a command could not do its job. Its text is the one line that the user sees.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The call was understood but asks for what cannot be.
    #[error("{0}")]
    Usage(String),
    /// What was asked could not be done.
    #[error("{0}")]
    Job(String),
    /// The export could not be written.
    #[error(transparent)]
    Export(#[from] ExportError),
    /// The answer could not be written.
    #[error("the output could not be written: {0}")]
    Output(#[from] io::Error),
}

impl Failure {
    /// A wrong call.
    pub fn usage(reason: impl Into<String>) -> Self {
        Self::Usage(reason.into())
    }

    /// A job that could not be done.
    pub fn job(reason: impl Into<String>) -> Self {
        Self::Job(reason.into())
    }

    /// What the program ends with.
    pub fn exit_code(&self) -> u8 {
        match self {
            Self::Usage(_) => 2,
            Self::Job(_) | Self::Export(_) | Self::Output(_) => 1,
        }
    }
}
