//! Bytes to articles: walk, detect, decode, parse, strip, infer.

pub mod format;
pub mod infer;

pub use format::Format;

use crate::corpus::Article;
use crate::work::{Cancel, Problem, Progress};
use std::path::PathBuf;

/// What one stretch of reading gave.
#[derive(Debug, Default)]
pub struct Batch {
    /// Articles, in the order of the walk.
    pub articles: Vec<Article>,
    /// What could not be read as intended.
    pub problems: Vec<Problem>,
    /// Files that this batch accounts for.
    pub file_count: usize,
}

/// Reads `paths` (files and folders) and hands over batches in the order of the walk, whatever the number of threads.
///
/// Never fails: every file gives articles or a problem. Stops between files when cancelled.
pub fn read(paths: &[PathBuf], cancel: &Cancel, progress: &Progress, deliver: &mut dyn FnMut(Batch)) {
    let _ = (paths, cancel, progress, deliver);
}

/// The sample corpus that is built into the program, as one batch.
pub fn read_sample() -> Batch {
    Batch::default()
}
