//! Who ends a worker that is late, or whose document nobody wants any more: one thread for all of them.

use super::{SharedChild, limits, lock};
use crate::ingest::isolation::{Failure, IsolatedTask};
use crate::work::Cancel;
use std::collections::BTreeMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Time between two looks while anything is watched.
const LOOK: Duration = Duration::from_millis(50);

/// Time in which a worker that was started has to say that it is there.
const STARTING: Duration = Duration::from_secs(20);

/// The thread that watches. Dropping it ends the thread.
#[derive(Debug)]
pub(super) struct Watchdog {
    watched: Arc<Watched>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug, Default)]
struct Watched {
    state: Mutex<State>,
    has_changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    entries: BTreeMap<u64, Entry>,
    next: u64,
    is_over: bool,
}

/// One worker under way.
#[derive(Debug)]
struct Entry {
    child: SharedChild,
    cancel: Cancel,
    silence: Duration,
    last_word: Instant,
    start: Instant,
    whole: Duration,
    verdict: Option<Failure>,
}

impl Watchdog {
    /// Starts the thread.
    #[allow(clippy::disallowed_methods, reason = "threads start here")]
    pub(super) fn start() -> std::io::Result<Self> {
        let watched = Arc::new(Watched::default());
        let shared = watched.clone();
        let thread = std::thread::Builder::new().name("watchdog".to_owned()).spawn(move || shared.watch())?;
        Ok(Self { watched, thread: Some(thread) })
    }

    /// Watches `child` while it works on `task`.
    pub(super) fn watch(&self, child: SharedChild, task: &IsolatedTask<'_>, silence: Duration) -> Watch<'_> {
        let whole = limits::WHOLE + Duration::from_secs(task.size_bytes / limits::BYTES_PER_SECOND);
        self.add(child, task.cancel.clone(), silence, whole)
    }

    /// Watches `child` while it starts.
    pub(super) fn watch_start(&self, child: SharedChild) -> Watch<'_> {
        self.add(child, Cancel::new(), STARTING, STARTING)
    }

    fn add(&self, child: SharedChild, cancel: Cancel, silence: Duration, whole: Duration) -> Watch<'_> {
        let now = Instant::now();
        let entry = Entry { child, cancel, silence, last_word: now, start: now, whole, verdict: None };
        let mut state = lock(&self.watched.state);
        let number = state.next;
        state.next += 1;
        state.entries.insert(number, entry);
        self.watched.has_changed.notify_one();
        Watch { watched: &self.watched, number }
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        lock(&self.watched.state).is_over = true;
        self.watched.has_changed.notify_one();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Watched {
    fn watch(&self) {
        let mut state = lock(&self.state);
        while !state.is_over {
            if state.entries.is_empty() {
                state = self.has_changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                continue;
            }
            let now = Instant::now();
            for entry in state.entries.values_mut().filter(|entry| entry.verdict.is_none()) {
                if let Some(verdict) = entry.verdict_at(now) {
                    // Ending one that has just ended by itself is no error.
                    let _ = lock(&entry.child).kill();
                    entry.verdict = Some(verdict);
                }
            }
            state = self.has_changed.wait_timeout(state, LOOK).unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Entry {
    fn verdict_at(&self, now: Instant) -> Option<Failure> {
        if self.cancel.is_cancelled() {
            return Some(Failure::Stopped);
        }
        if now.duration_since(self.last_word) > self.silence {
            return Some(Failure::Silence { seconds: self.silence.as_secs() });
        }
        (now.duration_since(self.start) > self.whole).then_some(Failure::TooLong { seconds: self.whole.as_secs() })
    }
}

/// The watch over one worker; ends when it is dropped.
#[derive(Debug)]
pub(super) struct Watch<'a> {
    watched: &'a Watched,
    number: u64,
}

impl Watch<'_> {
    /// The worker has said something.
    pub(super) fn word(&self) {
        if let Some(entry) = lock(&self.watched.state).entries.get_mut(&self.number) {
            entry.last_word = Instant::now();
        }
    }

    /// Ends the watch; why the worker was ended, if it was.
    pub(super) fn end(self) -> Option<Failure> {
        lock(&self.watched.state).entries.remove(&self.number).and_then(|entry| entry.verdict)
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        lock(&self.watched.state).entries.remove(&self.number);
    }
}
