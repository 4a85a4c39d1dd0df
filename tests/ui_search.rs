//! Searching in the window: what is offered while typing, what is met in every row, counts by month, every hit in its
//! surroundings, walking from hit to hit. Driven by accessible names, on a corpus that is written here.

#![cfg(feature = "window")]
#![allow(clippy::expect_used, reason = "a test that cannot be set up has to stop")]

mod driven_window;

use driven_window::{Limits, Window};
use egui::{Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use parallax::app::fonts;
use parallax::search::{Query, in_context};
use parallax::session::{Action, Column, MiddleView, Snapshot, Sort};
use parallax::text::fold;
use parallax::time::Interval;
use parallax::ui::theme;
use parallax::ui::view::View;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

const LONGEST: Duration = Duration::from_mins(2);
const OUTLETS: usize = 14;
const ARTICLES: usize = 42;

/// Articles of fourteen outlets in six months, every third about the harbour.
fn corpus() -> String {
    let mut lines = String::new();
    for number in 0..ARTICLES {
        let subject = if number % 3 == 0 {
            format!("The harbour opened again after storm {number}. Workers said the harbour was calm.")
        } else {
            format!("Grain prices rose for the {number} week. Nothing else was said of it.")
        };
        let (outlet, month) = (number % OUTLETS, number % 6 + 1);
        let line = serde_json::json!({
            "title": format!("Report {number}"),
            "outlet": format!("Gazette of Town {outlet}"),
            "published": format!("2023-{month:02}-11"),
            "language": "en",
            "text": subject,
        });
        writeln!(lines, "{line}").expect("a line");
    }
    lines
}

fn open(width: f32, height: f32) -> Window {
    let mut window = Window::start(Limits { size: [width, height], max_steps: 60, longest: LONGEST }, |folder| {
        let path = folder.join("articles.jsonl");
        std::fs::write(&path, corpus()).expect("written");
        Action::Open(vec![path])
    });
    window.wait(|snapshot| snapshot.view.rows.len() == ARTICLES && snapshot.opened.reading.is_none());
    assert!(window.folder.path().exists());
    window
}

impl Window {
    fn click(&mut self, label: &str) {
        self.harness.get_by_label(label).click();
        self.harness.run_ok();
    }

    fn focus(&mut self, label: &str) {
        self.harness.get_by_label(label).focus();
        self.harness.run_ok();
    }

    fn has(&self, label: &str) -> bool {
        self.harness.query_by_label(label).is_some()
    }

    /// Types into the search field, which has the keyboard then.
    fn search(&mut self, text: &str) {
        self.press(Modifiers::COMMAND, Key::F);
        self.harness.get_by_label("Search").type_text(text);
        self.harness.run_ok();
    }

    fn query(&self) -> String {
        self.harness.state().view.search.query.clone()
    }

    /// Searches, and waits for the rows.
    fn find(&mut self, query: &str) {
        self.harness.state_mut().apply(Action::SetQuery(query.to_owned()));
        let query = query.to_owned();
        self.wait(|snapshot| snapshot.view.rows_filter.query == query);
    }

    fn show_hits(&mut self, query: &str) {
        self.find(query);
        self.click("Hits in context");
        self.wait(|snapshot| snapshot.settings.middle == MiddleView::Hits && !snapshot.concordance.is_pending);
    }
}

#[test]
fn a_field_begun_is_offered_and_taken_by_keys_and_then_its_values() {
    let mut window = open(1440.0, 900.0);
    window.search("outl");
    assert!(window.has("outlet:, who published it"));
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.query(), "outlet:");
    window.harness.run_ok();
    window.harness.get_by_label("Search").type_text("\"gazette of town 3");
    window.harness.run_ok();
    assert!(window.has("\"Gazette of Town 3\", 3 articles"));
    window.press(Modifiers::NONE, Key::Tab);
    assert_eq!(window.query(), "outlet:\"Gazette of Town 3\"");
    window.wait(|snapshot| snapshot.view.rows.len() == 3);
    assert!(!window.has("What can be typed next"), "the list is closed");
    window.harness.get_by_label("Search").type_text(" report");
    assert!(window.harness.state_mut().wait_until(|snapshot| snapshot.view.rows.len() == 3, LONGEST));
}

#[test]
fn values_are_offered_as_soon_as_a_field_is_typed_also_in_brackets() {
    let mut window = open(1440.0, 900.0);
    window.search("");
    for letter in "(harbour outlet:gaz".chars() {
        window.harness.get_by_label("Search").type_text(&letter.to_string());
        window.harness.run_ok();
        // As in a window: nothing answers to what is typed by half.
        window.wait(|_| true);
        let is_value = window.query().contains(':');
        assert_eq!(window.has("\"Gazette of Town 3\", 3 articles"), is_value, "{}", window.query());
    }
}

