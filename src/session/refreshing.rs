//! Following an open folder: what was added, changed and removed, without reading the rest again.
//!
//! Articles keep their numbers: what has gone leaves an empty place, what is new stands behind the last, what has changed
//! or moved stays where it was. So the selection, the reader and the filters go on.

use super::effect::{Effect, RefreshTask, Task};
use super::pending::{TakenChanges, Tally};
use super::report::{RefreshOutcome, RefreshedArticles, RefreshedFiles};
use super::snapshot::{NoticeLevel, Origin};
use super::state::Session;
use crate::corpus::{ArticleId, ArticleSet};
use crate::work::{Cancel, Progress};
use std::path::PathBuf;
use std::sync::Arc;

impl Session {
    /// What is to be watched: the paths that are open, unless the user wants none watched. Nothing while they are read, for
    /// the system would tell of every file; what has changed meanwhile is found by looking once, at the end.
    pub(super) fn watch(&self) -> Effect {
        let paths: Vec<PathBuf> = match &self.now.opened.origin {
            Origin::Paths(paths) if self.now.settings.watches_folder && self.now.opened.reading.is_none() => {
                paths.clone()
            }
            _ => Vec::new(),
        };
        Effect::Task(Task::Watch { import: self.now.opened.import, paths })
    }

    pub(super) fn toggle_watching(&mut self) -> Vec<Effect> {
        let mut effects = self.set_habit(|settings| settings.watches_folder = !settings.watches_folder);
        effects.push(self.watch());
        if self.now.settings.watches_folder {
            effects.extend(self.look_for_changes());
        }
        effects
    }

    pub(super) fn folder_changed(&mut self, import: u64) -> Vec<Effect> {
        if import == self.now.opened.import { self.look_for_changes() } else { Vec::new() }
    }

    /// Has the open folder looked through for changes; once more afterwards, when that is going on already.
    pub(super) fn look_for_changes(&mut self) -> Vec<Effect> {
        let opened = &mut self.now.opened;
        let Origin::Paths(paths) = &opened.origin else { return Vec::new() };
        if opened.reading.is_some() || opened.refreshing.is_some() {
            self.has_changed_since = true;
            return Vec::new();
        }
        self.has_changed_since = false;
        self.taken_changes = TakenChanges::default();
        self.import_cancel = Cancel::new();
        let progress = Progress::new();
        opened.refreshing = Some(progress.clone());
        vec![Effect::Task(Task::Refresh(Box::new(RefreshTask {
            import: opened.import,
            paths: paths.clone(),
            files: opened.files.clone(),
            corpus: opened.corpus.clone(),
            problems: opened.problems.clone(),
            columns: Arc::new(self.now.settings.column_maps.clone()),
            cancel: self.import_cancel.clone(),
            progress,
        })))]
    }

