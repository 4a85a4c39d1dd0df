//! The keys of the table, while it has the focus.

use super::TableView;
use super::copying::rows_text;
use crate::session::{Action, SelectMode};
use crate::ui::{ViewContext, Wanted};
use egui::{Key, Modifiers, Ui};

/// Does what the keys ask for. `page` is how many rows fit.
pub(super) fn read_keys(ui: &Ui, context: &mut ViewContext<'_>, view: &mut TableView, page: usize) {
    let rows = context.snapshot.view.rows.clone();
    let Some(last) = rows.len().checked_sub(1) else { return };
    let row = view.cursor_row(context);
    let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    let with_shift = |key| ui.input_mut(|input| input.consume_key(Modifiers::SHIFT, key));
    let with_ctrl = |key| ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, key));
    let here = row.unwrap_or(0);
    let steps = [
        (Key::ArrowDown, row.map_or(0, |row| (row + 1).min(last))),
        (Key::ArrowUp, here.saturating_sub(1)),
        (Key::PageDown, (here + page).min(last)),
        (Key::PageUp, here.saturating_sub(page)),
        (Key::Home, 0),
        (Key::End, last),
    ];
    for (key, target) in steps {
        let mode = if with_shift(key) {
            SelectMode::Range
        } else if with_ctrl(key) {
            SelectMode::CursorOnly
        } else if pressed(key) {
            SelectMode::Only
        } else {
            continue;
        };
        if let Some(&article_id) = rows.get(target) {
            context.request(Action::Select(article_id, mode));
            view.follows_cursor = true;
        }
    }
    if ui.input(|input| input.events.contains(&egui::Event::Copy)) {
        match rows_text(context.snapshot) {
            Some(text) => context.request(Action::Copy(text)),
            None => context.wanted = Some(Wanted::Export),
        }
    }
    let Some(&current) = row.and_then(|row| rows.get(row)) else { return };
    if pressed(Key::Enter) {
        context.request(Action::OpenInReader(current, None));
    }
    if pressed(Key::Space) {
        context.request(Action::Select(current, SelectMode::Toggle));
    }
    if pressed(Key::Escape) {
        context.request(Action::ClearSelection);
    }
}
