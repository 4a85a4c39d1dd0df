//! Setting a field of one or many articles by hand.

use super::correction::{Question, correction_ui};
use super::{Stay, title_ui};
use crate::corpus::FieldName;
use crate::session::Action;
use crate::session::corrections::parse_published;
use crate::ui::dialog::CorrectDialog;
use crate::ui::numbers::grouped;
use crate::ui::why::capitalised;
use crate::ui::{ViewContext, theme};
use egui::{RichText, Ui};

/// Paints the dialog.
pub fn correct_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut CorrectDialog) -> Stay {
    ui.set_width(520.0);
    let tokens = theme::tokens(ui);
    let whose = match state.article_ids.as_slice() {
        [article_id] => context.snapshot.article(*article_id).map_or_else(String::new, |article| article.shown_title()),
        many => format!("{} articles", grouped(many.len())),
    };
    title_ui(ui, "Correct");
    ui.add(egui::Label::new(RichText::new(whose).color(tokens.text_weak)).wrap());
    ui.horizontal(|ui| {
        for field in FieldName::ALL {
            if ui.selectable_label(state.field == field, capitalised(field.name())).clicked() {
                state.set_field(context.snapshot, field);
                // Back into the field to type in, with all of it selected.
                state.has_been_shown = false;
            }
        }
    });
    let is_days = state.field == FieldName::Published;
    let hint = match is_days {
        true => "2023-03-20, 2023-03 or 2023-03-20..2023-03-23",
        false if state.typed.is_empty() && state.article_ids.len() > 1 => "One value for all of them",
        false => "",
    };
    let set = match state.article_ids.len() {
        1 => "Set".to_owned(),
        count => format!("Set in {} Articles", grouped(count)),
    };
    let question = Question { name: "New value", hint, set: &set, unknown: "Mark Unknown" };
    let fault_of = |typed: &str| if is_days { parse_published(typed).err() } else { None };
    let (chosen, stay) = correction_ui(ui, question, &mut state.typed, &mut state.has_been_shown, fault_of);
    if let Some(correction) = chosen {
        let article_ids = state.article_ids.clone();
        context.request(Action::Correct { article_ids, field: state.field, correction });
    }
    stay
}
