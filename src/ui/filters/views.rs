//! The saved views: a click shows one, another takes it away.

use crate::search::SavedView;
use crate::session::Action;
use crate::ui::{ViewContext, theme};
use egui::{Align, Button, Layout, RichText, ScrollArea, Ui, vec2};

/// Views that are seen before the list scrolls.
const MOST_SEEN: f32 = 6.0;
/// Height of a line, in points.
const LINE: f32 = 24.0;

/// Paints them, where there are any.
pub(super) fn views_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let views = context.snapshot.views.clone();
    if views.is_empty() {
        return;
    }
    super::heading(ui, "Saved views");
    let now = SavedView::of(&context.snapshot.view.filter, context.snapshot.view.sort);
    let area = ScrollArea::vertical().id_salt("views").max_height(LINE * MOST_SEEN).auto_shrink([false, true]);
    area.show(ui, |ui| {
        for (name, view) in views.iter() {
            let room = vec2(ui.available_width(), LINE);
            ui.allocate_ui_with_layout(room, Layout::right_to_left(Align::Center), |ui| {
                let forget = format!("Forget view {name}");
                let button = Button::new("×").small().frame_when_inactive(false);
                let hint = "Forget this view; Undo brings it back";
                if ui.add(button).on_hover_text(hint).accessible_name(&forget).clicked() {
                    context.request(Action::ForgetView(name.clone()));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let words = RichText::new(&**name).color(theme::tokens(ui).text);
                    let button = Button::selectable(*view == now, words).truncate();
                    let shown = ui.add(button).on_hover_text(view.remark());
                    if shown.accessible_name(format!("View {name}")).clicked() {
                        context.request(Action::ShowView(name.clone()));
                    }
                });
            });
        }
    });
}
