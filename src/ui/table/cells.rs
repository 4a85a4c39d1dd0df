//! What stands in a row: the cells, and below them the stretch of the text that answers the query.

use super::columns::Placed;
use super::naming::{full_title, is_number};
use super::snippets::Met;
use crate::corpus::{Article, Basis};
use crate::search::Snippet;
use crate::session::Column;
use crate::ui::lines::marked_line;
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme::{self, Tokens};
use egui::{Align2, FontId, Painter, Pos2, Rect, Ui, Vec2};

/// By how much the cells of a row are lower where there is a snippet below them, in points.
const CELLS_LOWER: f32 = 3.0;
/// Height of a snippet, with the room below it, in points.
const SNIPPET_HEIGHT: f32 = 21.0;

/// Height of a row, in points.
pub(super) fn row_height(ui: &Ui, has_snippet: bool) -> f32 {
    line_height(ui, has_snippet) + if has_snippet { SNIPPET_HEIGHT } else { 0.0 }
}

/// Height of the cells of a row, in points.
pub(super) fn line_height(ui: &Ui, has_snippet: bool) -> f32 {
    theme::row_height(ui) - if has_snippet { CELLS_LOWER } else { 0.0 }
}

/// How many hits: `1 hit`, `17 hits`, `900+ hits` of a text that was looked through in part.
pub(super) fn hits_text(met: &Met) -> String {
    if met.hit_count == 0 && !met.title_hits.is_empty() {
        return "In the title".to_owned();
    }
    let counted = counted(met.hit_count, "hit", "hits");
    if met.is_cut { counted.replacen(' ', "+ ", 1) } else { counted }
}

/// The same in a narrow cell: `17`, `900+`, `title`.
fn hits_cell(met: &Met) -> String {
    if met.hit_count == 0 && !met.title_hits.is_empty() {
        return "title".to_owned();
    }
    format!("{}{}", grouped(met.hit_count), if met.is_cut { "+" } else { "" })
}

/// Paints a snippet with its hits.
pub(super) fn snippet_ui(ui: &Ui, rect: Rect, snippet: &Snippet) {
    let tokens = theme::tokens(ui);
    let room = rect.width() - 20.0;
    let font = FontId::proportional(theme::size::SMALL);
    let galley = marked_line(ui, &snippet.text, &snippet.hits, &font, tokens.text_weak, room);
    ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).galley(
        rect.min + Vec2::new(10.0, 0.0),
        galley,
        tokens.text_weak,
    );
}

/// What a column says of an article, as a person reads it; nothing where it is not known.
pub(super) fn value(column: Column, article: &Article, date_count: usize) -> Option<String> {
    let owned = |value: Option<&str>| value.map(str::to_owned);
    match column {
        Column::Published => article.published().map(|days| days.to_string()),
        Column::Outlet => owned(article.outlet()),
        Column::Title => owned(article.title()),
        Column::Byline => owned(article.byline()),
        Column::Language => owned(article.language()),
        Column::Words => Some(article.word_count.to_string()),
        Column::Mentions => Some(date_count.to_string()),
        Column::File => Some(article.source.doc()),
        Column::Match => None,
    }
}

/// The cells of a row but those that its name says already: `Byline: A. Reporter`, `Word count: 820`.
pub(super) fn spoken(columns: &[Placed], article: &Article, date_count: usize) -> impl Iterator<Item = String> {
    let is_named = |column: Column| matches!(column, Column::Title | Column::Outlet | Column::Published);
    columns.iter().map(|place| place.column).filter(move |column| !is_named(*column)).filter_map(move |column| {
        let value = value(column, article, date_count)?;
        Some(format!("{}: {value}", full_title(column)))
    })
}

/// Paints a cell.
pub(super) fn cell_ui(ui: &Ui, cell: Rect, column: Column, article: &Article, date_count: usize, met: Option<&Met>) {
    let tokens = theme::tokens(ui);
    let known = value(column, article, date_count);
    let basis = match column {
        Column::Published => article.published.as_ref().map(|known| &known.basis),
        Column::Outlet => article.outlet.as_ref().map(|known| &known.basis),
        Column::Title => article.title.as_ref().map(|known| &known.basis),
        _ => None,
    };
    let color = match column {
        Column::Title if known.is_some() => tokens.text_strong,
        Column::Published | Column::Outlet if known.is_some() => tokens.text,
        _ => tokens.text_weak,
    };
    let shown = match column {
        Column::Match => met.map(hits_cell).unwrap_or_default(),
        Column::Words => grouped(article.word_count as usize),
        Column::Mentions => grouped(date_count),
        Column::Title => known.unwrap_or_else(|| article.shown_title()),
        Column::Published | Column::Outlet => known.unwrap_or_else(|| "unknown".to_owned()),
        _ => known.unwrap_or_default(),
    };
    let is_inferred = basis.is_some_and(is_inferred);
    let room = cell.width() - 20.0;
    let title_hits = met.map(|met| met.title_hits.as_slice()).filter(|_| column == Column::Title);
    let font = FontId::proportional(theme::size::BODY);
    let galley = marked_line(ui, &shown, title_hits.unwrap_or_default(), &font, color, room);
    let anchor = if is_number(column) { Align2::RIGHT_CENTER } else { Align2::LEFT_CENTER };
    let at = anchor.anchor_size(
        if is_number(column) {
            cell.right_center() - Vec2::new(10.0, 0.0)
        } else {
            cell.left_center() + Vec2::new(10.0, 0.0)
        },
        galley.size(),
    );
    let painter = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
    if is_inferred {
        let y = at.bottom() - 1.0;
        let stroke = egui::Stroke::new(1.0, theme::faded(tokens.text_weak, 0.9));
        painter.extend(egui::Shape::dotted_line(
            &[Pos2::new(at.left(), y), Pos2::new(at.right(), y)],
            stroke.color,
            3.0,
            0.6,
        ));
    }
    painter.galley(at.min, galley, color);
    let count = match column {
        Column::Match => met.map_or(0, |met| met.hit_count),
        Column::Words => article.word_count as usize,
        Column::Mentions => date_count,
        _ => return,
    };
    bar_ui(&painter, cell, column, count, tokens);
}

/// A bar below a count, as long as its logarithm: one sees at a glance which rows have much.
fn bar_ui(painter: &Painter, cell: Rect, column: Column, count: usize, tokens: &Tokens) {
    let (most, color) = match column {
        Column::Match => (100.0, tokens.accent),
        Column::Words => (10_000.0, tokens.text_weak),
        _ => (200.0, tokens.text_weak),
    };
    let share = ((count as f32).ln_1p() / f32::ln_1p(most)).min(1.0);
    let right = cell.right() - 10.0;
    let y = painter.round_to_pixel_center(cell.bottom() - 4.0);
    let left = right - share * (cell.width() - 20.0).max(0.0);
    painter.hline(left..=right, y, egui::Stroke::new(2.0, theme::faded(color, 0.45)));
}

fn is_inferred(basis: &Basis) -> bool {
    matches!(basis, Basis::Inferred { .. })
}
