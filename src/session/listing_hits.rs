//! Every hit of the query in its surroundings: asked for while that is shown, once the rows are known.

use super::effect::{Effect, HitsTask, Task};
use super::pending::HitsListing;
use super::report::ListedHits;
use super::settings::{MiddleView, PanelName};
use super::state::Session;
use crate::corpus::Segments;
use crate::search::{ConcordanceOrder, Occurrence, Query};
use std::sync::Arc;

impl Session {
    /// Has the hits of the rows listed, where they are shown. One under way for the same query is let finish first: while
    /// articles are being read, rows are replaced faster than the hits of many are listed.
    pub(super) fn list_hits(&mut self) -> Option<Effect> {
        if self.now.settings.middle != MiddleView::Hits || self.now.view.unsure_count > 0 {
            return None;
        }
        let filter = &self.now.view.rows_filter;
        if let Some(listing) = self.hits_listing.as_mut().filter(|listing| listing.filter == *filter) {
            listing.is_outdated = true;
            return None;
        }
        Some(self.ask_for_hits(None))
    }

    /// Asks for the hits of the rows, or for another order of those that are `known`.
    fn ask_for_hits(&mut self, known: Option<Segments<Occurrence>>) -> Effect {
        let number = self.next_number();
        let is_first = known.is_none();
        let filter = self.now.view.rows_filter.clone();
        let query = filter.query.clone();
        let rows = if Query::parse(&query).looks_in_texts() { self.now.view.rows.clone() } else { Arc::default() };
        self.hits_listing = Some(HitsListing { number, filter, is_first, is_outdated: false });
        self.now.concordance.is_pending = true;
        Effect::Task(Task::ListHits(HitsTask {
            listing: number,
            import: self.now.opened.import,
            corpus: self.now.opened.corpus.clone(),
            query,
            rows,
            known,
            order: self.now.concordance.order,
        }))
    }

    pub(super) fn take_hits(&mut self, import: u64, number: u64, hits: ListedHits) -> Vec<Effect> {
        let Some(listing) = self.hits_listing.as_mut().filter(|listing| listing.number == number) else {
            return Vec::new();
        };
        if import != self.now.opened.import {
            return Vec::new();
        }
        let shown = &mut self.now.concordance;
        if std::mem::take(&mut listing.is_first) {
            shown.query.clone_from(&listing.filter.query);
            let former = (std::mem::take(&mut shown.occurrences), shown.numbers.take());
            shown.is_cut = false;
            shown.generation += 1;
            self.left.push(Box::new(former));
        }
        match hits {
            ListedHits::More(more) => {
                for hit in more {
                    shown.occurrences.push(hit);
                }
                Vec::new()
            }
            ListedHits::All { numbers, is_cut } => {
                shown.generation += u64::from(shown.numbers.is_some() || numbers.is_some());
                shown.numbers = numbers;
                shown.is_cut |= is_cut;
                shown.is_pending = false;
                let is_outdated = listing.is_outdated;
                self.hits_listing = None;
                if is_outdated { self.list_hits().into_iter().collect() } else { Vec::new() }
            }
        }
    }

    /// Shows the rows, or something else in their place.
    pub(super) fn show_in_middle(&mut self, middle: MiddleView) -> Vec<Effect> {
        // Where the reader fills the window it gives way.
        let mut effects =
            if self.now.settings.shows(PanelName::Table) { Vec::new() } else { self.toggle_panel(PanelName::Table) };
        if self.now.settings.middle == middle {
            return effects;
        }
        effects.extend(self.set_habit(|settings| settings.middle = middle));
        effects.extend(self.list_hits());
        effects.extend(self.follow_quotations());
        effects
    }

    /// Sorts the hits in another way. While they are still being looked for, that begins anew.
    pub(super) fn sort_hits(&mut self, order: ConcordanceOrder) -> Vec<Effect> {
        let shown = &mut self.now.concordance;
        if shown.order == order {
            return Vec::new();
        }
        shown.order = order;
        let known = (!shown.is_pending).then(|| shown.occurrences.clone());
        vec![self.ask_for_hits(known)]
    }

