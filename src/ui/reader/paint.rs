//! How the text of a column is painted: what was jumped to, linked, selected and found lies behind the letters, lines
//! under dates and bars of links beside them.

use super::column::ColumnView;
use super::document::Document;
use super::links::{self, Passage, Side};
use super::marks;
use super::scene::Scene;
use crate::compare::LinkKind;
use crate::corpus::Mention;
use crate::events::MentionRef;
use crate::session::Snapshot;
use crate::text::Span;
use crate::ui::Hover;
use crate::ui::theme::{self, Tokens, tokens};
use egui::{CornerRadius, Shape, Stroke, StrokeKind, Ui, pos2};

/// Seconds that a passage flashes after a jump.
const FLASH_S: f64 = 0.9;
/// Room between the text and the bar of a linked passage, in points.
const BAR_GAP: f32 = 11.0;
/// Room between the bar and the number of a column further away, in points.
const FAR: f32 = 6.0;

/// Paints the text of a column with its marks, what lies behind the letters first.
pub fn paint(ui: &Ui, snapshot: &Snapshot, hovered: Hover, scene: &Scene<'_>, view: &ColumnView) {
    let differences = differences_in_view(snapshot, scene, view);
    let (tokens, painter) = (tokens(ui), ui.painter());
    let in_view = view.bytes_in_view();
    let behind = |span: Span, color, rounding: u8| {
        for rect in view.rects(span) {
            painter.rect_filled(rect.expand2(egui::vec2(1.5, 1.0)), CornerRadius::same(rounding), color);
        }
    };
    if let Some(target) = scene.target.filter(|target| target.overlaps(in_view)) {
        behind(target, tokens.target, 3);
        flash(ui, view, target);
    }
    let notes: Vec<Span> = snapshot.view.filter.marks.notes_on(view.article_id).filter_map(|(span, _)| span).collect();
    for &span in notes.iter().filter(|span| span.overlaps(in_view)) {
        behind(span, theme::faded(tokens.accent, 0.13), 2);
    }
    for passage in scene.passages.iter().filter(|passage| scene.is_lit(passage)) {
        behind(passage.span, theme::faded(links::color(tokens, passage.kind), 0.16), 3);
    }
    for &(kind, span) in &differences {
        behind(span, theme::faded(links::color(tokens, kind), 0.30), 2);
    }
    if let Some(selection) = view.selection() {
        behind(selection, ui.visuals().selection.bg_fill, 0);
    }
    for hit in Document::within(&view.document.hits, |hit| *hit, in_view) {
        behind(*hit, tokens.hit, 2);
    }
    for place in Document::within(&view.found, |place| *place, in_view) {
        behind(*place, theme::faded(tokens.accent, 0.3), 2);
    }
    for (index, mention) in mentions_in_view(scene, view) {
        if is_lit(hovered, scene, mention_ref(view, index)) || view.current_mention == Some(index) {
            behind(mention.expression.span, theme::faded(tokens.date, 0.2), 3);
        }
    }
    for placed in &view.placed {
        painter.galley(placed.corner, placed.galley.clone(), tokens.text);
    }
    for (index, mention) in mentions_in_view(scene, view) {
        let is_lit = is_lit(hovered, scene, mention_ref(view, index)) || view.current_mention == Some(index);
        for rect in view.rects(mention.expression.span) {
            painter.extend(marks::underline(rect, mention, tokens, is_lit));
        }
    }
    for &(kind, span) in &differences {
        for rect in view.rects(span) {
            let stroke = Stroke::new(1.5, links::color(tokens, kind));
            painter.hline(rect.x_range(), rect.bottom() + 0.5, stroke);
        }
    }
    for &span in notes.iter().filter(|span| span.overlaps(in_view)) {
        for rect in view.rects(span) {
            painter.hline(rect.x_range(), rect.bottom() + 2.5, Stroke::new(1.0, tokens.accent));
        }
    }
    if let Some(&place) = view.current_found.and_then(|index| view.found.get(index)) {
        for rect in view.rects(place) {
            let stroke = Stroke::new(2.0, tokens.accent);
            painter.rect_stroke(rect.expand2(egui::vec2(2.0, 1.0)), CornerRadius::same(3), stroke, StrokeKind::Outside);
        }
    }
    bars(painter, scene, view, tokens);
}

