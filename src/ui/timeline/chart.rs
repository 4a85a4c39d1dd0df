//! Axis, names and lanes together: one frame of the chart.

use super::axis::{self, AXIS_HEIGHT};
use super::beyond::beyond_ui;
use super::brush::{self, BrushAxis};
use super::explain::{self, Explanation};
use super::input::{self, Ground, Parts};
use super::lanes::{LaneStack, lane_name};
use super::marks::{self, Hit, Light, MarkPainter};
use super::silences;
use super::view::TimelineView;
use super::viewport::Projection;
use crate::events::Lanes;
use crate::events::lanes::Mark;
use crate::session::Action;
use crate::ui::lines::lines_of;
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme::{self, Tokens};
use crate::ui::{Hover, ViewContext, Wanted};
use egui::containers::PopupAnchor;
use egui::{
    Align2, CursorIcon, Id, PointerButton, Rangef, Rect, Response, Role, Sense, Stroke, Tooltip, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};

/// Room for the names of the lanes, as a share of the width, and its limits in points.
const NAMES_SHARE: f32 = 0.17;
const NAMES_PX: Rangef = Rangef { min: 112.0, max: 190.0 };
/// Width of the scroll bar, in points.
const BAR_PX: f32 = 6.0;

/// Paints the chart into `room` and answers to pointer and keys.
pub fn chart_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut TimelineView, room: Rect) {
    let tokens = theme::tokens(ui);
    let snapshot = context.snapshot;
    let lanes = &snapshot.view.lanes;
    let generation = (snapshot.opened.import, snapshot.view.lanes_generation);
    let names_px = NAMES_PX.clamp((room.width() * NAMES_SHARE).round());
    let (axis_rect, lanes_rect) = split(room, names_px);
    let names_rect = Rect::from_x_y_ranges(Rangef::new(room.left(), lanes_rect.left()), lanes_rect.y_range());
    let id = ui.scope_id().with("timeline");
    let parts = Parts {
        names: ui.interact(names_rect, id.with("names"), Sense::hover()),
        axis: ui.interact(axis_rect, id.with("axis"), Sense::CLICK | Sense::DRAG),
        lanes: ui.interact(lanes_rect, id.with("lanes"), Sense::click_and_drag()),
    };
    parts.axis.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Time axis, drag to pan"));
    if parts.lanes.gained_focus() {
        view.cursor.is_shown = true;
    }
    if parts.lanes.clicked() || parts.lanes.drag_started() {
        parts.lanes.request_focus();
    }
    let now = ui.input(|i| i.time);
    let mut ground = Ground {
        projection: Projection::new(view.camera.shown(), lanes_rect.x_range()),
        stack: LaneStack::new(lanes_rect, lanes.lanes.len(), view.scroll_px),
        now,
    };
    view.cursor.follow(lanes, generation);
    input::wheel(ui, &parts, ground, view);
    input::drag(ui, &parts, ground, context, view);
    input::keys(ui, &parts, ground, context, view);
    if view.camera.advance(now, ui.style().animation_time > 0.0) {
        ui.ctx().request_repaint();
    }
    scroll_bar(ui, id, ground.stack, view);
    ground.projection = Projection::new(view.camera.shown(), lanes_rect.x_range());
    ground.stack = LaneStack::new(lanes_rect, lanes.lanes.len(), view.scroll_px);
    view.scroll_px = ground.stack.scroll_px();
    view.picture.refresh(generation, lanes, ground.projection, ground.stack);

    let whole = Rect::from_min_max(axis_rect.min, lanes_rect.max);
    axis::paint(ui.painter(), tokens, ground.projection, axis_rect, lanes_rect);
    let corner = Rect::from_x_y_ranges(names_rect.x_range(), axis_rect.y_range());
    let (beyond, shown) = (view.picture.beyond(), ground.projection.viewport());
    if let Some(wider) = beyond_ui(ui, tokens, corner, beyond, lanes, shown) {
        view.camera.move_to(wider, now);
    }
    names(ui, tokens, context, ground.stack, names_rect);
    brushes(ui, tokens, context, view, ground.projection, whole);
    paint_lanes(ui, tokens, context, view, ground);
    let hit = point(ui, &parts, context, view, ground);
    focus(ui, tokens, context, view, ground, &parts.lanes, hit.is_some());
}

