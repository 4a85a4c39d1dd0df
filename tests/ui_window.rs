//! The whole window, driven as a person drives it: by accessible names, clicks and keys, on the sample corpus.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;
use parallax::corpus::FieldName;
use parallax::session::change::Correction;
use parallax::session::{Action, Column, SelectMode, Snapshot, Sort, Theme};
use std::time::{Duration, Instant};

const LONGEST: Duration = Duration::from_mins(1);

/// Opens the window on the sample corpus and waits until it has been read.
fn open(width: f32, height: f32) -> Window {
    let mut window =
        Window::start(Limits { size: [width, height], max_steps: 40, longest: LONGEST }, |_| Action::OpenSample);
    window.wait(|snapshot| snapshot.opened.corpus.len() == 5 && snapshot.opened.reading.is_none());
    window
}

impl Window {
    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    /// Opens the first two rows side by side by keys, which stay at the second.
    fn read_first_two(&mut self) {
        for key in [Key::F6, Key::Home, Key::Enter, Key::ArrowDown, Key::C] {
            self.press(Modifiers::NONE, key);
        }
    }

    fn rows(&mut self) -> Vec<String> {
        let snapshot = self.snapshot();
        let shown = |row: &_| snapshot.article(*row).map(|article| article.shown_title()).unwrap_or_default();
        snapshot.view.rows.iter().map(shown).collect()
    }
}

#[test]
fn every_article_is_a_named_row_and_every_control_has_a_name() {
    let mut window = open(1440.0, 900.0);
    window.harness.get_by_label("Articles, 5 rows");
    for title in window.rows() {
        assert!(window.harness.query_all_by_label_contains(&title).count() > 0, "no row for {title}");
    }
    for name in ["Search", "Published: days from and to", "Referred to: days from and to", "Export…"] {
        window.harness.get_by_label(name);
    }
}

#[test]
fn an_outlet_filters_the_table_and_clearing_brings_all_back() {
    let mut window = open(1440.0, 900.0);
    window.click("China Digital Times, 1 article");
    window.wait(|snapshot| snapshot.view.rows.len() == 1);
    assert!(window.rows().iter().all(|title| title.contains("Sidelines Ukraine")), "{:?}", window.rows());
    window.press(Modifiers::COMMAND, Key::Backspace);
    window.wait(|snapshot| snapshot.view.rows.len() == 5);
}

#[test]
fn typed_days_filter_the_table_and_nonsense_says_so_and_filters_nothing() {
    let mut window = open(1440.0, 900.0);
    let field = "Published: days from and to";
    window.harness.get_by_label(field).focus();
    window.harness.run_ok();
    window.harness.get_by_label(field).type_text("2023-10");
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.view.rows.len() == 1);
    window.harness.get_by_label(field).type_text(" or so");
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.view.rows.len() == 1);
    assert!(window.harness.query_by_label_contains("is not a day").is_some());
}

#[test]
fn typing_in_the_search_field_filters_and_letters_are_no_shortcuts_there() {
    let mut window = open(1440.0, 900.0);
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_label("Search").type_text("Kishida");
    window.press(Modifiers::NONE, Key::C);
    window.wait(|snapshot| snapshot.view.filter.query == "Kishida" && snapshot.view.rows.len() < 5);
    let snapshot = window.snapshot();
    assert!(!snapshot.view.rows.is_empty());
    assert!(snapshot.reader.columns.is_empty(), "the letter c was typed, not a command");
}

#[test]
fn two_articles_open_side_by_side_from_the_keyboard() {
    let mut window = open(1440.0, 900.0);
    window.read_first_two();
    window.wait(|snapshot| snapshot.reader.columns.len() == 2 && snapshot.reader.comparison(0, 1).is_some());
    let snapshot = window.snapshot();
    let shown: Vec<_> = snapshot.reader.columns.iter().map(|column| column.article_id).collect();
    assert_eq!(shown, snapshot.view.rows[..2]);
}

