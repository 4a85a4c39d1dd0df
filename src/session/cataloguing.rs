//! Keeping the catalogue, in which everything is looked up, up to date with the corpus.
//!
//! What came, changed or went is gathered and handed over when the work before it is done: while articles are being read
//! there are few large steps instead of many small ones. Until the next catalogue is there, filters are put to the last.
//! Indexing takes long: it goes on beside, and what was indexed is taken in with what is laid out next. So there is always one who
//! makes catalogues, and none is made of another than the last.

use super::effect::{Effect, IndexTask, ListTask, Stoppable, Task};
use super::pending::Listing;
use super::state::Session;
use crate::corpus::ArticleId;
use crate::search::{Catalogue, Indexed};

/// While articles are being read, they are laid out and rows filtered anew when there are more of them by one in so many.
const GROWTH: usize = 24;

impl Session {
    /// These articles came, changed or went.
    pub(super) fn mark_changed(&mut self, article_ids: impl IntoIterator<Item = ArticleId>) {
        self.mark_read(article_ids);
        self.unlisted.is_urgent = !self.unlisted.article_ids.is_empty();
    }

    /// These articles have been read, and more are to be expected.
    pub(super) fn mark_read(&mut self, article_ids: impl IntoIterator<Item = ArticleId>) {
        if self.unlisted.article_ids.is_empty() {
            // Many in order are taken in at once.
            self.unlisted.article_ids = article_ids.into_iter().collect();
        } else {
            self.unlisted.article_ids.extend(article_ids);
        }
    }

    /// Has what changed laid out and what waits for it indexed, where that is due and nobody is at it already.
    pub(super) fn list(&mut self) -> Vec<Effect> {
        [self.index(), self.list_changed()].into_iter().flatten().collect()
    }

    fn list_changed(&mut self) -> Option<Effect> {
        let opened = &self.now.opened;
        let has_grown = self.unlisted.article_ids.len() * GROWTH >= opened.catalogue.len().max(1);
        let is_changing =
            !self.unlisted.article_ids.is_empty() && (has_grown || self.unlisted.is_urgent || opened.reading.is_none());
        if self.unlisted.listing.is_some() || !(is_changing || self.unlisted.indexed.is_some()) {
            return None;
        }
        self.unlisted.is_urgent = false;
        let has_changes = !self.unlisted.article_ids.is_empty();
        self.unlisted.listing = Some(if has_changes { Listing::Changes } else { Listing::Index });
        self.now.view.is_pending |= has_changes;
        let opened = &self.now.opened;
        Some(Effect::Task(Task::List(Box::new(ListTask {
            import: opened.import,
            catalogue: opened.catalogue.clone(),
            corpus: opened.corpus.clone(),
            mentions: opened.mentions.clone(),
            changed: std::mem::take(&mut self.unlisted.article_ids),
            indexed: self.unlisted.indexed.take(),
        }))))
    }

    fn index(&mut self) -> Option<Effect> {
        let opened = &self.now.opened;
        let is_done = opened.reading.is_none();
        // What is being laid out may take in an index of the same texts; of the last articles one is made, not two.
        let waits = self.unlisted.listing.is_some() || (is_done && !self.unlisted.article_ids.is_empty());
        let is_at_it = self.unlisted.is_indexing || self.unlisted.indexed.is_some();
        if waits || is_at_it || !opened.catalogue.is_indexing_due(is_done) {
            return None;
        }
        self.unlisted.is_indexing = true;
        Some(Effect::Task(Task::Index(IndexTask {
            import: opened.import,
            catalogue: opened.catalogue.clone(),
            corpus: opened.corpus.clone(),
        })))
    }

