//! The headings: a click sorts by the column, another one the other way round; with Shift by this column too. How they
//! are moved and made wider: [`super::arranging`].

use super::arranging::{Arranging, arrange_ui};
use super::columns::Placed;
use super::naming::{explained, is_number};
use crate::session::{Action, Column};
use crate::ui::{ViewContext, theme};
use egui::{Align2, Pos2, Rect, Response, Sense, Ui, Vec2};

/// Paints the headings.
pub(super) fn header_ui(
    ui: &mut Ui,
    rect: Rect,
    columns: &[Placed],
    context: &mut ViewContext<'_>,
    arranging: &mut Arranging,
) {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    let headings: Vec<(Column, Response)> =
        columns.iter().map(|place| (place.column, heading_ui(ui, rect, *place, context))).collect();
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, tokens.separator));
    arrange_ui(ui, rect, columns, headings, context, arranging);
}

fn heading_ui(ui: &Ui, rect: Rect, place: Placed, context: &mut ViewContext<'_>) -> Response {
    let tokens = theme::tokens(ui);
    let sort = context.snapshot.view.sort;
    let cell = Rect::from_min_size(rect.min + Vec2::new(place.left, 0.0), Vec2::new(place.width, rect.height()));
    let response = ui.interact(cell, ui.scope_id().with(("heading", place.column)), Sense::click_and_drag());
    if response.hovered() {
        ui.painter().rect_filled(cell, 0.0, tokens.hover);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(1.5, tokens.accent);
        ui.painter().rect_stroke(cell.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
    }
    let key = sort.keys().position(|key| key.column == place.column).zip(sort.key_of(place.column));
    let is_sorted = key.is_some();
    // Which of several columns counts first is said only where there are several.
    let rank = key.filter(|_| sort.keys().count() > 1).map(|(index, _)| format!("{}", index + 1));
    let rank = rank.unwrap_or_default();
    let arrow = match key {
        None => String::new(),
        Some((_, key)) if key.is_descending => format!(" ↓{rank}"),
        Some(_) => format!(" ↑{rank}"),
    };
    let color = if is_sorted { tokens.text_strong } else { tokens.text_weak };
    let (at, align) = if is_number(place.column) {
        (Pos2::new(cell.right() - 10.0, cell.center().y), Align2::RIGHT_CENTER)
    } else {
        (Pos2::new(cell.left() + 10.0, cell.center().y), Align2::LEFT_CENTER)
    };
    let text = format!("{}{arrow}", place.column.title());
    let painter = ui.painter().with_clip_rect(cell);
    painter.text(at, align, text, theme::strong(theme::size::SMALL), color);
    let order = match key {
        None => "not sorted",
        Some((_, key)) if key.is_descending => "sorted descending",
        Some(_) => "sorted ascending",
    };
    let which = if rank.is_empty() { String::new() } else { format!(", column {rank} of {}", sort.keys().count()) };
    let label = format!("Sort by {}, {order}{which}", explained(place.column).0);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.clicked() {
        let is_further = ui.input(|input| input.modifiers.shift || input.events.iter().any(is_with_shift));
        let next = if is_further { sort.clicked_further(place.column) } else { sort.clicked(place.column) };
        context.request(Action::SortBy(next));
    }
    let text = format!(
        "{}\nShift: sort by this column too. Drag to move, or Alt+Left and Alt+Right; right click for other columns",
        explained(place.column).1
    );
    response.on_hover_text(text)
}

/// True for a key that was pressed with Shift, which may have been let go since.
fn is_with_shift(event: &egui::Event) -> bool {
    matches!(event, egui::Event::Key { pressed: true, modifiers, .. } if modifiers.shift)
}
