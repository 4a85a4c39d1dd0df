//! Going to a row by the beginning of what rows are sorted by, while one types.

use super::{Stay, named_field};
use crate::session::{Action, SelectMode};
use crate::ui::dialog::GoToRow;
use crate::ui::field::is_entered;
use crate::ui::table::{TableView, full_title, jumping};
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn go_to_row_ui(ui: &mut Ui, context: &mut ViewContext<'_>, table: &mut TableView, state: &mut GoToRow) -> Stay {
    ui.set_width(360.0);
    let column = context.snapshot.view.sort.first.column;
    let tokens = theme::tokens(ui);
    let heading = format!("Rows are sorted by {}", full_title(column).to_lowercase());
    ui.label(RichText::new(heading).size(theme::size::SMALL).color(tokens.text_weak));
    let Some(hint) = jumping::hint(column) else {
        ui.add(egui::Label::new("Sort by another column to go to a row by its beginning").wrap());
        return super::close_ui(ui);
    };
    let field = named_field(ui, "Beginning of the row", &mut state.typed, hint, f32::INFINITY);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
    }
    if field.changed()
        && let Some(article_id) = jumping::place_of(context.snapshot, &state.typed)
    {
        context.request(Action::Select(article_id, SelectMode::Only));
        table.follow_cursor();
    }
    if is_entered(ui, &field) {
        table.wants_focus = true;
        return Stay::Close;
    }
    Stay::Open
}
