//! The timeline panel, driven by the names that a screen reader would say.
#![cfg(feature = "window")]
#![allow(missing_docs, clippy::expect_used, clippy::panic, reason = "a test and what it needs")]

mod timeline_bench;

use egui::{Key, Modifiers, pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use parallax::corpus::ArticleId;
use parallax::events::{EventId, LanesBy, MentionRef};
use parallax::search::Filter;
use parallax::session::Action;
use parallax::ui::timeline::{TimelineView, timeline_ui};
use parallax::ui::{Hover, ViewContext};
use std::sync::Arc;
use timeline_bench::*;

#[test]
fn the_lanes_say_what_they_hold() {
    let harness = open();
    harness.get_by_label("Timeline, 6 marks in 3 lanes, from 1 Jan 2022 to 2 Apr 2023");
    harness.get_by_label("Morning Post: 2 articles, 3 dated mentions");
    harness.get_by_label("Unknown outlet: 1 article, 0 dated mentions");
}

#[test]
fn every_control_has_a_name() {
    let harness = open();
    for name in [
        "Fit timeline",
        "Zoom in",
        "Zoom out",
        "Brush by days referred to",
        "Brush by days published",
        "Undated: 1 article",
        "Time axis, drag to pan",
    ] {
        harness.get_by_label(name);
    }
}

#[test]
fn a_walk_with_the_arrows_tells_each_mark_and_enter_opens_its_sentence() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    assert!(spoken(&harness).starts_with("20 Mar 2023: Talks began on Monday at noon."), "{}", spoken(&harness));
    assert!(spoken(&harness).contains("Event: Talks in town · 2 outlets"), "{}", spoken(&harness));
    harness.key_press(Key::ArrowDown);
    harness.run();
    assert!(spoken(&harness).starts_with("20 Mar 2023: The guests came on 20 March by train."), "{}", spoken(&harness));
    assert_eq!(harness.state().hover.event_id, Some(EventId(0)));
    harness.key_press(Key::Enter);
    harness.run();
    let bench = harness.state();
    assert_eq!(sentence_of(bench, bench.actions.last().expect("an action")), "The guests came on 20 March by train.");
}

#[test]
fn a_stretch_drawn_over_the_lanes_filters_by_the_days_referred_to() {
    let mut harness = open();
    let lanes = lanes_rect(&harness);
    let y = lanes.bottom() - 20.0;
    drag(&mut harness, pos2(lanes.left() + 200.0, y), pos2(lanes.left() + 400.0, y));
    let Some(Action::SetAbout(Some(drawn))) = harness.state().actions.last().cloned() else {
        panic!("{:?}", harness.state().actions)
    };
    assert!((115..125).contains(&drawn.day_count()), "{drawn}");
    harness.get_by_label("Clear referred to range").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::SetAbout(None)));
}

#[test]
fn an_edge_of_a_brush_can_be_dragged_and_escape_clears_it() {
    let mut harness = open();
    let lanes = lanes_rect(&harness);
    let y = lanes.bottom() - 20.0;
    drag(&mut harness, pos2(lanes.left() + 200.0, y), pos2(lanes.left() + 400.0, y));
    let Some(before) = harness.state().snapshot.view.filter.about else { panic!("no brush") };
    drag(&mut harness, pos2(lanes.left() + 401.0, y), pos2(lanes.left() + 500.0, y));
    let Some(after) = harness.state().snapshot.view.filter.about else { panic!("no brush") };
    assert_eq!(after.first(), before.first());
    assert!(after.last() > before.last(), "{before} became {after}");
    harness.key_press(Key::Escape);
    harness.run();
    assert_eq!(harness.state().snapshot.view.filter.about, None);
}

#[test]
fn the_other_brush_filters_by_publication() {
    let mut harness = open();
    harness.get_by_label("Brush by days published").click();
    harness.run();
    let lanes = lanes_rect(&harness);
    let y = lanes.bottom() - 20.0;
    drag(&mut harness, pos2(lanes.left() + 500.0, y), pos2(lanes.left() + 300.0, y));
    assert!(matches!(harness.state().actions.last(), Some(Action::SetPublished(Some(_)))));
}

#[test]
fn a_mark_under_the_pointer_lights_up_and_a_click_opens_its_sentence() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    harness.key_press(Key::Home);
    harness.run();
    harness.key_press(Key::ArrowRight);
    harness.run();
    let mark = harness.get_by(|node| node.role() == egui::accesskit::Role::ListBoxOption).rect();
    harness.state_mut().actions.clear();
    harness.hover_at(mark.center());
    harness.run();
    let hover = harness.state().hover;
    assert_eq!(hover.mention, Some(MentionRef { article_id: ArticleId(1), index: 0 }));
    assert_eq!(hover.event_id, Some(EventId(0)));
    harness.get_by_label("Why: the words say it all; rule: day month year");
    drag(&mut harness, mark.center(), mark.center());
    let bench = harness.state();
    assert_eq!(sentence_of(bench, bench.actions.last().expect("an action")), "Talks began on Monday at noon.");
}

#[test]
fn undated_articles_stand_in_the_tray_and_open_from_there() {
    let mut harness = open();
    assert!(harness.query_by_label("A leaf without a date").is_none());
    harness.get_by_label("Undated: 1 article").click();
    harness.run();
    harness.get_by_label("2 mentions have no calendar date");
    harness.get_by_label("A leaf without a date").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::OpenInReader(ArticleId(3), None)));
}

