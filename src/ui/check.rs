//! Boxes to check and choices of one: seen on every ground, with a ring around them where the keyboard is.

use super::theme;
use egui::{Checkbox, IntoAtoms, Response, Stroke, Ui};

/// A box to check and its words.
pub fn check_ui<'a>(ui: &mut Ui, is_checked: &'a mut bool, words: impl IntoAtoms<'a>) -> Response {
    outlined(ui, |ui| ui.checkbox(is_checked, words))
}

/// A box to check that cannot always be, or stands for several.
pub fn check_box_ui(ui: &mut Ui, is_enabled: bool, check: Checkbox<'_>) -> Response {
    outlined(ui, |ui| ui.add_enabled(is_enabled, check))
}

/// One of several choices: a click sets `chosen` to `choice`.
pub fn choice_ui<'a, T: PartialEq>(ui: &mut Ui, chosen: &'a mut T, choice: T, words: impl IntoAtoms<'a>) -> Response {
    outlined(ui, |ui| ui.radio_value(chosen, choice, words))
}

/// With the outline of what can be checked.
fn outlined(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let tokens = theme::tokens(ui);
    ui.scope(|ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        for state in [&mut widgets.inactive, &mut widgets.hovered] {
            state.bg_fill = tokens.content;
            state.bg_stroke = Stroke::new(1.2, tokens.text_weak);
        }
        widgets.active.bg_fill = tokens.content;
        widgets.active.bg_stroke = Stroke::new(2.0, tokens.accent);
        add(ui)
    })
    .inner
}
