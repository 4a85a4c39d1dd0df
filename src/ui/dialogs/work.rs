//! The user's work as one file: where to, or where from.

use super::{Stay, named_field, title_ui};
use crate::session::Action;
use crate::ui::dialog::WorkDialog;
use crate::ui::field::is_entered;
use crate::ui::paths::path_of;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn work_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut WorkDialog) -> Stay {
    ui.set_width(520.0);
    title_ui(ui, if state.is_merging { "Merge work" } else { "Save work as one file" });
    let text = if state.is_merging {
        "Corrections, tags, notes, reviewed marks and saved views from another machine or colleague. Where both have changed \
         the same, the later change stands. It can be undone."
    } else {
        "Corrections, tags, notes, reviewed marks and saved views of what is open, for another machine or a colleague. They \
         follow the content of articles: the folder may have another name there. No text of an article is in it but \
         what you have typed."
    };
    let tokens = theme::tokens(ui);
    ui.add(egui::Label::new(RichText::new(text).color(tokens.text_weak)).wrap());
    ui.add_space(6.0);
    let field = named_field(ui, "File of work", &mut state.path, "mine.parallax-work", f32::INFINITY);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
    }
    let is_entered = is_entered(ui, &field);
    ui.add_space(10.0);
    let path = path_of(&state.path);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let is_named = !path.as_os_str().is_empty();
        let name = match state.is_merging {
            true => "Merge",
            false if state.replacing.is_asking(&path) => "Replace",
            false => "Save",
        };
        let button = ui.add_enabled(is_named, egui::Button::new(name));
        if button.clicked() || (is_entered && is_named) {
            if state.is_merging {
                context.request(Action::MergeWork(path.clone()));
                stay = Stay::Close;
            } else if state.replacing.may_write(&path) {
                context.request(Action::SaveWork(path.clone()));
                stay = Stay::Close;
            } else {
                button.request_focus();
            }
        }
        if ui.button("Browse…").clicked() {
            context.request(Action::AskForWork { is_merging: state.is_merging });
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    // Below the buttons: what has the keyboard stays the same one.
    state.replacing.question_ui(ui, &path);
    stay
}
