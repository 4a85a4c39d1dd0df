//! Who is quoted saying what in several articles: found while that is shown, once the rows are known.

use super::effect::{Effect, QuotationsTask, Stoppable, Task};
use super::settings::MiddleView;
use super::snapshot::ListedQuotation;
use super::state::Session;
use crate::work::Progress;
use std::sync::Arc;

impl Session {
    /// Has the quotations of the rows found, where they are shown and not known. A finding under way for the same filter is let
    /// finish first: while articles are being read, rows are replaced faster than many are read through.
    pub(super) fn find_quotations(&mut self) -> Option<Effect> {
        let view = &self.now.view;
        let is_known = self.quotations_search.answered == Some(view.rows_generation);
        if self.now.settings.middle != MiddleView::Quotations || view.unsure_count > 0 {
            return None;
        }
        let search = &mut self.quotations_search;
        if search.request.as_ref().is_some_and(|(_, filter)| *filter == view.rows_filter) {
            search.is_outdated = search.asked != view.rows_generation;
            return None;
        }
        if is_known && search.request.is_none() {
            return None;
        }
        let request = self.next_number();
        let progress = Progress::new();
        self.now.quotations.finding = Some(progress.clone());
        let view = &self.now.view;
        let search = &mut self.quotations_search;
        search.request = Some((request, view.rows_filter.clone()));
        search.is_outdated = false;
        search.asked = view.rows_generation;
        Some(Effect::Task(Task::FindQuotations(QuotationsTask {
            request,
            import: self.now.opened.import,
            corpus: self.now.opened.corpus.clone(),
            rows: view.rows.clone(),
            progress,
        })))
    }

    /// Finds quotations when they come into view, stops finding them when they leave it.
    pub(super) fn follow_quotations(&mut self) -> Option<Effect> {
        if self.now.settings.middle == MiddleView::Quotations {
            return self.find_quotations();
        }
        let is_finding = self.quotations_search.request.is_some();
        self.forget_quotations_search();
        is_finding.then_some(Effect::Task(Task::Stop(Stoppable::Quotations)))
    }

    pub(super) fn take_quotations(&mut self, import: u64, request: u64, groups: Arc<[ListedQuotation]>) -> Vec<Effect> {
        let search = &mut self.quotations_search;
        let is_newest = search.request.as_ref().is_some_and(|(number, _)| *number == request);
        if import != self.now.opened.import || !is_newest {
            return Vec::new();
        }
        search.request = None;
        search.answered = Some(search.asked);
        let is_outdated = search.is_outdated;
        let former = std::mem::replace(&mut self.now.quotations.groups, groups);
        self.leave(former);
        let shown = &mut self.now.quotations;
        shown.generation += 1;
        shown.finding = None;
        if is_outdated { self.find_quotations().into_iter().collect() } else { Vec::new() }
    }

    /// Waits for no quotations any more: they are not wanted, or the work has failed.
    pub(super) fn forget_quotations_search(&mut self) {
        self.quotations_search.request = None;
        self.now.quotations.finding = None;
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::{FoundRows, Report};
    use super::super::settings::Settings;
    use super::super::{Action, clock};
    use super::*;
    use crate::corpus::ArticleId;
    use crate::search::Filter;

    fn session() -> Session {
        let settings = Settings { middle: MiddleView::Quotations, ..Settings::default() };
        Session::new(settings, std::path::PathBuf::new(), clock::system)
    }

    fn tasks(effects: Vec<Effect>) -> Vec<QuotationsTask> {
        let task = |effect| match effect {
            Effect::Task(Task::FindQuotations(task)) => Some(task),
            _ => None,
        };
        effects.into_iter().filter_map(task).collect()
    }

    /// What is asked for once a filter has left so many rows.
    fn found(session: &mut Session, query: &str, row_count: u32) -> Vec<QuotationsTask> {
        let filter = Arc::new(Filter { query: query.to_owned(), ..Filter::default() });
        let rows = (0..row_count).map(ArticleId).collect();
        tasks(session.absorb(Report::Found(0, FoundRows { filter, rows, ..FoundRows::default() })))
    }

    fn answered(session: &mut Session, request: u64) -> Vec<QuotationsTask> {
        tasks(session.absorb(Report::QuotationsFound { import: 0, request, groups: Arc::default() }))
    }

    #[test]
    fn quotations_follow_the_rows_and_only_the_newest_answer_counts() {
        let mut session = session();
        let first = found(&mut session, "a", 3).remove(0);
        assert!(found(&mut session, "a", 4).is_empty(), "the one under way is let finish");
        let second = answered(&mut session, first.request).remove(0);
        assert_eq!(second.rows.len(), 4, "and done once more");
        let third = found(&mut session, "b", 2).remove(0);
        answered(&mut session, second.request);
        assert!(session.snapshot().quotations.finding.is_some());
        assert!(answered(&mut session, third.request).is_empty());
        assert!(session.snapshot().quotations.finding.is_none());
    }

    #[test]
    fn they_are_found_only_while_they_are_shown_and_not_twice_for_the_same_rows() {
        let mut session = session();
        let first = found(&mut session, "a", 3).remove(0);
        let left = session.apply(Action::ShowInMiddle(MiddleView::Table));
        assert!(left.iter().any(|effect| matches!(effect, Effect::Task(Task::Stop(Stoppable::Quotations)))));
        assert!(found(&mut session, "b", 3).is_empty());
        answered(&mut session, first.request);
        let again = tasks(session.apply(Action::ShowInMiddle(MiddleView::Quotations))).remove(0);
        answered(&mut session, again.request);
        session.apply(Action::ShowInMiddle(MiddleView::Table));
        assert!(tasks(session.apply(Action::ShowInMiddle(MiddleView::Quotations))).is_empty(), "they are known");
    }
}
