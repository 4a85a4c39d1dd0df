//! The session, the jobs and the window's memory in one hand: what a real window, a test and a benchmark all drive.

use super::failures::{Failures, Painting};
use crate::jobs::{Jobs, Wake};
use crate::session::clock::Clock;
use crate::session::{Action, DesktopRequest, Effect, MiddleView, Session, Settings, Snapshot, crash};
use crate::ui::failed::{GoOn, failed_ui};
use crate::ui::{self, View};
use egui::Ui;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How long one frame may spend on taking in reports.
const ABSORB_BUDGET: Duration = Duration::from_millis(6);

/// Where the program keeps what outlives it.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The user's own work on corpora.
    pub data: PathBuf,
    /// The settings file.
    pub settings: PathBuf,
}

/// The session, the jobs and the window's memory in one hand.
#[derive(Debug)]
pub struct Workbench {
    session: Session,
    jobs: Jobs,
    /// What the window remembers between frames.
    pub view: View,
    /// What only the window can do, in order.
    requests: Vec<DesktopRequest>,
    failures: Failures,
}

/// Paints one frame of the window: [`ui::show`], or what a test puts in its place.
pub type Paint = fn(&mut Ui, &Snapshot, &mut View) -> Vec<Action>;

impl Workbench {
    /// Starts the jobs; nothing is open yet. `wake` is called after every report, from any thread.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(folders: &Folders, clock: Clock, wake: Wake) -> std::io::Result<Self> {
        let (settings, fault) = Settings::load_or_set_aside(&folders.settings);
        let mut session = Session::new(settings, folders.data.clone(), clock);
        if let Some(fault) = fault {
            session.tell_failure(fault);
        }
        Ok(Self {
            session,
            jobs: Jobs::start(wake, folders.settings.clone())?,
            view: View::default(),
            requests: Vec::new(),
            failures: Failures::default(),
        })
    }

    /// Keeps what is read in this folder, and opens from there what was read before.
    pub fn keep_caches_in(&mut self, folder: Option<PathBuf>) {
        self.session.keep_caches_in(folder);
    }

    /// What there is to show.
    pub fn snapshot(&mut self) -> Arc<Snapshot> {
        self.session.snapshot()
    }

    /// Does what a person asks for.
    pub fn apply(&mut self, action: Action) {
        let effects = self.session.apply(action);
        self.carry_out(effects);
    }

    /// Says why the window stays open although it was asked to close: changes are not saved.
    pub fn stay_for_unsaved(&mut self) {
        self.session.stay_for_unsaved();
    }

    /// Takes in waiting reports, for at most a few milliseconds. True when some are left.
    pub fn absorb(&mut self) -> bool {
        let start = Instant::now();
        while let Some(report) = self.jobs.next_report() {
            // A report that cannot be taken in is gone; the next ones are taken in as usual.
            let taken = catch_unwind(AssertUnwindSafe(|| {
                let effects = self.session.absorb(report);
                self.carry_out(effects);
            }));
            if taken.is_err() {
                self.tell_failure("What was found could not be taken in");
            }
            if start.elapsed() > ABSORB_BUDGET {
                return true;
            }
        }
        false
    }

    /// Takes in reports until what is shown is as wanted, waiting at most `longest` for each. For tests and benchmarks.
    pub fn wait_until(&mut self, is_reached: impl Fn(&Snapshot) -> bool, longest: Duration) -> bool {
        while !is_reached(&self.session.snapshot()) {
            let Some(report) = self.jobs.wait_for_report(longest) else { return false };
            let effects = self.session.absorb(report);
            self.carry_out(effects);
        }
        true
    }

    /// Paints one frame, and does what was asked for in it.
    pub fn frame(&mut self, ui: &mut Ui) {
        self.frame_by(ui, ui::show);
    }

    /// The same with another way to paint. When painting fails, or what was asked for, the window lives on.
    pub fn frame_by(&mut self, ui: &mut Ui, paint: Paint) {
        if self.failures.painting() == Painting::GivenUp {
            return self.say_that_it_failed(ui);
        }
        // What a failing frame leaves half-done is the view, which is begun anew, and the frame, which is painted over.
        let painted = catch_unwind(AssertUnwindSafe(|| {
            let snapshot = self.session.snapshot();
            for action in paint(ui, &snapshot, &mut self.view) {
                self.apply(action);
            }
        }));
        if painted.is_ok() {
            return self.failures.painted();
        }
        self.live_on();
        ui.ctx().request_repaint();
    }

    /// Closes what may have made the window fail, and tells of it.
    fn live_on(&mut self) {
        if self.failures.failed() == 1 {
            // Most is painted anew from the snapshot in every frame; what is open above it is not.
            self.view.dialog = None;
            self.view.hover = ui::Hover::default();
        } else {
            self.view = View::default();
        }
        self.tell_failure("Something in the window failed. What was open above it is closed");
    }

    fn tell_failure(&mut self, what: &str) {
        let report =
            crash::last_report().map(|path| format!(". A report without any of your texts is in {}", path.display()));
        let report = report.unwrap_or_default();
        self.session.tell_failure(format!("{what}; what you asked for last may not have been done{report}"));
    }

    fn say_that_it_failed(&mut self, ui: &mut Ui) {
        let unsaved_count = self.session.snapshot().work.unsaved_count;
        let Some(go_on) = failed_ui(ui, unsaved_count, crash::last_report().as_deref()) else { return };
        self.failures.try_again();
        ui.ctx().request_repaint();
        match go_on {
            GoOn::TryAgain => {
                let columns = self.session.snapshot().reader.columns.len();
                (0..columns).for_each(|_| self.apply(Action::CloseColumn(0)));
                self.apply(Action::ShowInMiddle(MiddleView::Table));
                self.apply(Action::ClearFilters);
            }
            GoOn::OpenSample => self.apply(Action::OpenSample),
            GoOn::Quit => self.requests.push(DesktopRequest::Quit),
        }
    }

    /// What only the window can do, since the last call.
    pub fn take_requests(&mut self) -> Vec<DesktopRequest> {
        std::mem::take(&mut self.requests)
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Task(task) => self.jobs.run(task),
                Effect::Desktop(request) => self.requests.push(request),
            }
        }
    }
}
