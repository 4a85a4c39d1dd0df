//! What only one of two articles says: two lists at the foot of the reader, each row a way into its text.

use crate::compare::{Comparison, FactKind};
use crate::corpus::Article;
use crate::session::{Action, Snapshot};
use crate::text::Span;
use crate::ui::ViewContext;
use crate::ui::theme::{size, tokens};
use egui::accesskit::Role;
use egui::{FontId, Rangef, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};
use std::sync::Arc;

/// Height of a row, in points.
const ROW: f32 = 22.0;
/// Height of the open lists, in points.
const HEIGHT: f32 = 150.0;
/// Height of the line that the lists have where they are closed, in points.
const HEAD: f32 = 30.0;

/// Room between the lists where they share the width, in points.
const GAP: f32 = 12.0;
/// No list is narrower, in points.
const NARROWEST: f32 = 120.0;

/// What is listed: sentences, or facts of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Are the lists open?
    pub is_open: bool,
    /// Facts of which kind; sentences when none.
    pub facts: Option<FactKind>,
}

/// Room that the lists take.
pub fn height(listed: Listed) -> f32 {
    if listed.is_open { HEIGHT + 2.0 * HEAD } else { HEAD }
}

/// One row: where it leads, and what it says. Made ready for painting only where it is in view.
struct Row<'a> {
    span: Span,
    wording: &'a str,
}

/// Shows the lists of the columns `left` and `left + 1`, each below its text as far as that is in view: `sides` says where
/// the texts stand.
pub fn lists_ui(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    left: usize,
    sides: Option<(Rangef, Rangef)>,
    listed: &mut Listed,
) {
    let snapshot = context.snapshot;
    let Some(comparison) = snapshot.reader.comparison(left, left + 1).cloned() else { return };
    if listed.is_open {
        kinds_ui(ui, &comparison, listed);
    }
    let top_left = ui.cursor().min;
    let whole = Rangef::new(top_left.x, ui.max_rect().right());
    for (side, place) in places(whole, sides).into_iter().enumerate() {
        let column = left + side;
        let Some(article) = article_of(snapshot, column) else { continue };
        let rows = rows(&comparison, &article, side == 0, listed.facts);
        let bottom = top_left.y + if listed.is_open { height(*listed) - HEAD } else { HEAD };
        let room = egui::Rect::from_x_y_ranges(place, top_left.y..=bottom);
        let mut child = ui.new_child(UiBuilder::new().id_salt(("only", side)).max_rect(room));
        child.set_clip_rect(room.intersect(ui.clip_rect()));
        let what = listed.facts.filter(|_| listed.is_open).map_or("", plural);
        let gap = if what.is_empty() { "" } else { " " };
        let heading = format!("Only in {}{gap}{what} ({})", name_with_colon(snapshot, column, what), rows.len());
        child.horizontal(|ui| {
            let (mark, sign) = ui.allocate_exact_size(vec2(10.0, 10.0), Sense::CLICK);
            triangle(ui, mark, listed.is_open);
            let button = ui.add(egui::Button::new(RichText::new(heading).size(size::SMALL)).frame(false).truncate());
            if button.on_hover_text("What has no counterpart in the other article").clicked() || sign.clicked() {
                listed.is_open = !listed.is_open;
            }
        });
        if listed.is_open {
            rows_ui(&mut child, context, column, &rows);
        }
    }
    ui.advance_cursor_after_rect(egui::Rect::from_min_size(top_left, vec2(whole.span(), HEAD)));
}

/// Room of both lists within `whole`: below the texts, or half of it each where a text is out of view.
fn places(whole: Rangef, sides: Option<(Rangef, Rangef)>) -> [Rangef; 2] {
    let in_view = |side: Rangef| Rangef::new(side.min.max(whole.min), side.max.min(whole.max));
    let below = sides.map(|(a, b)| [in_view(a), in_view(b)]);
    let middle = whole.center();
    let halves = [Rangef::new(whole.min, middle - GAP / 2.0), Rangef::new(middle + GAP / 2.0, whole.max)];
    below.filter(|places| places.iter().all(|place| place.span() >= NARROWEST)).unwrap_or(halves)
}