fn split(room: Rect, names_px: f32) -> (Rect, Rect) {
    let left = room.left() + names_px;
    let border = room.top() + AXIS_HEIGHT;
    let right = room.right() - BAR_PX - 2.0;
    (
        Rect::from_min_max(pos2(left, room.top()), pos2(right, border)),
        Rect::from_min_max(pos2(left, border), pos2(right, room.bottom() - 2.0)),
    )
}

/// The names of the outlets, with the lines between their lanes.
fn names(ui: &mut Ui, tokens: &Tokens, context: &mut ViewContext<'_>, stack: LaneStack, rect: Rect) {
    let painter = ui.painter_at(rect.union(stack.room()));
    let lanes = &context.snapshot.view.lanes;
    painter.hline(
        rect.union(stack.room()).x_range(),
        painter.round_to_pixel_center(rect.top()),
        Stroke::new(1.0, tokens.separator),
    );
    for index in stack.visible() {
        let Some(lane) = lanes.lanes.get(index) else { continue };
        let row = stack.rect_of(index);
        let border = painter.round_to_pixel_center(row.bottom());
        painter.hline(rect.left()..=row.right(), border, Stroke::new(1.0, theme::faded(tokens.separator, 0.7)));
        let cell = Rect::from_x_y_ranges(rect.x_range(), row.y_range());
        let middle = cell.center().y;
        painter.circle_filled(pos2(cell.left() + 14.0, middle), 4.0, marks::lane_color(tokens, lane));
        let name = lane_name(lanes, lane);
        let count = grouped(lane.article_count);
        let small = egui::FontId::proportional(theme::size::SMALL - 1.0);
        let count_rect =
            painter.text(pos2(cell.right() - 10.0, middle), Align2::RIGHT_CENTER, count, small, tokens.text_weak);
        let room_px = (count_rect.left() - 8.0 - (cell.left() + 24.0)).max(8.0);
        let color = if lane.name.is_some() { tokens.text } else { tokens.text_weak };
        let font = egui::FontId::proportional(theme::size::SMALL);
        let rows = ((row.height() - 4.0) / ui.fonts_mut(|fonts| fonts.row_height(&font))).floor().clamp(1.0, 2.0);
        let galley = lines_of(ui, &name, &font, color, (room_px, rows as usize));
        let top = middle - galley.size().y / 2.0;
        painter.galley(pos2(cell.left() + 24.0, top.round()), galley, color);
        let shown = cell.intersect(rect);
        let response = ui.interact(shown, ui.scope_id().with(("lane", index)), Sense::hover());
        let label = format!(
            "{name}: {}, {}",
            counted(lane.article_count, "article", "articles"),
            counted(lane.marks.len(), "dated mention", "dated mentions")
        );
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &label));
        response.on_hover_text(label);
    }
}

fn brushes(
    ui: &Ui,
    tokens: &Tokens,
    context: &ViewContext<'_>,
    view: &TimelineView,
    projection: Projection,
    whole: Rect,
) {
    let painter = ui.painter_at(whole.expand2(vec2(3.0, 0.0)));
    for axis in BrushAxis::ALL {
        let dragged = view.drag.filter(|drag| drag.axis == axis).map(|drag| drag.interval);
        let Some(interval) = dragged.or_else(|| axis.interval(&context.snapshot.view.filter)) else { continue };
        let x = brush::range_of(projection, interval);
        brush::paint(&painter, tokens, axis, x, whole.with_min_y(whole.top() + AXIS_HEIGHT));
        if dragged.is_some() {
            tag(ui, tokens, &interval.to_string(), pos2(x.center(), whole.top() + AXIS_HEIGHT / 2.0), whole);
        }
    }
}

