//! The question for a value that is better than what was read: a field to type in and the answers.

use super::{Stay, named_field, select_all};
use crate::session::change::Correction;
use crate::ui::field::is_entered;
use crate::ui::theme;
use egui::{RichText, Ui};

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Question<'a> {
    /// Name of the field to type in.
    pub(super) name: &'static str,
    /// Shown while nothing is typed.
    pub(super) hint: &'static str,
    /// Name of the answer that what is typed is it.
    pub(super) set: &'a str,
    /// Name of the answer that there is no value.
    pub(super) unknown: &'static str,
}

/// Asks, and gives the answer once there is one. `fault_of` tells what is wrong with what is typed.
pub(super) fn correction_ui(
    ui: &mut Ui,
    question: Question<'_>,
    typed: &mut String,
    has_been_shown: &mut bool,
    fault_of: impl Fn(&str) -> Option<String>,
) -> (Option<Correction>, Stay) {
    let field = named_field(ui, question.name, typed, question.hint, f32::INFINITY);
    if !std::mem::replace(has_been_shown, true) {
        field.request_focus();
        select_all(ui, &field, typed);
    }
    let is_entered = is_entered(ui, &field);
    let is_blank = typed.trim().is_empty();
    let fault = if is_blank { None } else { fault_of(typed) };
    if let Some(reason) = &fault {
        let reason = RichText::new(reason).color(theme::tokens(ui).failed).size(theme::size::SMALL);
        ui.add(egui::Label::new(reason).wrap());
    }
    ui.add_space(10.0);
    let mut chosen = None;
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        let can_set = !is_blank && fault.is_none();
        if ui.add_enabled(can_set, egui::Button::new(question.set)).clicked() || (is_entered && can_set) {
            chosen = Some(Correction::Value(typed.clone()));
        } else if is_entered {
            // It goes on being typed.
            field.request_focus();
        }
        if ui.button(question.unknown).clicked() {
            chosen = Some(Correction::Unknown);
        }
        if ui.button("Back to What Was Read").clicked() {
            chosen = Some(Correction::AsRead);
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
    });
    if chosen.is_some() {
        stay = Stay::Close;
    }
    (chosen, stay)
}