fn name_with_colon(snapshot: &Snapshot, column: usize, what: &str) -> String {
    let name = short_name(snapshot, column);
    if what.is_empty() { name } else { format!("{name}:") }
}

/// The choice of what is listed.
fn kinds_ui(ui: &mut Ui, comparison: &Comparison, listed: &mut Listed) {
    let sentences = comparison.only_a.len() + comparison.only_b.len();
    let facts =
        |kind: FactKind| comparison.facts_a.iter().chain(&comparison.facts_b).filter(|fact| fact.kind == kind).count();
    ui.horizontal(|ui| {
        ui.set_height(HEAD - 6.0);
        ui.selectable_value(&mut listed.facts, None, format!("Sentences ({sentences})"));
        for kind in FactKind::ALL {
            let name = crate::ui::why::capitalised(plural(kind));
            ui.selectable_value(&mut listed.facts, Some(kind), format!("{name} ({})", facts(kind)));
        }
    });
}

fn plural(kind: FactKind) -> &'static str {
    match kind {
        FactKind::Figure => "figures",
        FactKind::Name => "names",
        FactKind::Quotation => "quotations",
        FactKind::Date => "dates",
    }
}

fn rows<'a>(comparison: &'a Comparison, article: &'a Article, is_left: bool, facts: Option<FactKind>) -> Vec<Row<'a>> {
    let (sentences, all_facts) =
        if is_left { (&comparison.only_a, &comparison.facts_a) } else { (&comparison.only_b, &comparison.facts_b) };
    match facts {
        None => sentences.iter().map(|&span| Row { span, wording: span.slice(&article.text) }).collect(),
        Some(kind) => {
            let facts = all_facts.iter().filter(|fact| fact.kind == kind);
            facts.map(|fact| Row { span: fact.span, wording: &fact.wording }).collect()
        }
    }
}

/// Points down at an open list, right at a closed one.
fn triangle(ui: &Ui, room: egui::Rect, is_open: bool) {
    let turned = |x: f32, y: f32| room.center() + if is_open { vec2(y, x) } else { vec2(x, y) };
    let corners = vec![turned(-2.0, -4.0), turned(3.0, 0.0), turned(-2.0, 4.0)];
    ui.painter().add(egui::Shape::convex_polygon(corners, tokens(ui).text_weak, egui::Stroke::NONE));
}

fn rows_ui(ui: &mut Ui, context: &mut ViewContext<'_>, column: usize, rows: &[Row<'_>]) {
    let tokens = tokens(ui);
    if rows.is_empty() {
        ui.label(RichText::new("Nothing that the other has not").small().color(tokens.text_weak));
        return;
    }
    let target = context.snapshot.reader.columns.get(column).and_then(|column| column.target);
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical().id_salt(("only-in", column)).auto_shrink(false).show_rows(
        ui,
        ROW,
        rows.len(),
        |ui, shown| {
            for Row { span, wording } in rows.get(shown).unwrap_or_default() {
                let wording = super::blocks::painted(wording);
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                let is_target = target == Some(*span);
                response.widget_info(|| WidgetInfo::selected(Role::ListItem, true, is_target, &wording));
                if is_target || response.hovered() || response.has_focus() {
                    let fill = if is_target { tokens.selected } else { tokens.hover };
                    ui.painter().rect_filled(rect, egui::CornerRadius::same(4), fill);
                }
                let font = FontId::proportional(size::BODY);
                let mut job = egui::text::LayoutJob::simple_singleline(wording, font, tokens.text);
                job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width() - 12.0);
                let galley = ui.painter().layout_job(job);
                ui.painter().galley(rect.min + vec2(6.0, (ROW - galley.size().y) / 2.0), galley, tokens.text);
                if response.clicked() {
                    context.request(Action::JumpTo(column, *span));
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
pub fn short_name(snapshot: &Snapshot, column: usize) -> String {
    let Some(article) = article_of(snapshot, column) else { return String::new() };
    let is_same = |other: usize| {
        other != column && article_of(snapshot, other).is_some_and(|other| other.outlet() == article.outlet())
    };
    match article.outlet() {
        Some(outlet) if !(0..snapshot.reader.columns.len()).any(is_same) => outlet.to_owned(),
        _ => article.shown_title(),
    }
}
