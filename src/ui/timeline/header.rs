//! The row above the lanes: what is shown, the brushes that are set, and the controls.

use super::brush::BrushAxis;
use super::tray::tray_name;
use super::view::{CameraWish, TimelineView};
use crate::events::LanesBy;
use crate::session::{Action, Habit, Snapshot};
use crate::ui::ViewContext;
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme::{self, Tokens};
use egui::{Align, Button, FontId, Layout, Rect, Response, RichText, Shape, Ui, UiBuilder, vec2};

/// Height of the row, in points.
pub const HEADER_HEIGHT: f32 = 34.0;
/// One press of a zoom button.
pub const ZOOM_STEP: f64 = 1.6;
/// Narrower than this, the panel's name and counts are left out.
const ROOMY_PX: f32 = 760.0;
/// Narrower than this, the buttons for what the wheel does as well are left out too.
const NARROW_PX: f32 = 480.0;
/// Narrower than this, the one for what a key and the menu do as well goes too.
const NARROWEST_PX: f32 = 370.0;

/// Paints the row.
pub fn header_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    let tokens = theme::tokens(ui);
    let width = ui.available_width();
    let (is_roomy, is_narrow) = (width >= ROOMY_PX, width < NARROW_PX);
    // In a place of its own: what does not fit is cut here, and moves nothing below.
    let place = Rect::from_min_size(ui.available_rect_before_wrap().min, vec2(width, HEADER_HEIGHT));
    ui.advance_cursor_after_rect(place);
    let layout = Layout::right_to_left(Align::Center);
    let mut row = ui.new_child(UiBuilder::new().max_rect(place).layout(layout));
    row.shrink_clip_rect(place);
    row.spacing_mut().item_spacing.x = 4.0;
    row.spacing_mut().interact_size.y = 20.0;
    row.add_space(8.0);
    zoom_ui(&mut row, context, view, width);
    row.add_space(6.0);
    if !context.snapshot.settings.timeline.shows_plane {
        axis_ui(&mut row, tokens, view);
        row.add_space(6.0);
    }
    lanes_button_ui(&mut row, context, is_narrow);
    row.add_space(2.0);
    tray_button_ui(&mut row, tokens, context, view, is_roomy);
    row.add_space(4.0);
    row.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add_space(10.0);
        ui.spacing_mut().item_spacing.x = 6.0;
        if is_roomy {
            ui.label(RichText::new("Timeline").font(theme::strong(theme::size::BODY)).color(tokens.text_strong));
            ui.add_space(6.0);
        }
        let has_brush = BrushAxis::ALL.map(|axis| chip_ui(ui, tokens, context, axis, is_roomy)).contains(&true);
        if !has_brush {
            summary_ui(ui, tokens, context);
        }
    });
}

/// As much of the summary as there is room for, part by part.
fn summary_ui(ui: &mut Ui, tokens: &Tokens, context: &ViewContext<'_>) {
    let lanes = &context.snapshot.view.lanes;
    let mut parts = vec![counted(lanes.mark_count, "mention", "mentions")];
    if lanes.ahead_count > 0 {
        parts.push(format!("○ {} announced", grouped(lanes.ahead_count)));
    }
    if !lanes.lanes.is_empty() {
        parts.push(counted(lanes.lanes.len(), "lane", "lanes"));
    }
    parts.extend(lanes.extent.map(|extent| extent.to_string()));
    let font = FontId::proportional(theme::size::SMALL);
    while !parts.is_empty() {
        let galley = ui.painter().layout_no_wrap(parts.join(" · "), font.clone(), tokens.text_weak);
        if galley.size().x <= ui.available_width() {
            ui.label(galley);
            return;
        }
        parts.pop();
    }
}