    pub(super) fn take_refreshed(&mut self, import: u64, outcome: RefreshOutcome) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        self.now.opened.refreshing = None;
        let mut effects = match outcome {
            RefreshOutcome::Unchanged => Vec::new(),
            RefreshOutcome::Stopped => {
                self.notice(NoticeLevel::Failed, "Looking for changes was stopped: nothing was changed in the table");
                Vec::new()
            }
            RefreshOutcome::FolderGone => {
                let name = self.now.opened.origin.name();
                self.notice(NoticeLevel::Failed, format!("“{name}” is no longer there; what was read of it stays"));
                Vec::new()
            }
            RefreshOutcome::Changed(files) => self.take_changes(*files),
        };
        effects.extend(self.look_again());
        effects.extend(self.keep());
        effects.extend(self.look_for_copies());
        effects.extend(self.restore());
        effects
    }

    /// Looks for changes that came while something was being read.
    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        if self.has_changed_since { self.look_for_changes() } else { Vec::new() }
    }

    /// Takes in some of what has changed; what depends on all of it waits for the end.
    pub(super) fn take_changed(&mut self, import: u64, part: RefreshedArticles) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        self.taken_changes.count += part.articles.len();
        for read in part.articles {
            let (opened, taken) = (&mut self.now.opened, &mut self.taken_changes);
            let (article_id, article) = (read.article_id, read.article);
            let old = opened.corpus.get(article_id);
            match &old {
                None => taken.tally.added += 1,
                Some(old) if old.sha256 != article.sha256 => {
                    taken.tally.changed += 1;
                    taken.rewritten.insert(article_id);
                }
                Some(old) if old.source != article.source => taken.tally.moved += 1,
                Some(_) => {}
            }
            opened.undated_count -= usize::from(old.is_some_and(|old| old.published.is_none()));
            opened.undated_count += usize::from(article.published.is_none());
            self.as_read.remove(&article_id);
            let sha256 = article.sha256;
            opened.corpus.put(article_id, article);
            opened.mentions.set(article_id, read.mentions);
            self.mark_changed([article_id]);
            self.show_marks(article_id, sha256);
            if self.corrections.concern(sha256) && self.restore_corrections(article_id, sha256) {
                self.taken_changes.to_reread.push(article_id);
            }
        }
        self.forget(&part.gone);
        self.mark_changed(part.gone);
        self.now.opened.change += 1;
        Vec::new()
    }

    fn take_changes(&mut self, refreshed: RefreshedFiles) -> Vec<Effect> {
        let TakenChanges { mut tally, count, mut rewritten, gone, to_reread } = std::mem::take(&mut self.taken_changes);
        tally.removed = gone.len();
        self.leave_gone(&gone);
        rewritten.extend(gone.iter());
        Arc::make_mut(&mut self.now.reader.comparisons)
            .retain(|(a, b), _| !rewritten.contains(a) && !rewritten.contains(b));
        for column in Arc::make_mut(&mut self.now.reader.columns) {
            if rewritten.contains(&column.article_id) {
                column.target = None;
            }
        }
        let opened = &mut self.now.opened;
        let former = (
            std::mem::replace(&mut opened.files, refreshed.files),
            std::mem::replace(&mut opened.problems, refreshed.problems),
        );
        opened.change += 1;
        self.leave(former);
        self.find_unmapped();
        if let Some(text) = tally.told() {
            self.notice(NoticeLevel::Done, text);
        }
        let mut effects = self.list();
        if self.is_worth_keeping(count + tally.removed) {
            self.to_keep = Some(self.reading_since);
        }
        if count > 0 || tally.removed > 0 {
            self.copies_search.is_outdated = true;
            effects.push(self.group());
        }
        effects.extend(self.link_columns());
        effects.extend(self.reread(to_reread.into_iter()));
        effects.extend(self.pack());
        effects
    }

    /// Takes articles away that have gone.
    fn forget(&mut self, gone: &[ArticleId]) {
        for &article_id in gone {
            let opened = &mut self.now.opened;
            if opened.corpus.get(article_id).is_some_and(|old| old.published.is_none()) {
                opened.undated_count -= 1;
            }
            opened.corpus.remove(article_id);
            opened.mentions.set(article_id, Arc::from([]));
            self.as_read.remove(&article_id);
            self.hide_marks(article_id);
            self.taken_changes.gone.insert(article_id);
        }
    }

    /// Turns what leads to articles that have gone to others.
    fn leave_gone(&mut self, gone: &ArticleSet) {
        if gone.is_empty() {
            return;
        }
        let is_left = |article_id: &ArticleId| !gone.contains(*article_id);
        if let Some(cursor) = self.now.selection.cursor.filter(|cursor| !is_left(cursor)) {
            let rows = &self.now.view.rows;
            let place = rows.iter().position(|row| *row == cursor).unwrap_or_default();
            let (before, behind) = rows.split_at_checked(place).unwrap_or_default();
            self.now.selection.cursor = behind
                .iter()
                .find(|row| is_left(row))
                .or_else(|| before.iter().rev().find(|row| is_left(row)))
                .copied();
        }
        let picked = self.now.selection.article_ids.iter().filter(is_left).collect();
        self.now.selection.article_ids = Arc::new(picked);
        let reader = &mut self.now.reader;
        let active = reader.columns.get(reader.active).map(|column| column.article_id);
        let columns = Arc::make_mut(&mut reader.columns);
        columns.retain(|column| is_left(&column.article_id));
        reader.active = columns
            .iter()
            .position(|column| Some(column.article_id) == active)
            .unwrap_or_else(|| reader.active.min(columns.len().saturating_sub(1)));
    }
}

impl Tally {
    /// "2 articles added, 1 removed"; nothing when nothing that is seen has changed.
    fn told(self) -> Option<String> {
        let named =
            [(self.added, "added"), (self.removed, "removed"), (self.changed, "changed"), (self.moved, "moved")];
        let mut parts: Vec<String> = Vec::new();
        for (count, what) in named.into_iter().filter(|(count, _)| *count > 0) {
            let articles = match (parts.is_empty(), count) {
                (true, 1) => " article",
                (true, _) => " articles",
                (false, _) => "",
            };
            parts.push(format!("{count}{articles} {what}"));
        }
        (!parts.is_empty()).then(|| format!("In the folder: {}", parts.join(", ")))
    }
}
