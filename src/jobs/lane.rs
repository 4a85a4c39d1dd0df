//! One thread with its inbox.

use super::Outbox;
use super::priority::{self, GiveWay};
use crate::session::log::{self, Field};
use crate::session::{Report, Task};
use crate::work::Cancel;
use crossbeam_channel::{Receiver, Sender, bounded, unbounded};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

/// What happens to a task when another comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Queueing {
    /// The one under way is stopped; of those waiting only the newest is done.
    NewestOnly,
    /// Each is done, in order.
    All,
}

/// What stands in an inbox.
#[derive(Debug)]
enum Work {
    /// Something to do.
    Task(Box<Task>),
    /// Somebody waits until all before it is done.
    Mark(Sender<()>),
}

/// One thread with its inbox. Dropping it closes the inbox and waits for the thread.
#[derive(Debug)]
pub struct Lane {
    inbox: Option<Sender<Work>>,
    queueing: Queueing,
    /// Stops the task under way.
    current: Arc<Mutex<Cancel>>,
    thread: Option<JoinHandle<()>>,
}

impl Lane {
    /// Starts the thread; `run` does one task.
    ///
    /// # Errors
    /// When the system gives no thread.
    #[allow(clippy::disallowed_methods, reason = "this is the one place where threads start")]
    pub fn start(
        name: &'static str,
        queueing: Queueing,
        outbox: Outbox,
        mut run: impl FnMut(Task, &Cancel, &Outbox) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (inbox, tasks) = unbounded();
        let current = Arc::new(Mutex::new(Cancel::new()));
        let shared = current.clone();
        let work = move || {
            priority::give_way(GiveWay::ToWindow);
            while let Some(task) = next_task(&tasks, queueing, &shared) {
                let cancel = lock(&shared).clone();
                let since = Instant::now();
                let done = catch_unwind(AssertUnwindSafe(|| run(task, &cancel, &outbox)));
                let duration_ms = since.elapsed().as_millis() as usize;
                let outcome = Field::Word(if done.is_ok() { "done" } else { "failed" });
                log::note("job", &[("name", Field::Word(name)), ("is", outcome), ("ms", Field::Count(duration_ms))]);
                if let Err(payload) = done {
                    outbox.send(Report::JobFailed { job: name, reason: reason_of(payload.as_ref()) });
                }
            }
        };
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(work)?;
        Ok(Self { inbox: Some(inbox), queueing, current, thread: Some(thread) })
    }

    /// Puts a task into the inbox; where only the newest counts, stops the one under way.
    pub fn submit(&self, task: Task) {
        // Held while sending: the thread takes a task and makes its flag under the same lock, so that only the flag of
        // an older task can be raised here.
        let current = lock(&self.current);
        if self.queueing == Queueing::NewestOnly {
            current.cancel();
        }
        if let Some(inbox) = &self.inbox {
            // The thread lives as long as the inbox is open.
            let _ = inbox.send(Work::Task(Box::new(task)));
        }
    }

    /// Answers, or hangs up, once all that was submitted before is done.
    pub fn mark(&self) -> Receiver<()> {
        let (sender, answer) = bounded(1);
        if let Some(inbox) = &self.inbox {
            let _ = inbox.send(Work::Mark(sender));
        }
        answer
    }
}

