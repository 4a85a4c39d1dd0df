//! Which documents are not parsed in this process, and how the conversation with the one that parses them goes.
//!
//! Parsers of other people can be made to crash, to compute for ever or to take all memory by a file of a few kilobytes. What
//! they take apart ([`super::Format::is_isolated`]) is therefore parsed by a worker: a process that gets bytes and gives
//! frames, nothing else. This folder knows what is said; who starts processes, measures and ends them is an [`Isolation`].
//!
//! [`failure`] (how a worker can fail), [`messages`] (what is said, and what of it is believed), [`dispatch`] (our side: a
//! document goes out, drafts and faults come in), [`answer`] (the worker's side).

mod answer;
mod dispatch;
mod failure;
mod messages;
#[cfg(test)]
mod tests;

pub use answer::{Line, answer};
pub use failure::Failure;

pub(super) use dispatch::{Sealed, parse};

use crate::work::Cancel;

/// Bytes of the longest frame that either side sends: a text of the largest size with its fields.
pub const FRAME_LIMIT_BYTES: usize = super::readers::TEXT_LIMIT_BYTES + 8 * 1024 * 1024;

/// Somebody who has documents parsed in another process.
pub trait Isolation: Sync {
    /// Sends the request to a worker and gives `listen` each frame that it answers, until it says that it is done.
    ///
    /// # Errors
    /// When no worker could be started, or the one that was given the document failed; it has been ended then.
    fn converse(&self, task: &IsolatedTask<'_>, listen: &mut dyn FnMut(&[u8]) -> Reply) -> Result<(), Failure>;
}

/// One document for a worker.
#[derive(Debug)]
pub struct IsolatedTask<'a> {
    /// The first frame that the worker is sent.
    pub request: &'a [u8],
    /// Size of the document: a large one may take longer.
    pub size_bytes: u64,
    /// True when a worker has failed on it already: a fresh one shall try, alone.
    pub is_repeated: bool,
    /// Raised when the user wants no more of it.
    pub cancel: &'a Cancel,
}

/// What to do after a frame.
#[derive(Debug)]
pub enum Reply {
    /// Wait for the next.
    GoOn,
    /// Send this frame, then wait for the next.
    Send(Vec<u8>),
    /// That was the last.
    Done,
    /// No honest worker says this: end it. With what was wrong.
    Distrust(String),
}
