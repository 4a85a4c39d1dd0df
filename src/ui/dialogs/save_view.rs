//! A name for what is filtered by and the order.

use super::{Stay, named_field, title_ui};
use crate::search::SavedView;
use crate::session::Action;
use crate::text::one_line;
use crate::ui::dialog::SaveViewDialog;
use crate::ui::field::is_entered;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn save_view_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut SaveViewDialog) -> Stay {
    ui.set_width(380.0);
    title_ui(ui, "Save view");
    let tokens = theme::tokens(ui);
    let view = SavedView::of(&context.snapshot.view.filter, context.snapshot.view.sort);
    ui.add(egui::Label::new(RichText::new(view.remark()).color(tokens.text_weak)).wrap());
    ui.add_space(6.0);
    let field = named_field(ui, "Name of the view", &mut state.typed, "A name", f32::INFINITY);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
    }
    let name = one_line(&state.typed);
    if context.snapshot.views.contains_key(&*name) {
        let text = RichText::new("Takes the place of the view of this name").color(tokens.doubtful);
        ui.label(text.size(theme::size::SMALL));
    }
    let is_entered = is_entered(ui, &field);
    ui.add_space(10.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let save = ui.add_enabled(!name.is_empty(), egui::Button::new("Save"));
        if !name.is_empty() && (save.clicked() || is_entered) {
            context.request(Action::SaveView(name.clone()));
            stay = Stay::Close;
        } else if is_entered {
            field.request_focus();
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    stay
}
