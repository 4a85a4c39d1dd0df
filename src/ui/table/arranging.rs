//! Moving the columns, making them wider, hiding them: by the mouse, by keys on a heading, by a heading's menu.

use super::columns::{Placed, wished};
use super::naming::{explained, full_title};
use crate::session::{Action, Column, Habit, TableColumns};
use crate::ui::check::check_box_ui;
use crate::ui::{ViewContext, Wanted, theme};
use egui::{CursorIcon, EventFilter, Key, Modifiers, Pos2, Rect, Response, Sense, Stroke, Ui, Vec2};

/// How far beside the line between two headings the pointer holds it, in points.
const REACH: f32 = 4.0;
/// How much a key makes a column wider, in points.
const KEY_STEP: f32 = 12.0;

/// A column that is being moved or made wider, until the pointer lets go.
#[derive(Debug, Default)]
pub(super) struct Arranging {
    /// The columns with the one that is being made wider.
    resizing: Option<(TableColumns, Column)>,
    /// The column that is being moved, and which one it would stand before.
    moving: Option<(Column, Option<Column>)>,
}

impl Arranging {
    /// The columns as they shall be painted now.
    pub(super) fn columns<'a>(&'a self, wanted: &'a TableColumns) -> &'a TableColumns {
        self.resizing.as_ref().map_or(wanted, |(columns, _)| columns)
    }
}

/// Reads pointer, keys and menus of the headings.
pub(super) fn arrange_ui(
    ui: &Ui,
    rect: Rect,
    columns: &[Placed],
    headings: Vec<(Column, Response)>,
    context: &mut ViewContext<'_>,
    arranging: &mut Arranging,
) {
    for (column, response) in headings {
        if response.has_focus() {
            keys(ui, &response, column, context);
        }
        if response.dragged() {
            let pointer = response.interact_pointer_pos().map_or(rect.left(), |at| at.x - rect.left());
            let before = columns.iter().find(|place| pointer < place.left + place.width / 2.0);
            arranging.moving = Some((column, before.map(|place| place.column)));
            ui.set_cursor_icon(CursorIcon::Grabbing);
        }
        if response.drag_stopped()
            && let Some((column, before)) = arranging.moving.take()
        {
            context.request(Action::SetHabit(Habit::Columns(context.snapshot.settings.columns.moved(column, before))));
        }
        response.context_menu(|ui| menu_ui(ui, context));
    }
    if let Some((column, before)) = arranging.moving {
        moving_ui(ui, rect, columns, column, before);
    }
    let title = columns.iter().position(|place| place.column == Column::Title).unwrap_or(0);
    for (index, pair) in columns.windows(2).enumerate() {
        let [left, right] = pair else { continue };
        // The title takes what the others leave: a line moves the column on its other side.
        let (column, sign) = if index < title { (left.column, 1.0) } else { (right.column, -1.0) };
        edge_ui(ui, rect, rect.left() + right.left, (column, sign), context, arranging);
    }
}

