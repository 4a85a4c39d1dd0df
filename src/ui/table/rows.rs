//! The visible rows, the focus, the scroll bar.

use super::TableView;
use super::columns::Placed;
use super::keys::read_keys;
use super::snippets::SnippetsView;
use super::{cells, copies, marked};
use crate::corpus::{Article, ArticleId, FieldName};
use crate::session::{Action, Column, SelectMode};
use crate::text::Span;
use crate::ui::{ViewContext, theme, why};
use egui::{Pos2, Rect, RectAlign, Response, Sense, Stroke, StrokeKind, Ui, UiBuilder, Vec2};

/// Room for the scroll bar, in points.
pub(super) const BAR_WIDTH: f32 = 10.0;

/// What has the keyboard while one is at the rows.
pub fn list_id() -> egui::Id {
    egui::Id::unique("table")
}

/// Paints the visible rows and reads pointer and keys.
pub(super) fn rows_ui(
    ui: &mut Ui,
    rect: Rect,
    columns: &[Placed],
    context: &mut ViewContext<'_>,
    view: &mut TableView,
) {
    let row_count = context.snapshot.view.rows.len();
    let page = (rect.height() / view.row_height).floor().max(1.0) as usize;
    let list_id = list_id();
    let list = ui.interact(rect, list_id, Sense::click_and_drag());
    if std::mem::take(&mut view.wants_focus) {
        list.request_focus();
    }
    let label = format!("Articles, {row_count} rows");
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, &label));
    if list.has_focus() {
        let filter =
            egui::EventFilter { horizontal_arrows: false, vertical_arrows: true, escape: true, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id, filter));
        read_keys(ui, context, view, page.saturating_sub(1).max(1));
    }
    let cursor_row = view.cursor_row(context);
    scroll(ui, rect, view, row_count, cursor_row);
    let first = view.top_row.floor() as usize;
    let row_height = view.row_height;
    let shift = (view.top_row.fract() as f32) * row_height;
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.set_clip_rect(rect);
    let end = (first + page + 2).min(row_count);
    ui.ctx().accesskit_node_builder(list_id, |node| {
        node.set_size_of_set(row_count);
        if let Some(row) = cursor_row.filter(|row| (first..end).contains(row)) {
            node.set_active_descendant(row_id(row).accesskit_id());
        }
    });
    for row in first..end {
        let top = rect.top() + (row - first) as f32 * row_height - shift;
        let width = rect.width() - BAR_WIDTH;
        let place = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(width, row_height));
        row_ui(&mut child, list_id, row, place, columns, context, &mut view.snippets);
    }
    if list.has_focus() {
        focus_ui(ui, rect, first..end, (shift, row_height), cursor_row);
    }
    bar_ui(ui, rect, view, row_count, page);
}

/// The focus ring: around the cursor's row where it is visible, else around the whole list.
fn focus_ui(
    ui: &Ui,
    rect: Rect,
    visible: std::ops::Range<usize>,
    (shift, row_height): (f32, f32),
    cursor_row: Option<usize>,
) {
    let stroke = Stroke::new(1.5, theme::tokens(ui).accent);
    let ring = match cursor_row.filter(|row| visible.contains(row)) {
        Some(row) => {
            let top = rect.top() + (row - visible.start) as f32 * row_height - shift;
            Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(rect.width() - BAR_WIDTH, row_height))
        }
        None => rect,
    };
    ui.painter().with_clip_rect(rect).rect_stroke(ring.shrink(1.0), 2.0, stroke, StrokeKind::Inside);
}

fn row_id(row: usize) -> egui::Id {
    egui::Id::unique(("table row", row))
}

/// Moves the view by the wheel, and so that a cursor moved by keys stays visible.
fn scroll(ui: &Ui, rect: Rect, view: &mut TableView, row_count: usize, cursor_row: Option<usize>) {
    let visible = f64::from(rect.height() / view.row_height);
    if ui.rect_contains_pointer(rect) {
        let wheel = ui.input(|input| input.smooth_scroll_delta().y);
        view.top_row -= f64::from(wheel / view.row_height);
    }
    if let Some(row) = cursor_row.filter(|_| std::mem::take(&mut view.follows_cursor)) {
        let row = row as f64;
        view.top_row = view.top_row.clamp((row + 1.0 - visible).max(0.0), row.max(0.0));
    }
    view.top_row = view.top_row.clamp(0.0, (row_count as f64 - visible).max(0.0));
}

