//! A wording found in the articles of the reader, and what an article holds as a list, by keys and names.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::accesskit::Role;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::corpus::ArticleId;
use parallax::session::Action;
use std::time::Duration;

const FIRST: &str = "The café on the quay\n\nThe Café opened on 14 March 2023. Its owner said the cafe would stay.\n\nIn May 2024 the \
                     CAFÉ was sold.";
const SECOND: &str = "Sold at last\n\nThe café by the water has a new owner.";

/// Both articles side by side, the first of them active.
fn open() -> Window {
    let limits = Limits { size: [1440.0, 900.0], max_steps: 60, longest: Duration::from_mins(1) };
    let mut window = Window::start(limits, |folder| {
        let paths = [("first.txt", FIRST), ("second.txt", SECOND)].map(|(name, text)| {
            let path = folder.join(name);
            std::fs::write(&path, text).expect("written");
            path
        });
        Action::Open(paths.to_vec())
    });
    window.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.opened.corpus.len() == 2);
    let first =
        ArticleId(u32::from(window.snapshot().article(ArticleId(0)).expect("an article").text.starts_with("Sold")));
    window.harness.state_mut().apply(Action::Compare(vec![first, ArticleId(1 - first.0)]));
    window.wait(|snapshot| snapshot.reader.columns.len() == 2 && snapshot.reader.comparison(0, 1).is_some());
    window.harness.state_mut().apply(Action::ActivateColumn(0));
    window.wait(|snapshot| snapshot.reader.active == 0);
    window
}

fn find(window: &mut Window, wanted: &str) {
    window.press(Modifiers::COMMAND, Key::H);
    window.harness.get_by_role_and_label(Role::TextInput, "Find in article").type_text(wanted);
    window.harness.run_ok();
}

fn says(window: &Window, text: &str) -> bool {
    window.harness.query_all_by_label(text).count() > 0
}

/// Is the keyboard at something whose name begins so?
fn says_focused(window: &Window, name: &str) -> bool {
    let mut all = window.harness.query_all(egui_kittest::kittest::By::new());
    all.any(|node| node.is_focused() && node.accesskit_node().label().is_some_and(|label| label.starts_with(name)))
}

#[test]
fn a_wording_is_found_whatever_its_case_and_accents_and_walked_through_round_the_ends() {
    let mut window = open();
    find(&mut window, "cafe");
    assert!(says(&window, "1 of 4, 5 in all columns"));
    for expected in ["2 of 4", "3 of 4", "4 of 4", "1 of 4"] {
        window.press(Modifiers::NONE, Key::Enter);
        assert!(says(&window, &format!("{expected}, 5 in all columns")), "{expected}");
    }
    window.press(Modifiers::SHIFT, Key::Enter);
    assert!(says(&window, "4 of 4, 5 in all columns"));
    window.press(Modifiers::NONE, Key::F3);
    assert!(says(&window, "1 of 4, 5 in all columns"), "the key of hits goes on too");
}

#[test]
fn what_is_in_none_is_said_and_escape_gives_the_keyboard_back_to_the_text() {
    let mut window = open();
    find(&mut window, "by the water");
    assert!(says(&window, "not in this article, 1 in all columns"));
    window.press(Modifiers::NONE, Key::Escape);
    assert!(window.harness.query_by_label("Find in article").is_none());
    assert!(window.harness.get_by_label_contains("Article text: The café on the quay").is_focused());
}

#[test]
fn the_dates_and_notes_of_an_article_are_listed_and_lead_to_their_places() {
    let mut window = open();
    let article_id = window.snapshot().reader.columns.first().expect("a column").article_id;
    let owner = FIRST.find("Its owner").expect("words");
    let span = parallax::text::Span::new(owner, owner + 9);
    window.harness.state_mut().apply(Action::WriteNote(article_id, Some(span), "Who is it?".to_owned()));
    window.wait(|_| true);
    window.press(Modifiers::COMMAND, Key::J);
    assert!(says_focused(&window, "14 Mar 2023: "), "the list has the keyboard, at its first row");
    let rows = window.harness.query_all_by_role(Role::ListBoxOption);
    let names: Vec<String> = rows.filter_map(|node| node.accesskit_node().label()).collect();
    for name in ["14 Mar 2023: 14 March 2023. Its", "Note: Who is it?", "May 2024: "] {
        assert!(names.iter().any(|row| row.starts_with(name)), "{name} in {names:?}");
    }
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Enter);
    let target = window.snapshot().reader.columns.first().and_then(|column| column.target);
    assert_eq!(target, Some(span), "the second row is the note");
    window.press(Modifiers::COMMAND, Key::J);
    assert!(window.harness.query_by_label("Contents of the article").is_none());
}
