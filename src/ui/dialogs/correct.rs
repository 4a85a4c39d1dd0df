//! Setting a field of one or many articles by hand.

use super::{Stay, named_field, select_all, title_ui};
use crate::corpus::FieldName;
use crate::session::Action;
use crate::session::corrections::{Correction, parse_published};
use crate::ui::dialog::CorrectDialog;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn correct_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut CorrectDialog) -> Stay {
    ui.set_width(460.0);
    let tokens = theme::tokens(ui);
    let whose = match state.article_ids.as_slice() {
        [article_id] => context.snapshot.article(*article_id).map_or_else(String::new, |article| article.shown_title()),
        many => format!("{} articles", many.len()),
    };
    title_ui(ui, "Correct");
    ui.add(egui::Label::new(RichText::new(whose).color(tokens.text_weak)).wrap());
    ui.horizontal(|ui| {
        for field in FieldName::ALL {
            let name = field.name();
            let capital = name.get(..1).unwrap_or("").to_uppercase() + name.get(1..).unwrap_or("");
            if ui.selectable_label(state.field == field, capital).clicked() {
                state.set_field(context.snapshot, field);
                // Back into the field to type in, with all of it selected.
                state.has_been_shown = false;
            }
        }
    });
    let hint = if state.field == FieldName::Published { "2023-03-20, 2023-03 or 2023-03-20..2023-03-23" } else { "" };
    let field = named_field(ui, "New value", &mut state.typed, hint, 440.0);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
        select_all(ui, &field, &state.typed);
    }
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let fault = match state.field {
        FieldName::Published if !state.typed.trim().is_empty() => parse_published(&state.typed).err(),
        _ => None,
    };
    if let Some(reason) = &fault {
        ui.add(egui::Label::new(RichText::new(reason).color(tokens.failed).size(theme::size::SMALL)).wrap());
    }
    ui.add_space(10.0);
    let mut chosen = None;
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let can_set = fault.is_none() && !state.typed.trim().is_empty();
        if ui.add_enabled(can_set, egui::Button::new("Set")).clicked() || (is_entered && can_set) {
            chosen = Some(Correction::Value(state.typed.clone()));
        }
        if ui.button("Mark unknown").clicked() {
            chosen = Some(Correction::Unknown);
        }
        if ui.button("Back to what was read").clicked() {
            chosen = Some(Correction::AsRead);
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    if let Some(correction) = chosen {
        let article_ids = state.article_ids.clone();
        context.request(Action::Correct { article_ids, field: state.field, correction });
        stay = Stay::Close;
    }
    stay
}