fn zoom_ui(ui: &mut Ui, context: &ViewContext<'_>, view: &mut TimelineView, width: f32) {
    let now = ui.input(|input| input.time);
    let mut wish = view.wish.take();
    let square = |sign: &str| Button::new(RichText::new(sign).size(15.0)).min_size(vec2(26.0, 24.0));
    if width >= NARROW_PX {
        if named(ui.add(square("+")), "Zoom in", "Zoom in (+, or the wheel over the timeline)").clicked() {
            wish = Some(CameraWish::Closer);
        }
        if named(ui.add(square("−")), "Zoom out", "Zoom out (−, or the wheel over the timeline)").clicked() {
            wish = Some(CameraWish::Wider);
        }
    }
    let fit = Button::new(RichText::new("Fit").size(theme::size::SMALL)).min_size(vec2(36.0, 24.0));
    if width >= NARROWEST_PX && named(ui.add(fit), "Fit timeline", "Show everything (F)").clicked() {
        wish = Some(CameraWish::Fit);
    }
    match wish {
        Some(CameraWish::Closer) => view.camera.move_to(view.camera.target().zoom(ZOOM_STEP), now),
        Some(CameraWish::Wider) => view.camera.move_to(view.camera.target().zoom(1.0 / ZOOM_STEP), now),
        Some(CameraWish::Fit) => {
            view.camera.fit(&context.snapshot.view.lanes, now);
            view.plane.fit(&context.snapshot.view.lanes);
        }
        None => {}
    }
}

fn named(response: Response, name: &str, tip: &str) -> Response {
    response.accessible_name(name).on_hover_text(tip)
}

/// What a brush is about: one of two.
fn axis_ui(ui: &mut Ui, tokens: &Tokens, view: &mut TimelineView) {
    let ground = ui.painter().add(Shape::Noop);
    let mut whole = Rect::NOTHING;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().button_padding = vec2(9.0, 1.0);
        // The row runs from right to left.
        for axis in BrushAxis::ALL.into_iter().rev() {
            let is_chosen = view.brush_axis == axis;
            let (fill, color) =
                if is_chosen { (tokens.content, tokens.text_strong) } else { (tokens.button, tokens.text_weak) };
            let text = RichText::new(axis.name()).size(theme::size::SMALL).color(color);
            let button = Button::selectable(is_chosen, text).fill(fill).corner_radius(5).min_size(vec2(0.0, 20.0));
            let response = ui.add(button).accessible_name(format!("Brush by days {}", axis.name().to_lowercase()));
            whole = whole.union(response.rect);
            let tip = match axis {
                BrushAxis::About => "A stretch drawn over the lanes keeps the articles that refer to those days",
                BrushAxis::Published => "A stretch drawn over the lanes keeps the articles published on those days",
            };
            if response.on_hover_text(tip).clicked() {
                view.brush_axis = axis;
            }
        }
    });
    ui.painter().set(ground, Shape::rect_filled(whole.expand(2.0), 7.0, tokens.button));
}

/// What the lanes stand for, or the plane in their place.
fn lanes_button_ui(ui: &mut Ui, context: &mut ViewContext<'_>, is_narrow: bool) {
    let settings = context.snapshot.settings.clone();
    let shown = if settings.timeline.shows_plane {
        "Plane".to_owned()
    } else {
        format!("By {}", settings.timeline.lanes_by.name())
    };
    let short = shown.strip_prefix("By ").filter(|_| is_narrow).unwrap_or(&shown);
    let text = RichText::new(short).size(theme::size::SMALL);
    let width = if is_narrow { 52.0 } else { 74.0 };
    let list = egui::ComboBox::from_id_salt("timeline shows").selected_text(text).width(width).height(240.0);
    let response = list.show_ui(ui, |ui| {
        ui.set_min_width(230.0);
        for by in LanesBy::ALL {
            let is_chosen = !settings.timeline.shows_plane && settings.timeline.lanes_by == by;
            if ui.selectable_label(is_chosen, format!("Lanes by {}", by.name())).clicked() {
                context.request(Action::SetLanes(by));
                ui.close();
            }
        }
        ui.separator();
        if ui.selectable_label(settings.timeline.shows_plane, "Plane: published against referred to").clicked() {
            if !settings.timeline.shows_plane {
                context.request(Action::SetHabit(Habit::Plane(true)));
            }
            ui.close();
        }
    });
    let response = response.response.accessible_name(format!("Timeline shows: {shown}"));
    response.on_hover_text("What the lanes of the timeline stand for, or the plane of both days");
}

