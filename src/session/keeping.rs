//! Keeping what was read for the next time, and opening what was kept.

use super::cache::{Cache, CachePlace, Contents, reading_number};
use super::effect::{Effect, KeepTask, Stoppable, Task};
use super::report::RestoredCorpus;
use super::snapshot::{NoticeLevel, Origin};
use super::state::Session;
use crate::corpus::{ArticleId, Segments};
use crate::ingest::FileAccount;
use crate::search::Catalogue;
use crate::work::Problem;
use std::sync::Arc;

/// Of so many articles one must have changed for all to be written again: the others find the few changes once more.
const KEPT_FOR_ONE_CHANGE: usize = 100;

impl Session {
    /// Where the corpus at `origin` is kept; nothing for one that is not.
    pub(super) fn cache_place(&self, origin: &Origin) -> Option<CachePlace> {
        match (origin, &self.cache_folder) {
            (Origin::Paths(paths), Some(folder)) => Some(CachePlace::new(folder, paths)),
            _ => None,
        }
    }

    /// Nothing of what was kept counts any more: something else is opened.
    pub(super) fn forget_cache(&mut self) -> Option<Effect> {
        self.to_keep = None;
        self.is_rest_due = false;
        self.reading_since = (self.clock)();
        self.cache.take().map(|_| Effect::Task(Task::Stop(Stoppable::Check)))
    }

    /// True when so many changed articles make it worth writing all of them again.
    pub(super) fn is_worth_keeping(&self, changed_count: usize) -> bool {
        changed_count * KEPT_FOR_ONE_CHANGE > self.now.opened.corpus.len()
    }

    /// Has what was read kept, if it is to be and its rows are known.
    pub(super) fn keep(&mut self) -> Option<Effect> {
        let opened = &self.now.opened;
        let is_busy = opened.reading.is_some() || opened.refreshing.is_some() || !self.unlisted.is_done();
        if self.now.view.is_pending || is_busy {
            return None;
        }
        let since = self.to_keep.take()?;
        let filter = &self.now.view.rows_filter;
        let is_all = !filter.is_set() && filter.stories.is_none();
        let contents = Contents {
            reading: reading_number(&self.now.settings.column_maps),
            since: since.into(),
            corpus: opened.corpus.clone(),
            mentions: Some(opened.mentions.clone()),
            files: opened.files.clone(),
            problems: opened.problems.clone(),
            rows: is_all.then(|| (self.now.view.sort, self.now.view.rows.clone())),
            catalogue: Some(opened.catalogue.clone()),
            as_read: self.as_read.clone(),
            corrected: self.corrections.articles(),
        };
        let place = self.cache_place(&opened.origin)?;
        Some(Effect::Task(Task::Keep(Box::new(KeepTask { import: opened.import, place, contents }))))
    }

    /// Shows a corpus as it was kept, with the user's corrections over it.
    pub(super) fn take_restored(&mut self, import: u64, restored: RestoredCorpus) -> Vec<Effect> {
        let RestoredCorpus { kept, cache } = restored;
        if import != self.now.opened.import {
            return Vec::new();
        }
        self.cache = Some(cache);
        let opened = &mut self.now.opened;
        opened.corpus = kept.corpus.clone();
        opened.mentions = kept.mentions.clone().unwrap_or_default();
        opened.undated_count = kept.undated_count;
        opened.change += 1;
        self.copies_search.is_outdated = true;
        let mut to_reread = Vec::new();
        let corrections = self.corrections.clone();
        for sha256 in corrections.articles() {
            for article_id in kept.with_content(sha256) {
                let mentions = corrections.apply_to_mentions(sha256, self.now.opened.mentions.of(article_id));
                self.now.opened.mentions.set(article_id, mentions);
                if corrections.concern(sha256) && self.restore_corrections(article_id, sha256) {
                    to_reread.push(article_id);
                }
            }
        }
        for sha256 in corrections.marked().contents() {
            for article_id in kept.with_content(sha256) {
                self.show_marks(article_id, sha256);
            }
        }
        self.show_kept_rows(kept.rows);
        self.reread(to_reread.into_iter()).into_iter().collect()
    }

    /// Shows all rows in the order in which they were kept, where no filter is set, until they are found anew.
    fn show_kept_rows(&mut self, rows: Option<(super::Sort, Arc<[ArticleId]>)>) {
        let view = &mut self.now.view;
        if view.is_filtered() {
            return;
        }
        if let Some((_, rows)) = rows {
            self.now.selection.cursor = rows.first().copied();
            view.rows = rows;
            view.rows_filter = view.filter.clone();
            view.is_pending = true;
            view.rows_generation += 1;
        }
    }

    /// Takes in the files of what was restored, and asks for its rows; all else is begun behind them.
    pub(super) fn take_restored_files(
        &mut self,
        import: u64,
        files: Segments<FileAccount>,
        problems: Segments<Problem>,
        catalogue: Option<(Catalogue, Vec<ArticleId>)>,
    ) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let opened = &mut self.now.opened;
        (opened.files, opened.problems, opened.reading) = (files, problems, None);
        opened.change += 1;
        self.find_unmapped();
        let mut effects = Vec::new();
        match catalogue {
            // It was laid out as corrected then; now other articles may be.
            Some((catalogue, corrected)) => {
                self.take_kept_catalogue(catalogue);
                self.mark_changed(corrected);
                effects.push(self.find());
                self.is_rest_due = true;
                effects.extend(self.list());
                return effects;
            }
            // Until everything is laid out the rows stay as they were kept.
            None => self.mark_changed((0..self.now.opened.corpus.slot_count()).map(|index| ArticleId(index as u32))),
        }
        effects.extend(self.list());
        effects.extend(self.begin_rest());
        effects
    }

    /// Groups events, looks for changes and copies, and has the cache looked through, now that rows are shown: before, all
    /// of this would take the processor from them.
    fn begin_rest(&mut self) -> Vec<Effect> {
        let mut effects = vec![self.group(), self.watch()];
        effects.extend(self.look_for_changes());
        effects.extend(self.look_for_copies());
        effects.extend(self.cache.clone().map(|cache| Effect::Task(Task::CheckKept(Box::new(cache)))));
        effects
    }

    /// What was put off until rows are shown.
    pub(super) fn begin_due_rest(&mut self) -> Vec<Effect> {
        if std::mem::take(&mut self.is_rest_due) { self.begin_rest() } else { Vec::new() }
    }

    /// Reads the corpus anew when its cache has turned out to be damaged.
    pub(super) fn leave_damaged_cache(&mut self) -> Vec<Effect> {
        let fault = self.cache.as_ref().filter(|cache| cache.damage().is_raised()).map(Cache::damaged);
        let Some(fault) = fault else { return Vec::new() };
        self.cache = None;
        self.notice(NoticeLevel::Failed, fault.to_string());
        self.open_anew()
    }

    pub(super) fn cache_failed(&mut self, import: u64, reason: String) -> Vec<Effect> {
        if import == self.now.opened.import {
            self.notice(NoticeLevel::Failed, reason);
        }
        Vec::new()
    }
}
