//! How does a long computation hear "stop" and say how far it is?
//!
//! Handles that a computation takes as arguments. Nothing here starts a thread or prints.

pub mod cancel;
pub mod problem;
pub mod progress;

pub use cancel::Cancel;
pub use problem::{Problem, ProblemKind};
pub use progress::{Progress, ProgressCount};
