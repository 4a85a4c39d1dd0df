//! The plane: the days that articles refer to (across) against the days on which they appeared (down). What is news stands on the
//! diagonal, memory below it, announcements above.
//!
//! A rectangle drawn over it keeps the articles published on those days that refer to those days.

use super::axis::{self, AXIS_HEIGHT};
use super::chart::{hover_of, tip};
use super::explain::Explanation;
use super::input::{self, Ground, Parts};
use super::lanes::LaneStack;
use super::marks::{Light, lane_color, paint_ring};
use super::points::{CELL_PX, Found, Plane, PlanePicture};
use super::shapes;
use super::view::TimelineView;
use super::viewport::Projection;
use crate::events::Lanes;
use crate::events::lanes::{Mark, day_of};
use crate::session::Action;
use crate::time::Interval;
use crate::ui::numbers::counted;
use crate::ui::theme::{self, Tokens};
use crate::ui::{ViewContext, Wanted};
use egui::{
    Align2, CursorIcon, FontId, Key, Mesh, PointerButton, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

/// Width of the axis of the days of publication, in points.
const AXIS_WIDTH: f32 = 118.0;

/// Paints the plane into `room` and answers to pointer and keys.
pub(super) fn plane_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut TimelineView, room: Rect) {
    let tokens = theme::tokens(ui);
    let snapshot = context.snapshot;
    let lanes = &snapshot.view.lanes;
    let generation = (snapshot.opened.import, snapshot.view.lanes_generation);
    let (left, top) = (room.left() + AXIS_WIDTH, room.top() + AXIS_HEIGHT);
    let across = Rect::from_min_max(pos2(left, room.top()), pos2(room.right() - 8.0, top));
    let down = Rect::from_min_max(pos2(room.left(), top), pos2(left, room.bottom() - 4.0));
    let field = Rect::from_min_max(pos2(left, top), pos2(across.right(), down.bottom()));
    let id = ui.scope_id().with("plane");
    let parts = Parts {
        names: ui.interact(down, id.with("published"), Sense::CLICK | Sense::DRAG),
        axis: ui.interact(across, id.with("referred"), Sense::CLICK | Sense::DRAG),
        lanes: ui.interact(field, id.with("field"), Sense::click_and_drag()),
    };
    parts.axis.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Days referred to, drag to pan"));
    parts.names.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Days of publication, drag to pan"));
    parts.lanes.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, area_name(lanes)));
    if parts.lanes.gained_focus() {
        view.cursor.is_shown = true;
    }
    if parts.lanes.clicked() || parts.lanes.drag_started() {
        parts.lanes.request_focus();
    }
    let now = ui.input(|input| input.time);
    view.plane.follow(snapshot);
    view.cursor.follow(lanes, generation);
    let project = |view: &TimelineView| Plane {
        x: Projection::new(view.camera.shown(), field.x_range()),
        y: Projection::new(view.plane.y, field.y_range()),
    };
    let plane = project(view);
    wheel(ui, &parts, plane, view);
    drag(ui, &parts, plane, context, view);
    keys(ui, &parts, plane, now, context, view);
    if view.camera.advance(now, ui.style().animation_time > 0.0) {
        ui.ctx().request_repaint();
    }
    let plane = project(view);
    view.plane.refresh(generation, lanes, plane);
    axis::paint(ui.painter(), tokens, plane.x, across, field);
    axis::paint_down(ui.painter(), tokens, plane.y, down, field);
    corner_ui(ui, tokens, Rect::from_min_max(room.min, field.min));
    brush_ui(ui, tokens, context, view, plane);
    marks_ui(ui, tokens, context, view, plane);
    diagonal_ui(ui, tokens, plane);
    let is_pointed = point(ui, &parts, context, view, plane, now);
    focus(ui, tokens, context, view, plane, &parts.lanes, is_pointed);
}

/// "Plane of days referred to and days of publication, 120 marks".
fn area_name(lanes: &Lanes) -> String {
    let marks = counted(lanes.mark_count, "mark", "marks");
    format!("Plane of days referred to and days of publication, {marks}")
}

fn wheel(ui: &Ui, parts: &Parts, plane: Plane, view: &mut TimelineView) {
    let (scroll, factor) = (ui.input(egui::InputState::smooth_scroll_delta), input::zoom_factor(ui));
    let is_over = [&parts.lanes, &parts.axis, &parts.names].into_iter().any(Response::contains_pointer);
    let Some(pointer) = ui.input(|input| input.pointer.hover_pos()).filter(|_| is_over) else { return };
    if let Some(factor) = factor {
        // Over an axis that axis alone, over the field both.
        if !parts.names.contains_pointer() {
            view.camera.set(view.camera.shown().zoom_at(plane.x.day_from_x(pointer.x), factor));
        }
        if !parts.axis.contains_pointer() {
            view.plane.set(view.plane.y.zoom_at(plane.y.day_from_x(pointer.y), factor));
        }
    }
    if scroll.x != 0.0 {
        view.camera.set(Projection::new(view.camera.shown(), plane.x.range()).dragged(scroll.x));
    }
}

