//! The plane of days published and days referred to, and lanes that stand for something else than outlets.
#![cfg(feature = "window")]
#![allow(missing_docs, clippy::expect_used, clippy::panic, reason = "a test and what it needs")]

mod timeline_bench;

use egui::{Key, pos2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use parallax::corpus::{ArticleId, ArticleSet};
use parallax::events::LanesBy;
use parallax::search::Filter;
use parallax::session::{Action, Habit};
use std::collections::BTreeMap;
use std::sync::Arc;
use timeline_bench::{Bench, drag, laid_out, open, sentence_of, spoken};

const AREA: &str = "Plane of days referred to and days of publication, 6 marks";

fn open_plane() -> Harness<'static, Bench> {
    let mut harness = open();
    Arc::make_mut(&mut harness.state_mut().snapshot.settings).timeline.shows_plane = true;
    harness.run();
    harness
}

fn set_lanes(harness: &mut Harness<'_, Bench>, by: LanesBy) {
    let snapshot = &mut harness.state_mut().snapshot;
    let rows = snapshot.view.rows.clone();
    snapshot.view.lanes = laid_out(snapshot, &rows, by);
    snapshot.view.lanes_generation += 1;
    harness.run();
}

#[test]
fn a_walk_over_the_plane_tells_each_mark_and_how_long_after_it_was_told() {
    let mut harness = open_plane();
    harness.get_by_label(AREA).focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(spoken(&harness).starts_with("20 Mar 2023: Talks began on Monday at noon."), "{}", spoken(&harness));
    assert!(spoken(&harness).ends_with("Published 22 Mar 2023, 2 days after"), "{}", spoken(&harness));
    harness.key_press(Key::Enter);
    harness.run();
    let bench = harness.state();
    assert_eq!(sentence_of(bench, bench.actions.last().expect("an action")), "Talks began on Monday at noon.");
}

#[test]
fn a_rectangle_keeps_what_was_published_and_refers_to_its_days_and_escape_lets_go() {
    let mut harness = open_plane();
    let area = harness.get_by_label(AREA).rect();
    drag(&mut harness, area.min + egui::vec2(30.0, 20.0), pos2(area.center().x, area.center().y));
    let filter = harness.state().snapshot.view.filter.clone();
    assert!(filter.about.is_some() && filter.published.is_some(), "{:?}", harness.state().actions);
    harness.key_press(Key::Escape);
    harness.run();
    let filter = harness.state().snapshot.view.filter.clone();
    assert_eq!((filter.about, filter.published), (None, None));
}

#[test]
fn escape_lets_go_of_a_rectangle_that_keeps_nothing() {
    let mut harness = open_plane();
    let area = harness.get_by_label(AREA).rect();
    drag(&mut harness, area.min + egui::vec2(30.0, 20.0), pos2(area.center().x, area.center().y));
    harness.state_mut().snapshot.view.lanes = Arc::default();
    harness.hover_at(area.center());
    harness.run();
    harness.key_press(Key::Escape);
    harness.run();
    let filter = harness.state().snapshot.view.filter.clone();
    assert_eq!((filter.about, filter.published), (None, None));
}

#[test]
fn a_mark_of_the_plane_lights_up_under_the_pointer_and_opens_by_a_click() {
    let mut harness = open_plane();
    harness.get_by_label(AREA).focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let mark = harness.get_by(|node| node.role() == egui::accesskit::Role::ListBoxOption).rect();
    harness.state_mut().actions.clear();
    harness.hover_at(mark.center());
    harness.run();
    assert!(harness.state().hover.mention.is_some());
    harness.get_by_label("Published 22 Mar 2023, 2 days after");
    drag(&mut harness, mark.center(), mark.center());
    assert!(matches!(harness.state().actions.last(), Some(Action::OpenInReader(_, Some(_)))));
}

#[test]
fn the_plane_zooms_fits_and_pans_by_keys_and_no_size_breaks_it() {
    let mut harness = open_plane();
    harness.get_by_label(AREA).focus();
    for key in [Key::Plus, Key::Plus, Key::Minus, Key::F, Key::ArrowLeft, Key::End, Key::Num0] {
        harness.key_press(key);
        harness.run();
    }
    for size in [[140.0, 60.0], [300.0, 90.0], [2400.0, 1300.0]] {
        harness.set_size(size.into());
        harness.run();
    }
    harness.get_by_label(AREA);
}

#[test]
fn lanes_stand_for_events_languages_or_tags_and_every_article_is_in_one() {
    let mut harness = open();
    set_lanes(&mut harness, LanesBy::Event);
    harness.get_by_label("Talks in town: 3 articles, 3 dated mentions");
    harness.get_by_label("Other mentions: 2 articles, 3 dated mentions");
    set_lanes(&mut harness, LanesBy::Language);
    harness.get_by_label("Unknown language: 4 articles, 6 dated mentions");
    let tagged = |numbers: &[u32]| numbers.iter().map(|number| ArticleId(*number)).collect::<ArticleSet>();
    let tags = BTreeMap::from([("key".into(), tagged(&[0, 1])), ("later".into(), tagged(&[1]))]);
    let mut filter = Filter::default();
    filter.marks.tagged = Arc::new(tags);
    harness.state_mut().snapshot.view.filter = Arc::new(filter);
    set_lanes(&mut harness, LanesBy::Tag);
    harness.get_by_label("key: 2 articles, 5 dated mentions");
    harness.get_by_label("later: 1 article, 2 dated mentions");
    harness.get_by_label("No tag: 2 articles, 1 dated mention");
    harness.get_by_label_contains("Timeline, 6 marks in 3 lanes");
}

#[test]
fn what_the_lanes_stand_for_is_chosen_from_a_menu() {
    let mut harness = open();
    harness.get_by_label("Timeline shows: By outlet").click();
    harness.run();
    harness.get_by_label("Lanes by event").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::SetLanes(LanesBy::Event)));
    harness.get_by_label("Timeline shows: By outlet").click();
    harness.run();
    harness.get_by_label("Plane: published against referred to").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::SetHabit(Habit::Plane(true))));
}