#[test]
fn what_is_filtered_is_exported_whole_from_the_dialog() {
    let mut window = open(1440.0, 900.0);
    window.click("China Digital Times, 1 article");
    window.wait(|snapshot| snapshot.view.rows.len() == 1);
    window.press(Modifiers::COMMAND, Key::E);
    let path = window.folder.path().join("picked.csv");
    let shown = path.display().to_string();
    window.click("JSON Lines");
    window.click("CSV");
    window.harness.get_by_label("File to write").focus();
    window.harness.run_ok();
    window.press(Modifiers::COMMAND, Key::A);
    window.harness.get_by_label("File to write").type_text(&shown);
    window.harness.run_ok();
    // What was typed last may be counted anew.
    let is_counted = |window: &Window| window.harness.query_by_label("Export 1 article").is_some();
    let begun = Instant::now();
    while !is_counted(&window) && begun.elapsed() < LONGEST {
        window.wait(|snapshot| snapshot.export_preview.counted.is_some());
    }
    window.click("Export 1 article");
    window.wait(|snapshot| !snapshot.notices.is_empty());
    let notices = window.snapshot().notices.clone();
    assert!(notices.iter().any(|notice| notice.text.starts_with("Exported 1 article ")), "{notices:?}");
    let written = std::fs::read_to_string(&path).expect("the file is there");
    assert!(written.contains("China Digital Times") && !written.contains("Trends Journal"));
}

#[test]
fn a_correction_shows_at_once_survives_a_restart_and_is_undone() {
    let mut window = open(1440.0, 900.0);
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::NONE, Key::Home);
    window.press(Modifiers::NONE, Key::F2);
    window.press(Modifiers::COMMAND, Key::A);
    window.harness.get_by_label("New value").type_text("Gazette of Tests");
    window.press(Modifiers::NONE, Key::Enter);
    let has_outlet = |snapshot: &Snapshot| {
        snapshot.opened.corpus.iter().any(|(_, article)| article.outlet() == Some("Gazette of Tests"))
    };
    window.wait(has_outlet);
    assert!(window.snapshot().undo_label.as_deref().is_some_and(|label| label.starts_with("set outlet of")));
    window.harness.state_mut().apply(Action::Reload);
    window.wait(|snapshot| snapshot.opened.reading.is_none() && has_outlet(snapshot));
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::NONE, Key::Home);
    window.press(Modifiers::NONE, Key::F2);
    window.click("Back to What Was Read");
    window.wait(|snapshot| !has_outlet(snapshot));
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(has_outlet);
    window.press(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Z);
    window.wait(|snapshot| !has_outlet(snapshot));
}

#[test]
fn the_palette_finds_a_command_by_its_letters() {
    let mut window = open(1024.0, 640.0);
    window.press(Modifiers::COMMAND, Key::K);
    window.harness.get_by_label("Find a command").type_text("dark");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.snapshot().settings.theme, Theme::Dark);
    assert!(window.harness.query_by_label("Find a command").is_none(), "the palette is closed");
}

#[test]
fn a_heading_sorts_by_its_column_and_then_the_other_way_round() {
    let mut window = open(1440.0, 900.0);
    window.click("Sort by title, not sorted");
    window.wait(|_| true);
    let ascending = window.rows();
    window.click("Sort by title, sorted ascending");
    window.wait(|_| true);
    let titles = |rows: &[String]| rows.iter().filter(|row| !row.starts_with('[')).cloned().collect::<Vec<_>>();
    let mut reversed = titles(&window.rows());
    reversed.reverse();
    assert_eq!(titles(&ascending), reversed);
}

#[test]
fn the_menu_says_what_undo_would_take_back() {
    let mut window = open(1440.0, 900.0);
    window.press(Modifiers::NONE, Key::F2);
    window.harness.get_by_label("Mark Unknown").click();
    window.harness.run_ok();
    window.wait(|snapshot| snapshot.undo_label.is_some() || snapshot.opened.corpus.is_empty());
    window.click("Edit");
    let label = window.harness.query_all_by_label_contains("Undo: set outlet of").count();
    assert_eq!(label, 1);
}

