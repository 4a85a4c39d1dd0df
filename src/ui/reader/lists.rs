//! What only one of two articles says: two lists at the foot of the reader, each row a way into its text.

use crate::corpus::Article;
use crate::session::{Action, Snapshot};
use crate::text::Span;
use crate::ui::ViewContext;
use crate::ui::theme::{size, tokens};
use egui::accesskit::Role;
use egui::{FontId, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use std::sync::Arc;

/// Height of a row, in points.
const ROW: f32 = 22.0;
/// Height of the open lists, in points.
const HEIGHT: f32 = 150.0;

/// Room that the lists take.
pub fn height(is_open: bool) -> f32 {
    if is_open { HEIGHT + 30.0 } else { 30.0 }
}

/// Shows the lists of the columns `left` and `left + 1`.
pub fn lists_ui(ui: &mut Ui, context: &mut ViewContext<'_>, left: usize, is_open: &mut bool) {
    let snapshot = context.snapshot;
    let Some(comparison) = snapshot.reader.comparison(left).cloned() else { return };
    let sides = [(left, &comparison.only_a), (left + 1, &comparison.only_b)];
    let width = (ui.available_width() - 12.0) / 2.0;
    let top_left = ui.cursor().min;
    for (index, (column, spans)) in sides.into_iter().enumerate() {
        let Some(article) = article_of(snapshot, column) else { continue };
        let corner = top_left + vec2(index as f32 * (width + 12.0), 0.0);
        let room = egui::Rect::from_min_size(corner, vec2(width, height(*is_open)));
        let mut side = ui.new_child(UiBuilder::new().id_salt(("only", index)).max_rect(room));
        side.set_clip_rect(room.intersect(ui.clip_rect()));
        let heading = format!("Only in {} ({})", short_name(snapshot, column), spans.len());
        let text = RichText::new(heading).size(size::SMALL);
        side.horizontal(|ui| {
            let (mark, _) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::hover());
            triangle(ui, mark, *is_open);
            let button = ui.add(egui::Button::new(text).frame(false).truncate());
            if button.on_hover_text("Sentences without a counterpart in the other article").clicked() {
                *is_open = !*is_open;
            }
        });
        if *is_open {
            rows_ui(&mut side, context, column, &article, spans);
        }
    }
    ui.advance_cursor_after_rect(egui::Rect::from_min_size(top_left, vec2(width * 2.0 + 12.0, height(*is_open))));
}

/// Points down at an open list, right at a closed one.
fn triangle(ui: &Ui, room: egui::Rect, is_open: bool) {
    let turned = |x: f32, y: f32| room.center() + if is_open { vec2(y, x) } else { vec2(x, y) };
    let corners = vec![turned(-2.0, -4.0), turned(3.0, 0.0), turned(-2.0, 4.0)];
    ui.painter().add(egui::Shape::convex_polygon(corners, tokens(ui).text_weak, egui::Stroke::NONE));
}

fn rows_ui(ui: &mut Ui, context: &mut ViewContext<'_>, column: usize, article: &Article, spans: &[Span]) {
    let tokens = tokens(ui);
    if spans.is_empty() {
        ui.label(RichText::new("Nothing: every sentence has a counterpart").small().color(tokens.text_weak));
        return;
    }
    let target = context.snapshot.reader.columns.get(column).and_then(|column| column.target);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt(("only-in", column)).auto_shrink(false).show_rows(
        ui,
        ROW,
        spans.len(),
        |ui, rows| {
            for index in rows {
                let Some(&span) = spans.get(index) else { continue };
                let sentence = super::blocks::painted(span.slice(&article.text));
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                let is_target = target == Some(span);
                response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_target, &sentence));
                if is_target || response.hovered() || response.has_focus() {
                    let fill = if is_target { tokens.selected } else { tokens.hover };
                    ui.painter().rect_filled(rect, egui::CornerRadius::same(4), fill);
                }
                let font = FontId::proportional(size::BODY);
                let mut job = egui::text::LayoutJob::simple_singleline(sentence, font, tokens.text);
                job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 12.0);
                let galley = ui.painter().layout_job(job);
                ui.painter().galley(rect.min + vec2(6.0, (ROW - galley.size().y) / 2.0), galley, tokens.text);
                if response.clicked() {
                    context.request(Action::JumpTo(column, span));
                }
            }
        },
    );
}

fn article_of(snapshot: &Snapshot, column: usize) -> Option<Arc<Article>> {
    let column = snapshot.reader.columns.get(column)?;
    snapshot.article(column.article_id)
}

/// The outlet, or where it is unknown or both are of the same outlet, the title.
fn short_name(snapshot: &Snapshot, column: usize) -> String {
    let Some(article) = article_of(snapshot, column) else { return String::new() };
    let is_same = |other: usize| {
        other != column && article_of(snapshot, other).is_some_and(|other| other.outlet() == article.outlet())
    };
    match article.outlet() {
        Some(outlet) if !(0..snapshot.reader.columns.len()).any(is_same) => outlet.to_owned(),
        _ => article.shown_title(),
    }
}
