//! What a worker takes from itself before it sees a document: memory, time, files, everything but its pipes.

/// Locks this process up, for good.
pub(super) fn lock_up() {}

/// Gives this process its computing time anew.
pub(super) fn renew_computing() {}