fn tray_button_ui(ui: &mut Ui, tokens: &Tokens, context: &ViewContext<'_>, view: &mut TimelineView, is_roomy: bool) {
    let undated = context.snapshot.view.lanes.undated.len();
    let name = tray_name(undated);
    let shown = if is_roomy { name.clone() } else { format!("Undated {}", grouped(undated)) };
    let text = RichText::new(shown).size(theme::size::SMALL).color(tokens.text);
    let button = Button::new(text).selected(view.is_tray_open).min_size(vec2(0.0, 24.0));
    let tip = "Articles and mentions that have no place on the axis";
    if named(ui.add(button), &name, tip).clicked() {
        view.is_tray_open = !view.is_tray_open;
    }
}

/// A brush that is set, with its way out; true when there is one.
fn chip_ui(ui: &mut Ui, tokens: &Tokens, context: &mut ViewContext<'_>, axis: BrushAxis, is_roomy: bool) -> bool {
    let Some(interval) = axis.interval(&context.snapshot.view.filter) else { return false };
    // The sign first: what there is no room for is cut at the end.
    let text = if is_roomy { format!("×  {} {interval}", axis.name()) } else { format!("×  {interval}") };
    let text = RichText::new(text).size(theme::size::SMALL).color(tokens.text_strong);
    let chip = Button::new(text).fill(tokens.selected).min_size(vec2(0.0, 24.0)).truncate();
    let name = format!("Clear {} range", axis.name().to_lowercase());
    if named(ui.add(chip), &name, "Show all days again (Esc)").clicked() {
        context.request(axis.action(None));
    }
    true
}

/// What stands in place of the lanes when there is nothing to draw.
pub fn empty_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let tokens = theme::tokens(ui);
    let (title, advice) = why_empty(context.snapshot);
    let is_filtered = context.snapshot.view.is_filtered();
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() / 2.0 - 44.0).max(4.0));
        ui.label(RichText::new(title).font(theme::strong(theme::size::BODY)).color(tokens.text));
        ui.label(RichText::new(advice).size(theme::size::SMALL).color(tokens.text_weak));
        if is_filtered && ui.button("Clear All Filters").clicked() {
            context.request(Action::ClearFilters);
        }
    });
}

/// Why there is nothing to draw, and what may change that.
fn why_empty(snapshot: &Snapshot) -> (&'static str, &'static str) {
    let view = &snapshot.view;
    match (snapshot.opened.reading.is_some(), view.is_filtered()) {
        (true, true) => (
            "No dated mentions in the articles shown so far",
            "Marks appear here while the articles are being read; loosen a filter to see more",
        ),
        (true, false) => ("Nothing dated has been read so far", "Marks appear here while the articles are being read"),
        _ if view.is_timeline_pending => {
            ("The timeline is being laid out", "Marks appear here as soon as they are in their places")
        }
        (false, false) if view.rows.is_empty() => ("No articles are open", "Open a folder or drop one onto the window"),
        (false, true) => ("No dated mentions in the articles shown", "Loosen a filter to see more articles"),
        (false, false) => {
            ("No dated mentions in the articles shown", "Dates can be set by hand in the reader's header")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Filter;
    use crate::work::Progress;
    use std::sync::Arc;

    #[test]
    fn an_empty_timeline_speaks_of_the_filters_where_they_left_nothing() {
        let mut snapshot = Snapshot::default();
        assert_eq!(why_empty(&snapshot).0, "No articles are open");
        snapshot.opened.reading = Some(Progress::default());
        assert_eq!(why_empty(&snapshot).0, "Nothing dated has been read so far");
        snapshot.view.filter = Arc::new(Filter { query: "nowhere".to_owned(), ..Filter::default() });
        assert!(why_empty(&snapshot).1.contains("loosen a filter"));
        snapshot.opened.reading = None;
        assert!(why_empty(&snapshot).1.contains("Loosen a filter"));
        snapshot.view.is_timeline_pending = true;
        assert_eq!(why_empty(&snapshot).0, "The timeline is being laid out");
    }
}
