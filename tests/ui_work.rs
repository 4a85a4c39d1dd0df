//! What the user keeps, in the window: tags, reviewed, notes, saved views. Given by keys and by mouse, seen in table, reader and
//! filters, undone, and there again when the corpus is opened the next time.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::corpus::{ArticleId, TagColour};
use parallax::events::LanesBy;
use parallax::session::{Action, SelectMode, Snapshot};
use std::fmt::Write as _;
use std::time::Duration;

/// Title and outlet; the newest first, as the table has them.
const ARTICLES: [(&str, &str); 3] =
    [("Ferry aground", "Harbour Gazette"), ("Grain prices rise", "Market Daily"), ("Champion beaten", "Market Daily")];

fn open() -> Window {
    let limits = Limits { size: [1440.0, 900.0], max_steps: 60, longest: Duration::from_mins(2) };
    let mut window = Window::start(limits, |folder| {
        let path = folder.join("articles.jsonl");
        let mut lines = String::new();
        for (number, (title, outlet)) in ARTICLES.into_iter().enumerate() {
            let published = format!("2023-03-{}", 19 - number);
            let text = format!("{title}. Nothing more is known of it, said a spokesman of the town.");
            let line = serde_json::json!({"title": title, "outlet": outlet, "published": published, "text": text});
            writeln!(lines, "{line}").expect("a line");
        }
        std::fs::write(&path, lines).expect("written");
        Action::Open(vec![path])
    });
    window.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.view.rows.len() == ARTICLES.len());
    window
}

impl Window {
    fn act(&mut self, action: Action) {
        self.harness.state_mut().apply(action);
        self.wait(|_| true);
    }

    fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.run_ok();
    }

    /// The tags of an article, in order.
    fn tags(&mut self, number: u32) -> Vec<String> {
        let marks = self.snapshot().view.filter.marks.clone();
        marks.tags_of(ArticleId(number)).map(ToString::to_string).collect()
    }
}

#[test]
fn tags_are_given_by_keys_to_every_selected_article_counted_filtered_and_undone() {
    let mut window = open();
    window.act(Action::Select(ArticleId(0), SelectMode::Only));
    window.act(Action::Select(ArticleId(2), SelectMode::Toggle));
    window.press(Modifiers::NONE, Key::T);
    window.harness.get_by_label("2 articles");
    window.type_text("key");
    window.press(Modifiers::NONE, Key::Enter);
    window.wait(|snapshot| snapshot.view.facets.tags.len() == 2);
    assert_eq!(
        (window.tags(0), window.tags(1), window.tags(2)),
        (vec!["key".to_owned()], vec![], vec!["key".to_owned()])
    );
    window.type_text("later");
    window.press(Modifiers::NONE, Key::Enter);
    window.press(Modifiers::NONE, Key::Escape);
    window.wait(|snapshot| snapshot.view.facets.tags.len() == 3);
    let row = window.harness.get_by_label_contains("Ferry aground, Harbour Gazette");
    assert!(row.accesskit_node().label().is_some_and(|label| label.ends_with(", tagged key, later")));
    window.harness.get_by_label("key, 2 articles").click();
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.view.rows.len() == 2);
    window.harness.get_by_label("No tag, 1 article").click();
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.view.rows.len() == 3);
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|_| true);
    assert_eq!(window.tags(0), ["key"]);
    let undo = window.snapshot().undo_label.clone();
    assert_eq!(undo.as_deref(), Some("tag 2 articles: key"));
}

