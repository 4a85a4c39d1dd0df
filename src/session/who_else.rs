//! Who else says this? A passage of an article is asked about; the answer stands in the place of the table.

use super::effect::{AlikeTask, Effect, Task};
use super::settings::MiddleView;
use super::snapshot::{AskedPassage, Reader};
use super::state::Session;
use crate::corpus::ArticleId;
use crate::search::Alike;
use crate::text::Span;
use std::sync::Arc;

/// Characters of a passage that are asked about: some paragraphs.
const MOST_CHARS: usize = 2_000;

impl Session {
    /// Asks who else says a passage, and shows the answer.
    pub(super) fn ask_who_else(&mut self, article_id: ArticleId, span: Span) -> Vec<Effect> {
        let Some(article) = self.now.article(article_id) else { return Vec::new() };
        let passage: String = span.slice(&article.text).chars().take(MOST_CHARS).collect();
        if passage.trim().is_empty() {
            return Vec::new();
        }
        self.now.who_else.asked = Some(AskedPassage { article_id, span, passage: passage.into() });
        let mut effects = self.show_in_middle(MiddleView::WhoElse);
        effects.extend(self.ask_again());
        effects
    }

    /// Asks the same of the corpus, the rows and the copies as they are now.
    pub(super) fn ask_again(&mut self) -> Option<Effect> {
        let asked = self.now.who_else.asked.clone()?;
        self.newest_question = self.next_number();
        let who_else = &mut self.now.who_else;
        who_else.is_pending = true;
        let opened = &self.now.opened;
        Some(Effect::Task(Task::FindAlike(Box::new(AlikeTask {
            request: self.newest_question,
            import: opened.import,
            catalogue: opened.catalogue.clone(),
            corpus: opened.corpus.clone(),
            mentions: opened.mentions.clone(),
            passage: asked.passage,
            from: asked.article_id,
            copies: opened.copies.clone().filter(|_| who_else.hides_copies),
            within: who_else.is_filtered.then(|| self.now.view.rows.clone()),
        }))))
    }

    pub(super) fn take_alike(&mut self, import: u64, request: u64, found: Arc<[Alike]>) -> Vec<Effect> {
        if import == self.now.opened.import && request == self.newest_question {
            let who_else = &mut self.now.who_else;
            who_else.found = found;
            who_else.generation += 1;
            who_else.is_pending = false;
        }
        Vec::new()
    }

    pub(super) fn toggle_who_else_copies(&mut self) -> Vec<Effect> {
        self.now.who_else.hides_copies ^= true;
        self.ask_again().into_iter().collect()
    }

    pub(super) fn toggle_who_else_filter(&mut self) -> Vec<Effect> {
        self.now.who_else.is_filtered ^= true;
        self.ask_again().into_iter().collect()
    }

    /// Shows an answer in the column beside the article that was asked from: walking through the answers, one takes the place
    /// of the other. An article that is shown already is scrolled to.
    pub(super) fn open_who_else(&mut self, article_id: ArticleId, span: Span) -> Vec<Effect> {
        let columns = self.now.reader.columns.clone();
        let place = |wanted: ArticleId| columns.iter().position(|column| column.article_id == wanted);
        let asked = self.now.who_else.asked.as_ref().and_then(|asked| place(asked.article_id));
        if let Some(asked) = asked.filter(|_| place(article_id).is_none()) {
            let is_loose = |index: &usize| columns.get(*index).is_some_and(|column| !column.is_pinned);
            match (asked + 1..columns.len()).find(is_loose) {
                Some(beside) => self.now.reader.active = beside,
                None if columns.len() < Reader::MOST_COLUMNS => {
                    let effects = self.add_to_comparison(article_id);
                    self.jump_to(columns.len(), span);
                    return effects;
                }
                // There is no room behind the one that was asked from.
                None => self.now.reader.active = asked.saturating_sub(1),
            }
        }
        self.open_in_reader(article_id, Some(span))
    }

