//! The session and its jobs without a window, as a person at the window drives them.

#![allow(
    clippy::expect_used,
    dead_code,
    reason = "a measurement that cannot be set up has to stop; every measurement uses its part"
)]

use crate::cost::thread_time;
use parallax::jobs::Jobs;
use parallax::session::cache::CachePlace;
use parallax::session::{Action, Effect, Session, Settings, Snapshot, clock};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Longer than any step of a measurement may take.
const LONGEST: Duration = Duration::from_hours(1);

pub(crate) struct Desk {
    session: Session,
    jobs: Jobs,
    /// The longest that the thread of the window was held up.
    pub(crate) longest_hold: Hold,
}

/// How long the thread of the window was held up by one doing; seconds.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Hold {
    /// By the clock.
    pub(crate) taken: f64,
    /// Of that, what it computed itself: the rest it waited for a processor or for memory.
    pub(crate) computed: f64,
}

/// Where both clocks stood when something was begun.
#[derive(Clone, Copy)]
struct Beginning {
    clock: Instant,
    thread: Duration,
}

impl Beginning {
    fn now() -> Self {
        Self { clock: Instant::now(), thread: thread_time() }
    }
}

impl Desk {
    /// A program that has just been started, whose own files are below `home`.
    pub(crate) fn start(home: &Path) -> Self {
        let settings = home.join("settings.json");
        let mut session = Session::new(Settings::load(&settings), home.join("data"), clock::system);
        session.keep_caches_in(Some(home.join("cache")));
        let jobs = Jobs::start(Arc::new(|| {}), settings).expect("threads");
        Self { session, jobs, longest_hold: Hold::default() }
    }

    /// Does what a person asks for.
    pub(crate) fn apply(&mut self, action: Action) {
        let start = Beginning::now();
        let effects = self.session.apply(action);
        self.carry_out(effects);
        self.held_since(start);
    }

    pub(crate) fn snapshot(&mut self) -> Arc<Snapshot> {
        let start = Beginning::now();
        let snapshot = self.session.snapshot();
        self.held_since(start);
        snapshot
    }

    /// Takes in reports until `is_reached` holds; the seconds from `start` until it does.
    pub(crate) fn seconds_until(&mut self, start: Instant, is_reached: impl Fn(&Snapshot) -> bool) -> f64 {
        while !is_reached(&self.snapshot()) {
            let report = self.jobs.wait_for_report(LONGEST).expect("a report");
            let taking = Beginning::now();
            let effects = self.session.absorb(report);
            self.carry_out(effects);
            self.held_since(taking);
        }
        start.elapsed().as_secs_f64()
    }

    /// Takes in what reports there are for so long.
    pub(crate) fn absorb_for(&mut self, time: Duration) {
        let start = Instant::now();
        while let Some(left) = time.checked_sub(start.elapsed()) {
            let Some(report) = self.jobs.wait_for_report(left) else { return };
            let taking = Beginning::now();
            let effects = self.session.absorb(report);
            self.carry_out(effects);
            self.held_since(taking);
        }
    }

    /// Takes in reports until what was opened at `path` has been kept for the next time.
    pub(crate) fn wait_until_kept(&mut self, home: &Path, path: &Path) {
        let place = CachePlace::new(&home.join("cache"), &[path.to_owned()]);
        let start = Instant::now();
        while place.newest().is_none() && start.elapsed() < LONGEST {
            self.absorb_for(Duration::from_millis(100));
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Task(task) = effect {
                self.jobs.run(task);
            }
        }
    }

    fn held_since(&mut self, start: Beginning) {
        let taken = start.clock.elapsed().as_secs_f64();
        if taken > self.longest_hold.taken {
            self.longest_hold = Hold { taken, computed: thread_time().saturating_sub(start.thread).as_secs_f64() };
        }
    }
}

/// Whether everything has been read.
pub(crate) fn is_read(snapshot: &Snapshot) -> bool {
    snapshot.opened.import > 0 && snapshot.opened.reading.is_none()
}

/// Whether the rows are those of the query as it is set.
pub(crate) fn is_current(snapshot: &Snapshot) -> bool {
    !snapshot.view.is_pending && snapshot.view.rows_filter == snapshot.view.filter
}
