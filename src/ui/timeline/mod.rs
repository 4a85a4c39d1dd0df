//! The timeline: when the articles that pass appeared, and which days they speak of, in one lane per outlet.
//!
//! In reading order: [`view`] (what is remembered), [`viewport`] (days to points), [`camera`] (when it moves), [`axis`],
//! [`lanes`] (where each lane stands), [`packing`] (the marks of a lane arranged), [`shapes`] and [`marks`] (painting and
//! finding them), [`beyond`] (what is out of sight), `silences` (when an outlet is not heard of), [`brush`], [`walk`] (from mark to mark), [`input`], [`explain`] (what a mark says), [`header`],
//! [`chart`] (axis, names and lanes together), `plane` with `plane_view` and `points` (days published against days referred to), [`tray`] (what has no date).

pub mod axis;
pub mod beyond;
pub mod brush;
pub mod camera;
pub mod chart;
pub mod explain;
pub mod header;
pub mod input;
pub mod lanes;
pub mod marks;
pub mod packing;
mod plane;
mod plane_view;
mod points;
pub mod shapes;
mod silences;
pub mod tray;
pub mod view;
pub mod viewport;
pub mod walk;

pub use view::{CameraWish, TimelineView};

use super::ViewContext;
use super::theme;
use egui::{Panel, Rect};

/// Paints the timeline into the room that `ui` has.
pub fn timeline_ui(ui: &mut egui::Ui, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    let tokens = theme::tokens(ui);
    let now = ui.input(|input| input.time);
    ui.painter().rect_filled(ui.max_rect(), 0.0, tokens.content);
    ui.spacing_mut().item_spacing.y = 0.0;
    view.camera.follow(context.snapshot, now);
    header::header_ui(ui, context, view);
    if view.is_tray_open {
        let width = (ui.available_width() * 0.4).min(280.0);
        let frame = egui::Frame::new().fill(tokens.panel).inner_margin(8.0);
        Panel::right(ui.scope_id().with("tray")).exact_size(width).resizable(false).frame(frame).show(ui, |ui| {
            tray::tray_ui(ui, context, &mut view.open_dates);
        });
    }
    let room: Rect = ui.available_rect_before_wrap();
    // A panel around this takes its size from what has been placed in it.
    ui.expand_to_include_rect(room);
    let lanes = &context.snapshot.view.lanes;
    if lanes.mark_count == 0 && lanes.lanes.iter().all(|lane| lane.appearances.is_empty()) {
        header::empty_ui(ui, context);
        if ui.rect_contains_pointer(room) {
            input::escape(ui, context, view);
        }
        return;
    }
    if room.width() > 120.0 && room.height() > axis::AXIS_HEIGHT + 8.0 {
        if context.snapshot.settings.timeline.shows_plane {
            plane::plane_ui(ui, context, view, room);
        } else {
            chart::chart_ui(ui, context, view, room);
        }
    }
}
