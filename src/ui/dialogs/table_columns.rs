//! Which columns the table has, and in which order.

use super::{Stay, title_ui};
use crate::session::{Action, Column, Habit, TableColumns};
use crate::ui::check::check_box_ui;
use crate::ui::table::full_title;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog. Every click counts at once.
pub fn table_columns_ui(ui: &mut Ui, context: &mut ViewContext<'_>) -> Stay {
    ui.set_width(360.0);
    title_ui(ui, "Columns of the table");
    let tokens = theme::tokens(ui);
    let wanted = context.snapshot.settings.columns.clone();
    let shown = wanted.shown();
    let hidden = Column::ALL.into_iter().filter(|column| !shown.contains(column));
    let last = shown.len().saturating_sub(1);
    for (place, column) in shown.iter().copied().chain(hidden).enumerate() {
        ui.horizontal(|ui| {
            let name = full_title(column);
            let is_shown = shown.contains(&column);
            for (text, way, is_possible) in
                [("↑", "to the left", is_shown && place > 0), ("↓", "to the right", is_shown && place < last)]
            {
                let button = ui.add_enabled(is_possible, egui::Button::new(text).min_size(egui::Vec2::splat(24.0)));
                let label = format!("Move {name} {way}");
                button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, is_possible, &label));
                if button.on_hover_text(&label).clicked() {
                    context.request(Action::SetHabit(Habit::Columns(wanted.stepped(column, text == "↓"))));
                }
            }
            let mut is_on = is_shown;
            let check = egui::Checkbox::new(&mut is_on, RichText::new(name).color(tokens.text));
            if check_box_ui(ui, column != Column::Title, check).changed() {
                context.request(Action::SetHabit(Habit::Columns(wanted.toggled(column))));
            }
        });
    }
    ui.add_space(6.0);
    let text = "From left to right. Where the table is too narrow for all, the lesser ones give way.";
    ui.add(egui::Label::new(RichText::new(text).size(theme::size::SMALL).color(tokens.text_weak)).wrap());
    ui.add_space(10.0);
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        if ui.button("Close").clicked() {
            stay = Stay::Close;
        }
        if ui.add_enabled(wanted != TableColumns::default(), egui::Button::new("Usual Columns")).clicked() {
            context.request(Action::SetHabit(Habit::Columns(TableColumns::default())));
        }
    });
    stay
}