/// The words by which the passages in view differ from their counterparts: of the one that is lit, or of all that are shared
/// with a neighbour.
fn differences_in_view(snapshot: &Snapshot, scene: &Scene<'_>, view: &ColumnView) -> Vec<(LinkKind, Span)> {
    let in_view = view.bytes_in_view();
    let is_marked = |passage: &&Passage| {
        let is_wanted = scene.lit == Some(passage.link) || (scene.marks_changes && passage.is_beside());
        is_wanted && passage.span.overlaps(in_view)
    };
    let of_passage = |passage: &Passage| {
        let (left, right) = links::differences(snapshot, passage.link);
        let kind = passage.kind;
        let spans = if passage.link.left == scene.column { left } else { right };
        spans.into_iter().filter(move |span| span.overlaps(in_view)).map(move |span| (kind, span))
    };
    scene.passages.iter().filter(is_marked).flat_map(of_passage).collect()
}

fn flash(ui: &Ui, view: &ColumnView, target: Span) {
    let age = ui.input(|input| input.time) - view.followed_at;
    if age < FLASH_S {
        let strength = 1.0 - (age / FLASH_S) as f32;
        let stroke = Stroke::new(2.0, theme::faded(tokens(ui).accent, strength));
        for rect in view.rects(target) {
            ui.painter().rect_stroke(rect.expand(2.0), CornerRadius::same(4), stroke, StrokeKind::Outside);
        }
        ui.ctx().request_repaint();
    }
}

/// The bars beside linked passages, on the side of the column that they are shared with; a number where that is not the next
/// one.
fn bars(painter: &egui::Painter, scene: &Scene<'_>, view: &ColumnView, tokens: &Tokens) {
    let lines = ColumnView::measure_of(view.viewport);
    let in_view = view.bytes_in_view();
    let mut shapes: Vec<Shape> = Vec::new();
    let mut numbered: Vec<(usize, Side, f32)> = Vec::new();
    for passage in scene.passages.iter().filter(|passage| passage.span.overlaps(in_view)) {
        let x = match passage.side {
            Side::Left => lines.left() - BAR_GAP,
            Side::Right => lines.right() + BAR_GAP,
        };
        let width = if scene.is_lit(passage) { 4.0 } else { 2.5 };
        let stroke = Stroke::new(width, links::color(tokens, passage.kind));
        let (top, bottom) = view.y_of(passage.span);
        if !passage.is_beside() {
            let near = numbered.iter().filter(|(_, side, y)| *side == passage.side && (y - top).abs() < FAR * 2.0);
            let near: Vec<usize> = near.map(|&(other, ..)| other).collect();
            if near.contains(&passage.other) {
                continue;
            }
            numbered.push((passage.other, passage.side, top));
            // Below those that stand there: beside them is the text.
            let below = near.len() as f32 * theme::size::TINY;
            let inwards = if passage.side == Side::Left { FAR } else { -FAR };
            let font = egui::FontId::proportional(theme::size::TINY);
            let number = (passage.other + 1).to_string();
            painter.text(pos2(x + inwards, top + below), egui::Align2::CENTER_TOP, number, font, tokens.text);
            continue;
        }
        shapes.extend(links::styled_line(&[pos2(x, top + 2.0), pos2(x, bottom - 2.0)], passage.kind, stroke));
    }
    painter.extend(shapes);
}

fn is_lit(hovered: Hover, scene: &Scene<'_>, mention: MentionRef) -> bool {
    hovered.mention == Some(mention)
        || hovered.event_id.is_some_and(|event_id| scene.events.of(mention) == Some(event_id))
}

/// The mention at a place among those of the column's article.
pub fn mention_ref(view: &ColumnView, index: usize) -> MentionRef {
    MentionRef { article_id: view.article_id, index: index as u32 }
}

/// The mentions in view with their places in the list.
pub fn mentions_in_view<'a>(
    scene: &Scene<'a>,
    view: &ColumnView,
) -> impl Iterator<Item = (usize, &'a Mention)> + use<'a> {
    let in_view = view.bytes_in_view();
    let span = |mention: &Mention| mention.expression.span;
    let from = scene.mentions.partition_point(|mention| span(mention).end <= in_view.start);
    scene.mentions.iter().enumerate().skip(from).take_while(move |(_, mention)| span(mention).start < in_view.end)
}
