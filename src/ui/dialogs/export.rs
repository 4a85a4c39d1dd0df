//! Leaving with results: format, scope and place, with the counts before anything is written.

use super::open_path::path_of;
use super::{Stay, named_field, title_ui};
use crate::export::Format;
use crate::session::action::{ExportRequest, ExportScope};
use crate::session::{Action, Snapshot};
use crate::ui::status::grouped;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// What has been chosen.
#[derive(Debug)]
pub struct ExportDialog {
    format: Format,
    scope: ExportScope,
    /// Where to, as typed.
    pub path: String,
    /// Picked rows among those that the filters leave, counted when the dialog was opened.
    picked_count: usize,
}

impl ExportDialog {
    /// Proposes what the filters leave, or the picked rows where there are any.
    pub fn new(snapshot: &Snapshot) -> Self {
        let picked_count = snapshot.picked_rows().len();
        let scope = if picked_count > 1 { ExportScope::Picked } else { ExportScope::Filtered };
        let folder = directories::UserDirs::new();
        let folder = folder.as_ref().and_then(|dirs| dirs.document_dir().or(Some(dirs.home_dir())));
        let name = format!("parallax-export.{}", Format::Csv.extension());
        let path = folder.map_or_else(|| name.clone(), |folder| folder.join(&name).display().to_string());
        Self { format: Format::Csv, scope, path, picked_count }
    }

    fn set_format(&mut self, format: Format) {
        self.format = format;
        let path = path_of(&self.path).with_extension(format.extension());
        self.path = path.display().to_string();
    }
}

/// Paints the dialog.
pub fn export_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut ExportDialog) -> Stay {
    ui.set_width(520.0);
    title_ui(ui, "Export");
    let tokens = theme::tokens(ui);
    let weak = |text: &str| RichText::new(text).color(tokens.text_weak).size(theme::size::SMALL);
    ui.label(weak("Format"));
    ui.horizontal_wrapped(|ui| {
        for format in Format::ALL {
            if ui.selectable_label(state.format == format, format.name()).clicked() {
                state.set_format(format);
            }
        }
    });
    ui.add_space(6.0);
    ui.label(weak("Articles"));
    let shown = context.snapshot.view.rows.len();
    ui.radio_value(&mut state.scope, ExportScope::Filtered, format!("All that the filters leave ({})", grouped(shown)));
    ui.add_enabled_ui(state.picked_count > 0, |ui| {
        let label = format!("The selected rows ({})", grouped(state.picked_count));
        ui.radio_value(&mut state.scope, ExportScope::Picked, label);
    });
    ui.add_space(6.0);
    ui.label(weak("File"));
    ui.horizontal(|ui| {
        named_field(ui, "File to write", &mut state.path, "", 420.0);
        if ui.button("Browse…").clicked() {
            context.request(Action::AskForExportPath(state.format));
        }
    });
    let path = path_of(&state.path);
    let count = if state.scope == ExportScope::Filtered { shown } else { state.picked_count };
    ui.label(weak("Query, filters and counts are written along. Nothing is written unless all of it is."));
    ui.add_space(10.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let is_ready = count > 0 && path.file_name().is_some();
        let label = format!("Export {} articles", grouped(count));
        if ui.add_enabled(is_ready, egui::Button::new(label)).clicked() {
            context.request(Action::Export(ExportRequest { path, format: state.format, scope: state.scope }));
            stay = Stay::Close;
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    stay
}