/// A short text on a ground of its own, kept within `whole`.
pub(super) fn tag(ui: &Ui, tokens: &Tokens, text: &str, center: egui::Pos2, whole: Rect) {
    let painter = ui.painter();
    let galley = painter.layout_no_wrap(text.to_owned(), theme::strong(theme::size::SMALL), tokens.on_accent);
    let half = galley.size() / 2.0 + vec2(7.0, 3.0);
    let x = center.x.clamp(whole.left() + half.x, (whole.right() - half.x).max(whole.left() + half.x));
    let rect = Rect::from_center_size(pos2(x, center.y), half * 2.0);
    painter.rect_filled(rect, 5.0, tokens.accent);
    painter.galley(rect.min + vec2(7.0, 3.0), galley, tokens.on_accent);
}

fn paint_lanes(ui: &Ui, tokens: &'static Tokens, context: &ViewContext<'_>, view: &TimelineView, ground: Ground) {
    let painter = ui.painter_at(ground.stack.room());
    let lanes = &context.snapshot.view.lanes.lanes;
    let light = if view.drag.is_some() { Light::Even } else { Light::of(context.hovered) };
    let marks = MarkPainter { tokens, light, projection: ground.projection, lanes };
    silences::paint(&painter, tokens, ground.projection, ground.stack, &context.snapshot.view.lanes);
    painter.add(marks.mesh(view.picture.lanes()));
    for picture in view.picture.lanes() {
        marks.paint_words(&painter, picture, |mark, is_roomy| explain::words(context.snapshot, mark, is_roomy));
    }
}

/// What the pointer does over the lanes: light up, explain, open, come closer.
fn point(
    ui: &Ui,
    parts: &Parts,
    context: &mut ViewContext<'_>,
    view: &mut TimelineView,
    ground: Ground,
) -> Option<Hit> {
    if parts.axis.contains_pointer() {
        ui.ctx().set_cursor_icon(if parts.axis.dragged() { CursorIcon::Grabbing } else { CursorIcon::Grab });
        if parts.axis.double_clicked() {
            view.camera.fit(&context.snapshot.view.lanes, ground.now);
        }
    }
    if ui.input(|i| i.pointer.is_moving() || i.pointer.any_pressed()) && parts.lanes.contains_pointer() {
        view.cursor.is_shown = false;
    }
    let at = parts.lanes.hover_pos().filter(|_| view.drag.is_none() && !parts.lanes.dragged())?;
    let hit = marks::hit(view.picture.lanes(), ground.projection, at);
    let is_edge = brush::edge_at(ground.projection, &context.snapshot.view.filter, view.brush_axis, at.x).is_some();
    ui.ctx().set_cursor_icon(match hit {
        Some(_) => CursorIcon::PointingHand,
        None if is_edge => CursorIcon::ResizeHorizontal,
        None => CursorIcon::Crosshair,
    });
    // Enter and Space on the focused lanes count as a click too: only the pointer's are meant here.
    let is_clicked = parts.lanes.clicked_by(PointerButton::Primary) && parts.lanes.interact_pointer_pos().is_some();
    if hit.is_none() && parts.lanes.double_clicked() {
        view.camera.fit(&context.snapshot.view.lanes, ground.now);
    }
    if hit.is_none()
        && let Some((text, rect)) = silences::find(ground.projection, ground.stack, &context.snapshot.view.lanes, at)
    {
        tip(ui, &parts.lanes, rect, |ui| {
            ui.label(egui::RichText::new(text).size(theme::size::SMALL));
        });
    }
    let hit = hit?;
    tell(ui, parts, context, view, hit, at);
    if let Hit::Mark(lane, index, _) = hit
        && (parts.lanes.secondary_clicked() || parts.lanes.double_clicked())
    {
        let event_id = mark_of(&context.snapshot.view.lanes, lane, index).and_then(|mark| mark.event_id);
        context.wanted = event_id.map(Wanted::Event);
    }
    if is_clicked {
        click(context, view, ground, hit);
    }
    Some(hit)
}