fn row_ui(
    ui: &mut Ui,
    list_id: egui::Id,
    row: usize,
    rect: Rect,
    columns: &[Placed],
    context: &mut ViewContext<'_>,
    snippets: &mut SnippetsView,
) {
    let tokens = theme::tokens(ui);
    let Some(&article_id) = context.snapshot.view.rows.get(row) else { return };
    let Some(article) = snippets.article(context.snapshot, article_id) else { return };
    let is_selected = context.snapshot.selection.article_ids.contains(article_id);
    let is_cursor = context.snapshot.selection.cursor == Some(article_id);
    let child = ui.new_child(UiBuilder::new().id_salt(("row", row)).max_rect(rect).accessibility_parent(list_id));
    let response = child.interact(rect, row_id(row), Sense::CLICK);
    let is_hovered = response.hovered() || context.hovered.article_id == Some(article_id);
    let fill = if is_selected { Some(tokens.selected) } else { is_hovered.then_some(theme::faded(tokens.hover, 0.6)) };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if is_cursor {
        let edge = Rect::from_min_size(rect.min, Vec2::new(3.0, rect.height()));
        ui.painter().rect_filled(edge, 0.0, tokens.accent);
    }
    let met = snippets.of(article_id, &article);
    let dates = context.snapshot.opened.mentions.dated_count(article_id);
    let height = cells::line_height(ui, snippets.is_shown());
    let (mut copies, mut note) = (None, None);
    let marks = &context.snapshot.view.filter.marks;
    for place in columns {
        let mut cell = Rect::from_min_size(rect.min + Vec2::new(place.left, 0.0), Vec2::new(place.width, height));
        if place.column == Column::Title {
            copies = copies::chip_ui(ui, list_id, cell, article_id, context);
            note = copies::note_ui(ui, cell, article_id, context.snapshot).filter(|_| copies.is_none());
            cell.max.x -= copies.as_ref().or(note.as_ref()).map_or(0.0, |chip| chip.width);
            cell.max.x -= marked::marked_ui(ui, cell, article_id, marks);
        }
        cells::cell_ui(ui, cell, place.column, &article, dates, met.as_deref());
    }
    if let Some(met) = &met {
        let below = Rect::from_min_max(Pos2::new(rect.left(), rect.top() + height), rect.max);
        cells::snippet_ui(ui, below, &met.snippet);
    }
    let published = article.published().map_or_else(|| "undated".to_owned(), |interval| interval.to_string());
    let stands = copies.map_or_else(String::new, |chip| format!(", stands for {}", chip.name));
    let noted = note.map_or_else(String::new, |note| format!(", {}", note.name));
    let marked = marked::spoken(article_id, marks);
    let label = format!(
        "{}, {}, {published}{stands}{noted}{marked}",
        article.shown_title(),
        article.outlet().unwrap_or("unknown outlet")
    );
    response.widget_info(|| egui::WidgetInfo::selected(egui::Role::ListBoxOption, true, is_selected, &label));
    ui.ctx().accesskit_node_builder(row_id(row), |node| {
        node.set_position_in_set(row);
        let hits = met.as_ref().map(|met| format!("{}: {}", cells::hits_text(met), met.snippet.text));
        let told: Vec<String> = hits.into_iter().chain(cells::spoken(columns, &article, dates)).collect();
        node.set_description(told.join("; "));
    });
    if response.hovered() {
        context.next_hover.article_id = Some(article_id);
    }
    if response.clicked() {
        clicked(ui, list_id, article_id, context);
    }
    if response.context_menu(|ui| menu_ui(ui, article_id, &article, context)).is_some() {
        // Whose menu it is.
        ui.painter().rect_stroke(rect, 4.0, Stroke::new(1.5, theme::tokens(ui).accent), StrokeKind::Inside);
    }
    let has_dialog = ui.memory(|memory| memory.top_modal_layer().is_some());
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|_| response.contains_pointer());
    let under_pointer = pointer.and_then(|at| {
        columns.iter().find(|place| (place.left..place.left + place.width).contains(&(at.x - rect.left())))
    });
    // What was pointed at last stays explained while the pointer is on its way into the explanation.
    let explained = response.id.with("explained");
    if let Some(place) = under_pointer {
        ui.data_mut(|data| data.insert_temp(explained, place.column));
    }
    let column = ui.data(|data| data.get_temp(explained)).filter(|_| !has_dialog);
    if let Some(place) = columns.iter().find(|place| Some(place.column) == column) {
        let left = rect.left() + place.left;
        let cell = Rect::from_x_y_ranges(left..=left + place.width, rect.y_range());
        let span = explain(&response, cell, |ui| tooltip_ui(ui, place.column, &article));
        if let Some(span) = span {
            context.request(Action::OpenInReader(article_id, Some(span)));
        }
    }
}

