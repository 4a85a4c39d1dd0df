//! Every hit of the query in its surroundings: asked for while that is shown, once the rows are known.

use super::effect::{Effect, HitsTask, Task};
use super::report::ListedHits;
use super::settings::MiddleView;
use super::state::Session;
use crate::corpus::Segments;
use crate::search::{ConcordanceOrder, Filter, Occurrence, Query};
use std::sync::Arc;

/// Hits that are being looked for or sorted.
#[derive(Debug)]
pub(super) struct HitsListing {
    /// Number of the request.
    number: u64,
    /// The filter whose rows are looked through.
    filter: Arc<Filter>,
    /// True until the first hits have taken the place of the former ones.
    is_first: bool,
    /// The rows have been replaced since.
    is_outdated: bool,
}

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
            shown.occurrences = Segments::default();
            shown.numbers = None;
            shown.is_cut = false;
            shown.generation += 1;
        }
        match hits {
            ListedHits::More(more) => {
                more.into_iter().for_each(|hit| shown.occurrences.push(hit));
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

    /// Shows the rows, or every hit in its surroundings.
    pub(super) fn show_in_middle(&mut self, middle: MiddleView) -> Vec<Effect> {
        if self.now.settings.middle == middle {
            return Vec::new();
        }
        let mut effects = self.set_habit(|settings| settings.middle = middle);
        effects.extend(self.list_hits());
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
