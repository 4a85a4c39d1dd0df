//! Who else says a passage, in place of the table: the passages most like it, one an article, best first.
//!
//! A click or Enter opens an answer in the reader, beside the article that was asked from. [`rows`] (painting one).

mod rows;

use super::check::check_ui;
use super::lines::{line, without_breaks};
use super::list::{ListShape, ListView, list_ui};
use super::numbers::counted;
use super::{ViewContext, theme};
use crate::session::{Action, Snapshot};
use egui::{Align, Align2, FontId, Layout, Pos2, Rect, RichText, Sense, Stroke, Ui, UiBuilder, Vec2};

/// Height of the line with the passage that was asked for, in points.
const ASKED_HEIGHT: f32 = 28.0;

/// What the panel alone needs to remember.
#[derive(Debug, Default)]
pub struct WhoElseView {
    list: ListView,
    /// Which answers the list was last at the top of.
    generation: u64,
}

/// Paints the answers into the room that `ui` has. `takes_focus` gives them the keyboard.
pub fn who_else_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut WhoElseView, takes_focus: bool) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let snapshot = context.snapshot;
    let shown = &snapshot.who_else;
    view.list.wants_focus |= takes_focus;
    if view.generation != shown.generation {
        view.generation = shown.generation;
        view.list.reset();
    }
    let asked = Rect::from_min_size(rect.min, Vec2::new(rect.width(), ASKED_HEIGHT));
    let bar = Rect::from_min_size(asked.left_bottom(), Vec2::new(rect.width(), theme::row_height(ui)));
    let body = Rect::from_min_max(bar.left_bottom(), rect.max);
    asked_ui(ui, asked, context);
    bar_ui(ui, bar, context);
    if shown.found.is_empty() || shown.asked.is_none() {
        empty_ui(ui, body, snapshot);
        return;
    }
    let row_count = shown.found.len();
    let name = format!("Who else says this, {row_count} rows");
    let shape =
        ListShape { id: "who else", name: &name, row_count, opens_at_click: true, row_height: rows::ROW_HEIGHT };
    let chosen = list_ui(ui, body, shape, &mut view.list, &mut |ui, row, place| {
        shown.found.get(row).map_or_else(String::new, |alike| rows::row_ui(ui, snapshot, alike, place))
    });
    if let Some(alike) = chosen.and_then(|row| shown.found.get(row)) {
        context.request(Action::OpenWhoElse(alike.article_id, alike.span));
    }
}

/// The passage that was asked for; a click leads back to it.
fn asked_ui(ui: &mut Ui, rect: Rect, context: &mut ViewContext<'_>) {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    let Some(asked) = &context.snapshot.who_else.asked else { return };
    let passage = format!("“{}”", without_breaks(asked.passage.trim()));
    let font = theme::reading(theme::size::BODY);
    let galley = line(ui, &passage, &font, tokens.text_strong, (rect.width() - 24.0).max(8.0));
    let response = ui.interact(rect, ui.scope_id().with("asked passage"), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, 0.0, tokens.hover);
    }
    if response.has_focus() {
        let stroke = Stroke::new(1.5, tokens.accent);
        ui.painter().rect_stroke(rect.shrink(1.0), 4.0, stroke, egui::StrokeKind::Inside);
    }
    let at = Pos2::new(rect.left() + 12.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().with_clip_rect(rect).galley(at, galley, tokens.text_strong);
    let label = format!("Asked for: {passage}");
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.clicked() {
        context.request(Action::OpenInReader(asked.article_id, Some(asked.span)));
    }
    response.on_hover_text("Back to the passage that was asked for");
}

/// Among which articles is asked.
fn bar_ui(ui: &mut Ui, rect: Rect, context: &mut ViewContext<'_>) {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    let shown = &context.snapshot.who_else;
    let (mut hides, mut is_filtered) = (shown.hides_copies, shown.is_filtered);
    let inside = rect.shrink2(Vec2::new(8.0, 0.0));
    let mut bar = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)));
    bar.shrink_clip_rect(rect);
    let small = |text: &str| RichText::new(text).size(theme::size::SMALL);
    let hint = "Tell only the best of copies of one article, and no copy of the one that was asked from";
    if check_ui(&mut bar, &mut hides, small("Hide copies")).on_hover_text(hint).changed() {
        context.request(Action::ToggleWhoElseCopies);
    }
    let hint = "Ask among the articles that the filters leave, not among all";
    if check_ui(&mut bar, &mut is_filtered, small("Only what is filtered")).on_hover_text(hint).changed() {
        context.request(Action::ToggleWhoElseFilter);
    }
    bar.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let text = match (shown.is_pending, shown.found.len()) {
            (true, _) => "Looking…".to_owned(),
            (false, 0) => String::new(),
            (false, count) => counted(count, "article", "articles"),
        };
        ui.add(egui::Label::new(small(&text).color(tokens.text_weak)).truncate());
    });
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.separator));
}

/// Why there is nothing, and what to do next.
fn empty_ui(ui: &Ui, rect: Rect, snapshot: &Snapshot) {
    let shown = &snapshot.who_else;
    let (text, advice) = if shown.asked.is_none() {
        ("Who else says this?", "Select a sentence in the reader and press W, or right-click it")
    } else if shown.is_pending {
        ("Looking…", "")
    } else if shown.is_filtered {
        ("Nobody else says this among the articles that the filters leave", "Ask among all of them, or loosen a filter")
    } else if shown.hides_copies {
        ("Nobody else says this, but for copies", "Show the copies too, or ask for a longer passage")
    } else {
        ("Nobody else says this", "Ask for a longer passage, or one with names and figures")
    };
    let tokens = theme::tokens(ui);
    let painter = ui.painter().with_clip_rect(rect);
    let (body, small) = (FontId::proportional(theme::size::BODY), FontId::proportional(theme::size::SMALL));
    let center = rect.center();
    painter.text(center - Vec2::new(0.0, 11.0), Align2::CENTER_CENTER, text, body, tokens.text);
    painter.text(center + Vec2::new(0.0, 11.0), Align2::CENTER_CENTER, advice, small, tokens.text_weak);
}
