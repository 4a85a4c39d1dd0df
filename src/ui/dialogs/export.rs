//! Leaving with results: format, scope and place, with the counts before anything is written.

use super::{Stay, named_field, title_ui};
use crate::export::Format;
use crate::session::Action;
use crate::session::action::{ExportRequest, ExportScope};
use crate::ui::check::choice_ui;
use crate::ui::dialog::{ExportDialog, path_of};
use crate::ui::numbers::grouped;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn export_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ExportDialog) -> Stay {
    ui.set_width(520.0);
    title_ui(ui, "Export");
    let tokens = theme::tokens(ui);
    let weak = |text: &str| RichText::new(text).color(tokens.text_weak).size(theme::size::SMALL);
    ui.label(weak("Format"));
    ui.horizontal_wrapped(|ui| {
        for format in Format::ALL {
            let choice = ui.selectable_label(state.format == format, format.name());
            if choice.clicked() {
                state.set_format(format);
                choice.surrender_focus();
            }
        }
    });
    ui.add_space(6.0);
    ui.label(weak("Articles"));
    let shown = context.snapshot.view.rows.len();
    choice_ui(ui, &mut state.scope, ExportScope::Filtered, format!("All that the filters leave ({})", grouped(shown)));
    ui.add_enabled_ui(state.picked_count > 0, |ui| {
        let label = format!("The selected rows ({})", grouped(state.picked_count));
        choice_ui(ui, &mut state.scope, ExportScope::Picked, label);
    });
    ui.add_space(6.0);
    ui.label(weak("File"));
    let is_field_left = ui.horizontal(|ui| {
        let field = named_field(ui, "File to write", &mut state.path, "", 420.0);
        if ui.button("Browse…").clicked() {
            context.request(Action::AskForExportPath(state.format));
        }
        field.lost_focus()
    });
    let is_field_left = is_field_left.inner;
    let path = path_of(&state.path);
    let count = if state.scope == ExportScope::Filtered { shown } else { state.picked_count };
    ui.label(weak("Query, filters and counts are written along. Nothing is written unless all of it is."));
    ui.add_space(10.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let is_ready = count > 0 && path.file_name().is_some();
        let label = format!("Export {} articles", grouped(count));
        // Enter exports, unless another control has the focus and takes it.
        let is_free = ui.memory(|memory| memory.focused().is_none());
        let is_entered = (is_free || is_field_left) && ui.input(|input| input.key_pressed(egui::Key::Enter));
        if ui.add_enabled(is_ready, egui::Button::new(label)).clicked() || (is_entered && is_ready) {
            context.request(Action::Export(ExportRequest { path, format: state.format, scope: state.scope }));
            stay = Stay::Close;
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    stay
}
