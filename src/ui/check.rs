//! A box to check that is seen on every ground, with a ring around it where the keyboard is.

use super::theme;
use egui::{IntoAtoms, Response, Stroke, Ui};

/// A box to check and its words.
pub fn check_ui<'a>(ui: &mut Ui, is_checked: &'a mut bool, words: impl IntoAtoms<'a>) -> Response {
    let tokens = theme::tokens(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered] {
            state.bg_fill = tokens.content;
            state.bg_stroke = Stroke::new(1.2, tokens.text_weak);
        }
        widgets.active.bg_fill = tokens.content;
        widgets.active.bg_stroke = Stroke::new(2.0, tokens.accent);
        ui.checkbox(is_checked, words)
    })
    .inner
}