    /// Shows passages side by side, in place of what the reader shows.
    pub(super) fn compare_passages(&mut self, passages: &[(ArticleId, Span)]) -> Vec<Effect> {
        let article_ids: Vec<ArticleId> = passages.iter().map(|&(article_id, _)| article_id).collect();
        let effects = self.compare(&article_ids);
        for &(article_id, span) in passages {
            let place = self.now.reader.columns.iter().position(|column| column.article_id == article_id);
            if let Some(place) = place {
                self.jump_to(place, span);
            }
        }
        effects
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::super::report::Report;
    use super::super::sample::reading_sample;
    use super::super::settings::PanelName;
    use super::*;

    fn asked(effects: Vec<Effect>) -> AlikeTask {
        let task = |effect| match effect {
            Effect::Task(Task::FindAlike(task)) => Some(*task),
            _ => None,
        };
        effects.into_iter().filter_map(task).last().expect("a question")
    }

    fn answer(session: &mut Session, request: u64, count: usize) {
        let alike = |number| Alike {
            article_id: ArticleId(number as u32),
            span: Span::new(0, 9),
            score: 0.5,
            shared: Vec::new(),
        };
        let found = (0..count).map(alike).collect();
        session.absorb(Report::AlikeFound { import: 1, request, found });
    }

    fn columns(session: &mut Session) -> Vec<u32> {
        session.snapshot().reader.columns.iter().map(|column| column.article_id.0).collect()
    }

    #[test]
    fn only_the_answer_to_the_newest_question_is_shown() {
        let mut session = reading_sample();
        let first = asked(session.apply(Action::AskWhoElse(ArticleId(0), Span::new(0, 80))));
        assert_eq!(session.snapshot().settings.middle, MiddleView::WhoElse);
        let second = asked(session.apply(Action::ToggleWhoElseFilter));
        assert!(first.within.is_none() && second.within.is_some());
        answer(&mut session, first.request, 3);
        assert!(session.snapshot().who_else.is_pending);
        answer(&mut session, second.request, 2);
        let who_else = session.snapshot().who_else.clone();
        assert_eq!((who_else.found.len(), who_else.is_pending), (2, false));
    }

    #[test]
    fn the_answer_is_in_sight_also_where_the_reader_filled_the_window() {
        let mut session = reading_sample();
        session.apply(Action::TogglePanel(PanelName::Table));
        asked(session.apply(Action::AskWhoElse(ArticleId(0), Span::new(0, 80))));
        assert!(session.snapshot().settings.shows(PanelName::Table));
        session.apply(Action::TogglePanel(PanelName::Table));
        asked(session.apply(Action::AskWhoElse(ArticleId(0), Span::new(0, 80))));
        assert!(session.snapshot().settings.shows(PanelName::Table), "asked again as well");
    }

    #[test]
    fn an_empty_passage_asks_nothing() {
        let mut session = reading_sample();
        assert!(session.apply(Action::AskWhoElse(ArticleId(0), Span::new(4, 4))).is_empty());
        assert!(session.apply(Action::ToggleWhoElseCopies).is_empty(), "nor does a switch without a question");
    }

    #[test]
    fn answers_open_beside_the_article_that_was_asked_from() {
        let mut session = reading_sample();
        session.apply(Action::OpenInReader(ArticleId(0), None));
        session.apply(Action::AskWhoElse(ArticleId(0), Span::new(0, 80)));
        session.apply(Action::OpenWhoElse(ArticleId(1), Span::new(5, 9)));
        session.apply(Action::OpenWhoElse(ArticleId(2), Span::new(5, 9)));
        assert_eq!(columns(&mut session), [0, 2], "one takes the place of the other");
        session.apply(Action::OpenWhoElse(ArticleId(0), Span::new(7, 9)));
        assert_eq!(columns(&mut session), [0, 2], "what is shown is scrolled to");
        session.apply(Action::PinColumn(1));
        session.apply(Action::OpenWhoElse(ArticleId(3), Span::new(5, 9)));
        assert_eq!(columns(&mut session), [0, 2, 3], "a pinned one stays");
        session.apply(Action::ComparePassages(vec![(ArticleId(3), Span::new(1, 2)), (ArticleId(1), Span::new(3, 4))]));
        let reader = session.snapshot().reader.clone();
        let targets: Vec<_> = reader.columns.iter().map(|column| (column.article_id.0, column.target)).collect();
        assert_eq!(targets, [(3, Some(Span::new(1, 2))), (1, Some(Span::new(3, 4)))]);
    }
}