#[test]
fn an_offer_is_taken_by_a_click_and_the_field_keeps_the_keyboard() {
    let mut window = open(1440.0, 900.0);
    window.search("is:und");
    window.click("undated, without a date of publication");
    assert_eq!(window.query(), "is:undated");
    window.press(Modifiers::NONE, Key::Backspace);
    assert_eq!(window.query(), "is:undate");
}

#[test]
fn escape_closes_the_list_and_a_closed_list_takes_no_key() {
    let mut window = open(1440.0, 900.0);
    window.search("outl");
    window.press(Modifiers::NONE, Key::Escape);
    assert!(!window.has("What can be typed next"));
    window.press(Modifiers::NONE, Key::ArrowDown);
    assert_eq!(window.query(), "outl");
    assert!(!window.has("What can be typed next"));
    window.find("");
    window.search("harbour");
    window.press(Modifiers::NONE, Key::Enter);
    assert_eq!(window.query(), "harbour", "Enter took nothing that was not chosen");
    window.press(Modifiers::COMMAND, Key::F);
    window.press(Modifiers::COMMAND, Key::Space);
    assert!(!window.has("What can be typed next"), "behind a whole word there is nothing to offer");
    window.harness.get_by_label("Search").type_text(" ");
    window.harness.run_ok();
    assert!(!window.has("What can be typed next"), "a blank alone opens nothing");
    window.press(Modifiers::COMMAND, Key::Space);
    assert!(window.has("What can be typed next"));
}

#[test]
fn a_fault_says_its_reason_below_the_field_while_that_has_the_keyboard() {
    let mut window = open(1440.0, 900.0);
    window.search("(harbour");
    window.wait(|snapshot| snapshot.view.rows.len() == ARTICLES / 3);
    assert!(window.has("this bracket is never closed"));
    window.press(Modifiers::NONE, Key::F6);
    assert!(!window.has("this bracket is never closed"));
}

#[test]
fn everything_that_can_be_typed_is_shown_on_demand() {
    let mut window = open(1024.0, 640.0);
    window.click("How to search");
    assert!(window.has("grain NEAR/5 turkey"));
    window.click("Close");
    assert!(!window.has("grain NEAR/5 turkey"));
}

#[test]
fn rows_say_where_the_query_is_met_and_sort_by_how_well() {
    let mut window = open(1440.0, 900.0);
    assert!(!window.has("Sort by match, not sorted"), "without words there is nothing to match");
    window.find("harbour");
    let description = |window: &Window, title: &str| {
        let row = window.harness.query_all_by_label_contains(title).next().expect("a row");
        row.accesskit_node().data().description().map(str::to_owned).unwrap_or_default()
    };
    let met = description(&window, "Report 3, ");
    assert!(met.starts_with("2 hits: The harbour opened again after storm 3"), "{met}");
    window.click("Sort by match, not sorted");
    window.wait(|snapshot| snapshot.view.sort == Sort::by(Column::Match, true));
    window.find("lang:en");
    assert!(!window.has("Sort by match, sorted descending"), "no words, no column");
}

#[test]
fn months_are_walked_extended_and_let_go_by_keys() {
    let mut window = open(1440.0, 900.0);
    window.focus("Published by month");
    window.press(Modifiers::NONE, Key::ArrowRight);
    window.wait(|snapshot| snapshot.view.filter.published == Interval::of_month(2023, 1));
    assert_eq!(window.snapshot().view.rows.len(), ARTICLES / 6);
    window.press(Modifiers::SHIFT, Key::ArrowRight);
    window.press(Modifiers::SHIFT, Key::ArrowRight);
    window.wait(|snapshot| snapshot.view.rows.len() == ARTICLES / 2);
    let value = window.harness.get_by_label("Published by month").accesskit_node().data().value().map(str::to_owned);
    assert!(value.as_deref().is_some_and(|value| value.contains("21 articles")), "{value:?}");
    window.press(Modifiers::NONE, Key::Escape);
    window.wait(|snapshot| snapshot.view.filter.published.is_none() && snapshot.view.rows.len() == ARTICLES);
}

#[test]
fn months_are_brushed_by_a_drag_and_kept_by_a_click() {
    let mut window = open(1440.0, 900.0);
    let rect = window.harness.get_by_label("Published by month").rect();
    let step = (rect.width() / 6.0).min(28.0);
    let at = |month: f32| egui::pos2(rect.left() + step * (month + 0.5), rect.center().y);
    window.harness.drag_at(at(1.0));
    window.harness.run_ok();
    for month in [2.0, 3.0] {
        window.harness.hover_at(at(month));
        window.harness.run_ok();
    }
    window.harness.drop_at(at(3.0));
    window.harness.run_ok();
    let days = Interval::of_month(2023, 2).zip(Interval::of_month(2023, 4)).map(|(first, last)| first.cover(last));
    window.wait(|snapshot| snapshot.view.filter.published == days);
    assert_eq!(window.snapshot().view.rows.len(), ARTICLES / 2);
    window.click("×");
    window.wait(|snapshot| snapshot.view.filter.published.is_none());
}

