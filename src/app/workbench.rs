//! The session, the jobs and the window's memory in one hand: what a real window, a test and a benchmark all drive.

use crate::jobs::{Jobs, Wake};
use crate::session::clock::Clock;
use crate::session::{Action, DesktopRequest, Effect, Session, Settings, Snapshot};
use crate::ui::{self, View};
use egui::Ui;
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
}

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
            let effects = self.session.absorb(report);
            self.carry_out(effects);
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
        let snapshot = self.session.snapshot();
        for action in ui::show(ui, &snapshot, &mut self.view) {
            self.apply(action);
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
