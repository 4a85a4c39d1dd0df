//! Opening an earlier export again: its corpus, its filters and order, its selection, and what has changed since.

use super::action::Action;
use super::effect::{Effect, Task};
use super::export_task::RestoreTask;
use super::pending::Restoring;
use super::snapshot::{NoticeLevel, Origin, RestoredExport};
use super::state::Session;
use crate::export::{Chosen, Manifest, Restored};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Changes told in a notice; the dialog has all of them.
const TOLD: usize = 3;

impl Session {
    /// What opening `paths` means where they are one file that may be the manifest of an export.
    pub(super) fn open_or_restore(&mut self, paths: Vec<PathBuf>) -> Vec<Effect> {
        let is_one = |path: &Path| path.to_string_lossy().ends_with(crate::export::manifest::ENDING);
        match paths.as_slice() {
            [path] if is_one(path) => vec![Effect::Task(Task::ReadManifest(path.clone()))],
            _ => self.open(Origin::Paths(paths)),
        }
    }

    /// Opens what a manifest names, with its filters and its order.
    pub(super) fn take_manifest(&mut self, path: &Path, read: Result<Option<Arc<Manifest>>, String>) -> Vec<Effect> {
        let manifest = match read {
            Ok(Some(manifest)) => manifest,
            Ok(None) => return self.open(Origin::Paths(vec![path.to_owned()])),
            Err(reason) => {
                self.notice(NoticeLevel::Failed, reason);
                return Vec::new();
            }
        };
        let opened = manifest.opened_from(path);
        if let Some(gone) = opened.iter().find(|opened| !opened.exists()) {
            let text = format!("What {} was made of is no longer there ({})", manifest.file, gone.display());
            self.notice(NoticeLevel::Failed, text);
            return Vec::new();
        }
        let mut effects = self.open(if opened.is_empty() { Origin::Sample } else { Origin::Paths(opened) });
        self.now.view.sort = manifest.view.sort;
        effects.extend(self.refilter(|filter| manifest.view.put_into(filter)));
        self.refresh_faults();
        self.restoring = Some(Restoring { manifest, is_asked: false });
        effects
    }

    /// Has the articles of the manifest looked for, once everything is read and filtered.
    pub(super) fn restore(&mut self) -> Option<Effect> {
        let opened = &self.now.opened;
        let is_busy = opened.reading.is_some() || opened.refreshing.is_some() || self.now.view.is_pending;
        let restoring = self.restoring.as_mut().filter(|restoring| !is_busy && !restoring.is_asked)?;
        restoring.is_asked = true;
        let is_comparable = restoring.manifest.is_comparable();
        Some(Effect::Task(Task::Restore(Box::new(RestoreTask {
            import: self.now.opened.import,
            manifest: restoring.manifest.clone(),
            corpus: self.now.opened.corpus.clone(),
            rows: is_comparable.then(|| self.now.view.rows.clone()),
            corrections: self.corrections.clone(),
        }))))
    }

    /// Selects the articles of the manifest where the filters alone do not leave them, and tells what has changed.
    pub(super) fn take_restored_export(&mut self, import: u64, restored: Restored) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let Some(Restoring { manifest, .. }) = self.restoring.take() else { return Vec::new() };
        let is_same = restored.article_ids.as_slice() == &*self.now.view.rows;
        let mut effects = Vec::new();
        if !is_same {
            self.now.selection.article_ids = Arc::new(restored.article_ids.iter().copied().collect());
            self.now.selection.cursor = restored.article_ids.first().copied().or(self.now.selection.cursor);
            if let [_, _, ..] = restored.article_ids.as_slice()
                && manifest.scope == Chosen::Comparison.name()
            {
                effects.extend(self.apply(Action::Compare(restored.article_ids.clone())));
            }
        }
        let (found, count) = (restored.article_ids.len(), manifest.selection.len());
        let selected = if is_same { "" } else { ", selected in the table" };
        let file = &manifest.file;
        let text = if restored.changes.is_empty() {
            format!("The selection of {file} as it was: {found} articles{selected}")
        } else {
            let told: Vec<String> = restored.changes.iter().take(TOLD).map(ToString::to_string).collect();
            let more = if restored.changes.len() > TOLD { " …" } else { "" };
            let summary = restored.summary();
            format!(
                "{found} of the {count} articles of {file}{selected}; since then {summary}: {}{more}",
                told.join("; ")
            )
        };
        self.notice(NoticeLevel::Done, text);
        self.now.restored = Arc::new(RestoredExport { file: file.clone(), changes: restored.changes });
        effects
    }
}