#[test]
fn a_long_list_of_outlets_is_narrowed_by_typing() {
    let mut window = open(1440.0, 900.0);
    window.focus("Find an outlet");
    window.harness.get_by_label("Find an outlet").type_text("town 12");
    window.harness.run_ok();
    assert!(!window.has("Gazette of Town 1, 3 articles"));
    window.click("Gazette of Town 12, 3 articles");
    window.wait(|snapshot| snapshot.view.rows.len() == 3);
}

#[test]
fn counts_follow_the_query() {
    let mut window = open(1440.0, 900.0);
    window.find("harbour storm 3");
    assert!(window.has("Gazette of Town 3, 1 article"));
    assert!(!window.has("Gazette of Town 4, 3 articles"));
}

#[test]
fn what_stands_below_a_list_of_values_keeps_its_place_when_a_filter_leaves_few_of_them() {
    let mut window = open(1440.0, 900.0);
    // What is said of copies above comes once they have been looked for.
    window.wait(|snapshot| snapshot.opened.copies.is_some());
    let place = |window: &Window| window.harness.get_by_label("Published: days from and to").rect().top();
    let before = place(&window);
    let outlets = window.snapshot().view.facets.outlets.len();
    window.harness.state_mut().apply(Action::SetQuery("title:nobody".to_owned()));
    window.wait(|snapshot| snapshot.view.facets.outlets.len() < outlets);
    assert!((place(&window) - before).abs() < 0.5, "{} was {before}", place(&window));
    assert!(window.harness.query_all_by_label_contains(", 0 articles").count() > 0, "an outlet that has none says so");
}

#[test]
fn every_hit_is_listed_sorted_and_opened_in_the_reader() {
    let mut window = open(1440.0, 900.0);
    window.show_hits("harbour");
    let snapshot = window.snapshot();
    let query = Query::parse("harbour");
    let texts = snapshot.view.rows.iter().filter_map(|&article_id| snapshot.article(article_id));
    let hit_count: usize = texts.map(|article| query.hits(&article.text).len()).sum();
    assert_eq!((snapshot.concordance.occurrences.len(), hit_count), (2 * ARTICLES / 3, 2 * ARTICLES / 3));
    assert!(window.has("28 hits"));
    window.click("Sort hits by words right, not sorted");
    window.wait(|snapshot| !snapshot.concordance.is_pending && snapshot.concordance.numbers.is_some());
    let snapshot = window.snapshot();
    let right = |place: usize| {
        let hit = snapshot.concordance.row(place).expect("a hit");
        let article = snapshot.article(hit.article_id).expect("an article");
        fold(&in_context(&article.text, hit.span, 12).right)
    };
    assert!((1..hit_count).all(|place| right(place - 1) <= right(place)));
    window.press(Modifiers::NONE, Key::F6);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window.press(Modifiers::NONE, Key::Enter);
    let (hit, shown) = (snapshot.concordance.row(1), window.snapshot());
    let column = shown.reader.columns.first().expect("a column");
    assert_eq!((Some(column.article_id), column.target), (hit.map(|hit| hit.article_id), hit.map(|hit| hit.span)));
    assert!(window.harness.query_all_by_label_contains("of\u{a0}2").count() > 0, "the head says which hit it is");
    window.press(Modifiers::COMMAND, Key::Num4);
    window.wait(|snapshot| snapshot.settings.middle == MiddleView::Table);
    assert!(window.harness.query_all_by_label_contains("Articles, 14 rows").count() == 1);
}

#[test]
fn the_hits_follow_the_query_and_say_what_to_do_without_words() {
    let mut window = open(1024.0, 640.0);
    window.show_hits("harbour");
    window.find("grain");
    window.wait(|snapshot| !snapshot.concordance.is_pending && snapshot.concordance.query == "grain");
    assert_eq!(window.snapshot().concordance.occurrences.len(), 2 * ARTICLES / 3);
    window.find("lang:en");
    window.wait(|snapshot| !snapshot.concordance.is_pending && snapshot.concordance.occurrences.is_empty());
}