/// The axes, or the field with another button, pan; the field with the left button draws a rectangle.
fn drag(ui: &Ui, parts: &Parts, plane: Plane, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    let pans_field =
        [PointerButton::Middle, PointerButton::Secondary].iter().any(|&button| parts.lanes.dragged_by(button));
    let by = ui.input(|input| input.pointer.delta());
    if parts.axis.dragged() || pans_field {
        view.camera.set(plane.x.dragged(by.x));
    }
    if parts.names.dragged() || pans_field {
        view.plane.set(plane.y.dragged(by.y));
    }
    if parts.axis.dragged() || parts.names.dragged() || pans_field {
        ui.set_cursor_icon(CursorIcon::Grabbing);
        return;
    }
    let day_at = |at: Pos2| {
        let at = plane.rect().clamp(at);
        (plane.x.day_from_x(at.x), plane.y.day_from_x(at.y))
    };
    if parts.lanes.drag_started_by(PointerButton::Primary) {
        view.plane.begun = ui.input(|input| input.pointer.press_origin()).map(day_at);
    }
    let Some(begun) = view.plane.begun else { return };
    let Some(at) = parts.lanes.interact_pointer_pos() else { return };
    if parts.lanes.drag_stopped() {
        view.plane.begun = None;
        let now = day_at(at);
        context.request(Action::SetAbout(Some(days_between(begun.0, now.0))));
        context.request(Action::SetPublished(Some(days_between(begun.1, now.1))));
    } else if !parts.lanes.dragged() {
        view.plane.begun = None;
    }
}

fn days_between(a: f64, b: f64) -> Interval {
    let (first, last) = (a.min(b).floor() as i32, a.max(b).floor() as i32);
    Interval::new(day_of(first), day_of(last))
}

fn keys(ui: &Ui, parts: &Parts, plane: Plane, now: f64, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    if parts.lanes.has_focus() || parts.lanes.contains_pointer() {
        input::escape(ui, context, view);
    }
    if !parts.lanes.has_focus() {
        return;
    }
    let lanes = &context.snapshot.view.lanes;
    let (closer, wider, fits) = ui.input(|input| {
        let pressed = |keys: [Key; 2]| keys.iter().any(|key| input.key_pressed(*key));
        (pressed([Key::Plus, Key::Equals]), input.key_pressed(Key::Minus), pressed([Key::Num0, Key::F]))
    });
    let middle = view.cursor.mark(lanes).and_then(|(_, mark)| mark.published);
    let middle = middle.map_or(f64::midpoint(view.plane.y.first(), view.plane.y.end()), |(first, last)| {
        (f64::from(first) + f64::from(last) + 1.0) / 2.0
    });
    if closer || wider {
        let step = if closer { super::header::ZOOM_STEP } else { 1.0 / super::header::ZOOM_STEP };
        view.plane.set(view.plane.y.zoom_at(middle, step));
    }
    if fits {
        view.plane.fit(lanes);
    }
    let stack = LaneStack::new(plane.rect(), 0, 0.0);
    let before = view.cursor.mark(lanes).map(|(place, _)| place);
    input::keys(ui, parts, Ground { projection: plane.x, stack, now }, context, view);
    if let Some((place, mark)) = view.cursor.mark(lanes)
        && before != Some(place)
        && let Some((first, last)) = mark.published
    {
        let revealed = view.plane.y.reveal(f64::from(first), f64::from(last) + 1.0);
        if revealed != view.plane.y {
            view.plane.set(revealed);
        }
    }
}

/// What the two axes are.
fn corner_ui(ui: &Ui, tokens: &Tokens, rect: Rect) {
    let font = FontId::proportional(theme::size::SMALL - 1.0);
    let painter = ui.painter();
    let right = pos2(rect.right() - 6.0, rect.top() + 9.0);
    painter.text(right, Align2::RIGHT_CENTER, "Referred to →", font.clone(), tokens.text_weak);
    let below = pos2(rect.left() + 10.0, rect.bottom() - 8.0);
    painter.text(below, Align2::LEFT_CENTER, "Published ↓", font, tokens.text_weak);
}

