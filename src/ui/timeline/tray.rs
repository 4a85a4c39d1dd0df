//! What has no place on the axis: articles without a publication date, mentions without a calendar date.

use crate::session::{Action, Snapshot};
use crate::ui::numbers::{counted, grouped};
use crate::ui::theme;
use crate::ui::{Hover, ViewContext};
use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Response, RichText, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Articles whose mentions are counted in one frame.
const COUNTED_A_FRAME: usize = 4000;
/// Height of a row, in points.
const ROW_PX: f32 = 24.0;

/// Mentions without a calendar date among the articles shown, counted a little in each frame.
#[derive(Debug, Default)]
pub struct OpenDates {
    generation: (u64, u64),
    next_row: usize,
    count: usize,
}

impl OpenDates {
    /// Counts on; true when all have been counted.
    fn advance(&mut self, snapshot: &Snapshot) -> bool {
        let generation = (snapshot.opened.import, snapshot.view.rows_generation);
        if self.generation != generation {
            *self = Self { generation, ..Self::default() };
        }
        let rows = &snapshot.view.rows;
        let end = (self.next_row + COUNTED_A_FRAME).min(rows.len());
        for &article_id in rows.get(self.next_row..end).unwrap_or(&[]) {
            let mentions = snapshot.opened.mentions.of(article_id);
            let open = mentions.iter().filter(|mention| !mention.is_boilerplate && mention.interval().is_none());
            self.count += open.count();
        }
        self.next_row = end;
        end == rows.len()
    }
}

/// The list of undated articles.
pub fn tray_ui(ui: &mut Ui, context: &mut ViewContext<'_>, open_dates: &mut OpenDates) {
    let tokens = theme::tokens(ui);
    let is_counted = open_dates.advance(context.snapshot);
    if !is_counted {
        ui.ctx().request_repaint();
    }
    let undated = &context.snapshot.view.lanes.undated;
    ui.spacing_mut().item_spacing.y = 2.0;
    let weak = |text: String| RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak);
    let so_far = if is_counted { "" } else { " so far" };
    let open = counted(open_dates.count, "mention has", "mentions have");
    ui.label(weak(format!("{open} no calendar date{so_far}")));
    if undated.is_empty() {
        ui.label(weak("Every article shown has a publication date".to_owned()));
        return;
    }
    ui.label(weak(format!("{} no publication date:", counted(undated.len(), "article has", "articles have"))));
    let area = ScrollArea::vertical().id_salt("undated").auto_shrink(false);
    area.show_rows(ui, ROW_PX, undated.len(), |ui, rows| {
        for &article_id in undated.get(rows).unwrap_or(&[]) {
            let Some(article) = context.snapshot.article(article_id) else { continue };
            let title = article.shown_title();
            let tip = format!("{} · {title}", article.outlet().unwrap_or("Unknown outlet"));
            let response = row_ui(ui, &title, context.hovered.article_id == Some(article_id)).on_hover_text(tip);
            if response.hovered() || response.has_focus() {
                context.next_hover = Hover { article_id: Some(article_id), ..Hover::default() };
            }
            if response.clicked() {
                context.actions.push(Action::OpenInReader(article_id, None));
            }
        }
    });
}

/// A row that can be clicked.
fn row_ui(ui: &mut Ui, title: &str, is_lit: bool) -> Response {
    let tokens = theme::tokens(ui);
    let size = vec2(ui.available_width() - 8.0, ROW_PX);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, title));
    let is_lit = is_lit || response.hovered();
    if is_lit {
        ui.painter().rect_filled(rect, 5.0, tokens.hover);
    }
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 5.0, Stroke::new(1.5, tokens.accent), StrokeKind::Inside);
    }
    let color = if is_lit { tokens.text_strong } else { tokens.text };
    let format = TextFormat::simple(FontId::proportional(theme::size::SMALL), color);
    let mut job = LayoutJob::single_section(title.to_owned(), format);
    job.wrap = TextWrapping::truncate_at_width(rect.width() - 12.0);
    let galley = ui.painter().layout_job(job);
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(rect.left() + 6.0, top.round()), galley, color);
    response
}

/// What the button that opens the list says.
pub fn tray_name(undated_count: usize) -> String {
    let articles = if undated_count == 1 { "article" } else { "articles" };
    format!("Undated: {} {articles}", grouped(undated_count))
}