#[test]
fn a_correction_is_of_the_row_that_the_keys_moved_to_and_not_of_one_clicked_before() {
    let mut window = open(1440.0, 900.0);
    let second = window.snapshot().view.rows[1];
    window.harness.state_mut().apply(Action::Select(second, SelectMode::Only));
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::NONE, Key::Home);
    let snapshot = window.snapshot();
    assert_eq!(snapshot.acted_on(), snapshot.view.rows[..1]);
    window.press(Modifiers::COMMAND, Key::ArrowDown);
    let snapshot = window.snapshot();
    assert_eq!(snapshot.selection.cursor, Some(second), "Ctrl moves the cursor alone");
    assert_eq!(snapshot.acted_on(), snapshot.view.rows[..1]);
}

#[test]
fn an_outlet_keeps_its_colour_when_others_are_filtered_away() {
    let mut window = open(1440.0, 900.0);
    let ranks = |snapshot: &Snapshot| -> Vec<_> {
        snapshot.view.lanes.lanes.iter().map(|lane| (lane.name.clone(), lane.rank)).collect()
    };
    let all = ranks(&window.snapshot());
    window.harness.state_mut().apply(Action::SetQuery("warrant".to_owned()));
    window.wait(|snapshot| snapshot.view.rows.len() < 5);
    let some = ranks(&window.snapshot());
    assert!(!some.is_empty() && some.len() < all.len());
    assert!(some.iter().all(|lane| all.contains(lane)), "{some:?} of {all:?}");
}

#[test]
fn panels_have_room_at_once_and_a_handle_moves_by_keys() {
    let mut window = open(1024.0, 640.0);
    let handle = window.harness.get_by_label("Resize reader");
    let before = handle.rect().center().x;
    handle.focus();
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::ArrowLeft);
    window.harness.run_ok();
    let after = window.harness.get_by_label("Resize reader").rect().center().x;
    assert!((300.0..1024.0).contains(&before), "{before}");
    assert!(after < before - 10.0, "{before} then {after}");
}

#[test]
fn the_import_report_counts_what_is_undated_as_it_is_corrected() {
    let mut window = open(1024.0, 640.0);
    let dated = window.snapshot().opened.undated_count;
    let counted =
        |snapshot: &Snapshot| snapshot.opened.corpus.iter().filter(|(_, article)| article.published.is_none()).count();
    assert_eq!(dated, counted(&window.snapshot()));
    let article_ids = window.snapshot().view.rows.to_vec();
    let correction = Correction::Unknown;
    window.harness.state_mut().apply(Action::Correct { article_ids, field: FieldName::Published, correction });
    assert_eq!(window.snapshot().opened.undated_count, 5);
    window.press(Modifiers::COMMAND, Key::R);
    window.harness.get_by_label("6 files, 5 articles, 5 of them undated, 0 left out as duplicates, 0 problems");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(Modifiers::COMMAND, Key::Z);
    assert_eq!(window.snapshot().opened.undated_count, dated);
}

/// The first days of what the article of `TruthRow` refers to.
fn days_of_truth_row(snapshot: &Snapshot) -> Vec<String> {
    let articles = snapshot.opened.corpus.iter().filter(|(_, article)| article.outlet() == Some("TruthRow"));
    let mentions = articles.flat_map(|(article_id, _)| snapshot.opened.mentions.of(article_id).to_vec());
    mentions.filter_map(|mention| Some(mention.interval()?.first().to_string())).collect()
}