/// Where a day is told of on itself, with what lies on either side.
fn diagonal_ui(ui: &Ui, tokens: &Tokens, plane: Plane) {
    let (x, y) = (plane.x.viewport(), plane.y.viewport());
    let (first, end) = (x.first().max(y.first()), x.end().min(y.end()));
    if first >= end {
        return;
    }
    let at = |day: f64| pos2(plane.x.x_from_day(day), plane.y.x_from_day(day));
    let painter = ui.painter_at(plane.rect());
    let stroke = Stroke::new(1.5, theme::faded(tokens.text_weak, 0.55));
    painter.extend(egui::Shape::dashed_line(&[at(first), at(end)], stroke, 6.0, 4.0));
    let font = FontId::proportional(theme::size::SMALL);
    let middle = at(f64::midpoint(first, end));
    let color = theme::faded(tokens.text_weak, 0.8);
    let ground = theme::faded(tokens.content, 0.85);
    for (text, anchor, at) in [
        ("Memory: told of later", Align2::RIGHT_TOP, middle + vec2(-14.0, 16.0)),
        ("Announced: told of before", Align2::LEFT_BOTTOM, middle + vec2(14.0, -16.0)),
    ] {
        let galley = painter.layout_no_wrap(text.to_owned(), font.clone(), color);
        let rect = anchor.anchor_size(at, galley.size());
        if plane.rect().contains_rect(rect.expand(4.0)) {
            painter.rect_filled(rect.expand2(vec2(4.0, 1.0)), 3.0, ground);
            painter.galley(rect.min, galley, color);
        }
    }
}

/// The days that are filtered by, and the rectangle that is being drawn.
fn brush_ui(ui: &Ui, tokens: &Tokens, context: &ViewContext<'_>, view: &TimelineView, plane: Plane) {
    let painter = ui.painter_at(plane.rect());
    let filter = &context.snapshot.view.filter;
    let range = |projection: Projection, days: Option<Interval>| {
        days.map_or(projection.range(), |days| super::brush::range_of(projection, days))
    };
    if filter.about.is_some() || filter.published.is_some() {
        let rect = Rect::from_x_y_ranges(range(plane.x, filter.about), range(plane.y, filter.published));
        painter.rect_filled(rect, 0.0, theme::faded(tokens.accent, 0.1));
        painter.rect_stroke(rect, 0.0, Stroke::new(1.0, theme::faded(tokens.accent, 0.8)), StrokeKind::Inside);
    }
    let Some((x, y)) = view.plane.begun else { return };
    let Some(at) = ui.input(|input| input.pointer.interact_pos()).map(|at| plane.rect().clamp(at)) else { return };
    let about = days_between(x, plane.x.day_from_x(at.x));
    let published = days_between(y, plane.y.day_from_x(at.y));
    let rect = Rect::from_x_y_ranges(range(plane.x, Some(about)), range(plane.y, Some(published)));
    painter.rect_filled(rect, 0.0, theme::faded(tokens.accent, 0.16));
    painter.rect_stroke(rect, 0.0, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    let text = format!("Referred to {about} · published {published}");
    super::chart::tag(ui, tokens, &text, rect.center_top() - vec2(0.0, 14.0), plane.rect());
}

fn marks_ui(ui: &Ui, tokens: &Tokens, context: &ViewContext<'_>, view: &TimelineView, plane: Plane) {
    let lanes = &context.snapshot.view.lanes.lanes;
    let light = if view.plane.begun.is_some() { Light::Even } else { Light::of(context.hovered) };
    let mut mesh = Mesh::default();
    match &view.plane.picture {
        PlanePicture::Single(placed) => {
            for one in placed {
                let Some(lane) = lanes.get(one.lane) else { continue };
                let Some(mark) = lane.marks.get(one.index) else { continue };
                let is_lit = light.lights(mark);
                let is_dot = one.rect.width() <= 10.0 && one.rect.height() <= 10.0;
                let share = if is_dot { 0.8 } else { 0.28 } * if is_lit { 1.0 } else { light.dim() };
                let color = theme::faded(lane_color(tokens, lane), share);
                if is_lit && light != Light::Even {
                    shapes::pill(&mut mesh, one.rect.expand(3.0), 20.0, theme::faded(color, 0.4));
                }
                shapes::pill(&mut mesh, one.rect, 20.0, color);
            }
        }
        PlanePicture::Counted(counted) => {
            let most = f64::from(counted.most).ln_1p();
            for (number, &count) in counted.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let share = 0.2 + 0.8 * (f64::from(count).ln_1p() / most) as f32;
                let corner = vec2((number % counted.columns) as f32, (number / counted.columns) as f32) * CELL_PX;
                let cell = Rect::from_min_size(plane.rect().min + corner, egui::Vec2::splat(CELL_PX));
                mesh.add_colored_rect(cell, theme::faded(tokens.accent, share));
            }
        }
    }
    ui.painter_at(plane.rect()).add(mesh);
}

