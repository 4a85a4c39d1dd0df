//! What has changed since an export was written that has been opened again: all of it, a line each.

use super::{Stay, close_ui, title_ui};
use crate::session::Snapshot;
use crate::ui::theme;
use egui::{RichText, ScrollArea, Ui};

/// Height of a line, in points.
const LINE: f32 = 20.0;

/// Paints the dialog.
pub fn restored_ui(ui: &mut Ui, snapshot: &Snapshot) -> Stay {
    let screen = ui.ctx().content_rect();
    ui.set_width((screen.width() - 80.0).min(640.0));
    title_ui(ui, &format!("Since {} was exported", snapshot.restored.file));
    let tokens = theme::tokens(ui);
    let changes = &snapshot.restored.changes;
    if changes.is_empty() {
        ui.label(RichText::new("Nothing has changed").color(tokens.text_weak));
    }
    let height = (screen.height() - 220.0).max(120.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        LINE,
        changes.len(),
        |ui, rows| {
            for change in changes.get(rows).unwrap_or_default() {
                ui.add(egui::Label::new(change.to_string()).truncate()).on_hover_text(change.to_string());
            }
        },
    );
    close_ui(ui)
}
