//! The bar at the right of a column: where one reads, and where in the text hits and target stand.

use super::column::{ColumnView, Pending};
use crate::ui::theme::{self, Tokens};
use egui::accesskit::Role;
use egui::{CornerRadius, Id, Rect, Sense, Ui, WidgetInfo, pos2, vec2};

/// Width of the bar, in points.
const WIDTH: f32 = 8.0;
/// The handle is never shorter.
const SHORTEST_HANDLE: f32 = 28.0;
/// More marks than this are not drawn one by one.
const MOST_TICKS: usize = 400;

/// Shows the bar at the right edge of the column's view, if there is anything to scroll.
pub fn scrollbar_ui(ui: &Ui, id: Id, view: &mut ColumnView, tokens: &Tokens) {
    let viewport = view.viewport;
    let farthest = view.flow.farthest(viewport.height());
    if farthest <= 0.5 {
        return;
    }
    let track =
        Rect::from_min_max(pos2(viewport.right() - WIDTH - 1.0, viewport.top() + 2.0), viewport.max - vec2(1.0, 2.0));
    let handle_height = (track.height() * viewport.height() / (farthest + viewport.height())).max(SHORTEST_HANDLE);
    let travel = (track.height() - handle_height).max(1.0);
    let response = ui.interact(track, id, Sense::DRAG);
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Place of reading"));
    if let Some(pointer) = response.interact_pointer_pos().filter(|_| response.dragged() || response.drag_started()) {
        let share = ((pointer.y - track.top() - handle_height / 2.0) / travel).clamp(0.0, 1.0);
        view.pending = Some(Pending::Position(share * farthest));
        view.was_scrolled = true;
        ui.ctx().request_repaint();
    }
    let total = view.flow.total().max(1.0);
    for (places, color) in [(&view.document.hits, tokens.doubtful), (&view.found, tokens.accent)] {
        for place in places.iter().take(MOST_TICKS) {
            let y = track.top() + track.height() * (view.position_of(*place) / total).min(1.0);
            let tick = Rect::from_center_size(pos2(track.center().x, y), vec2(WIDTH, 2.0));
            ui.painter().rect_filled(tick, CornerRadius::ZERO, color);
        }
    }
    let top = track.top() + travel * (view.flow.position() / farthest).clamp(0.0, 1.0);
    let handle = Rect::from_min_size(pos2(track.left() + 1.5, top), vec2(WIDTH - 3.0, handle_height));
    let strength = if response.hovered() || response.dragged() { 0.8 } else { 0.35 };
    ui.painter().rect_filled(handle, CornerRadius::same(3), theme::faded(tokens.text_weak, strength));
}
