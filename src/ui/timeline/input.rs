//! What wheel, pointer and keys do over the lanes.

use super::brush::{self, BrushAxis, Drag};
use super::header::ZOOM_STEP;
use super::lanes::LaneStack;
use super::view::TimelineView;
use super::viewport::Projection;
use super::walk::Step;
use crate::events::Lanes;
use crate::session::{Action, Snapshot};
use crate::ui::ViewContext;
use egui::{CursorIcon, EventFilter, Key, Modifiers, PointerButton, Response, Ui};

/// Turning of the wheel, in points, to the logarithm of the zoom.
const ZOOM_PER_PX: f64 = 0.005;
/// A click on counted marks comes so much closer.
pub(super) const CLOSER: f64 = 4.0;

/// The parts of the chart that the pointer can be over.
#[derive(Debug)]
pub struct Parts {
    /// The lanes: brush, click, walk.
    pub lanes: Response,
    /// The axis: drag to pan.
    pub axis: Response,
    /// The names: the wheel scrolls.
    pub names: Response,
}

/// What the lanes are laid over in this frame, before anything has moved.
#[derive(Clone, Copy, Debug)]
pub struct Ground {
    /// Days to points.
    pub projection: Projection,
    /// Lanes to points.
    pub stack: LaneStack,
    /// Time since the program began, in seconds.
    pub now: f64,
}

/// Wheel and pinch: zoom at the pointer, pan sideways, scroll over the names.
pub fn wheel(ui: &Ui, parts: &Parts, ground: Ground, view: &mut TimelineView) {
    let (scroll, is_alt) = ui.input(|i| (i.smooth_scroll_delta(), i.modifiers.alt));
    if parts.names.contains_pointer() || (is_alt && parts.lanes.contains_pointer()) {
        view.scroll_px = ground.stack.scroll_px() - scroll.y;
        return;
    }
    let is_over = parts.lanes.contains_pointer() || parts.axis.contains_pointer();
    let Some(pointer) = ui.input(|i| i.pointer.hover_pos()).filter(|_| is_over) else { return };
    if let Some(factor) = zoom_factor(ui) {
        let viewport = view.camera.shown();
        view.camera.set(viewport.zoom_at(ground.projection.day_from_x(pointer.x), factor));
    }
    if scroll.x != 0.0 {
        let moved = Projection::new(view.camera.shown(), ground.projection.range()).dragged(scroll.x);
        view.camera.set(moved);
    }
}

/// How much closer wheel and pinch ask to come in this frame; nothing where they ask for nothing.
pub(super) fn zoom_factor(ui: &Ui) -> Option<f64> {
    let (scroll, pinch) = ui.input(|i| (i.smooth_scroll_delta(), i.zoom_delta()));
    let factor = (f64::from(scroll.y) * ZOOM_PER_PX).exp() * f64::from(pinch);
    ((factor - 1.0).abs() > 1e-6).then_some(factor)
}