fn clicked(ui: &Ui, list_id: egui::Id, article_id: ArticleId, context: &mut ViewContext<'_>) {
    ui.memory_mut(|memory| memory.request_focus(list_id));
    let modifiers = ui.input(|input| input.modifiers);
    if modifiers.shift {
        context.request(Action::Select(article_id, SelectMode::Range));
    } else if modifiers.command {
        context.request(Action::Select(article_id, SelectMode::Toggle));
    } else {
        context.request(Action::Select(article_id, SelectMode::Only));
        context.request(Action::OpenInReader(article_id, None));
    }
}

fn menu_ui(ui: &mut Ui, article_id: ArticleId, article: &Article, context: &mut ViewContext<'_>) {
    let outlet = article.outlet.as_ref().map(|known| known.value.clone());
    let outlet_name = outlet.as_deref().unwrap_or("unknown outlet").to_owned();
    let entries = [
        ("Open in Reader".to_owned(), Action::OpenInReader(article_id, None)),
        ("Add to Comparison".to_owned(), Action::AddToComparison(article_id)),
        (format!("Only {outlet_name}"), Action::OnlyOutlet(outlet)),
        ("Copy Title".to_owned(), Action::Copy(article.shown_title())),
        ("Copy Path".to_owned(), Action::Copy(article.source.path.display().to_string())),
    ];
    marked::menu_ui(ui, article_id, context);
    for (label, action) in entries.into_iter().chain(copies::entries(article_id, context.snapshot)) {
        if ui.button(label).clicked() {
            context.request(action);
            ui.close();
        }
    }
}

/// Explains a cell beside it, where the rows above and below stay free for the pointer on its way; gives what the
/// explanation gives.
fn explain(row: &Response, cell: Rect, content: impl FnOnce(&mut Ui) -> Option<Span>) -> Option<Span> {
    let mut tooltip = egui::Tooltip::for_enabled(row);
    tooltip.popup = tooltip.popup.anchor(cell).align(RectAlign::RIGHT_START).align_alternatives(&[
        RectAlign::LEFT_START,
        RectAlign::BOTTOM_START,
        RectAlign::TOP_START,
    ]);
    tooltip.show(content).and_then(|shown| shown.inner)
}

/// The whole value, and how it is known. Gives the evidence that was clicked, to be shown in the text.
fn tooltip_ui(ui: &mut Ui, column: Column, article: &Article) -> Option<Span> {
    ui.set_max_width(420.0);
    let field = match column {
        Column::Published => FieldName::Published,
        Column::Outlet => FieldName::Outlet,
        Column::Title => FieldName::Title,
        Column::Byline => FieldName::Byline,
        Column::Language => FieldName::Language,
        Column::Match | Column::Words | Column::Mentions | Column::File => {
            ui.label(article.source.doc());
            return None;
        }
    };
    why::why_ui(ui, article, field)
}

/// The scroll bar: dragging it moves through all rows.
fn bar_ui(ui: &mut Ui, rect: Rect, view: &mut TableView, row_count: usize, page: usize) {
    if row_count <= page {
        return;
    }
    let tokens = theme::tokens(ui);
    let track = Rect::from_min_max(Pos2::new(rect.right() - BAR_WIDTH, rect.top()), rect.max);
    let share = (page as f32 / row_count as f32).min(1.0);
    let length = (track.height() * share).max(28.0);
    let most = (row_count as f64 - f64::from(rect.height() / view.row_height)).max(1.0);
    let room = track.height() - length;
    let top = track.top() + room * (view.top_row / most) as f32;
    let knob = Rect::from_min_size(Pos2::new(track.left() + 2.0, top), Vec2::new(BAR_WIDTH - 4.0, length));
    let response = ui.interact(track, egui::Id::unique("table bar"), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ScrollBar, true, "Scroll the table"));
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
        let part = ((at.y - track.top() - length / 2.0) / room.max(1.0)).clamp(0.0, 1.0);
        view.top_row = f64::from(part) * most;
    }
    let color = if response.hovered() || response.dragged() { tokens.text_weak } else { tokens.hover };
    ui.painter().rect_filled(knob, 3.0, color);
}
