//! The timeline: when the articles that pass appeared, and which days they speak of, in one lane per outlet.

use super::ViewContext;

/// What the timeline alone needs to remember.
#[derive(Debug, Default)]
pub struct TimelineView {}

/// Paints the timeline into the room that `ui` has.
pub fn timeline_ui(ui: &mut egui::Ui, context: &mut ViewContext<'_>, view: &mut TimelineView) {
    let _ = (ui, context, view);
}
