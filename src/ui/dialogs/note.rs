//! Writing a note on an article, or on a passage of it.

use super::{Stay, title_ui};
use crate::session::Action;
use crate::text::one_line;
use crate::ui::dialog::NoteDialog;
use crate::ui::field::edged;
use crate::ui::{ViewContext, theme};
use egui::{Key, Modifiers, RichText, TextEdit, Ui};

/// Characters of a passage that are shown.
const MOST_SHOWN: usize = 200;

/// Paints the dialog.
pub fn note_ui(ui: &mut Ui, context: &mut ViewContext<'_>, state: &mut NoteDialog) -> Stay {
    ui.set_width(440.0);
    title_ui(ui, if state.span.is_some() { "Note on a passage" } else { "Note" });
    let tokens = theme::tokens(ui);
    let Some(article) = context.snapshot.article(state.article_id) else { return Stay::Close };
    let on = match state.span {
        Some(span) => shortened(span.slice(&article.text)),
        None => article.shown_title(),
    };
    ui.add(egui::Label::new(RichText::new(on).color(tokens.text_weak)).wrap());
    ui.add_space(6.0);
    let is_saved = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    let edit = TextEdit::multiline(&mut state.typed).desired_rows(5).desired_width(f32::INFINITY);
    let field = edged(ui, |ui| ui.add(edit));
    field.widget_info(|| {
        let mut info = egui::WidgetInfo::text_edit(true, "", state.typed.as_str(), "");
        info.label = Some("Note".to_owned());
        info
    });
    if !std::mem::replace(&mut state.has_been_shown, true) {
        field.request_focus();
    }
    ui.add_space(10.0);
    let (mut written, mut stay) = (None, Stay::Open);
    ui.horizontal(|ui| {
        if ui.button("Save").on_hover_text("Ctrl+Enter").clicked() || is_saved {
            written = Some(state.typed.clone());
        }
        let has_note =
            context.snapshot.view.filter.marks.notes_on(state.article_id).any(|(place, _)| place == state.span);
        if has_note && ui.button("Remove").on_hover_text("Takes the note away; Undo brings it back").clicked() {
            written = Some(String::new());
        }
        if ui.button("Cancel").clicked() {
            stay = Stay::Close;
        }
        ui.label(RichText::new("Ctrl+Enter saves").size(theme::size::SMALL).color(tokens.text_weak));
    });
    if let Some(text) = written {
        context.request(Action::WriteNote(state.article_id, state.span, text));
        stay = Stay::Close;
    }
    stay
}

fn shortened(passage: &str) -> String {
    let line = one_line(passage);
    let is_long = line.chars().count() > MOST_SHOWN;
    let shown: String = line.chars().take(MOST_SHOWN).collect();
    format!("“{shown}{}”", if is_long { "…" } else { "" })
}
