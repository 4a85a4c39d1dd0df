//! What can be done with a passage by the right mouse button.

use super::blocks::block_at;
use super::citation;
use super::column::ColumnView;
use crate::corpus::Article;
use crate::session::Action;
use crate::text::{Span, sentences, sentences::sentence_at};
use crate::ui::ViewContext;
use egui::Response;

/// What can be done with what is selected, or with the sentence under the pointer.
pub fn menu_ui(
    area: &Response,
    context: &mut ViewContext<'_>,
    article: &Article,
    view: &mut ColumnView,
    pointed: Option<usize>,
) {
    if area.secondary_clicked() {
        let sentence = pointed.and_then(|byte| {
            let block = view.document.blocks.get(block_at(&view.document.blocks, byte))?.span;
            let found: Vec<Span> =
                sentences(block.slice(&article.text)).iter().map(|s| s.shifted(block.start())).collect();
            sentence_at(&found, byte)
        });
        view.menu_span = view.selection().or(sentence);
        if view.selection().is_none() {
            view.selected = sentence.map(|sentence| (sentence.start(), sentence.end()));
        }
    }
    area.context_menu(|ui| {
        let Some(span) = view.menu_span else {
            ui.label("Nothing to copy here");
            return;
        };
        let passage = span.slice(&article.text);
        if ui.button("Copy").clicked() {
            context.request(Action::Copy(passage.to_owned()));
            ui.close();
        }
        if ui.button("Copy with citation").clicked() {
            context.request(Action::Copy(citation::quoted(article, passage)));
            ui.close();
        }
        if ui.button("Search for this in all articles").clicked() {
            context.request(Action::SetQuery(citation::query_for(passage)));
            ui.close();
        }
    });
}