/// Where the mark of 20 March is, for the pointer.
fn mark_x(harness: &mut Harness<'_, Bench>) -> f32 {
    harness.get_by(|node| node.role() == egui::accesskit::Role::ListBoxOption).rect().center().x
}

#[test]
fn zooming_and_fitting_move_marks_apart_and_back() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    for key in [Key::Home, Key::ArrowRight, Key::F] {
        harness.key_press(key);
        harness.run();
    }
    let fitted = mark_x(&mut harness);
    harness.get_by_label("Zoom out").click();
    harness.run();
    let lanes = lanes_rect(&harness);
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    let wide = mark_x(&mut harness);
    assert!((wide - lanes.center().x).abs() < (fitted - lanes.center().x).abs(), "{fitted} {wide}");
    harness.key_press(Key::F);
    harness.run();
    assert!((mark_x(&mut harness) - fitted).abs() < 0.5, "{fitted} {wide} {}", mark_x(&mut harness));
    // The wheel zooms at the pointer: what is under it stays.
    harness.hover_at(pos2(fitted, lanes.top() + 2.0));
    harness.step();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: vec2(0.0, 120.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Unknown,
        modifiers: Modifiers::NONE,
    });
    harness.run();
    assert!((mark_x(&mut harness) - fitted).abs() < 1.0, "{fitted} {}", mark_x(&mut harness));
}

#[test]
fn what_is_out_of_sight_is_counted_and_a_click_takes_it_in() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    for key in [Key::End, Key::Plus, Key::Plus, Key::Plus] {
        harness.key_press(key);
        harness.run();
    }
    harness.get_by_label("1 earlier mark out of sight: show").click();
    harness.run();
    assert!(harness.query_by_label_contains("out of sight").is_none());
}

#[test]
fn the_panel_takes_the_room_it_is_given() {
    for drafts in [&DRAFTS[..], &DRAFTS[3..]] {
        let snapshot = snapshot(drafts);
        let mut view = TimelineView::default();
        let builder = Harness::builder().with_size(vec2(800.0, 400.0)).with_context_setup(|ctx| {
            parallax::app::fonts::install(ctx);
            parallax::ui::theme::install(ctx);
        });
        let harness = builder.build_ui(move |ui| {
            let mut context = ViewContext::new(&snapshot, Hover::default());
            let panel = egui::Panel::bottom("around").resizable(true).default_size(250.0);
            let shown = panel.show(ui, |ui| timeline_ui(ui, &mut context, &mut view));
            assert!((shown.response.rect.height() - 250.0).abs() < 20.0, "{}", shown.response.rect);
        });
        drop(harness);
    }
}

#[test]
fn a_filter_does_not_move_the_window_of_time() {
    let mut harness = open();
    harness.get_by_label_contains("Timeline, ").focus();
    harness.run();
    for key in [Key::Home, Key::ArrowRight] {
        harness.key_press(key);
        harness.run();
    }
    let before = mark_x(&mut harness);
    let snapshot = &mut harness.state_mut().snapshot;
    let rows = [ArticleId(1)];
    snapshot.view.lanes = laid_out(snapshot, &rows, LanesBy::Outlet);
    snapshot.view.filter = Arc::new(Filter { query: "talks".to_owned(), ..Filter::default() });
    snapshot.view.lanes_generation += 1;
    harness.run();
    harness.get_by_label_contains("Timeline, 2 marks in 1 lane");
    assert!((mark_x(&mut harness) - before).abs() < 0.5);
}

#[test]
fn nothing_dated_says_so_and_what_to_do() {
    let mut harness = open_sized(&DRAFTS[3..], vec2(700.0, 200.0));
    harness.get_by_label("No dated mentions in the articles shown");
    harness.state_mut().snapshot.view.filter = Arc::new(Filter { query: "x".to_owned(), ..Filter::default() });
    harness.run();
    harness.get_by_label("Clear All Filters").click();
    harness.run();
    assert_eq!(harness.state().actions.last(), Some(&Action::ClearFilters));
}

#[test]
fn no_size_breaks_it() {
    for size in [vec2(10.0, 10.0), vec2(130.0, 60.0), vec2(500.0, 140.0), vec2(3000.0, 1500.0)] {
        let mut harness = open_sized(&DRAFTS, size);
        harness.hover_at((size / 2.0).to_pos2());
        harness.run();
    }
}

#[test]
fn a_narrow_header_moves_no_lane_and_cuts_no_control() {
    for width in [200.0, 300.0, 345.0, 395.0, 440.0, 548.0, 1000.0] {
        let harness = open_sized(&DRAFTS, vec2(width, 320.0));
        let lane = harness.get_by_label("Morning Post: 2 articles, 3 dated mentions").rect();
        assert!(lane.left() >= 0.0, "{width}: the lanes begin at {}", lane.left());
        let controls = ["Timeline shows: By outlet", "Undated: 1 article", "Brush by days referred to"];
        let fitting = (width >= 395.0).then_some("Fit timeline");
        for name in controls.into_iter().filter(|_| width >= 345.0).chain(fitting) {
            let control = harness.get_by_label(name).rect();
            assert!(control.left() >= 0.0 && control.right() <= width, "{width}: {name} at {control}");
        }
    }
}
