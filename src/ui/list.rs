//! A list of any length, in a dialog or in the place of the table: only the visible rows are laid out.
//!
//! For assistive technology it is a list box of which one row is current: the list holds the focus, the keys move the
//! row. Enter and a double click choose it.

use super::lines::line;
use super::theme;
use egui::{Align2, Color32, EventFilter, FontId, Key, Modifiers, Pos2, Rect, Role, Sense, Ui, UiBuilder, Vec2};

/// Height of a row, in points.
pub const ROW_HEIGHT: f32 = 26.0;
/// Room for the scroll bar, in points.
pub const BAR_WIDTH: f32 = 10.0;

/// What a list remembers between frames.
#[derive(Clone, Debug, Default)]
pub struct ListView {
    /// First visible row, with the part of it that is scrolled away.
    top_row: f64,
    /// The current row.
    pub current: usize,
    /// The current row was moved by a key: it must be visible.
    follows: bool,
    /// The list shall take the keyboard focus.
    pub wants_focus: bool,
}

impl ListView {
    /// A list that takes the keyboard focus when it is first shown.
    pub fn focused() -> Self {
        Self { wants_focus: true, ..Self::default() }
    }

    /// Back to the first row.
    pub fn reset(&mut self) {
        (self.top_row, self.current) = (0.0, 0);
    }
}

/// How many rows a list has, and what it is called.
#[derive(Clone, Copy, Debug)]
pub struct ListShape<'a> {
    /// By what it is known from frame to frame.
    pub id: &'static str,
    /// Its accessible name.
    pub name: &'a str,
    /// How many rows.
    pub row_count: usize,
    /// One click chooses a row, not two.
    pub opens_at_click: bool,
    /// Height of a row, in points; usually [`ROW_HEIGHT`].
    pub row_height: f32,
}

/// Paints the visible rows into `rect`. `row_ui` paints one and says how it is called. Tells the row that was chosen.
pub fn list_ui(
    ui: &mut Ui,
    rect: Rect,
    shape: ListShape<'_>,
    view: &mut ListView,
    row_ui: &mut dyn FnMut(&mut Ui, usize, Rect) -> String,
) -> Option<usize> {
    let tokens = theme::tokens(ui);
    ui.painter().rect_filled(rect, 4.0, tokens.content);
    let list_id = egui::Id::unique(("list", shape.id));
    let list = ui.interact(rect, list_id, Sense::click_and_drag());
    if std::mem::take(&mut view.wants_focus) {
        list.request_focus();
    }
    list.widget_info(|| egui::WidgetInfo::labeled(Role::ListBox, true, shape.name));
    view.current = view.current.min(shape.row_count.saturating_sub(1));
    let row_height = shape.row_height;
    let page = (rect.height() / row_height).floor().max(1.0) as usize;
    let mut chosen = None;
    if list.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(list_id, filter));
        chosen = read_keys(ui, view, shape.row_count, page);
    }
    scroll(ui, rect, view, shape);
    let first = view.top_row.floor() as usize;
    let end = (first + page + 2).min(shape.row_count);
    ui.ctx().accesskit_node_builder(list_id, |node| {
        node.set_size_of_set(shape.row_count);
        if (first..end).contains(&view.current) {
            node.set_active_descendant(row_id(shape.id, view.current).accesskit_id());
        }
    });
    let mut child = ui.new_child(UiBuilder::new().max_rect(rect));
    child.shrink_clip_rect(rect);
    for row in first..end {
        let top = rect.top() + ((row as f64 - view.top_row) as f32) * row_height;
        let place = Rect::from_min_size(Pos2::new(rect.left(), top), Vec2::new(rect.width() - BAR_WIDTH, row_height));
        let mut cells =
            child.new_child(UiBuilder::new().id_salt(("list row", row)).max_rect(place).accessibility_parent(list_id));
        let response = cells.interact(place, row_id(shape.id, row), Sense::CLICK);
        let is_current = row == view.current;
        let fill = if is_current { Some(tokens.selected) } else { response.hovered().then_some(tokens.hover) };
        if let Some(fill) = fill {
            cells.painter().rect_filled(place, 0.0, fill);
        }
        let label = row_ui(&mut cells, row, place);
        response.widget_info(|| egui::WidgetInfo::selected(Role::ListBoxOption, true, is_current, &label));
        cells.ctx().accesskit_node_builder(row_id(shape.id, row), |node| node.set_position_in_set(row));
        if response.clicked() {
            view.current = row;
            list.request_focus();
        }
        if response.double_clicked() || (shape.opens_at_click && response.clicked()) {
            chosen = Some(row);
        }
    }
    if list.has_focus() {
        let stroke = egui::Stroke::new(1.5, tokens.accent);
        ui.painter().rect_stroke(rect, 4.0, stroke, egui::StrokeKind::Inside);
    }
    bar_ui(ui, rect, shape, view, page);
    chosen
}

