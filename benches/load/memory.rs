//! How much memory this process uses. Nothing but Linux tells it.

use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

/// Between two samples.
pub(crate) const PAUSE: Duration = Duration::from_secs(10);

/// Memory in use at one time, in MiB.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub(crate) struct Memory {
    /// What stands behind no file: what the program has allocated and touched.
    pub(crate) anonymous: f64,
    /// All of it, mapped files among it: the system takes those back when it needs room.
    pub(crate) resident: f64,
    /// What only this process has and has written to.
    pub(crate) private_dirty: f64,
}

impl Memory {
    /// Walks the tables of all pages, which holds up the threads that ask for more of them: not while frames are timed.
    pub(crate) fn now() -> Self {
        let pages = std::fs::read_to_string("/proc/self/smaps_rollup").unwrap_or_default();
        Self { private_dirty: field(&pages, "Private_Dirty:"), ..Self::sample() }
    }

    /// What costs nothing to ask for.
    fn sample() -> Self {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        Self { anonymous: field(&status, "RssAnon:"), resident: field(&status, "VmRSS:"), private_dirty: 0.0 }
    }
}

impl fmt::Display for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.0} MiB | {:.0} MiB | {:.0} MiB", self.resident, self.anonymous, self.private_dirty)
    }
}

fn field(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_ascii_whitespace().next().and_then(|kibibytes| kibibytes.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
}

/// Samples on a thread of their own, until it is dropped.
pub(crate) struct Sampling {
    samples: Arc<Mutex<Vec<Memory>>>,
    is_over: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

impl Sampling {
    #[allow(clippy::disallowed_methods, reason = "the measurement watches the program from beside it")]
    pub(crate) fn start() -> Self {
        let (samples, is_over) = (Arc::<Mutex<Vec<Memory>>>::default(), Arc::<AtomicBool>::default());
        let (taken, is_done) = (samples.clone(), is_over.clone());
        let sample = move || {
            while !is_done.load(Ordering::Relaxed) {
                taken.lock().unwrap_or_else(PoisonError::into_inner).push(Memory::sample());
                std::thread::park_timeout(PAUSE);
            }
        };
        Self { samples, is_over, thread: Some(std::thread::spawn(sample)) }
    }

    /// How many samples were taken.
    pub(crate) fn count(&self) -> usize {
        self.samples.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The one in which most was allocated.
    pub(crate) fn most(&self) -> Memory {
        let samples = self.samples.lock().unwrap_or_else(PoisonError::into_inner);
        samples.iter().copied().max_by(|a, b| a.anonymous.total_cmp(&b.anonymous)).unwrap_or_default()
    }
}

impl Drop for Sampling {
    fn drop(&mut self) {
        self.is_over.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.thread().unpark();
            let _ = thread.join();
        }
    }
}
