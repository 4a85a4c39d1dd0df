//! What a frame of the timeline costs, layout and tessellation together.
#![cfg(feature = "window")]
#![allow(missing_docs, reason = "a measurement and what it needs")]

use egui::{Modifiers, Pos2, Rect, pos2, vec2};
use parallax::corpus::ArticleId;
use parallax::events::MentionRef;
use parallax::session::Snapshot;
use parallax::time::Interval;
use parallax::ui::timeline::{TimelineView, timeline_ui};
use parallax::ui::{Hover, ViewContext};
use std::sync::Arc;

/// `cargo test --release --test ui_timeline_cost -- --ignored --nocapture` says what a frame costs.
#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_marks_cost_little_a_frame() {
    use parallax::events::lanes::{Appearance, Lane, Lanes, Mark, day_of};
    let mut seed = 88_172_645_463_325_252_u64;
    let mut below = |limit: u64| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % limit) as i32
    };
    for (mark_count, lane_count) in [(1_000, 5), (10_000, 8), (100_000, 12), (1_000_000, 12)] {
        let mut lanes: Vec<Lane> = vec![Lane::default(); lane_count];
        for number in 0..mark_count {
            let first_day = 735_000 + below(3650);
            let last_day = first_day + [0, 0, 0, 0, 6, 30, 364][below(7) as usize];
            let mention = MentionRef { article_id: ArticleId(number / 10), index: number % 10 };
            let precision = parallax::time::Precision::Day;
            let lane = &mut lanes[number as usize % lane_count];
            lane.marks.push(Mark {
                mention,
                first_day,
                last_day,
                precision,
                published: None,
                event_id: None,
                is_ahead: false,
            });
            if number % 10 == 0 {
                lane.appearances.push(Appearance { article_id: mention.article_id, first_day, last_day: first_day });
            }
        }
        let lanes = lanes.into_iter().map(|lane| Lane::new(lane.marks, lane.appearances)).collect();
        let extent = Some(Interval::new(day_of(735_000), day_of(739_015)));
        let mut snapshot = Snapshot::default();
        snapshot.view.lanes_generation = 1;
        snapshot.view.lanes = Arc::new(Lanes { lanes, extent, mark_count: mark_count as usize, ..Lanes::default() });
        for (zoom, hovered) in [(1.0, false), (1.0, true), (20.0, false), (120.0, false)] {
            let p50_ms = frame_cost_ms(&snapshot, zoom, hovered);
            println!(
                "{mark_count:>8} marks, zoom {zoom:>5}, hovered {hovered:>5}: {p50_ms:.2} ms a frame while panning"
            );
        }
    }
}

/// The middle cost of a frame in which the view moves, layout and tessellation together.
fn frame_cost_ms(snapshot: &Snapshot, zoom: f32, is_hovered: bool) -> f64 {
    let ctx = egui::Context::default();
    parallax::app::fonts::install(&ctx);
    parallax::ui::theme::install(&ctx);
    let mut view = TimelineView::default();
    let article_id = is_hovered.then_some(ArticleId(7));
    let hover = Hover { article_id, ..Hover::default() };
    let mut costs = Vec::new();
    for frame in 0..60 {
        let delta =
            if frame == 0 { vec2(0.0, zoom.ln() * 200.0) } else { vec2(if frame % 2 == 0 { 7.0 } else { -6.0 }, 0.0) };
        let wheel = egui::Event::MouseWheel {
            unit: egui::MouseWheelUnit::Point,
            delta,
            phase: egui::TouchPhase::Move,
            source: egui::MouseWheelSource::Trackpad,
            modifiers: Modifiers::NONE,
        };
        let input = egui::RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1400.0, 320.0))),
            time: Some(f64::from(frame) / 60.0),
            events: vec![egui::Event::PointerMoved(pos2(800.0, 33.0 + 8.0)), wheel],
            ..egui::RawInput::default()
        };
        let start = std::time::Instant::now();
        let output = ctx.run_ui(input, |ui| {
            let mut context = ViewContext::new(snapshot, hover);
            timeline_ui(ui, &mut context, &mut view);
        });
        let shapes = ctx.tessellate(output.shapes.clone(), 1.0);
        if frame >= 10 {
            costs.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        assert!(!shapes.is_empty());
        output.drop_without_applying_deltas();
    }
    costs.sort_by(f64::total_cmp);
    costs[costs.len() / 2]
}
