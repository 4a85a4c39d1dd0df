//! Threads, and only here: one running, newest wanted, cancel by drop.
//!
//! [`Jobs`] has one thread per kind of work. Where only the newest request counts (reading, filtering, grouping), a new
//! one stops the one under way and skips those in between; where each counts (comparing, exporting, storing), they queue.
//! Every thread answers with [`Report`]s and then wakes whoever reads them. A job that panics becomes a report too.
//!
//! [`outbox`] (where a job sends its reports), [`lane`] (one thread with its inbox), [`import`], [`find`], [`desk`] (grouping, comparing, exporting, storing).

pub mod desk;
pub mod find;
pub mod import;
pub mod lane;
pub mod outbox;

pub use outbox::{Outbox, Wake};

use crate::session::{Report, Task};
use crossbeam_channel::{Receiver, unbounded};
use lane::{Lane, Queueing};
use std::path::PathBuf;
use std::sync::Arc;

/// All background work. Dropping it stops what can be stopped and finishes what is being written.
pub struct Jobs {
    import: Lane,
    find: Lane,
    group: Lane,
    compare: Lane,
    files: Lane,
    reports: Receiver<Report>,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs").field("waiting_reports", &self.reports.len()).finish_non_exhaustive()
    }
}

impl Jobs {
    /// Starts the threads. `settings_path` is where the settings are kept.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(wake: Wake, settings_path: PathBuf) -> std::io::Result<Self> {
        let (sender, reports) = unbounded();
        let outbox = Outbox::new(sender, wake);
        let pool = Arc::new(reading_pool()?);
        let lane = |name, queueing, settings_path: PathBuf| {
            let pool = pool.clone();
            let run = move |task, cancel: &crate::work::Cancel, outbox: &Outbox| match task {
                Task::Import { import, origin, store, cancel: user_cancel, progress } => {
                    let reading = import::Reading { import, origin, store, cancel: user_cancel, progress };
                    pool.install(|| import::run(&reading, cancel, outbox));
                }
                Task::Find(task) => find::run(&task, cancel, outbox),
                task => desk::run(task, &settings_path, cancel, outbox),
            };
            Lane::start(name, queueing, outbox.clone(), run)
        };
        Ok(Self {
            import: lane("reading", Queueing::NewestOnly, PathBuf::new())?,
            find: lane("filtering", Queueing::NewestOnly, PathBuf::new())?,
            group: lane("grouping events", Queueing::NewestOnly, PathBuf::new())?,
            compare: lane("comparing", Queueing::All, PathBuf::new())?,
            files: lane("writing", Queueing::All, settings_path)?,
            reports,
        })
    }

    /// Hands a task to its thread; returns at once.
    pub fn run(&self, task: Task) {
        let lane = match &task {
            Task::Import { .. } => &self.import,
            Task::Find(_) => &self.find,
            Task::Group { .. } => &self.group,
            Task::Compare { .. } => &self.compare,
            Task::Export(_) | Task::Store { .. } | Task::SaveSettings(_) => &self.files,
        };
        lane.submit(task);
    }

    /// The next report, if one is waiting.
    pub fn next_report(&self) -> Option<Report> {
        self.reports.try_recv().ok()
    }

    /// The next report, waiting for it at most as long as `timeout`.
    pub fn wait_for_report(&self, timeout: std::time::Duration) -> Option<Report> {
        self.reports.recv_timeout(timeout).ok()
    }
}

/// Threads for reading: one fewer than the machine has cores, so that the window keeps one to itself.
fn reading_pool() -> std::io::Result<rayon::ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let builder = rayon::ThreadPoolBuilder::new().num_threads(cores.saturating_sub(1).max(1));
    builder.thread_name(|index| format!("reading {index}")).build().map_err(std::io::Error::other)
}

/// Asks something that may take long (a dialog of the desktop) on a thread of its own; `wake` is called with the answer.
#[allow(clippy::disallowed_methods, reason = "threads start here")]
pub fn ask<T: Send + 'static>(
    wake: impl FnOnce() + Send + 'static,
    question: impl FnOnce() -> T + Send + 'static,
) -> Receiver<T> {
    let (sender, answer) = crossbeam_channel::bounded(1);
    let work = move || {
        // Nobody waiting any more is no error: the program is closing.
        let _ = sender.send(question());
        wake();
    };
    // Without a thread the sender is dropped, which reads as "no answer".
    let _ = std::thread::Builder::new().name("dialog".to_owned()).spawn(work);
    answer
}
