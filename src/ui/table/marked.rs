//! What the user notes of the article of a row: tags, a tick where it was reviewed, a leaf where there is a note.

use crate::corpus::ArticleId;
use crate::search::Marks;
use crate::session::Action;
use crate::text::visual;
use crate::ui::numbers::counted;
use crate::ui::{ViewContext, Wanted, theme};
use egui::{FontId, Pos2, Rect, Stroke, StrokeKind, Ui, Vec2, pos2};
use std::sync::Arc;

/// Share of a title's cell that tags may take.
const MOST_SHARE: f32 = 0.4;
/// Room between two marks, in points.
const GAP: f32 = 5.0;
/// Width of a tick or a leaf, in points.
const ICON: f32 = 11.0;

/// Paints the marks of an article at the right of its title. Gives the width that they take.
pub(super) fn marked_ui(ui: &Ui, cell: Rect, article_id: ArticleId, marks: &Marks) -> f32 {
    let tokens = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(cell.intersect(ui.clip_rect()));
    let mut right = cell.right() - GAP;
    let icon = |right: &mut f32| {
        let rect = Rect::from_center_size(pos2(*right - ICON / 2.0, cell.center().y), Vec2::splat(ICON));
        *right -= ICON + GAP;
        rect
    };
    if marks.reviewed.contains(article_id) {
        let rect = icon(&mut right);
        let at = |x: f32, y: f32| rect.min + Vec2::new(x, y) * ICON;
        painter.line(vec![at(0.05, 0.55), at(0.38, 0.88), at(0.95, 0.15)], Stroke::new(1.8, tokens.accent));
    }
    if marks.notes.contains_key(&article_id) {
        let rect = icon(&mut right);
        painter.rect_stroke(rect, 1.5, Stroke::new(1.2, tokens.text_weak), StrokeKind::Inside);
        for share in [0.38, 0.64] {
            let y = rect.top() + rect.height() * share;
            painter.hline(rect.left() + 2.5..=rect.right() - 2.5, y, Stroke::new(1.0, tokens.text_weak));
        }
    }
    let least = right - cell.width() * MOST_SHARE;
    let tags: Vec<&Arc<str>> = marks.tags_of(article_id).collect();
    let chip = |text: &str| {
        painter.layout_no_wrap(visual(text).into_owned(), FontId::proportional(theme::size::TINY), tokens.text)
    };
    for (place, tag) in tags.iter().enumerate() {
        let mut galley = chip(tag);
        let count = tags.len() - place;
        let others = chip(&if place > 0 { format!("+{count}") } else { counted(count, "tag", "tags") });
        let is_last = place + 1 == tags.len();
        let room = right - least - if is_last { 0.0 } else { others.size().x + 10.0 + GAP };
        let is_cut = galley.size().x + 10.0 > room;
        if is_cut {
            galley = others;
        }
        let size = galley.size() + Vec2::new(10.0, 2.0);
        let rect = Rect::from_min_size(Pos2::new(right - size.x, cell.center().y - size.y / 2.0), size);
        let colour = if is_cut { None } else { marks.colours.get(*tag).copied() };
        let (fill, line) = theme::tag_chip(tokens, colour);
        painter.rect(rect, 7.0, fill, line, StrokeKind::Inside);
        painter.galley(rect.min + Vec2::new(5.0, 1.0), galley, tokens.text);
        right = rect.left() - GAP;
        if is_cut {
            break;
        }
    }
    cell.right() - GAP - right
}

/// What is said of the marks: `, reviewed, with a note, tagged key, later`.
pub(super) fn spoken(article_id: ArticleId, marks: &Marks) -> String {
    let mut spoken = String::new();
    if marks.reviewed.contains(article_id) {
        spoken.push_str(", reviewed");
    }
    if marks.notes.contains_key(&article_id) {
        spoken.push_str(", with a note");
    }
    let tags: Vec<&str> = marks.tags_of(article_id).map(|tag| &**tag).collect();
    if !tags.is_empty() {
        spoken.push_str(", tagged ");
        spoken.push_str(&tags.join(", "));
    }
    spoken
}

/// What the menu of a row offers: of the selected rows where the row is one of them.
pub(super) fn menu_ui(ui: &mut Ui, article_id: ArticleId, context: &mut ViewContext<'_>) {
    let selected = &context.snapshot.selection.article_ids;
    let is_selected = selected.contains(article_id);
    let meant = if is_selected { context.snapshot.acted_on() } else { vec![article_id] };
    if ui.button("Tags…").clicked() {
        context.wanted = Some(if is_selected { Wanted::TagsOfSelected } else { Wanted::Tags(article_id) });
        ui.close();
    }
    let is_reviewed = context.snapshot.view.filter.marks.reviewed.contains(article_id);
    if ui.button(if is_reviewed { "Mark as Not Reviewed" } else { "Mark as Reviewed" }).clicked() {
        context.request(Action::MarkReviewed(meant, !is_reviewed));
        ui.close();
    }
    if ui.button("Note…").clicked() {
        context.wanted = Some(Wanted::Note(article_id, None));
        ui.close();
    }
    ui.separator();
}
