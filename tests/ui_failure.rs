//! What a failure while painting costs: what is open above the window, and nothing else.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

use egui::{Key, Modifiers, ScrollArea, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use parallax::app::{Folders, Workbench, fonts};
use parallax::session::{Action, DesktopRequest, Snapshot};
use parallax::ui::dialog::Dialog;
use parallax::ui::{self, View, theme};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const LONGEST: Duration = Duration::from_mins(1);

/// With this query the window fails in every frame.
const ALWAYS: &str = "always";

/// With this query it fails while a dialog is open.
const WITH_A_DIALOG: &str = "dialog";

/// The window as it is, failing deep within panels where the query says so.
fn paint(ui: &mut Ui, snapshot: &Snapshot, view: &mut View) -> Vec<Action> {
    let query = snapshot.view.filter.query.as_str();
    let fails = query == ALWAYS || (query == WITH_A_DIALOG && view.dialog.is_some());
    let actions = ui::show(ui, snapshot, view);
    if fails {
        let area = egui::Area::new(egui::Id::unique("failing"));
        area.show(ui.ctx(), |ui| {
            ScrollArea::vertical().show(ui, |ui| {
                // While the toolkit's state is being looked at, as a panel does in most of its lines.
                ui.horizontal(|ui| ui.input(|input| assert!(input.time < 0.0, "a panel fails")));
            });
        });
    }
    actions
}

struct Window {
    harness: Harness<'static, Workbench>,
    _home: TempDir,
}

impl Window {
    fn open() -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let folders = Folders { data: home.path().join("data"), settings: home.path().join("settings.json") };
        let clock = || chrono::DateTime::from_timestamp(1_700_000_000, 0).expect("a time");
        let mut workbench = Workbench::start(&folders, clock, Arc::new(|| {})).expect("threads");
        workbench.apply(Action::OpenSample);
        let harness = Harness::builder()
            .with_size([1440.0, 900.0])
            .with_max_steps(40)
            .with_context_setup(|ctx| {
                fonts::install(ctx);
                theme::install(ctx);
            })
            .build_ui_state(|ui, workbench: &mut Workbench| workbench.frame_by(ui, paint), workbench);
        let mut window = Self { harness, _home: home };
        window.wait(5);
        window
    }

    fn wait(&mut self, row_count: usize) {
        let is_reached = |snapshot: &Snapshot| {
            snapshot.view.is_settled() && snapshot.opened.reading.is_none() && snapshot.view.rows.len() == row_count
        };
        assert!(self.harness.state_mut().wait_until(is_reached, LONGEST), "the wanted state is not reached");
        self.harness.run_ok();
    }

    fn ask(&mut self, query: &str) {
        self.harness.state_mut().apply(Action::SetQuery(query.to_owned()));
    }

    fn shows(&self, label: &str) -> bool {
        self.harness.query_by_label_contains(label).is_some()
    }
}

#[test]
fn what_fails_with_a_dialog_costs_the_dialog_and_the_window_lives_on() {
    let mut window = Window::open();
    window.ask(WITH_A_DIALOG);
    window.harness.run_ok();
    window.harness.state_mut().view.dialog = Some(Dialog::open_path());
    window.harness.run_ok();
    assert!(window.harness.state_mut().view.dialog.is_none(), "it is closed");
    assert!(window.shows("Something in the window failed"), "and told of");
    assert!(window.shows("Articles, "), "the table is there");
    window.harness.key_press_modifiers(Modifiers::COMMAND, Key::Backspace);
    window.harness.run_ok();
    window.wait(5);
    assert!(window.shows("Articles, 5 rows"), "and answers");
}

#[test]
fn what_fails_in_every_frame_is_given_up_and_can_be_tried_again_or_closed() {
    let mut window = Window::open();
    window.ask(ALWAYS);
    window.harness.run_ok();
    assert!(window.shows("The window cannot be shown") && window.shows("are saved"));
    assert!(!window.shows("Articles, "));
    window.harness.get_by_label("Try Again").click();
    window.harness.run_ok();
    window.wait(5);
    assert!(window.shows("Articles, 5 rows"), "nothing is filtered any more");
    window.ask(ALWAYS);
    window.harness.run_ok();
    window.harness.get_by_label("Close Parallax").click();
    window.harness.step();
    window.harness.step();
    assert!(window.harness.state_mut().take_requests().contains(&DesktopRequest::Quit));
}

#[test]
fn tags_given_before_a_failure_are_kept() {
    let mut window = Window::open();
    let article_id = window.harness.state_mut().snapshot().view.rows[0];
    window.harness.state_mut().apply(Action::Tag { article_ids: vec![article_id], tag: "key".into(), is_on: true });
    window.ask(ALWAYS);
    window.harness.run_ok();
    assert!(window.shows("The window cannot be shown"));
    window.harness.get_by_label("Open the Sample Corpus").click();
    window.harness.run_ok();
    window.ask("");
    window.wait(5);
    let marks = window.harness.state_mut().snapshot().view.filter.marks.clone();
    assert!(marks.is_tagged(article_id), "read again from the store");
}
