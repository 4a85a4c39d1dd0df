//! Who is quoted saying what in several articles, in place of the table.
//!
//! A line for each quotation as the earliest article has it, those of most outlets first; below it a line for each place where
//! the words were altered, or for every place. A click or Enter opens the article at the quotation; with Shift, the place beside
//! the earliest. [`places`] (what stands on which line), [`rows`] (painting one).

mod places;
mod rows;

use super::check::check_ui;
use super::list::{ListShape, ListView, list_ui};
use super::numbers::{counted, grouped};
use super::{ViewContext, theme};
use crate::session::snapshot::ListedQuotation;
use crate::session::{Action, Snapshot};
use crate::text::Span;
use crate::work::Progress;
use egui::{Align, Align2, FontId, Layout, Rect, RichText, Sense, Stroke, Ui, UiBuilder, Vec2};
use places::{Line, Places};

/// What the panel alone needs to remember.
#[derive(Debug, Default)]
pub struct QuotationsView {
    list: ListView,
    /// Every place stands on a line of its own, not only those where words were altered.
    shows_all: bool,
    places: Places,
}

/// Paints the quotations into the room that `ui` has. `takes_focus` gives them the keyboard.
pub fn quotations_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut QuotationsView, takes_focus: bool) {
    let rect = ui.available_rect_before_wrap();
    ui.allocate_rect(rect, Sense::hover());
    let snapshot = context.snapshot;
    let shown = &snapshot.quotations;
    view.list.wants_focus |= takes_focus;
    let bar = Rect::from_min_size(rect.min, Vec2::new(rect.width(), theme::row_height(ui)));
    bar_ui(ui, bar, context.snapshot, &mut view.shows_all);
    if view.places.follow(shown, view.shows_all) {
        view.list.reset();
    }
    let body = Rect::from_min_max(bar.left_bottom(), rect.max);
    if shown.groups.is_empty() {
        let font = FontId::proportional(theme::size::BODY);
        let color = theme::tokens(ui).text_weak;
        ui.painter().with_clip_rect(body).text(body.center(), Align2::CENTER_CENTER, empty_text(snapshot), font, color);
        return;
    }
    let row_count = view.places.lines.len();
    let name = format!("Quotations, {row_count} rows");
    let shape =
        ListShape { id: "quotations", name: &name, row_count, opens_at_click: true, row_height: rows::ROW_HEIGHT };
    let QuotationsView { list, places, .. } = view;
    let mut compared = None;
    let chosen = list_ui(ui, body, shape, list, &mut |ui, row, place| {
        let Some(&line) = places.lines.get(row) else { return String::new() };
        let Some(listed) = shown.groups.get(line.group as usize) else { return String::new() };
        let changes = places.changes.of(snapshot, listed, line);
        let (label, wants_comparison) = rows::row_ui(ui, snapshot, listed, line, &changes, place);
        if wants_comparison {
            compared = Some(line);
        }
        label
    });
    let line_at = |row: usize| places.lines.get(row).copied();
    let is_beside = ui.input(|input| input.modifiers.shift);
    let action = match (compared, chosen.and_then(line_at)) {
        (Some(line), _) => comparison(&shown.groups, line),
        (None, Some(line)) if is_beside && line.place > 0 => comparison(&shown.groups, line),
        (None, Some(line)) => {
            passage(&shown.groups, line).map(|(article_id, span)| Action::OpenInReader(article_id, Some(span)))
        }
        (None, None) => None,
    };
    context.actions.extend(action);
}

/// Where the place of a line is.
fn passage(groups: &[ListedQuotation], line: Line) -> Option<(crate::corpus::ArticleId, Span)> {
    let quoted = groups.get(line.group as usize)?.group.quoted.get(line.place as usize)?;
    Some((quoted.article_id, quoted.quotation.span))
}

/// The earliest place and that of a line beside each other.
fn comparison(groups: &[ListedQuotation], line: Line) -> Option<Action> {
    let earliest = passage(groups, Line { place: 0, ..line })?;
    Some(Action::ComparePassages(vec![earliest, passage(groups, line)?]))
}

/// What is listed, and how far finding it is.
fn bar_ui(ui: &mut Ui, rect: Rect, snapshot: &Snapshot, shows_all: &mut bool) {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 0.0, tokens.panel);
    let inside = rect.shrink2(Vec2::new(8.0, 0.0));
    let mut bar = ui.new_child(UiBuilder::new().max_rect(inside).layout(Layout::left_to_right(Align::Center)));
    bar.shrink_clip_rect(rect);
    check_ui(&mut bar, shows_all, RichText::new("Every place").size(theme::size::SMALL))
        .on_hover_text("List every article that has a quotation, not only those that alter its words");
    let text = match snapshot.quotations.finding.as_ref().map(Progress::count) {
        Some(count) => {
            bar.ctx().request_repaint_after(std::time::Duration::from_millis(100));
            format!("Reading quotations, {} of {} articles", grouped(count.done), grouped(count.total))
        }
        None => {
            counted(snapshot.quotations.groups.len(), "quotation in several articles", "quotations in several articles")
        }
    };
    bar.with_layout(Layout::right_to_left(Align::Center), |ui| {
        ui.add(egui::Label::new(RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak)).truncate());
    });
    ui.painter().hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, tokens.separator));
}

/// Why there is nothing, and what to do next.
fn empty_text(snapshot: &Snapshot) -> &'static str {
    if snapshot.opened.corpus.is_empty() && snapshot.opened.reading.is_none() {
        "Nothing is open: drop a folder here, or open one"
    } else if snapshot.quotations.finding.is_some() || snapshot.view.is_pending {
        "Reading quotations…"
    } else if snapshot.view.is_filtered() {
        "No quotation stands in several of the articles shown: loosen a filter to see more"
    } else {
        "No quotation stands in several of these articles"
    }
}