#[test]
fn hits_are_walked_in_the_reader_from_anywhere() {
    let mut window = open(1440.0, 900.0);
    window.find("harbour");
    let first = window.snapshot().view.rows[0];
    window.harness.state_mut().apply(Action::OpenInReader(first, None));
    window.harness.run_ok();
    assert!(window.has("2\u{a0}hits"));
    window.press(Modifiers::NONE, Key::F3);
    assert!(window.has("hit\u{a0}1\u{a0}of\u{a0}2"));
    window.search("");
    window.press(Modifiers::NONE, Key::F3);
    assert!(window.has("hit\u{a0}2\u{a0}of\u{a0}2"), "also while the search field has the keyboard");
    window.press(Modifiers::SHIFT, Key::F3);
    assert!(window.has("hit\u{a0}1\u{a0}of\u{a0}2"));
    window.click("Next hit");
    assert!(window.has("hit\u{a0}2\u{a0}of\u{a0}2"));
}

#[test]
fn a_further_column_is_sorted_by_from_the_keyboard() {
    let mut window = open(1440.0, 900.0);
    window.focus("Sort by outlet, not sorted");
    window.press(Modifiers::SHIFT, Key::Enter);
    window.wait(|snapshot| snapshot.view.sort.keys().count() == 2);
    assert!(window.has("Sort by outlet, sorted ascending, column 2 of 2"));
    assert!(window.has("Sort by publication date, sorted descending, column 1 of 2"));
}

#[test]
fn the_status_says_what_is_not_known_yet() {
    let mut snapshot = Snapshot::default();
    let window = &mut open(1024.0, 640.0);
    snapshot.opened = window.snapshot().opened.clone();
    snapshot.view.rows = window.snapshot().view.rows[..5].into();
    snapshot.view.unsure_count = ARTICLES / 2;
    let mut harness = Harness::builder()
        .with_size([1024.0, 640.0])
        .with_context_setup(|ctx| {
            fonts::install(ctx);
            theme::install(ctx);
        })
        .build_ui_state(
            |ui, (snapshot, view): &mut (Snapshot, View)| {
                parallax::ui::show(ui, snapshot, view);
            },
            (snapshot, View::default()),
        );
    harness.run_ok();
    assert!(harness.query_by_label("at least 5 of 42 articles, 50 % looked at").is_some());
}

/// `cargo test --release --test ui_search -- --ignored --nocapture` says what a frame with snippets costs.
#[test]
#[ignore = "a measurement"]
fn what_a_frame_with_snippets_costs() {
    let mut window = open(1440.0, 900.0);
    let mut snapshot = Snapshot::default();
    let base = window.snapshot().opened.corpus.iter().next().map(|(_, article)| article).expect("an article");
    let sentence = "The mayor of the harbour town said that nothing of the kind had been decided before the summer. ";
    for number in 0..2_000 {
        let text = format!("{number} {}", sentence.repeat(60));
        let article = parallax::corpus::Article { text: text.into(), word_count: 1_000, ..(*base).clone() };
        snapshot.opened.corpus.push(Arc::new(article));
    }
    snapshot.view.rows = snapshot.opened.corpus.iter().map(|(article_id, _)| article_id).collect();
    for query in ["", "harbour", "harbour summer mayor", "\"nothing of the kind\"", "harb*", "harbor~", "/harbou?r/"] {
        let filter = parallax::search::Filter { query: query.to_owned(), ..Default::default() };
        snapshot.view.filter = Arc::new(filter);
        snapshot.view.rows_filter = snapshot.view.filter.clone();
        let ctx = egui::Context::default();
        fonts::install(&ctx);
        theme::install(&ctx);
        let mut view = parallax::ui::table::TableView::default();
        let mut costs_ms = Vec::new();
        for frame in 0..60 {
            // Scrolls a page each frame, so that every row is new.
            let events = vec![
                egui::Event::PointerMoved(egui::pos2(300.0, 300.0)),
                egui::Event::MouseWheel {
                    unit: egui::MouseWheelUnit::Point,
                    delta: egui::vec2(0.0, -800.0),
                    phase: egui::TouchPhase::Move,
                    source: egui::MouseWheelSource::Unknown,
                    modifiers: Modifiers::NONE,
                },
            ];
            let screen_rect = Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(700.0, 800.0)));
            let input =
                egui::RawInput { screen_rect, events, time: Some(f64::from(frame) * 0.1), ..Default::default() };
            let start = std::time::Instant::now();
            let output = ctx.run_ui(input, |ui| {
                let mut context = parallax::ui::ViewContext::new(&snapshot, parallax::ui::Hover::default());
                parallax::ui::table::table_ui(ui, &mut context, &mut view);
            });
            let _ = ctx.tessellate(output.shapes, output.pixels_per_point);
            costs_ms.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        costs_ms.sort_by(f64::total_cmp);
        println!("{query:>24}: {:.2} ms a frame (middle), {:.2} ms (9 in 10)", costs_ms[30], costs_ms[54]);
    }
}
