//! The whole window on files of its own, driven as a person drives it: by names, clicks and keys.

#![allow(clippy::expect_used, dead_code, reason = "a test that cannot be set up has to stop; every test uses its part")]

use chrono::{DateTime, Utc};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use parallax::app::{Folders, Workbench, fonts};
use parallax::session::{Action, Snapshot};
use parallax::ui::theme;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

pub(crate) struct Window {
    pub(crate) harness: Harness<'static, Workbench>,
    /// Holds what a test has written, and what the program keeps.
    pub(crate) folder: TempDir,
    limits: Limits,
}

/// How large the window is, and what a test waits for at most.
#[derive(Clone, Copy)]
pub(crate) struct Limits {
    /// Size in points.
    pub(crate) size: [f32; 2],
    /// Frames until nothing moves any more.
    pub(crate) max_steps: u64,
    /// For a wanted state.
    pub(crate) longest: Duration,
}

/// The clock of the tests.
pub(crate) fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).expect("a time")
}

impl Window {
    /// Starts the program in a folder of its own, in which `prepare` writes what is needed and says what to do first.
    pub(crate) fn start(limits: Limits, prepare: impl FnOnce(&Path) -> Action) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let folders = Folders { data: folder.path().join("data"), settings: folder.path().join("settings.json") };
        let mut workbench = Workbench::start(&folders, noon, Arc::new(|| {})).expect("threads");
        workbench.apply(prepare(folder.path()));
        let harness = Harness::builder()
            .with_size(limits.size)
            .with_max_steps(limits.max_steps)
            .with_context_setup(|ctx| {
                fonts::install(ctx);
                theme::install(ctx);
            })
            .build_ui_state(|ui, workbench: &mut Workbench| workbench.frame(ui), workbench);
        Self { harness, folder, limits }
    }

    /// Waits until nothing is pending and `is_reached`, then paints.
    pub(crate) fn wait(&mut self, is_reached: impl Fn(&Snapshot) -> bool) {
        let is_idle = |snapshot: &Snapshot| snapshot.view.is_settled() && snapshot.opened.refreshing.is_none();
        let is_settled = |snapshot: &Snapshot| is_idle(snapshot) && is_reached(snapshot);
        let longest = self.limits.longest;
        assert!(self.harness.state_mut().wait_until(is_settled, longest), "the wanted state is not reached");
        self.harness.run_ok();
    }

    pub(crate) fn snapshot(&mut self) -> Arc<Snapshot> {
        self.harness.state_mut().snapshot()
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_ok();
    }
}
