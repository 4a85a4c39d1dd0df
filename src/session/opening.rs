//! Opening a corpus: what happens from the request to the last batch.

use super::cache::CachePlace;
use super::effect::{Effect, ImportStart, Task};
use super::report::ImportedBatch;
use super::settings::PanelName;
use super::snapshot::{Concordance, FilteredView, NoticeLevel, Opened, Origin};
use super::state::Session;
use crate::corpus::ArticleId;
use crate::events::{Event, EventId, MentionRef};
use crate::search::Filter;
use crate::work::{Cancel, Progress};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// Opens a corpus in place of the one that is open, from the cache where it was kept.
    pub(super) fn open(&mut self, origin: Origin) -> Vec<Effect> {
        let cache = self.cache_place(&origin);
        self.open_with(origin, cache)
    }

    /// Reads what is open anew.
    pub(super) fn open_anew(&mut self) -> Vec<Effect> {
        self.open_with(self.now.opened.origin.clone(), None)
    }

    fn open_with(&mut self, origin: Origin, cache: Option<CachePlace>) -> Vec<Effect> {
        if let Origin::Paths(paths) = &origin
            && self.now.opened.import > 0
            && !paths.iter().any(|path| path.exists())
        {
            // What is open is worth more than an empty table.
            let named = paths.first().map(|path| path.display().to_string()).unwrap_or_default();
            self.notice(NoticeLevel::Failed, format!("There is no such file or folder: {named}"));
            return Vec::new();
        }
        self.restoring = None;
        self.now.restored = Arc::default();
        self.import_cancel.cancel();
        self.import_cancel = Cancel::new();
        let import = self.now.opened.import + 1;
        let progress = Progress::new();
        let is_same = origin == self.now.opened.origin && self.now.opened.import > 0;
        let opened = Opened { import, origin: origin.clone(), reading: Some(progress.clone()), ..Opened::default() };
        let former = std::mem::replace(&mut self.now.opened, opened);
        self.leave(former);
        self.now.report = super::snapshot::ReportPage::default();
        self.now.selection = super::snapshot::Selection::default();
        self.now.reader = super::snapshot::Reader::default();
        let (rows_generation, lanes_generation) =
            (self.now.view.rows_generation + 1, self.now.view.lanes_generation + 1);
        let sort = self.now.view.sort;
        // Articles have other numbers when they are read again: those of an event, and copies.
        let known = Filter::default();
        let kept =
            Filter { within: None, marks: known.marks.clone(), stories: None, ..(*self.now.view.filter).clone() };
        let filter = Arc::new(if is_same { kept } else { known });
        let view = FilteredView { filter, sort, rows_generation, lanes_generation, ..FilteredView::default() };
        let former = std::mem::replace(&mut self.now.view, view);
        self.leave(former);
        self.forget_layout();
        self.forget_hits();
        let (order, generation) = (self.now.concordance.order, self.now.concordance.generation + 1);
        let concordance = Concordance { order, generation, ..Concordance::default() };
        let former = std::mem::replace(&mut self.now.concordance, concordance);
        self.leave(former);
        let former = self.large_step.take();
        self.leave(former);
        let mut effects = self.forget_answers();
        effects.extend(self.forget_listing());
        self.refresh_faults();
        let former = (std::mem::take(&mut self.corrections), std::mem::take(&mut self.as_read));
        self.leave(former);
        let former = std::mem::take(&mut self.history);
        self.leave(former);
        self.list_views();
        self.list_colours();
        let cancel = self.import_cancel.clone();
        let store = Some(self.store_path());
        effects.extend(self.set_habit(|settings| match &origin {
            Origin::Sample => settings.last_opened.clear(),
            Origin::Paths(paths) => {
                settings.remember(paths);
                settings.last_opened.clone_from(paths);
            }
        }));
        self.has_changed_since = false;
        effects.extend(self.forget_cache());
        let columns = Arc::new(self.now.settings.column_maps.clone());
        effects.push(self.watch());
        effects.push(Effect::Task(Task::Import { import, origin, store, columns, cache, cancel, progress }));
        effects
    }

    /// Stops the reading; what has been read stays.
    pub(super) fn cancel_reading(&mut self) -> Vec<Effect> {
        self.import_cancel.cancel();
        Vec::new()
    }

    pub(super) fn import_started(&mut self, import: u64, start: ImportStart) -> Vec<Effect> {
        if import == self.now.opened.import {
            self.corrections = start.corrections;
            self.list_views();
            self.list_colours();
            self.tell_store_fault(start.store_fault);
        }
        Vec::new()
    }

    /// Adds what has been read, with the user's corrections over it.
    pub(super) fn take_batch(&mut self, import: u64, batch: ImportedBatch) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let was_empty = self.now.opened.corpus.is_empty();
        let first = self.now.opened.corpus.slot_count();
        let mut to_reread = Vec::new();
        let ImportedBatch { mut articles, mut problems, mut files } = batch;
        for (article, mentions) in articles.drain(..) {
            let article_id = self.now.opened.corpus.push(article.clone());
            if self.corrections.marked().of(article.sha256).is_some() {
                self.show_marks(article_id, article.sha256);
            }
            let mentions = self.corrections.apply_to_mentions(article.sha256, mentions);
            self.now.opened.mentions.set(article_id, mentions);
            self.now.opened.undated_count += usize::from(article.published.is_none());
            if self.corrections.concern(article.sha256) && self.restore_corrections(article_id, article.sha256) {
                to_reread.push(article_id);
            }
        }
        problems.drain(..).for_each(|problem| self.now.opened.problems.push(problem));
        files.drain(..).for_each(|file| self.now.opened.files.push(file));
        // Memory of a thread that reads: it may have to be waited for before it takes that back.
        self.leave((articles, problems, files));
        self.now.opened.change += 1;
        if was_empty && let Some((article_id, _)) = self.now.opened.corpus.iter().next() {
            self.now.selection.cursor = Some(article_id);
        }
        self.mark_read((first..self.now.opened.corpus.slot_count()).map(|index| ArticleId(index as u32)));
        self.copies_search.is_outdated = true;
        let mut effects = self.list();
        effects.extend(self.reread(to_reread.into_iter()));
        effects.extend(self.pack());
        effects
    }

    pub(super) fn import_done(&mut self, import: u64, was_cancelled: bool) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        self.now.opened.reading = None;
        self.now.opened.was_cancelled = was_cancelled;
        self.find_unmapped();
        if !was_cancelled {
            self.to_keep = Some(self.reading_since);
        }
        let mut effects = vec![self.find(), self.group(), self.watch()];
        effects.extend(self.list());
        self.has_changed_since |= !was_cancelled && self.now.settings.watches_folder;
        effects.extend(self.look_again());
        effects.extend(self.look_for_copies());
        effects
    }

    /// Has the events of what has been read grouped anew.
    pub(super) fn group(&self) -> Effect {
        Effect::Task(Task::Group {
            import: self.now.opened.import,
            corpus: self.now.opened.corpus.clone(),
            mentions: self.now.opened.mentions.clone(),
            edits: self.corrections.events().clone(),
        })
    }

    pub(super) fn take_events(
        &mut self,
        import: u64,
        events: Arc<[Event]>,
        main_events: Arc<[EventId]>,
    ) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let filtered_by = self.now.view.event_id.and_then(|event_id| self.now.event(event_id)).cloned();
        let former = std::mem::replace(&mut self.now.opened.events, events);
        self.leave(former);
        self.now.opened.main_events = main_events;
        if let Some(old) = filtered_by {
            let successor = successor(&self.now.opened.events, &old);
            return self.show_event(successor);
        }
        self.lay_out().into_iter().collect()
    }

    /// Shows or hides a panel. The table and the reader never hide both.
    pub(super) fn toggle_panel(&mut self, panel: PanelName) -> Vec<Effect> {
        self.set_habit(|settings| {
            let hidden = &mut settings.hidden_panels;
            if hidden.contains(&panel) {
                hidden.retain(|name| *name != panel);
            } else {
                hidden.push(panel);
            }
            let other = match panel {
                PanelName::Table => PanelName::Reader,
                PanelName::Reader => PanelName::Table,
                PanelName::Filters | PanelName::Timeline => return,
            };
            if hidden.contains(&panel) {
                hidden.retain(|name| *name != other);
            }
        })
    }
}

/// The event of a new grouping that has most mentions of an old one: numbers of events are those of one grouping.
fn successor(events: &[Event], old: &Event) -> Option<EventId> {
    let mentions: BTreeSet<MentionRef> = old.mentions.iter().copied().collect();
    let shared = |event: &Event| event.mentions.iter().filter(|mention| mentions.contains(mention)).count();
    let near = events.iter().filter(|event| event.interval.overlaps(old.interval));
    let (count, event) = near.map(|event| (shared(event), event)).max_by_key(|(count, _)| *count)?;
    (count > 0).then_some(event.event_id)
}
