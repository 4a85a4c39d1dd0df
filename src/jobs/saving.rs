//! The thread that writes the user's own work: nothing else waits before it, and what fails is kept and tried again.

use super::Outbox;
use super::lane::reason_of;
use crate::session::change::Change;
use crate::session::log::{self, Field};
use crate::session::store::versions;
use crate::session::{Report, store};
use chrono::{DateTime, Utc};
use crossbeam_channel::{Receiver, RecvError, RecvTimeoutError, Sender, bounded, unbounded};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::thread::JoinHandle;
use std::time::Duration;

/// What stands in the inbox.
#[derive(Debug)]
pub(super) enum Work {
    /// Changes of the store at this path, behind all earlier ones.
    Store(PathBuf, Vec<Change>),
    /// The store at this path is to be restored; the time.
    Restore(PathBuf, DateTime<Utc>),
    /// Somebody waits until all before it is done, as far as it can be.
    Mark(Sender<()>),
}

/// The thread with its inbox. Dropping it closes the inbox, tries once more what is unsaved, and waits for the thread.
#[derive(Debug)]
pub struct Saving {
    inbox: Option<Sender<Work>>,
    thread: Option<JoinHandle<()>>,
}

impl Saving {
    /// Starts the thread. What cannot be written is tried again after `retry`.
    ///
    /// # Errors
    /// When the system gives no thread.
    #[allow(clippy::disallowed_methods, reason = "threads start here")]
    pub fn start(outbox: Outbox, retry: Duration) -> std::io::Result<Self> {
        let (inbox, works) = unbounded();
        let work =
            move || Unsaved { by_store: BTreeMap::new(), whole: BTreeSet::new(), outbox }.work_off(&works, retry);
        let thread = std::thread::Builder::new().name("saving".to_owned()).spawn(work)?;
        Ok(Self { inbox: Some(inbox), thread: Some(thread) })
    }

    /// Puts something into the inbox; returns at once.
    pub(super) fn submit(&self, work: Work) {
        if let Some(inbox) = &self.inbox {
            // The thread lives as long as the inbox is open.
            let _ = inbox.send(work);
        }
    }

    /// Answers, or hangs up, once all that was submitted before is done, as far as it can be.
    pub fn mark(&self) -> Receiver<()> {
        let (sender, answer) = bounded(1);
        self.submit(Work::Mark(sender));
        answer
    }
}

impl Drop for Saving {
    fn drop(&mut self) {
        self.inbox = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What is not on the disk yet.
struct Unsaved {
    by_store: BTreeMap<PathBuf, Vec<Change>>,
    /// Stores that have been found whole.
    whole: BTreeSet<PathBuf>,
    outbox: Outbox,
}

impl Unsaved {
    fn work_off(mut self, works: &Receiver<Work>, retry: Duration) {
        loop {
            let next = if self.by_store.is_empty() {
                works.recv().map_err(|RecvError| RecvTimeoutError::Disconnected)
            } else {
                works.recv_timeout(retry)
            };
            match next {
                Ok(Work::Store(path, changes)) => {
                    self.by_store.entry(path).or_default().extend(changes);
                    self.write();
                }
                Ok(Work::Restore(path, at)) => self.restore(path, at),
                Ok(Work::Mark(waiting)) => {
                    // Whoever has stopped waiting needs no answer.
                    let _ = waiting.send(());
                }
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        if !self.by_store.is_empty() {
            self.write();
        }
    }

    /// Writes what can be written, each store's changes whole or not at all, in their order.
    fn write(&mut self) {
        let mut fault = None;
        let whole = &mut self.whole;
        self.by_store.retain(|path, changes| {
            let written = catch_unwind(AssertUnwindSafe(|| {
                if !whole.contains(path) {
                    store::check(path)?;
                    whole.insert(path.clone());
                }
                store::append(path, changes)
            }));
            let reason = match written {
                Ok(Ok(())) => return false,
                Ok(Err(error)) => error.to_string(),
                Err(payload) => format!("saving failed: {}", reason_of(payload.as_ref())),
            };
            fault = Some(reason);
            true
        });
        let waiting = self.by_store.values().map(Vec::len).sum();
        let is_whole = Field::Word(if fault.is_none() { "done" } else { "failed" });
        log::note("saving", &[("is", is_whole), ("waiting", Field::Count(waiting))]);
        self.outbox.send(match fault {
            None => Report::Stored { waiting },
            Some(reason) => Report::NotStored { waiting, reason },
        });
    }

    fn restore(&mut self, path: PathBuf, at: DateTime<Utc>) {
        let outcome = versions::restore(&path, at).map_err(|fault| fault.to_string());
        let is_restored = outcome.is_ok();
        // Written before it is read again, into what is looked at anew.
        self.whole.remove(&path);
        if is_restored && !self.by_store.is_empty() {
            self.write();
        }
        self.outbox.send(Report::WorkRestored { path, outcome });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ContentHash;
    use crate::session::change::{Correction, Place};
    use std::sync::Arc;

    const LONGEST: Duration = Duration::from_mins(1);

    fn reviewed(new: Correction) -> Change {
        let (at, sha256) = (DateTime::UNIX_EPOCH, ContentHash([1; 32]));
        Change { at, sha256, doc: String::new(), place: Place::Reviewed, old: Correction::AsRead, new }
    }

    #[test]
    fn what_cannot_be_written_is_told_kept_in_order_and_written_once_it_can_be() {
        let folder = tempfile::tempdir().expect("a folder");
        let blocked = folder.path().join("data");
        std::fs::write(&blocked, "no folder").expect("written");
        let path = blocked.join("x.db");
        let (sender, reports) = unbounded();
        let retry = Duration::from_millis(20);
        let saving = Saving::start(Outbox::new(sender, Arc::new(|| {})), retry).expect("a thread");
        let yes = || Correction::Value("yes".to_owned());
        saving.submit(Work::Store(path.clone(), vec![reviewed(yes())]));
        let first = reports.recv_timeout(LONGEST).expect("an answer");
        assert!(matches!(first, Report::NotStored { waiting: 1, ref reason } if reason.contains("data")), "{first:?}");
        saving.submit(Work::Store(path.clone(), vec![reviewed(Correction::AsRead), reviewed(yes())]));
        let until = |is_it: fn(&Report) -> bool| loop {
            let report = reports.recv_timeout(LONGEST).expect("an answer");
            if is_it(&report) {
                return;
            }
        };
        until(|report| matches!(report, Report::NotStored { waiting: 3, .. }));
        std::fs::remove_file(&blocked).expect("removed");
        until(|report| matches!(report, Report::Stored { waiting: 0 }));
        let stored = store::load(&path).expect("whole");
        assert_eq!(stored.at(ContentHash([1; 32]), &Place::Reviewed), yes());
    }

    #[test]
    fn what_is_unsaved_is_tried_once_more_at_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let blocked = folder.path().join("data");
        std::fs::write(&blocked, "no folder").expect("written");
        let path = blocked.join("x.db");
        let (sender, reports) = unbounded();
        let saving = Saving::start(Outbox::new(sender, Arc::new(|| {})), Duration::from_hours(1)).expect("a thread");
        saving.submit(Work::Store(path.clone(), vec![reviewed(Correction::Unknown)]));
        reports.recv_timeout(LONGEST).expect("an answer");
        std::fs::remove_file(&blocked).expect("removed");
        drop(saving);
        assert!(matches!(reports.iter().last(), Some(Report::Stored { waiting: 0 })));
        assert!(path.exists());
    }
}
