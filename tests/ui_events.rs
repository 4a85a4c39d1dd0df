//! Events in the window, by accessible names: who tells of one, splitting, merging, undo, correcting a mention's days.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::session::{Action, Snapshot};
use std::fs;
use std::path::Path;
use std::time::Duration;

const LONGEST: Duration = Duration::from_mins(1);

/// Two accounts that differ in a figure, and a day still to come.
const FIRE: [(&str, &str); 2] = [
    (
        "courier.txt",
        "---\ntitle: Fire at the Harlow refinery\noutlet: The Courier\npublished: 2024-03-06\n---\n\
         On 4 March 2024 an explosion at the Harlow refinery killed 12 workers, the fire brigade of Harlow said.\n\n\
         The Marlowe bridge will open on 9 September 2031, the council announced.\n",
    ),
    (
        "gazette.txt",
        "---\ntitle: Harlow mourns\noutlet: The Gazette\npublished: 2024-03-07\n---\n\
         The explosion at the Harlow refinery on 4 March 2024 killed 15 workers, the fire brigade of Harlow said.\n",
    ),
];

fn open() -> Window {
    open_with(|_| Action::OpenSample)
}

fn open_fire() -> Window {
    open_with(|folder| {
        let corpus = folder.join("corpus");
        fs::create_dir_all(&corpus).expect("a folder");
        for (name, text) in FIRE {
            fs::write(corpus.join(name), text).expect("written");
        }
        Action::Open(vec![corpus])
    })
}

fn open_with(action: impl FnOnce(&Path) -> Action) -> Window {
    let mut window = Window::start(Limits { size: [1440.0, 900.0], max_steps: 40, longest: LONGEST }, action);
    window.wait(|snapshot| !snapshot.opened.main_events.is_empty());
    window
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
    assert!(window.harness.get_by_label("Find events to merge").is_focused());
    window.harness.get_by_label(&name).click();
    window.harness.run_ok();
    window.harness.get_by_label("Merge Chosen Events").click();
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.opened.events.len() == count - 1);
    assert_eq!(window.snapshot().undo_label.as_deref(), Some("merge 2 events"));
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|snapshot| snapshot.opened.events.len() == count);
}

#[test]
fn the_card_tells_where_accounts_differ() {
    let mut window = open_fire();
    window.press(Modifiers::NONE, Key::E);
    assert_eq!(window.harness.query_all_by_label_contains("Accounts differ: ").count(), 1);
    for (figure, outlet) in [("12", "(The Courier)"), ("15", "(The Gazette)")] {
        let lines: Vec<String> = window
            .harness
            .query_all_by_label_contains(outlet)
            .filter_map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value()))
            .collect();
        assert!(lines.iter().any(|line| line.starts_with(figure)), "{lines:?}");
    }
}

#[test]
fn the_event_of_the_mark_that_the_keyboard_is_at_is_shown_and_said_to_be_announced() {
    let mut window = open_fire();
    assert_eq!(window.snapshot().view.lanes.ahead_count, 1);
    window.harness.get_by_label_contains("Timeline, ").focus();
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::End);
    let mark = window.harness.query_all_by_label_contains("Announced: still to come").count();
    assert!(mark > 0, "the mark says that it was still to come");
    window.press(Modifiers::NONE, Key::E);
    window.harness.get_by_label("Announced: its days lie after the publication of the articles");
    assert!(window.harness.query_by_label_contains("9 Sep 2031 · 1 passage").is_some());
}

#[test]
fn the_date_that_was_clicked_is_the_one_that_is_corrected() {
    let mut window = open_fire();
    window.harness.get_by_label_contains("Timeline, ").focus();
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::End);
    window.press(Modifiers::NONE, Key::Enter);
    window.wait(|snapshot| snapshot.reader.columns.len() == 1);
    let date = window.harness.get_all_by_role(Role::Mark).next().expect("a date").rect().center();
    window.harness.hover_at(date);
    window.harness.run_ok();
    window.harness.drag_at(date);
    window.harness.run_ok();
    window.harness.drop_at(date);
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::D);
    window.harness.get_by_label("Days it means");
    window.press(Modifiers::NONE, Key::Escape);
}

#[test]
fn a_date_is_corrected_from_its_explanation_and_undo_brings_it_back() {
    let mut window = open_fire();
    let days = |snapshot: &Snapshot| -> Vec<String> {
        let mentions = snapshot.opened.corpus.iter().flat_map(|(id, _)| snapshot.opened.mentions.of(id).to_vec());
        mentions.filter_map(|mention| mention.interval()).map(|days| days.to_string()).collect()
    };
    let before = days(&window.snapshot());
    assert!(before.contains(&"9 Sep 2031".to_owned()), "{before:?}");
    window.harness.get_by_label_contains("Timeline, ").focus();
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::End);
    window.press(Modifiers::NONE, Key::Enter);
    window.wait(|snapshot| snapshot.reader.columns.len() == 1);
    window.harness.get_by_label_contains("Article text: ").focus();
    window.harness.run_ok();
    // The front matter is the first to name a day.
    for _ in 0..3 {
        window.press(Modifiers::NONE, Key::CloseBracket);
    }
    window.harness.get_by_label("Why this date?");
    window.harness.get_by_label("Correct this date…").click();
    window.harness.run_ok();
    window.harness.get_by_label("Cancel").click();
    window.harness.run_ok();
    window.harness.get_by_label_contains("Article text: ").focus();
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::D);
    window.harness.get_by_label_contains("is read as 9 Sep 2031");
    let field = window.harness.get_by_label("Days it means");
    assert!(field.is_focused(), "typing replaces what was read");
    window.harness.get_by_label("Days it means").type_text("2031-10-01");
    window.harness.run_ok();
    window.harness.get_by_label("Set").click();
    window.harness.run_ok();
    window.wait(|snapshot| days(snapshot).contains(&"1 Oct 2031".to_owned()));
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|snapshot| days(snapshot) == before);
}