/// The line between two headings.
fn edge_ui(
    ui: &Ui,
    rect: Rect,
    x: f32,
    (column, sign): (Column, f32),
    context: &mut ViewContext<'_>,
    arranging: &mut Arranging,
) {
    let tokens = theme::tokens(ui);
    let place = Rect::from_center_size(Pos2::new(x, rect.center().y), Vec2::new(2.0 * REACH, rect.height()));
    let response = ui.interact(place, ui.scope_id().with(("edge", column)), Sense::DRAG | Sense::CLICK);
    let label = format!("Width of the column {}", explained(column).0);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, &label));
    let wanted = context.snapshot.settings.columns.clone();
    let step = if response.has_focus() { width_step(ui, &response) } else { 0.0 };
    if step != 0.0 {
        let width = wished(&wanted, column) + sign * step;
        context.request(Action::SetHabit(Habit::Columns(wanted.resized(column, Some(width)))));
    }
    if response.dragged() {
        let known = arranging.resizing.take().map_or_else(|| wanted.clone(), |(columns, _)| columns);
        let width = wished(&known, column) + sign * response.drag_delta().x;
        arranging.resizing = Some((known.resized(column, Some(width)), column));
    }
    let is_held = arranging.resizing.as_ref().is_some_and(|(_, held)| *held == column);
    if response.drag_stopped()
        && is_held
        && let Some((columns, _)) = arranging.resizing.take()
    {
        context.request(Action::SetHabit(Habit::Columns(columns)));
    }
    if response.double_clicked() {
        context.request(Action::SetHabit(Habit::Columns(wanted.resized(column, None))));
    }
    let is_active = response.hovered() || response.dragged() || response.has_focus();
    if is_active {
        ui.set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let stroke =
        if is_active { Stroke::new(2.0, tokens.accent) } else { Stroke::new(1.0, theme::faded(tokens.separator, 0.8)) };
    ui.painter().vline(x, rect.y_range().shrink(if is_active { 0.0 } else { 7.0 }), stroke);
    response.on_hover_text("Drag to make wider or narrower; double click for the usual width");
}

/// How far the keys move a line to the right, in points.
fn width_step(ui: &Ui, response: &Response) -> f32 {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let pressed = |key| ui.input_mut(|input| f32::from(input.consume_key(Modifiers::NONE, key)));
    KEY_STEP * (pressed(Key::ArrowRight) - pressed(Key::ArrowLeft))
}

/// Shows where a column that is being moved would stand.
fn moving_ui(ui: &Ui, rect: Rect, columns: &[Placed], column: Column, before: Option<Column>) {
    let tokens = theme::tokens(ui);
    let end = columns.last().map_or(0.0, |last| last.left + last.width);
    let left = columns.iter().find(|place| Some(place.column) == before).map_or(end, |place| place.left);
    let x = (rect.left() + left).clamp(rect.left() + 1.0, rect.right() - 1.0);
    ui.painter().vline(x, rect.y_range(), Stroke::new(2.0, tokens.accent));
    let Some(place) = columns.iter().find(|place| place.column == column) else { return };
    let cell = Rect::from_min_size(rect.min + Vec2::new(place.left, 0.0), Vec2::new(place.width, rect.height()));
    ui.painter().rect_filled(cell, 0.0, theme::faded(tokens.accent, 0.2));
}

/// Alt and an arrow move the column; Delete hides it.
fn keys(ui: &Ui, response: &Response, column: Column, context: &mut ViewContext<'_>) {
    let filter = EventFilter { horizontal_arrows: ui.input(|input| input.modifiers.alt), ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let wanted = &context.snapshot.settings.columns;
    let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
    let next = if pressed(Modifiers::ALT, Key::ArrowRight) {
        wanted.stepped(column, true)
    } else if pressed(Modifiers::ALT, Key::ArrowLeft) {
        wanted.stepped(column, false)
    } else if pressed(Modifiers::NONE, Key::Delete) {
        wanted.toggled(column)
    } else {
        return;
    };
    context.request(Action::SetHabit(Habit::Columns(next)));
}

/// Every column with a tick where it is shown.
fn menu_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let wanted = &context.snapshot.settings.columns;
    let shown = wanted.shown();
    for column in Column::ALL {
        let mut is_shown = shown.contains(&column);
        let is_free = column != Column::Title;
        let check = egui::Checkbox::new(&mut is_shown, full_title(column));
        if check_box_ui(ui, is_free, check).clicked() {
            context.request(Action::SetHabit(Habit::Columns(wanted.toggled(column))));
        }
    }
    ui.separator();
    if ui.button("Columns…").clicked() {
        context.wanted = Some(Wanted::TableColumns);
        ui.close();
    }
    if ui.button("Usual Columns").clicked() {
        context.request(Action::SetHabit(Habit::Columns(TableColumns::default())));
        ui.close();
    }
}
