//! How far a computation is, in counts.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Written by who computes, read by who shows it. Clones are the same counters.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Counters>);

#[derive(Debug, Default)]
struct Counters {
    done: AtomicUsize,
    total: AtomicUsize,
}

/// One reading of a [`Progress`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ProgressCount {
    /// Units done.
    pub done: usize,
    /// Units known of so far; grows while a folder is still being walked. 0 when unknown.
    pub total: usize,
}

impl Progress {
    /// Counters at zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds to the units done.
    pub fn add_done(&self, count: usize) {
        self.0.done.fetch_add(count, Ordering::Relaxed);
    }

    /// Adds to the units known of.
    pub fn add_total(&self, count: usize) {
        self.0.total.fetch_add(count, Ordering::Relaxed);
    }

    /// Both counters.
    pub fn count(&self) -> ProgressCount {
        ProgressCount { done: self.0.done.load(Ordering::Relaxed), total: self.0.total.load(Ordering::Relaxed) }
    }
}