#[test]
fn a_tag_is_given_a_colour_that_its_lane_has_too_and_that_is_kept_for_the_next_time() {
    let mut window = open();
    window.act(Action::Tag { article_ids: vec![ArticleId(0)], tag: "a key".to_owned(), is_on: true });
    window.act(Action::SetLanes(LanesBy::Tag));
    window.act(Action::Select(ArticleId(0), SelectMode::Only));
    window.press(Modifiers::NONE, Key::T);
    window.harness.get_by_label("Colour of tag a key: none").click();
    window.harness.run_ok();
    window.harness.get_by_label_contains("Green").click();
    window.harness.run_ok();
    let lane_rank = |snapshot: &Snapshot| snapshot.view.lanes.lanes.first().map(|lane| lane.rank);
    window.wait(|snapshot| lane_rank(snapshot) == Some(TagColour::Green.place()));
    window.harness.get_by_label("Colour of tag a key: green");
    window.press(Modifiers::NONE, Key::Escape);
    let colour = |window: &mut Window| window.snapshot().view.filter.marks.colours.get("a key").copied();
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|_| true);
    assert_eq!(colour(&mut window), None);
    window.press(Modifiers::COMMAND, Key::Y);
    window.wait(|_| true);
    let path = window.folder.path().join("articles.jsonl");
    window.act(Action::Open(vec![path]));
    window.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.view.rows.len() == ARTICLES.len());
    assert_eq!(colour(&mut window), Some(TagColour::Green), "kept for the next time");
}

#[test]
fn reviewed_and_notes_are_set_by_keys_and_in_the_reader_and_found_again() {
    let mut window = open();
    window.act(Action::Select(ArticleId(1), SelectMode::Only));
    window.press(Modifiers::NONE, Key::R);
    window.wait(|snapshot| snapshot.view.filter.marks.reviewed.contains(ArticleId(1)));
    window.press(Modifiers::NONE, Key::N);
    window.type_text("ask the mill");
    window.press(Modifiers::COMMAND, Key::Enter);
    window.wait(|snapshot| snapshot.view.filter.marks.notes.contains_key(&ArticleId(1)));
    let row = window.harness.get_by_label_contains("Grain prices rise, Market Daily");
    assert!(row.accesskit_node().label().is_some_and(|label| label.ends_with(", reviewed, with a note")));
    window.act(Action::OpenInReader(ArticleId(1), None));
    window.harness.get_by_label("Edit note: ask the mill").click();
    window.harness.run_ok();
    window.harness.get_by_label("Remove").click();
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.view.filter.marks.notes.is_empty());
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|snapshot| snapshot.view.filter.marks.notes.len() == 1);
    window.act(Action::SetQuery("is:reviewed is:noted".to_owned()));
    assert_eq!(window.snapshot().view.rows.to_vec(), [ArticleId(1)]);
    let path = window.folder.path().join("articles.jsonl");
    window.act(Action::ClearFilters);
    window.act(Action::Open(vec![path]));
    window.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.view.rows.len() == ARTICLES.len());
    window.act(Action::SetQuery("is:reviewed is:noted".to_owned()));
    assert_eq!(window.snapshot().view.rows.to_vec(), [ArticleId(1)], "kept for the next time");
    let marks = window.snapshot().view.filter.marks.clone();
    assert!(marks.reviewed.contains(ArticleId(1)));
    assert_eq!(marks.notes_on(ArticleId(1)).map(|(_, text)| &**text).collect::<Vec<_>>(), ["ask the mill"]);
}

#[test]
fn a_view_is_saved_by_key_shown_by_a_click_and_forgotten() {
    let mut window = open();
    window.act(Action::SetQuery("grain".to_owned()));
    window.press(Modifiers::COMMAND, Key::S);
    window.type_text("mills");
    window.press(Modifiers::NONE, Key::Enter);
    window.act(Action::ClearFilters);
    assert_eq!(window.snapshot().view.rows.len(), 3);
    window.harness.get_by_label("View mills").click();
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.view.rows.len() == 1);
    window.harness.get_by_label("Forget view mills").click();
    window.harness.run_ok();
    assert!(window.harness.query_by_label("View mills").is_none());
    window.press(Modifiers::COMMAND, Key::Z);
    window.harness.get_by_label("View mills");
}