#[test]
fn a_corrected_date_moves_what_is_reckoned_from_it_and_undo_brings_it_back() {
    let mut window = open(1440.0, 900.0);
    let before = days_of_truth_row(&window.snapshot());
    assert!(before.iter().any(|day| day == "2023-03-20"), "{before:?}");
    let snapshot = window.snapshot();
    let mut all = snapshot.opened.corpus.iter();
    let (article_id, _) = all.find(|(_, article)| article.outlet() == Some("TruthRow")).expect("it is in the sample");
    let correction = Correction::Value("2013-03-19".to_owned());
    let article_ids = vec![article_id];
    window.harness.state_mut().apply(Action::Correct { article_ids, field: FieldName::Published, correction });
    window.wait(|snapshot| days_of_truth_row(snapshot).iter().any(|day| day == "2013-03-18"));
    window.press(Modifiers::COMMAND, Key::Z);
    window.wait(|snapshot| days_of_truth_row(snapshot) == before);
}

#[test]
fn a_filter_by_an_event_survives_a_new_grouping_and_is_gone_when_all_is_read_again() {
    let mut window = open(1440.0, 900.0);
    window.wait(|snapshot| !snapshot.opened.main_events.is_empty());
    let event_id = window.snapshot().opened.main_events[0];
    window.harness.state_mut().apply(Action::ShowEvent(Some(event_id)));
    window.wait(|snapshot| snapshot.view.rows.len() == 2);
    let rows = window.rows();
    let snapshot = window.snapshot();
    let mut hidden = snapshot.opened.corpus.iter().filter(|(article_id, _)| !snapshot.view.rows.contains(article_id));
    let (other, _) = hidden.next().expect("three articles are hidden");
    let correction = Correction::Value("2020-05-05".to_owned());
    let article_ids = vec![other];
    window.harness.state_mut().apply(Action::Correct { article_ids, field: FieldName::Published, correction });
    let is_moved = |snapshot: &Snapshot| {
        snapshot
            .opened
            .mentions
            .of(other)
            .iter()
            .any(|m| m.interval().is_some_and(|days| days.first().to_string().starts_with("2020")))
    };
    window.wait(is_moved);
    window.wait(|snapshot| snapshot.view.event_id.is_some());
    assert_eq!(window.rows(), rows);
    window.harness.state_mut().apply(Action::Reload);
    window.wait(|snapshot| snapshot.opened.reading.is_none() && snapshot.view.rows.len() == 5);
}

#[test]
fn another_field_of_a_correction_is_typed_at_once_over_what_stands_there() {
    let mut window = open(1440.0, 900.0);
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::NONE, Key::End);
    window.press(Modifiers::NONE, Key::F2);
    // The dialog stands above the panels, so that its control is the last of this name.
    window.harness.query_all_by_label("Published").last().expect("a field to choose").click();
    window.harness.run_ok();
    window.harness.get_by_label("New value").type_text("2024-01-02");
    window.press(Modifiers::NONE, Key::Enter);
    window.wait(|snapshot| {
        let dates = snapshot.opened.corpus.iter().filter_map(|(_, article)| article.published());
        dates.map(|days| days.to_string()).any(|days| days == "2 Jan 2024")
    });
}

#[test]
fn keys_that_edit_text_are_left_to_the_field_that_is_typed_in() {
    let mut window = open(1440.0, 900.0);
    window.press(Modifiers::NONE, Key::Slash);
    window.harness.get_by_label("Search").type_text("warrant");
    window.harness.run_ok();
    window.press(Modifiers::COMMAND, Key::A);
    assert!(window.snapshot().selection.article_ids.is_empty(), "no row was selected");
    window.harness.get_by_label("Search").type_text("Kishida");
    window.harness.run_ok();
    assert_eq!(window.snapshot().view.filter.query, "Kishida", "the selected text was typed over");
    window.harness.state_mut().apply(Action::ClearFilters);
    window.wait(|snapshot| snapshot.view.rows.len() == 5);
    assert_eq!(window.harness.state().view.search.query, "", "the field follows, though it has the focus");
}

