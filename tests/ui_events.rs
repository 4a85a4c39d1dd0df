//! Events in the window, by accessible names: who tells of one, splitting, merging, undo, correcting a mention's days.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

use chrono::{DateTime, Utc};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use parallax::app::{Folders, Workbench, fonts};
use parallax::session::{Action, Snapshot};
use parallax::ui::theme;
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;

const LONGEST: Duration = Duration::from_mins(1);

fn noon() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).expect("a time")
}

struct Window {
    harness: Harness<'static, Workbench>,
    _folder: TempDir,
}

fn open() -> Window {
    let folder = tempfile::tempdir().expect("a folder");
    let folders = Folders { data: folder.path().join("data"), settings: folder.path().join("settings.json") };
    let mut workbench = Workbench::start(&folders, noon, Arc::new(|| {})).expect("threads");
    workbench.apply(Action::OpenSample);
    let harness = Harness::builder()
        .with_size([1440.0, 900.0])
        .with_max_steps(40)
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .build_ui_state(|ui, workbench: &mut Workbench| workbench.frame(ui), workbench);
    let mut window = Window { harness, _folder: folder };
    window.wait(|snapshot| !snapshot.opened.main_events.is_empty());
    window
}

impl Window {
    fn wait(&mut self, is_reached: impl Fn(&Snapshot) -> bool) {
        let is_settled = |snapshot: &Snapshot| !snapshot.view.is_pending && is_reached(snapshot);
        assert!(self.harness.state_mut().wait_until(is_settled, LONGEST), "the wanted state is not reached");
        self.harness.run_ok();
    }

    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_ok();
    }

    fn snapshot(&mut self) -> Arc<Snapshot> {
        self.harness.state_mut().snapshot()
    }
}

#[test]
fn a_passage_is_split_off_by_keys_and_clicks_and_undo_brings_it_back() {
    let mut window = open();
    let before = window.snapshot();
    let event = before.event(before.opened.main_events[0]).expect("an event").clone();
    window.press(Modifiers::NONE, Key::E);
    assert!(window.harness.query_all_by_label_contains(&event.label).count() > 0, "its label is shown");
    assert!(window.harness.query_by_label("Split Off Chosen Passages").is_some());
    let passage = event.passages(&before.opened.mentions)[0];
    let article = before.article(passage.article_id).expect("an article");
    let sentence: String = passage.sentence.slice(&article.text).chars().take(40).collect();
    window.harness.query_all_by_label_contains(&sentence).last().expect("the passage").click();
    window.harness.run_ok();
    window.harness.get_by_label("Split Off Chosen Passages").click();
    window.harness.run_ok();
    let count = before.opened.events.len();
    window.wait(|snapshot| snapshot.opened.events.len() == count + 1);
    assert!(window.snapshot().undo_label.as_deref().is_some_and(|label| label.starts_with("split 1 passage")));
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|snapshot| snapshot.opened.events.len() == count);
}

#[test]
fn events_are_merged_from_the_card_and_undo_parts_them() {
    let mut window = open();
    let before = window.snapshot();
    let count = before.opened.events.len();
    let event = before.event(before.opened.main_events[0]).expect("an event");
    let far = |other: &&parallax::events::Event| (other.interval.first() - event.interval.first()).num_days().abs();
    let others = before.opened.events.iter().filter(|other| other.event_id != event.event_id);
    let other = others.min_by_key(|other| (far(other), other.event_id)).expect("another event");
    let name = format!("{} · {}", other.interval, other.label);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::M);
    window.harness.get_by_label(&name).click();
    window.harness.run_ok();
    window.harness.get_by_label("Merge Chosen Events").click();
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.opened.events.len() == count - 1);
    assert_eq!(window.snapshot().undo_label.as_deref(), Some("merge 2 events"));
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|snapshot| snapshot.opened.events.len() == count);
}