    /// Takes in a catalogue.
    pub(super) fn take_catalogue(&mut self, import: u64, catalogue: Catalogue) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let former = std::mem::replace(&mut self.now.opened.catalogue, catalogue);
        self.leave(former);
        self.unlisted.listing = None;
        let mut effects = self.list();
        let (count, before) = (self.now.opened.catalogue.len(), self.unlisted.filtered_count);
        let has_grown = count.saturating_sub(before) * GROWTH >= count.max(1);
        if self.now.opened.reading.is_none() || has_grown {
            self.unlisted.filtered_count = count;
            effects.push(self.find());
        }
        effects.extend(self.look_for_copies());
        effects
    }

    /// Takes in texts that were indexed.
    pub(super) fn take_indexed(&mut self, import: u64, indexed: Indexed) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        self.unlisted.is_indexing = false;
        self.unlisted.indexed = Some(indexed);
        self.list()
    }

    /// Takes in a catalogue that was kept.
    pub(super) fn take_kept_catalogue(&mut self, catalogue: Catalogue) {
        self.unlisted.filtered_count = catalogue.len();
        self.now.opened.catalogue = catalogue;
    }

    /// Begins anew with nothing laid out.
    pub(super) fn forget_listing(&mut self) -> Option<Effect> {
        let former = std::mem::take(&mut self.unlisted);
        former.is_indexing.then_some(Effect::Task(Task::Stop(Stoppable::Indexing)))
    }

    /// A step has failed: what it was about is not found, everything else still is.
    pub(super) fn listing_failed(&mut self) -> Vec<Effect> {
        self.unlisted.listing = None;
        self.now.view.is_pending = false;
        if self.unlisted.article_ids.is_empty() { Vec::new() } else { self.list() }
    }

    /// Texts could not be indexed: they are read at every question, until more is laid out.
    pub(super) fn indexing_failed(&mut self) -> Vec<Effect> {
        self.unlisted.is_indexing = false;
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Action;
    use super::super::change::Correction;
    use super::super::clock;
    use super::super::report::{FoundRows, ImportedBatch, Report};
    use super::super::sample::reading_sample;
    use super::super::settings::Settings;
    use super::*;
    use crate::corpus::FieldName;
    use crate::work::Cancel;
    use std::sync::Arc;

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
        let listed = Report::Listed(1, Catalogue::default());
        let find = *finds(&session.absorb(listed)).last().expect("rows are asked for");
        session.absorb(Report::Found(1, FoundRows { find, ..FoundRows::default() }));
        assert!(!session.snapshot().view.is_pending);
    }

    /// The tasks among the effects that lay out and index.
    fn steps(effects: Vec<Effect>) -> Vec<Task> {
        let step = |effect| match effect {
            Effect::Task(task @ (Task::List(_) | Task::Index(_))) => Some(task),
            _ => None,
        };
        effects.into_iter().filter_map(step).collect()
    }

    /// What a step is answered with.
    fn done(step: Task) -> Report {
        let cancel = Cancel::new();
        match step {
            Task::List(task) => {
                let before =
                    task.indexed.map_or(task.catalogue.clone(), |indexed| task.catalogue.with_indexed(indexed));
                let listing = before.listing(&task.corpus, &task.mentions, &task.changed, &cancel);
                Report::Listed(task.import, listing.expect("not cancelled"))
            }
            Task::Index(task) => {
                let indexed = task.catalogue.index_waiting(&task.corpus, &cancel);
                Report::Indexed(task.import, indexed.expect("not cancelled"))
            }
            other => panic!("no step: {other:?}"),
        }
    }

    fn only<const COUNT: usize>(steps: Vec<Task>) -> [Task; COUNT] {
        steps.try_into().unwrap_or_else(|steps| panic!("{COUNT} expected: {steps:?}"))
    }

    #[test]
    fn what_changes_while_texts_are_indexed_is_laid_out_at_once_and_indexed_after_it() {
        let mut session = Session::new(Settings::default(), std::path::PathBuf::new(), clock::system);
        session.apply(Action::OpenSample);
        let sample = crate::ingest::read_sample().articles;
        let articles = sample.into_iter().map(|article| (Arc::new(article), Arc::default())).collect();
        let [list] = only(steps(session.absorb(Report::Batch(1, ImportedBatch { articles, ..Default::default() }))));
        assert!(steps(session.absorb(Report::ImportDone { import: 1, was_cancelled: false })).is_empty());
        let [index] = only(steps(session.absorb(done(list))));
        let count = session.snapshot().opened.corpus.len();
        assert_eq!(session.snapshot().opened.catalogue.len(), count);
        assert!(matches!(index, Task::Index(_)) && !session.unlisted.is_done());
        // A correction does not wait for the index.
        let (article_ids, correction) = (vec![ArticleId(0)], Correction::Value("The Gazette".to_owned()));
        let correct = Action::Correct { article_ids, field: FieldName::Outlet, correction };
        let [list] = only(steps(session.apply(correct)));
        assert!(steps(session.absorb(done(list))).is_empty(), "one is at indexing already");
        assert_eq!(session.snapshot().opened.catalogue.len(), count);
        // What is taken in leaves out what has changed, which is indexed in turn.
        let [list] = only(steps(session.absorb(done(index))));
        let [index] = only(steps(session.absorb(done(list))));
        assert_eq!(session.snapshot().opened.catalogue.indexed_count(), count - 1);
        let [list] = only(steps(session.absorb(done(index))));
        assert!(steps(session.absorb(done(list))).is_empty());
        assert_eq!(session.snapshot().opened.catalogue.indexed_count(), count);
        assert!(session.unlisted.is_done());
    }

    #[test]
    fn a_new_corpus_stops_the_indexing_of_the_last() {
        let mut session = reading_sample();
        session.absorb(Report::ImportDone { import: 1, was_cancelled: false });
        let listed = session.now.opened.clone();
        let all = (0..listed.corpus.len()).map(|index| ArticleId(index as u32)).collect();
        let listing = Catalogue::default().listing(&listed.corpus, &listed.mentions, &all, &Cancel::new());
        let [index] = only(steps(session.absorb(Report::Listed(1, listing.expect("not cancelled")))));
        let opened = session.apply(Action::OpenSample);
        let stops = |effect: &Effect| matches!(effect, Effect::Task(Task::Stop(Stoppable::Indexing)));
        assert!(opened.iter().any(stops));
        assert!(steps(session.absorb(done(index))).is_empty(), "it is of another corpus");
    }
}
