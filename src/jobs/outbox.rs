//! Where a job sends its reports.

use crate::session::Report;
use crossbeam_channel::Sender;
use std::sync::Arc;

/// Called after every report, from any thread: makes the window look.
pub type Wake = Arc<dyn Fn() + Send + Sync>;

/// Where a job sends what it has to say.
#[derive(Clone)]
pub struct Outbox {
    sender: Sender<Report>,
    wake: Wake,
}

impl std::fmt::Debug for Outbox {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Outbox").finish_non_exhaustive()
    }
}

impl Outbox {
    /// Sends over `sender`, and calls `wake` after every report.
    pub(super) fn new(sender: Sender<Report>, wake: Wake) -> Self {
        Self { sender, wake }
    }

    /// Sends a report and wakes the reader. Nobody reading any more is no error: the program is closing.
    pub fn send(&self, report: Report) {
        if self.sender.send(report).is_ok() {
            (self.wake)();
        }
    }
}