#[test]
fn a_path_that_is_not_there_leaves_what_is_open() {
    let mut window = open(1440.0, 900.0);
    window.harness.state_mut().apply(Action::Open(vec!["/no/such/place".into()]));
    window.harness.run_ok();
    let snapshot = window.snapshot();
    assert_eq!(snapshot.opened.corpus.len(), 5);
    assert!(snapshot.notices.iter().any(|notice| notice.text.contains("/no/such/place")));
    assert!(snapshot.settings.recent.is_empty());
}

#[test]
fn the_column_that_rows_are_sorted_by_is_always_there() {
    let mut window = open(1024.0, 640.0);
    window.harness.state_mut().apply(Action::SortBy(Sort::by(Column::Mentions, true)));
    window.wait(|_| true);
    window.harness.get_by_label("Sort by number of dates, sorted descending");
}

#[test]
fn enter_goes_on_in_the_tour_until_a_row_is_selected_and_escape_ends_it() {
    let mut window = open(1440.0, 900.0);
    let shown = |window: &Window| {
        let step =
            |number: &usize| window.harness.query_by_label_contains(&format!("Tour, step {number} of 4")).is_some();
        (1..=4).find(step)
    };
    window.harness.state_mut().apply(Action::ClearSelection);
    window.press(Modifiers::COMMAND, Key::K);
    window.harness.get_by_label("Find a command").type_text("Take the Tour");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&window), Some(1));
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(shown(&window), Some(2));
    window.press(Modifiers::NONE, Key::Escape);
    assert_eq!(shown(&window), None);
}

#[test]
fn what_is_corrected_is_the_article_that_is_read_where_one_is_in_its_text() {
    let mut window = open(1440.0, 900.0);
    window.read_first_two();
    window.wait(|snapshot| snapshot.reader.columns.len() == 2);
    let snapshot = window.snapshot();
    let [first, second] = [0, 1].map(|row| snapshot.article(snapshot.view.rows[row]).expect("an article"));
    let proposed = |window: &Window| window.harness.get_by_label("New value").value();
    window.press(Modifiers::NONE, Key::F2);
    assert_eq!(proposed(&window).as_deref(), second.outlet(), "the row that the keys are at");
    window.press(Modifiers::NONE, Key::Escape);
    window.harness.get_by_label(&format!("Article text: {}", first.shown_title())).click();
    window.harness.run_ok();
    window.press(Modifiers::NONE, Key::F2);
    assert_eq!(proposed(&window).as_deref(), first.outlet());
}

#[test]
fn several_articles_are_offered_a_value_only_where_all_have_it() {
    let mut window = open(1440.0, 900.0);
    window.press(Modifiers::NONE, Key::F6);
    window.harness.state_mut().apply(Action::SelectAll);
    window.press(Modifiers::NONE, Key::F2);
    assert_eq!(window.harness.get_by_label("New value").value().as_deref(), Some(""), "their outlets differ");
    window.harness.get_by_label("Set in 5 Articles");
    window.click("Language");
    assert_eq!(window.harness.get_by_label("New value").value().as_deref(), Some("en"));
}

#[test]
fn what_is_not_accepted_can_be_typed_on() {
    let mut window = open(1440.0, 900.0);
    window.press(Modifiers::COMMAND, Key::K);
    window.harness.get_by_label("Find a command").type_text("nothing is called so");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.harness.get_by_label("Find a command").is_focused());
    window.press(Modifiers::NONE, Key::Escape);
    window.harness.state_mut().apply(Action::ClearSelection);
    window.press(Modifiers::COMMAND, Key::L);
    window.harness.get_by_label("Path").type_text("/nowhere/at all");
    window.press(Modifiers::NONE, Key::Enter);
    assert!(window.harness.query_by_label_contains("no such file or folder: /nowhere/at all").is_some());
    assert!(window.harness.get_by_label("Path").is_focused());
    assert_eq!(window.snapshot().opened.corpus.len(), 5);
}
