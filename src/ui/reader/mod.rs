//! The reader: articles side by side, with their dates, the words that the query found, and what they share.

use super::ViewContext;

/// What the reader alone needs to remember.
#[derive(Debug, Default)]
pub struct ReaderView {}

/// Paints the reader into the room that `ui` has.
pub fn reader_ui(ui: &mut egui::Ui, context: &mut ViewContext<'_>, view: &mut ReaderView) {
    let _ = (ui, context, view);
}