fn mark_of(lanes: &Lanes, lane: usize, index: usize) -> Option<&Mark> {
    lanes.lanes.get(lane)?.marks.get(index)
}

pub(super) fn hover_of(mark: &Mark) -> Hover {
    Hover { article_id: Some(mark.mention.article_id), mention: Some(mark.mention), event_id: mark.event_id }
}

fn tell(ui: &Ui, parts: &Parts, context: &mut ViewContext<'_>, view: &TimelineView, hit: Hit, at: egui::Pos2) {
    let snapshot = context.snapshot;
    let lanes = &snapshot.view.lanes;
    let tokens = theme::tokens(ui);
    match hit {
        Hit::Mark(lane, index, rect) => {
            let Some(mark) = mark_of(lanes, lane, index) else { return };
            context.next_hover = hover_of(mark);
            let piled = view.picture.lanes().iter().find(|picture| picture.lane == lane);
            let piled = piled.and_then(|picture| picture.marks.iter().find(|placed| placed.index == index));
            let more = piled.map_or(0, |placed| placed.piled);
            let Some(explanation) = Explanation::of(snapshot, mark) else { return };
            let near = rect.intersect(Rect::from_x_y_ranges(Rangef::point(at.x).expand(60.0), rect.y_range()));
            tip(ui, &parts.lanes, near, |ui| {
                explanation.ui(ui, tokens);
                if more > 0 {
                    let more = counted(more as usize, "more mention lies", "more mentions lie");
                    ui.label(egui::RichText::new(format!("{more} under this one: zoom in")).size(theme::size::SMALL));
                }
            });
        }
        Hit::Appearance(lane, index, rect) => {
            let Some(appearance) = lanes.lanes.get(lane).and_then(|lane| lane.appearances.get(index)) else { return };
            context.next_hover = Hover { article_id: Some(appearance.article_id), ..Hover::default() };
            let Some([date, source]) = explain::appearance(snapshot, appearance) else { return };
            tip(ui, &parts.lanes, rect, |ui| {
                ui.label(egui::RichText::new(date).font(theme::strong(theme::size::BODY)).color(tokens.text_strong));
                ui.label(egui::RichText::new(source).size(theme::size::SMALL).color(tokens.text_weak));
            });
        }
        Hit::Column { count, x } => {
            let text = format!("{} around here: click to come closer", counted(count as usize, "mention", "mentions"));
            tip(ui, &parts.lanes, Rect::from_center_size(pos2(x, at.y), vec2(12.0, 12.0)), |ui| {
                ui.label(egui::RichText::new(text).size(theme::size::SMALL));
            });
        }
    }
}

pub(super) fn tip(ui: &Ui, lanes: &Response, rect: Rect, add: impl FnOnce(&mut Ui)) {
    let anchor = PopupAnchor::ParentRect(rect.expand(2.0));
    Tooltip::always_open(ui.ctx().clone(), ui.layer_id(), lanes.id, anchor).gap(6.0).width(400.0).show(add);
}

fn click(context: &mut ViewContext<'_>, view: &mut TimelineView, ground: Ground, hit: Hit) {
    let lanes = &context.snapshot.view.lanes;
    match hit {
        Hit::Mark(lane, index, _) => {
            view.cursor.put(lanes, super::walk::Place { lane, index });
            let action = mark_of(lanes, lane, index).and_then(|mark| input::open(context.snapshot, mark.mention));
            context.actions.extend(action);
        }
        Hit::Appearance(lane, index, _) => {
            if let Some(appearance) = lanes.lanes.get(lane).and_then(|lane| lane.appearances.get(index)) {
                context.actions.push(Action::OpenInReader(appearance.article_id, None));
            }
        }
        Hit::Column { x, .. } => input::come_closer(ground, view, x),
    }
}

