//! Opening by typing a path: works where the desktop has no dialog of its own.

use super::{Stay, named_field, title_ui};
use crate::session::Action;
use crate::ui::dialog::OpenPath;
use crate::ui::field::is_entered;
use crate::ui::paths::path_of;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn open_path_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut OpenPath) -> Stay {
    ui.set_width(520.0);
    title_ui(ui, "Open a folder or file");
    let field = named_field(ui, "Path", &mut state.typed, "For example /home/me/articles", f32::INFINITY);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
    }
    let is_entered = is_entered(ui, &field);
    if field.changed() {
        state.missing = None;
    }
    if let Some(path) = &state.missing {
        let text = format!("There is no such file or folder: {}", path.display());
        let text = RichText::new(text).color(theme::tokens(ui).failed).size(theme::size::SMALL);
        ui.add(egui::Label::new(text).wrap());
    }
    let mut stay = Stay::Open;
    let recent = &context.snapshot.settings.recent;
    let mut chosen = None;
    if !recent.is_empty() {
        ui.add_space(6.0);
        ui.label(RichText::new("Opened before").color(theme::tokens(ui).text_weak).size(theme::size::SMALL));
        for path in recent.iter().take(8) {
            if ui.add(egui::Button::new(path.display().to_string()).truncate().frame(false)).clicked() {
                chosen = Some(path.clone());
            }
        }
    }
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let typed = state.typed.trim();
        if (ui.add_enabled(!typed.is_empty(), egui::Button::new("Open")).clicked() || is_entered) && !typed.is_empty() {
            let path = path_of(typed);
            if path.exists() {
                chosen = Some(path);
            } else {
                state.missing = Some(path);
                field.request_focus();
            }
        } else if is_entered {
            field.request_focus();
        }
        if ui.button("Browse Folders…").clicked() {
            context.request(Action::AskForFolder);
            stay = Stay::Close;
        }
        if ui.button("Browse Files…").clicked() {
            context.request(Action::AskForFiles);
            stay = Stay::Close;
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    if let Some(path) = chosen {
        context.request(Action::Open(vec![path]));
        stay = Stay::Close;
    }
    stay
}
