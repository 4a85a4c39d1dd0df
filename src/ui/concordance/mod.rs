//! Every hit of the query in its surroundings, in place of the table.
//!
//! Rows of any number, only the visible ones laid out; the words around a hit are read when its row is painted. The headings
//! sort: by article, by the words to the left (the nearest first), by what was met, by the words to the right. A click or
//! Enter opens the reader at the hit.

mod header;
mod rows;

use super::list::{ListShape, ListView, list_ui};
use super::{ViewContext, theme};
use crate::search::Query;
use crate::session::Action;
use egui::{Align2, FontId, Rect, Ui, Vec2};

/// What the panel alone needs to remember.
#[derive(Debug, Default)]
pub struct ConcordanceView {
    list: ListView,
    /// Which hits the list was last at the top of.
    generation: u64,
    /// The query as last read, and whether it asks for anything in texts.
    query: Option<(String, bool)>,
}

/// Paints the hits into the room that `ui` has. `takes_focus` gives them the keyboard.
pub fn concordance_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut ConcordanceView, takes_focus: bool) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, egui::Sense::hover());
    let snapshot = context.snapshot;
    let shown = &snapshot.concordance;
    view.list.wants_focus |= takes_focus;
    if view.generation != shown.generation {
        view.generation = shown.generation;
        view.list.reset();
    }
    let columns = rows::Columns::new(rect.width() - super::list::BAR_WIDTH);
    let header = Rect::from_min_size(rect.min, Vec2::new(rect.width(), theme::row_height(ui)));
    let body = Rect::from_min_max(header.left_bottom(), rect.max);
    header::header_ui(ui, header, &columns, context);
    if shown.occurrences.is_empty() {
        let text = empty_text(context, view);
        let font = FontId::proportional(theme::size::BODY);
        let painter = ui.painter().with_clip_rect(body);
        painter.text(body.center(), Align2::CENTER_CENTER, text, font, theme::tokens(ui).text_weak);
        return;
    }
    let row_count = shown.numbers.as_ref().map_or(shown.occurrences.len(), |numbers| numbers.len());
    let name = format!("Hits in context, {row_count} rows");
    let shape =
        ListShape { id: "hits", name: &name, row_count, opens_at_click: true, row_height: super::list::ROW_HEIGHT };
    let chosen = list_ui(ui, body, shape, &mut view.list, &mut |ui, row, place| {
        rows::row_ui(ui, snapshot, shown.row(row), place, &columns)
    });
    if let Some(hit) = chosen.and_then(|row| shown.row(row)) {
        context.request(Action::OpenInReader(hit.article_id, Some(hit.span)));
    }
}

/// Why there is nothing, and what to do next.
fn empty_text(context: &ViewContext<'_>, view: &mut ConcordanceView) -> &'static str {
    let typed = &context.snapshot.view.filter.query;
    let looks_in_texts = match &view.query {
        Some((query, looks)) if query == typed => *looks,
        _ => Query::parse(typed).looks_in_texts(),
    };
    view.query = Some((typed.clone(), looks_in_texts));
    if !looks_in_texts {
        "Search for words: every place where they stand is listed here"
    } else if context.snapshot.concordance.is_pending || context.snapshot.view.is_pending {
        "Looking for hits…"
    } else {
        "No hit in the texts that the filters leave"
    }
}