fn row_id(list: &str, row: usize) -> egui::Id {
    egui::Id::unique(("list row", list, row))
}

/// Moves the current row. Enter chooses it.
fn read_keys(ui: &Ui, view: &mut ListView, row_count: usize, page: usize) -> Option<usize> {
    let last = row_count.checked_sub(1)?;
    // A key that is held down may come several times in one frame.
    let times = |key| ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key));
    let steps = [
        (Key::ArrowDown, 1),
        (Key::ArrowUp, -1),
        (Key::PageDown, page as isize),
        (Key::PageUp, -(page as isize)),
        (Key::Home, -(last as isize)),
        (Key::End, last as isize),
    ];
    for (key, step) in steps {
        for _ in 0..times(key) {
            view.current = view.current.saturating_add_signed(step).min(last);
            view.follows = true;
        }
    }
    (times(Key::Enter) > 0).then_some(view.current)
}

fn scroll(ui: &Ui, rect: Rect, view: &mut ListView, shape: ListShape<'_>) {
    let visible = f64::from(rect.height() / shape.row_height);
    if ui.rect_contains_pointer(rect) {
        view.top_row -= f64::from(ui.input(|input| input.smooth_scroll_delta().y) / shape.row_height);
    }
    if std::mem::take(&mut view.follows) {
        let row = view.current as f64;
        view.top_row = view.top_row.clamp((row + 1.0 - visible).max(0.0), row.max(0.0));
    }
    view.top_row = view.top_row.clamp(0.0, (shape.row_count as f64 - visible).max(0.0));
}

/// The scroll bar: dragging it moves through all rows.
fn bar_ui(ui: &Ui, rect: Rect, shape: ListShape<'_>, view: &mut ListView, page: usize) {
    if shape.row_count <= page {
        return;
    }
    let tokens = theme::tokens(ui);
    let track = Rect::from_min_max(Pos2::new(rect.right() - BAR_WIDTH, rect.top()), rect.max);
    let length = (track.height() * (page as f32 / shape.row_count as f32)).max(28.0);
    let most = (shape.row_count as f64 - f64::from(rect.height() / shape.row_height)).max(1.0);
    let room = track.height() - length;
    let top = track.top() + room * (view.top_row / most) as f32;
    let knob = Rect::from_min_size(Pos2::new(track.left() + 2.0, top), Vec2::new(BAR_WIDTH - 4.0, length));
    let response = ui.interact(track, egui::Id::unique(("list bar", shape.id)), Sense::click_and_drag());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::ScrollBar, true, format!("Scroll {}", shape.name)));
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged() || response.clicked()) {
        let part = ((at.y - track.top() - length / 2.0) / room.max(1.0)).clamp(0.0, 1.0);
        view.top_row = f64::from(part) * most;
    }
    let color = if response.hovered() || response.dragged() { tokens.text_weak } else { tokens.hover };
    ui.painter().rect_filled(knob, 3.0, color);
}

/// Paints one line of text into a cell, cut where it is full; figures stand at the right.
pub fn cell_ui(ui: &Ui, cell: Rect, text: &str, font: &FontId, color: Color32, is_number: bool) {
    let galley = line(ui, text, font, color, (cell.width() - 16.0).max(8.0));
    let (anchor, at) = if is_number {
        (Align2::RIGHT_CENTER, cell.right_center() - Vec2::new(8.0, 0.0))
    } else {
        (Align2::LEFT_CENTER, cell.left_center() + Vec2::new(8.0, 0.0))
    };
    let place = anchor.anchor_size(at, galley.size());
    ui.painter().with_clip_rect(cell.intersect(ui.clip_rect())).galley(place.min, galley, color);
}
