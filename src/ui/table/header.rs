//! The headings: a click sorts by the column, another one the other way round.

use super::columns::Placed;
use crate::session::{Action, Column};
use crate::ui::{ViewContext, theme};
use egui::{Align2, Pos2, Rect, Sense, Ui, Vec2};

/// True for columns of numbers, which stand at the right.
pub(super) fn is_number(column: Column) -> bool {
    matches!(column, Column::Words | Column::Mentions)
}

/// Paints the headings.
pub fn header_ui(ui: &mut Ui, rect: Rect, columns: &[Placed], context: &mut ViewContext<'_>) {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    let sort = context.snapshot.view.sort;
    for place in columns {
        let cell = Rect::from_min_size(rect.min + Vec2::new(place.left, 0.0), Vec2::new(place.width, rect.height()));
        let response = ui.interact(cell, ui.scope_id().with(("heading", place.column)), Sense::CLICK);
        if response.hovered() {
            ui.painter().rect_filled(cell, 0.0, tokens.hover);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(1.5, tokens.accent);
            ui.painter().rect_stroke(cell.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
        }
        let is_sorted = sort.column == place.column;
        let arrow = match (is_sorted, sort.is_descending) {
            (false, _) => "",
            (true, true) => " ↓",
            (true, false) => " ↑",
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
        let order = match (is_sorted, sort.is_descending) {
            (false, _) => "not sorted",
            (true, true) => "sorted descending",
            (true, false) => "sorted ascending",
        };
        let label = format!("Sort by {}, {order}", explained(place.column).0);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
        if response.clicked() {
            context.request(Action::SortBy(place.column));
        }
        response.on_hover_text(explained(place.column).1);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), egui::Stroke::new(1.0, tokens.separator));
}

/// The column's whole name, and what it holds.
fn explained(column: Column) -> (&'static str, &'static str) {
    match column {
        Column::Published => ("publication date", "When the article appeared, as exactly as is known"),
        Column::Outlet => ("outlet", "Who published it"),
        Column::Title => ("title", "The headline"),
        Column::Byline => ("byline", "Who wrote it"),
        Column::Language => ("language", "The language of the text"),
        Column::Words => ("word count", "How many words the text has, boilerplate left out"),
        Column::Mentions => {
            ("number of dates", "How many days, months, years the text refers to: its marks on the timeline")
        }
    }
}
