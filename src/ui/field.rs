//! Fields to type in: with an edge that is seen on every ground, and an accessible name of their own.

use super::theme;
use egui::{Key, Response, Stroke, TextEdit, Ui, WidgetInfo};

/// Paints it, `width` points wide; `hint` stands in it while it is empty.
pub fn named_field(ui: &mut Ui, name: &str, value: &mut String, hint: &str, width: f32) -> Response {
    let response = edged(ui, |ui| ui.add(TextEdit::singleline(value).hint_text(hint).desired_width(width)));
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, "", value.as_str(), hint);
        info.label = Some(name.to_owned());
        info
    });
    response
}

/// Adds a field with the edge of what can be typed in.
pub fn edged<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let edge = Stroke::new(1.0, theme::edge(theme::tokens(ui)));
    let mut strokes = (edge, edge);
    // In this `Ui` and not in one within it, which would not go on to the next row where a field does not fit.
    let mut swap = |ui: &mut Ui| {
        let widgets = &mut ui.visuals_mut().widgets;
        std::mem::swap(&mut widgets.inactive.bg_stroke, &mut strokes.0);
        std::mem::swap(&mut widgets.hovered.bg_stroke, &mut strokes.1);
    };
    swap(ui);
    let added = add(ui);
    swap(ui);
    added
}

/// Was Enter pressed in this field, which has lost the keyboard by that?
pub fn is_entered(ui: &Ui, field: &Response) -> bool {
    field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
