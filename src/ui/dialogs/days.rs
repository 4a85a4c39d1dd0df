//! Saying which days a mention means, or that it is no date.

use super::{Stay, named_field, select_all, title_ui};
use crate::session::Action;
use crate::session::corrections::{Correction, parse_published};
use crate::ui::dialog::DaysDialog;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn days_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut DaysDialog) -> Stay {
    ui.set_width(460.0);
    let tokens = theme::tokens(ui);
    let snapshot = context.snapshot;
    let (Some(mention), Some(article)) =
        (snapshot.opened.mentions.get(state.mention), snapshot.article(state.mention.article_id))
    else {
        return Stay::Close;
    };
    title_ui(ui, "Correct this date");
    let words = mention.expression.span.slice(&article.text);
    let read = mention.interval().map_or_else(|| "no day".to_owned(), |days| days.to_string());
    let sentence = mention.sentence.slice(&article.text);
    ui.add(egui::Label::new(RichText::new(format!("“{words}” is read as {read}")).color(tokens.text_strong)).wrap());
    ui.add(egui::Label::new(RichText::new(sentence).color(tokens.text_weak)).wrap());
    let hint = "2023-03-20, 2023-03 or 2023-03-20..2023-03-23";
    let field = named_field(ui, "Days it means", &mut state.typed, hint, 440.0);
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
        select_all(ui, &field, &state.typed);
    }
    let is_entered = field.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
    let fault = parse_published(&state.typed).err();
    if let Some(reason) = fault.as_ref().filter(|_| !state.typed.trim().is_empty()) {
        ui.add(egui::Label::new(RichText::new(reason).color(tokens.failed).size(theme::size::SMALL)).wrap());
    }
    ui.add_space(10.0);
    let mut chosen = None;
    let mut stay = Stay::Open;
    ui.horizontal(|ui| {
        if ui.add_enabled(fault.is_none(), egui::Button::new("Set")).clicked() || (is_entered && fault.is_none()) {
            chosen = Some(Correction::Value(state.typed.clone()));
        }
        if ui.button("Not a date").clicked() {
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
        context.request(Action::CorrectDays(state.mention, correction));
        stay = Stay::Close;
    }
    stay
}
