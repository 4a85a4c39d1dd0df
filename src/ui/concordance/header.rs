//! The headings of the hits: each sorts by its column.

use super::rows::Columns;
use crate::search::ConcordanceOrder;
use crate::session::Action;
use crate::ui::{ViewContext, theme};
use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

/// Each order with its heading, its accessible name and what it does.
const HEADINGS: [(ConcordanceOrder, &str, &str, &str); 4] = [
    (ConcordanceOrder::Article, "Article", "article", "By the articles in the order of the table, then by the text"),
    (ConcordanceOrder::Left, "Words left", "words left", "By the words before the hit, the nearest first"),
    (ConcordanceOrder::Hit, "Hit", "hit", "By what was met"),
    (ConcordanceOrder::Right, "Words right", "words right", "By the words behind the hit"),
];

/// Paints the headings.
pub(super) fn header_ui(ui: &mut Ui, rect: Rect, columns: &Columns, context: &mut ViewContext<'_>) {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    let shown = &context.snapshot.concordance;
    for (order, title, name, tooltip) in HEADINGS {
        let (range, align) = columns.heading(order);
        let cell = Rect::from_min_size(rect.min + Vec2::new(range.min, 0.0), Vec2::new(range.span(), rect.height()));
        let response = ui.interact(cell, ui.scope_id().with(("hits heading", title)), Sense::click());
        if response.hovered() {
            ui.painter().rect_filled(cell, 0.0, tokens.hover);
        }
        if response.has_focus() {
            let stroke = Stroke::new(1.5, tokens.accent);
            ui.painter().rect_stroke(cell.shrink(1.0), 4.0, stroke, StrokeKind::Inside);
        }
        let is_sorted = shown.order == order;
        let color = if is_sorted { tokens.text_strong } else { tokens.text_weak };
        let text = if is_sorted { format!("{title} ↑") } else { title.to_owned() };
        let at = align.pos_in_rect(&cell.shrink2(Vec2::new(6.0, 0.0)));
        ui.painter().with_clip_rect(cell).text(at, align, text, theme::strong(theme::size::SMALL), color);
        let state = match (is_sorted, shown.is_pending) {
            (false, _) => "not sorted",
            (true, true) => "being sorted",
            (true, false) => "sorted ascending",
        };
        let label = format!("Sort hits by {name}, {state}");
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &label));
        if response.clicked() {
            context.request(Action::SortHits(order));
        }
        response.on_hover_text(tooltip);
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.separator));
}