impl Drop for Lane {
    fn drop(&mut self) {
        self.inbox = None;
        if self.queueing == Queueing::NewestOnly {
            lock(&self.current).cancel();
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Waits for the next task to do and gives it a fresh flag. Nothing when the inbox is closed and empty.
fn next_task(tasks: &Receiver<Work>, queueing: Queueing, current: &Mutex<Cancel>) -> Option<Task> {
    let mut task = loop {
        match tasks.recv().ok()? {
            Work::Task(task) => break task,
            Work::Mark(waiting) => {
                // Whoever has stopped waiting needs no answer.
                let _ = waiting.send(());
            }
        }
    };
    // Let go after the lock is: whoever submits must not wait for what an older task holds to be taken apart.
    let mut superseded = Vec::new();
    let mut flag = lock(current);
    *flag = Cancel::new();
    if queueing == Queueing::NewestOnly {
        while let Ok(newer) = tasks.try_recv() {
            match newer {
                Work::Task(newer) => superseded.push(std::mem::replace(&mut task, newer)),
                Work::Mark(waiting) => {
                    let _ = waiting.send(());
                }
            }
        }
    }
    drop(flag);
    drop(superseded);
    Some(*task)
}

fn lock(flag: &Mutex<Cancel>) -> std::sync::MutexGuard<'_, Cancel> {
    flag.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a panic said, as far as it is text.
pub(super) fn reason_of(payload: &(dyn std::any::Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| payload.downcast_ref::<String>().cloned()).unwrap_or_else(|| "unknown reason".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Settings;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn outbox() -> (Outbox, Receiver<Report>) {
        let (sender, reports) = unbounded();
        (Outbox::new(sender, Arc::new(|| {})), reports)
    }

    fn task(zoom: f32) -> Task {
        Task::SaveSettings(Arc::new(Settings { zoom, ..Settings::default() }))
    }

    fn zoom_of(task: &Task) -> f32 {
        match task {
            Task::SaveSettings(settings) => settings.zoom,
            _ => 0.0,
        }
    }

    #[test]
    fn only_the_newest_of_the_waiting_tasks_is_done_and_the_running_one_is_stopped() {
        let (outbox, reports) = outbox();
        let (started, has_started) = unbounded();
        let lane = Lane::start("test", Queueing::NewestOnly, outbox, move |task, cancel, outbox| {
            let _ = started.send(());
            while zoom_of(&task) < 1.5 && !cancel.is_cancelled() {
                std::thread::yield_now();
            }
            outbox.send(Report::CacheFailed(0, zoom_of(&task).to_string()));
        })
        .expect("a thread");
        lane.submit(task(1.0));
        has_started.recv_timeout(Duration::from_mins(1)).expect("the first task starts");
        lane.submit(task(2.0));
        lane.submit(task(3.0));
        drop(lane);
        let done: Vec<String> = reports
            .iter()
            .filter_map(|report| if let Report::CacheFailed(_, name) = report { Some(name) } else { None })
            .collect();
        assert_eq!(done.first().map(String::as_str), Some("1"), "the running task ends: {done:?}");
        assert_eq!(done.last().map(String::as_str), Some("3"), "the newest is done: {done:?}");
    }

    #[test]
    fn a_task_that_comes_alone_is_never_stopped() {
        let (outbox, reports) = outbox();
        let lane = Lane::start("test", Queueing::NewestOnly, outbox, |_, cancel, outbox| {
            std::thread::yield_now();
            outbox.send(Report::CacheFailed(0, cancel.is_cancelled().to_string()));
        })
        .expect("a thread");
        for _ in 0..2000 {
            lane.submit(task(1.0));
            let report = reports.recv_timeout(Duration::from_mins(1)).expect("each task is done");
            assert!(matches!(report, Report::CacheFailed(_, was_stopped) if was_stopped == "false"));
        }
    }

    #[test]
    fn a_mark_is_answered_after_all_that_was_submitted_before() {
        let (outbox, _reports) = outbox();
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let run = move |_, _: &Cancel, _: &Outbox| {
            std::thread::yield_now();
            counted.fetch_add(1, Ordering::SeqCst);
        };
        let lane = Lane::start("test", Queueing::All, outbox, run).expect("a thread");
        (0..100).for_each(|_| lane.submit(task(1.0)));
        lane.mark().recv_timeout(Duration::from_mins(1)).expect("an answer");
        assert_eq!(count.load(Ordering::SeqCst), 100);
    }

    #[test]
    fn a_panic_becomes_a_report_and_the_thread_lives_on() {
        let (outbox, reports) = outbox();
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let lane = Lane::start("test", Queueing::All, outbox, move |_, _, _| {
            assert!(counted.fetch_add(1, Ordering::SeqCst) > 0, "the first task fails");
        })
        .expect("a thread");
        lane.submit(task(1.0));
        lane.submit(task(2.0));
        drop(lane);
        assert!(matches!(reports.iter().next(), Some(Report::JobFailed { .. })));
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }
}