/// What the pointer does over the plane: light up, explain, open, come closer. True when it is on something.
fn point(
    ui: &Ui,
    parts: &Parts,
    context: &mut ViewContext<'_>,
    view: &mut TimelineView,
    plane: Plane,
    now: f64,
) -> bool {
    if ui.input(|input| input.pointer.is_moving() || input.pointer.any_pressed()) && parts.lanes.contains_pointer() {
        view.cursor.is_shown = false;
    }
    let at = parts.lanes.hover_pos().filter(|_| view.plane.begun.is_none() && !parts.lanes.dragged());
    let Some(at) = at else { return false };
    let found = view.plane.picture.find(plane, at);
    ui.set_cursor_icon(if found.is_some() { CursorIcon::PointingHand } else { CursorIcon::Crosshair });
    let is_clicked = parts.lanes.clicked_by(PointerButton::Primary) && parts.lanes.interact_pointer_pos().is_some();
    match found {
        None => {
            if parts.lanes.double_clicked() {
                view.camera.fit(&context.snapshot.view.lanes, now);
                view.plane.fit(&context.snapshot.view.lanes);
            }
            return false;
        }
        Some(Found::Mark(placed)) => {
            let lanes = &context.snapshot.view.lanes;
            let Some(mark) = lanes.lanes.get(placed.lane).and_then(|lane| lane.marks.get(placed.index)) else {
                return false;
            };
            context.next_hover = hover_of(mark);
            if let Some(explanation) = Explanation::of(context.snapshot, mark) {
                tip(ui, &parts.lanes, placed.rect, |ui| {
                    explanation.ui(ui, theme::tokens(ui));
                    ui.label(egui::RichText::new(published(mark)).size(theme::size::SMALL));
                });
            }
            if parts.lanes.secondary_clicked() || parts.lanes.double_clicked() {
                context.wanted = mark.event_id.map(Wanted::Event);
            }
            if is_clicked {
                view.cursor.put(lanes, super::walk::Place { lane: placed.lane, index: placed.index });
                let action = input::open(context.snapshot, mark.mention);
                context.actions.extend(action);
            }
        }
        Some(Found::Square(count, rect)) => {
            let text = format!("{} here: click to come closer", counted(count as usize, "mention", "mentions"));
            tip(ui, &parts.lanes, rect, |ui| {
                ui.label(egui::RichText::new(text).size(theme::size::SMALL));
            });
            if is_clicked {
                view.camera.move_to(view.camera.target().zoom_at(plane.x.day_from_x(at.x), input::CLOSER), now);
                view.plane.set(view.plane.y.zoom_at(plane.y.day_from_x(at.y), input::CLOSER));
            }
        }
    }
    true
}

/// "Published 23 Mar 2023, 3 days after", as far as the days are known.
fn published(mark: &Mark) -> String {
    let Some((first, last)) = mark.published else { return String::new() };
    let days = Interval::new(day_of(first), day_of(last));
    let distance = |count: i32, way: &str| format!(", {} {way}", counted(count.unsigned_abs() as usize, "day", "days"));
    let is_exact = first == last && mark.first_day == mark.last_day;
    let how = match first - mark.first_day {
        _ if !is_exact => String::new(),
        0 => ", the same day".to_owned(),
        later @ 1.. => distance(later, "after"),
        earlier => distance(earlier, "before"),
    };
    format!("Published {days}{how}")
}

/// What the keyboard and whoever listens are told: the mark that the cursor is on.
fn focus(
    ui: &mut Ui,
    tokens: &Tokens,
    context: &mut ViewContext<'_>,
    view: &TimelineView,
    plane: Plane,
    area: &Response,
    is_pointed: bool,
) {
    if !area.has_focus() {
        return;
    }
    let painter = ui.painter_at(plane.rect());
    let lanes = &context.snapshot.view.lanes;
    let marked = view.cursor.mark(lanes).and_then(|(_, mark)| Some((mark, plane.place(mark)?)));
    let Some((mark, rect)) = marked else {
        if view.cursor.is_shown {
            let ring = plane.rect().shrink(1.0);
            painter.rect_stroke(ring, 2.0, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
        }
        return;
    };
    let rect = rect.intersect(plane.rect().expand(6.0));
    paint_ring(&painter, tokens, rect);
    let Some(explanation) = Explanation::of(context.snapshot, mark) else { return };
    let builder = UiBuilder::new().id_salt("cursor").max_rect(rect).accessibility_parent(area.id);
    let response = ui.new_child(builder).interact(rect, area.id.with("mark"), Sense::hover());
    let spoken = format!("{}. {}", explanation.spoken(), published(mark));
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, true, &spoken));
    ui.ctx().accesskit_node_builder(area.id, |node| node.set_active_descendant(response.id.accesskit_id()));
    if view.cursor.is_shown && !is_pointed {
        context.next_hover = hover_of(mark);
        tip(ui, area, rect, |ui| explanation.ui(ui, tokens));
    }
}
