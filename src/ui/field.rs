//! A text field with an accessible name of its own.

use egui::{Response, TextEdit, Ui, WidgetInfo};

/// Paints it, `width` points wide; `hint` stands in it while it is empty.
pub fn named_field(ui: &mut Ui, name: &str, value: &mut String, hint: &str, width: f32) -> Response {
    let response = ui.add(TextEdit::singleline(value).hint_text(hint).desired_width(width));
    response.widget_info(|| {
        let mut info = WidgetInfo::text_edit(true, "", value.as_str(), hint);
        info.label = Some(name.to_owned());
        info
    });
    response
}
