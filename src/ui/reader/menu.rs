//! What can be done with a passage by the right mouse button.

use super::blocks::block_at;
use super::citation;
use super::column::ColumnView;
use crate::corpus::Article;
use crate::events::MentionRef;
use crate::session::{Action, Snapshot};
use crate::text::{Span, sentences, sentences::sentence_at};
use crate::ui::{ViewContext, Wanted};
use egui::Response;

impl ColumnView {
    /// The sentence at a byte.
    fn sentence_at(&self, byte: usize) -> Option<Span> {
        let block = self.document.blocks.get(block_at(&self.document.blocks, byte))?.span;
        let text = self.document.text();
        let found: Vec<Span> = sentences(block.slice(text)).iter().map(|s| s.shifted(block.start())).collect();
        sentence_at(&found, byte)
    }

    /// The sentence of the date that the keyboard is at, while it is in sight.
    pub(super) fn dated(&self, snapshot: &Snapshot) -> Option<Span> {
        let mention = MentionRef { article_id: self.article_id, index: self.current_mention? as u32 };
        let at = snapshot.opened.mentions.get(mention)?.expression.span.start();
        if self.bytes_in_view().contains_offset(at) { self.sentence_at(at) } else { None }
    }

    /// The passage that the person is at: what is selected, or the sentence of the hit or of the place that was clicked, or the
    /// first sentence that is seen.
    pub fn passage(&self) -> Option<Span> {
        let hit = self.current_hit.and_then(|hit| self.document.hits.get(hit)).map(|hit| hit.start());
        let clicked = self.selected.map(|(from, _)| from);
        let seen = self.bytes_in_view();
        let at = hit.or(clicked).filter(|&byte| seen.contains_offset(byte)).unwrap_or(seen.start());
        self.selection().or_else(|| self.sentence_at(at))
    }
}

/// What can be done with what is selected, or with the sentence under the pointer.
pub fn menu_ui(
    area: &Response,
    context: &mut ViewContext<'_>,
    article: &Article,
    view: &mut ColumnView,
    pointed: Option<usize>,
) {
    if area.secondary_clicked() {
        let sentence = pointed.and_then(|byte| view.sentence_at(byte));
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
        if ui.button("Copy with Citation").clicked() {
            context.request(Action::Copy(citation::quoted(article, passage)));
            ui.close();
        }
        if ui.button("Who else says this?").on_hover_text("The passages most like it in all articles (W)").clicked() {
            context.request(Action::AskWhoElse(view.article_id, span));
            ui.close();
        }
        let hint = "Kept with your work, found by is:noted, exported with the article (N)";
        if ui.button("Write a note on this…").on_hover_text(hint).clicked() {
            context.wanted = Some(Wanted::Note(view.article_id, Some(span)));
            ui.close();
        }
        if ui.button("Search for this in all articles").clicked() {
            context.request(Action::SetQuery(citation::query_for(passage)));
            ui.close();
        }
    });
}