/// What the keyboard and whoever listens are told: the lanes as a whole, and the mark that the cursor is on.
fn focus(
    ui: &mut Ui,
    tokens: &Tokens,
    context: &mut ViewContext<'_>,
    view: &TimelineView,
    ground: Ground,
    area: &Response,
    is_pointed: bool,
) {
    let lanes = &context.snapshot.view.lanes;
    area.widget_info(|| WidgetInfo::labeled(Role::ListBox, true, area_name(lanes)));
    if !area.has_focus() {
        return;
    }
    let painter = ui.painter_at(ground.stack.room());
    let Some((place, mark)) = view.cursor.mark(lanes) else {
        let ring = ground.stack.room().shrink(1.0);
        if view.cursor.is_shown {
            painter.rect_stroke(ring, 2.0, Stroke::new(1.5, tokens.accent), egui::StrokeKind::Inside);
        }
        return;
    };
    let picture = view.picture.lanes().iter().find(|picture| picture.lane == place.lane);
    let placed = picture.and_then(|picture| picture.marks.iter().find(|placed| placed.index == place.index));
    let lane_rect = ground.stack.rect_of(place.lane);
    let rect = placed.map_or_else(|| marks::counted_rect(ground.projection, lane_rect, mark), |placed| placed.rect);
    let rect = rect.intersect(ground.stack.room().expand(6.0));
    marks::paint_ring(&painter, tokens, rect);
    let Some(explanation) = Explanation::of(context.snapshot, mark) else { return };
    tell_listener(ui, area.id, rect, &explanation);
    if view.cursor.is_shown && !is_pointed {
        context.next_hover = hover_of(mark);
        tip(ui, area, rect, |ui| explanation.ui(ui, tokens));
    }
}

fn tell_listener(ui: &mut Ui, area: Id, rect: Rect, explanation: &Explanation) {
    let builder = UiBuilder::new().id_salt("cursor").max_rect(rect).accessibility_parent(area);
    let child = ui.new_child(builder);
    let response = child.interact(rect, area.with("mark"), Sense::hover());
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, true, explanation.spoken()));
    ui.ctx().accesskit_node_builder(area, |node| node.set_active_descendant(response.id.accesskit_id()));
}

/// "Timeline, 120 marks in 5 lanes, from 3 Jan 2022 to 4 May 2023".
fn area_name(lanes: &Lanes) -> String {
    let marks = counted(lanes.mark_count, "mark", "marks");
    let extent = lanes.extent.map(|extent| {
        let day = |day: chrono::NaiveDate| day.format("%-d %b %Y").to_string();
        format!(", from {} to {}", day(extent.first()), day(extent.last()))
    });
    let count = counted(lanes.lanes.len(), "lane", "lanes");
    format!("Timeline, {marks} in {count}{}", extent.unwrap_or_default())
}

fn scroll_bar(ui: &Ui, id: Id, stack: LaneStack, view: &mut TimelineView) {
    if stack.most_scroll_px() <= 0.0 {
        return;
    }
    let room = stack.room();
    let track = Rect::from_min_max(
        pos2(room.right() + 1.0, room.top() + 2.0),
        pos2(room.right() + 1.0 + BAR_PX, room.bottom()),
    );
    let share = room.height() / stack.height();
    let thumb_px = (track.height() * share).max(18.0);
    let free_px = (track.height() - thumb_px).max(1.0);
    let response = ui.interact(track, id.with("bar"), Sense::CLICK | Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Scroll lanes"));
    if response.dragged() || response.clicked() {
        let by = response.drag_delta().y / free_px * stack.most_scroll_px();
        view.scroll_px = stack.scroll_px() + by;
    }
    let top = track.top() + free_px * stack.scroll_px() / stack.most_scroll_px();
    let thumb = Rect::from_min_size(pos2(track.left(), top), vec2(BAR_PX, thumb_px));
    let tokens = theme::tokens(ui);
    let color = if response.hovered() || response.dragged() { tokens.text_weak } else { tokens.separator };
    ui.painter().rect_filled(thumb, BAR_PX / 2.0, color);
}
