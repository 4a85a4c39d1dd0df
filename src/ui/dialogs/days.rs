//! Saying which days a mention means, or that it is no date.

use super::correction::{Question, correction_ui};
use super::{Stay, title_ui};
use crate::session::Action;
use crate::session::corrections::parse_published;
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
    let question = Question {
        name: "Days it means",
        hint: "2023-03-20, 2023-03 or 2023-03-20..2023-03-23",
        set: "Set",
        unknown: "Not a Date",
    };
    let fault_of = |typed: &str| parse_published(typed).err();
    let (chosen, stay) = correction_ui(ui, question, &mut state.typed, &mut state.has_been_shown, fault_of);
    if let Some(correction) = chosen {
        context.request(Action::CorrectDays(state.mention, correction));
    }
    stay
}
