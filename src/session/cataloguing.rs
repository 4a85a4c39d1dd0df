//! Keeping the catalogue, in which everything is looked up, up to date with the corpus.
//!
//! What came, changed or went is gathered and handed over when the work before it is done: while articles are being read
//! there are few large steps instead of many small ones. Until the next catalogue is there, filters are put to the last.

use super::effect::{CatalogueTask, Effect, Task};
use super::pending::Unlisted;
use super::state::Session;
use crate::corpus::ArticleId;
use crate::search::Catalogue;

/// While articles are being read, rows are filtered anew when there are more of them by one in so many.
const GROWTH: usize = 24;

impl Session {
    /// These articles came, changed or went.
    pub(super) fn mark_changed(&mut self, article_ids: impl IntoIterator<Item = ArticleId>) {
        if self.unlisted.article_ids.is_empty() {
            // Many in order are taken in at once.
            self.unlisted.article_ids = article_ids.into_iter().collect();
        } else {
            self.unlisted.article_ids.extend(article_ids);
        }
    }

    /// Has what changed laid out, unless somebody is at it already.
    pub(super) fn list(&mut self) -> Option<Effect> {
        let is_done = self.now.opened.reading.is_none();
        let is_due = !self.unlisted.article_ids.is_empty() || self.now.opened.catalogue.is_indexing_due(is_done);
        if self.unlisted.is_under_way || !is_due {
            return None;
        }
        self.unlisted.is_under_way = true;
        if !self.unlisted.article_ids.is_empty() {
            self.unlisted.is_changing = true;
            self.now.view.is_pending = true;
        }
        let opened = &self.now.opened;
        Some(Effect::Task(Task::Catalogue(CatalogueTask {
            import: opened.import,
            catalogue: opened.catalogue.clone(),
            corpus: opened.corpus.clone(),
            mentions: opened.mentions.clone(),
            changed: std::mem::take(&mut self.unlisted.article_ids),
            is_done,
        })))
    }

    /// Takes in a catalogue. More of the same step follows unless it `is_last`.
    pub(super) fn take_catalogue(&mut self, import: u64, catalogue: Catalogue, is_last: bool) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let former = std::mem::replace(&mut self.now.opened.catalogue, catalogue);
        self.leave(former);
        // The first of a step holds all that changed.
        self.unlisted.is_changing = false;
        let mut effects = Vec::new();
        if is_last {
            self.unlisted.is_under_way = false;
            effects.extend(self.list());
        }
        let (count, before) = (self.now.opened.catalogue.len(), self.unlisted.filtered_count);
        let has_grown = count.saturating_sub(before) * GROWTH >= count.max(1);
        if self.now.opened.reading.is_none() || has_grown {
            self.unlisted.filtered_count = count;
            effects.push(self.find());
        }
        effects.extend(self.look_for_copies());
        effects
    }

    /// Takes in a catalogue that was kept.
    pub(super) fn take_kept_catalogue(&mut self, catalogue: Catalogue) {
        self.unlisted.filtered_count = catalogue.len();
        self.now.opened.catalogue = catalogue;
    }

    /// Begins anew with nothing laid out.
    pub(super) fn forget_listing(&mut self) {
        self.unlisted = Unlisted::default();
    }

    /// A step has failed: what it was about is not found, everything else still is.
    pub(super) fn listing_failed(&mut self) -> Option<Effect> {
        self.unlisted.is_under_way = false;
        self.unlisted.is_changing = false;
        self.now.view.is_pending = false;
        (!self.unlisted.article_ids.is_empty()).then(|| self.list()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::super::report::{FoundRows, Report};
    use super::super::sample::reading_sample;
    use super::*;

    fn finds(effects: &[Effect]) -> Vec<u64> {
        let number = |effect: &Effect| match effect {
            Effect::Task(Task::Find(task)) => Some(task.find),
            _ => None,
        };
        effects.iter().filter_map(number).collect()
    }

    #[test]
    fn rows_of_an_older_catalogue_are_not_taken_for_all_there_is() {
        let mut session = reading_sample();
        let effects = session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        let find = *finds(&effects).last().expect("rows are asked for");
        session.absorb(Report::Found(1, FoundRows { find, ..FoundRows::default() }));
        assert!(session.snapshot().view.is_pending, "what was read is not in the catalogue yet");
        let listed = Report::Catalogued { import: 1, catalogue: Catalogue::default(), is_last: true };
        let find = *finds(&session.absorb(listed)).last().expect("rows are asked for");
        session.absorb(Report::Found(1, FoundRows { find, ..FoundRows::default() }));
        assert!(!session.snapshot().view.is_pending);
    }
}
