//! What the user notes of the article of a column: tags, whether it was reviewed, notes; below its title.

use crate::corpus::ArticleId;
use crate::session::Action;
use crate::text::{Span, one_line};
use crate::ui::check::check_ui;
use crate::ui::theme::{self, size, tokens};
use crate::ui::{ViewContext, Wanted};
use egui::{Label, RichText, Sense, Ui, vec2};
use std::sync::Arc;

/// Notes that are shown before the rest is counted.
const MOST_NOTES: usize = 4;

/// Paints it, with the ways to change it. Gives the passage to go to when the note on it was clicked.
pub(super) fn noted_ui(ui: &mut Ui, context: &mut ViewContext<'_>, article_id: ArticleId) -> Option<Span> {
    let marks = context.snapshot.view.filter.marks.clone();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = size::BODY;
        let mut is_reviewed = marks.reviewed.contains(article_id);
        let hint = "You have looked at it: found by is:reviewed (R)";
        if check_ui(ui, &mut is_reviewed, RichText::new("Reviewed").small()).on_hover_text(hint).changed() {
            context.request(Action::MarkReviewed(vec![article_id], is_reviewed));
        }
        for tag in marks.tags_of(article_id) {
            tag_ui(ui, context, article_id, tag);
        }
        if ui
            .small_button(RichText::new("Tags…").size(size::SMALL))
            .on_hover_text("Give tags, or take them away (T)")
            .clicked()
        {
            context.wanted = Some(Wanted::Tags(article_id));
        }
        if ui
            .small_button(RichText::new("Note…").size(size::SMALL))
            .on_hover_text("Write a note on the whole article (N)")
            .clicked()
        {
            context.wanted = Some(Wanted::Note(article_id, None));
        }
    });
    let notes: Vec<(Option<Span>, &Arc<str>)> = marks.notes_on(article_id).collect();
    let mut jump = None;
    for &(span, text) in notes.iter().take(MOST_NOTES) {
        jump = jump.or(note_ui(ui, context, article_id, span, text));
    }
    if notes.len() > MOST_NOTES {
        let rest = format!("and {} more, marked in the text", notes.len() - MOST_NOTES);
        ui.label(RichText::new(rest).small().color(tokens(ui).text_weak));
    }
    jump
}

/// A tag: a click takes it away.
fn tag_ui(ui: &mut Ui, context: &mut ViewContext<'_>, article_id: ArticleId, tag: &Arc<str>) {
    let tokens = tokens(ui);
    let words = RichText::new(format!("{tag} ×")).size(size::SMALL).color(tokens.text);
    let (fill, line) = theme::tag_chip(tokens, context.snapshot.view.filter.marks.colours.get(tag).copied());
    let button = egui::Button::new(words).small().fill(fill).stroke(line).corner_radius(7.0);
    let name = format!("Remove tag {tag}");
    if ui.add(button).on_hover_text(&name).accessible_name(&name).clicked() {
        context.request(Action::Tag { article_ids: vec![article_id], tag: tag.to_string(), is_on: false });
    }
}

/// A note: a click goes to its passage, or opens it where it is on the whole article.
fn note_ui(
    ui: &mut Ui,
    context: &mut ViewContext<'_>,
    article_id: ArticleId,
    span: Option<Span>,
    text: &str,
) -> Option<Span> {
    let tokens = tokens(ui);
    let mut jump = None;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let name = format!("Edit note: {text}");
        if ui
            .small_button(RichText::new("Edit").size(size::SMALL))
            .on_hover_text("Edit or remove this note")
            .accessible_name(&name)
            .clicked()
        {
            context.wanted = Some(Wanted::Note(article_id, span));
        }
        let line = one_line(text);
        let words = RichText::new(line).italics().size(size::SMALL).color(tokens.text);
        let label = Label::new(words).truncate();
        match span {
            Some(span) => {
                let response = ui.add(label.sense(Sense::click()));
                response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, text));
                if response.on_hover_text(format!("{text}\nClick to go to its passage")).clicked() {
                    jump = Some(span);
                }
            }
            None => {
                ui.add(label).on_hover_text(text);
            }
        }
    });
    jump
}