    /// Waits for no hits any more: the work has failed.
    pub(super) fn forget_hits(&mut self) {
        self.hits_listing = None;
        self.now.concordance.is_pending = false;
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::{FoundRows, Report};
    use super::super::settings::Settings;
    use super::*;
    use crate::corpus::ArticleId;
    use crate::search::Filter;
    use crate::session::Action;
    use crate::text::Span;

    fn session() -> Session {
        let settings = Settings { middle: MiddleView::Hits, ..Settings::default() };
        Session::new(settings, std::path::PathBuf::new(), super::super::clock::system)
    }

    fn tasks(effects: Vec<Effect>) -> Vec<HitsTask> {
        let task = |effect| match effect {
            Effect::Task(Task::ListHits(task)) => Some(task),
            _ => None,
        };
        effects.into_iter().filter_map(task).collect()
    }

    /// What is asked for once a filter has left so many rows.
    fn found(session: &mut Session, query: &str, row_count: u32) -> Vec<HitsTask> {
        let filter = Arc::new(Filter { query: query.to_owned(), ..Filter::default() });
        let rows = (0..row_count).map(ArticleId).collect();
        tasks(session.absorb(Report::Found(0, FoundRows { filter, rows, ..FoundRows::default() })))
    }

    fn hits(count: usize) -> ListedHits {
        let hit = |at| Occurrence { article_id: ArticleId(0), span: Span::new(at, at + 1) };
        ListedHits::More((0..count).map(hit).collect())
    }

    fn listed(session: &mut Session, listing: u64, hits: ListedHits) -> Vec<HitsTask> {
        tasks(session.absorb(Report::HitsListed { import: 0, listing, hits }))
    }

    const ALL: ListedHits = ListedHits::All { numbers: None, is_cut: false };

    #[test]
    fn former_hits_stay_until_the_first_of_the_newest_come_and_those_of_older_ones_are_dropped() {
        let mut session = session();
        let first = found(&mut session, "a", 3).remove(0).listing;
        listed(&mut session, first, hits(5));
        listed(&mut session, first, ALL);
        let second = found(&mut session, "b", 3).remove(0).listing;
        let third = found(&mut session, "c", 3).remove(0).listing;
        listed(&mut session, second, hits(7));
        let shown = session.snapshot().concordance.clone();
        assert_eq!((shown.occurrences.len(), shown.query.as_str(), shown.is_pending), (5, "a", true));
        listed(&mut session, third, hits(2));
        listed(&mut session, third, hits(2));
        let shown = session.snapshot().concordance.clone();
        assert_eq!((shown.occurrences.len(), shown.query.as_str(), shown.is_pending), (4, "c", true));
        listed(&mut session, third, ALL);
        assert!(!session.snapshot().concordance.is_pending);
    }

    #[test]
    fn rows_that_grow_under_one_filter_do_not_stop_their_listing() {
        let mut session = session();
        let first = found(&mut session, "a", 3).remove(0).listing;
        assert!(found(&mut session, "a", 4).is_empty());
        listed(&mut session, first, hits(3));
        let second = listed(&mut session, first, ALL);
        assert_eq!(second.iter().map(|task| task.rows.len()).collect::<Vec<_>>(), [4], "once more with what came");
    }

    #[test]
    fn another_order_of_hits_that_are_known_reads_no_text() {
        let mut session = session();
        let first = found(&mut session, "a", 3).remove(0).listing;
        listed(&mut session, first, hits(3));
        let early = tasks(session.apply(Action::SortHits(ConcordanceOrder::Left)));
        assert!(early[0].known.is_none(), "not all are known yet");
        listed(&mut session, early[0].listing, hits(3));
        listed(&mut session, early[0].listing, ListedHits::All { numbers: Some([2, 0, 1].into()), is_cut: false });
        assert_eq!(session.snapshot().concordance.row(0).map(|hit| hit.span.start()), Some(2));
        let task = tasks(session.apply(Action::SortHits(ConcordanceOrder::Article))).remove(0);
        assert_eq!(task.known.map(|known| known.len()), Some(3));
        listed(&mut session, task.listing, ALL);
        assert_eq!(session.snapshot().concordance.row(0).map(|hit| hit.span.start()), Some(0));
    }

    #[test]
    fn nothing_is_listed_while_the_table_is_shown_or_texts_are_still_read_for_the_rows() {
        let mut session = session();
        let filter = Arc::new(Filter { query: "a".to_owned(), ..Filter::default() });
        let partial = FoundRows { filter, unsure_count: 3, ..FoundRows::default() };
        assert!(tasks(session.absorb(Report::Found(0, partial))).is_empty());
        session.apply(Action::ShowInMiddle(MiddleView::Table));
        assert!(found(&mut session, "a", 3).is_empty());
        assert_eq!(tasks(session.apply(Action::ShowInMiddle(MiddleView::Hits))).len(), 1);
    }
}