/// Dragging: the axis, or the lanes with another button, pans; the lanes with the left button brush.
pub fn drag(ui: &Ui, parts: &Parts, ground: Ground, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    let pans = parts.axis.dragged()
        || [PointerButton::Middle, PointerButton::Secondary].iter().any(|&button| parts.lanes.dragged_by(button));
    if pans {
        let dx = parts.axis.drag_delta().x + parts.lanes.drag_delta().x;
        view.camera.set(ground.projection.dragged(dx));
        view.scroll_px = ground.stack.scroll_px() - parts.lanes.drag_delta().y;
        ui.ctx().set_cursor_icon(CursorIcon::Grabbing);
        return;
    }
    let origin = ui.input(|i| i.pointer.press_origin());
    let filter = &context.snapshot.view.filter;
    if parts.lanes.drag_started_by(PointerButton::Primary)
        && let Some(origin) = origin
    {
        let edge = brush::edge_at(ground.projection, filter, view.brush_axis, origin.x);
        let new = || Drag::begin(view.brush_axis, ground.projection.day_from_x(origin.x));
        view.drag = Some(edge.unwrap_or_else(new));
    }
    let Some(drag) = view.drag else { return };
    let range = ground.projection.range();
    if let Some(pointer) = parts.lanes.interact_pointer_pos() {
        // Beyond the border the view follows.
        let beyond = pointer.x - range.clamp(pointer.x);
        if beyond != 0.0 {
            view.camera.set(ground.projection.dragged(-beyond * 0.15));
            ui.ctx().request_repaint();
        }
        view.drag = Some(drag.to(ground.projection.day_from_x(range.clamp(pointer.x))));
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    if parts.lanes.drag_stopped()
        && let Some(done) = view.drag.take()
    {
        context.request(done.axis.action(Some(done.interval)));
    } else if !parts.lanes.dragged() {
        view.drag = None;
    }
}

/// Keys, while the lanes have the focus or, for Escape, the pointer.
pub fn keys(ui: &Ui, parts: &Parts, ground: Ground, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    let escape_matters = parts.lanes.has_focus() || parts.lanes.contains_pointer();
    if escape_matters {
        escape(ui, context, view);
    }
    if !parts.lanes.has_focus() {
        return;
    }
    let filter = EventFilter { tab: false, horizontal_arrows: true, vertical_arrows: true, escape: true };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(parts.lanes.id, filter));
    let lanes = &context.snapshot.view.lanes;
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let steps = [
        (Key::ArrowLeft, Step::Back),
        (Key::ArrowRight, Step::On),
        (Key::ArrowUp, Step::Up),
        (Key::ArrowDown, Step::Down),
        (Key::Home, Step::First),
        (Key::End, Step::Last),
    ];
    for (key, step) in steps {
        if pressed(key) {
            view.cursor.step(lanes, step, ground.projection.viewport().day_range().0);
            reveal(lanes, ground, view);
        }
    }
    if pressed(Key::Enter)
        && let Some((_, mark)) = view.cursor.mark(lanes)
    {
        let action = open(context.snapshot, mark.mention);
        context.actions.extend(action);
    }
    let middle = view.cursor.mark(lanes).map(|(_, mark)| f64::from(mark.first_day) + 0.5);
    let target = view.camera.target();
    let at = middle
        .filter(|&day| target.first() <= day && day <= target.end())
        .unwrap_or(f64::midpoint(target.first(), target.end()));
    if pressed(Key::Plus) || pressed(Key::Equals) {
        view.camera.move_to(target.zoom_at(at, ZOOM_STEP), ground.now);
    }
    if pressed(Key::Minus) {
        view.camera.move_to(target.zoom_at(at, 1.0 / ZOOM_STEP), ground.now);
    }
    if pressed(Key::Num0) || pressed(Key::F) {
        view.camera.fit(lanes, ground.now);
    }
}

/// Escape: gives up a brush that is being drawn, else clears the one that is set.
pub(super) fn escape(ui: &Ui, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    let filter = &context.snapshot.view.filter;
    // A rectangle drawn over the plane is two brushes.
    let shown = if context.snapshot.settings.timeline.shows_plane { &BrushAxis::ALL[..] } else { &[view.brush_axis] };
    let set: Vec<BrushAxis> = shown.iter().copied().filter(|axis| axis.interval(filter).is_some()).collect();
    let is_drawing = view.drag.is_some() || view.plane.begun.is_some();
    if !is_drawing && set.is_empty() || !ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        return;
    }
    let was_drawn = (view.drag.take().is_some(), view.plane.begun.take().is_some());
    if was_drawn == (false, false) {
        for axis in set {
            context.request(axis.action(None));
        }
    }
}

fn reveal(lanes: &Lanes, ground: Ground, view: &mut TimelineView) {
    let Some((place, mark)) = view.cursor.mark(lanes) else { return };
    let target = view.camera.target();
    let revealed = target.reveal(f64::from(mark.first_day), f64::from(mark.last_day) + 1.0);
    if revealed != target {
        view.camera.move_to(revealed, ground.now);
    }
    view.scroll_px = ground.stack.scroll_to(place.lane);
}

/// Opens the article of a mention at its sentence.
pub fn open(snapshot: &Snapshot, mention: crate::events::MentionRef) -> Option<Action> {
    let sentence = snapshot.opened.mentions.get(mention)?.sentence;
    Some(Action::OpenInReader(mention.article_id, Some(sentence)))
}

/// Comes closer to what lies at `x`.
pub fn come_closer(ground: Ground, view: &mut TimelineView, x: f32) {
    let closer = view.camera.target().zoom_at(ground.projection.day_from_x(x), CLOSER);
    view.camera.move_to(closer, ground.now);
}
