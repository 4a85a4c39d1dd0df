//! Carrying the user's work to another machine: saved as one file, and merged into what was done there.

use super::change::Change;
use super::effect::{Effect, Task};
use super::snapshot::NoticeLevel;
use super::state::Session;
use super::work_file::ABSENT;
use crate::corpus::ArticleId;
use std::path::{Path, PathBuf};

impl Session {
    /// Has all that the user has said of what is open written to one file.
    pub(super) fn save_work(&self, path: PathBuf) -> Vec<Effect> {
        vec![Effect::Task(Task::SaveWork { store: self.store_path(), path })]
    }

    /// Has a file of work read.
    pub(super) fn merge_work(&self, path: PathBuf) -> Vec<Effect> {
        let opened = &self.now.opened;
        let (import, corpus) = (opened.import, opened.corpus.clone());
        vec![Effect::Task(Task::ReadWork { import, store: self.store_path(), path, corpus })]
    }

    /// Tells what came of saving.
    pub(super) fn work_saved(&mut self, path: &Path, outcome: Result<usize, String>) -> Vec<Effect> {
        match outcome {
            Ok(count) => {
                let text = format!("Your work is in one file, {count} changes: {}", path.display());
                self.notice(NoticeLevel::Done, text);
            }
            Err(reason) => self.notice(NoticeLevel::Failed, super::saving::capitalized(&reason)),
        }
        Vec::new()
    }

    /// Merges what was read, as one step that can be undone.
    pub(super) fn take_work(
        &mut self,
        import: u64,
        path: &Path,
        outcome: Result<Vec<(ArticleId, Change)>, String>,
    ) -> Vec<Effect> {
        if import != self.now.opened.import {
            return Vec::new();
        }
        let news = match outcome {
            Ok(news) => news,
            Err(reason) => {
                self.notice(NoticeLevel::Failed, super::saving::capitalized(&reason));
                return Vec::new();
            }
        };
        let at = (self.clock)();
        let changes: Vec<(ArticleId, Change)> = news
            .into_iter()
            .filter_map(|(article_id, change)| {
                let old = self.corrections.at(change.sha256, &change.place);
                (old != change.new).then_some((article_id, Change { at, old, ..change }))
            })
            .collect();
        let absent = changes.iter().filter(|(article_id, _)| *article_id == ABSENT).count();
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        let told = match (changes.len(), absent) {
            (0, _) => format!("“{name}” holds nothing newer than what you have here"),
            (count, 0) => format!("{count} changes merged from “{name}”"),
            (count, absent) => {
                format!("{count} changes merged from “{name}”; {absent} of them wait for articles that are not open")
            }
        };
        self.notice(NoticeLevel::Done, told);
        if changes.is_empty() {
            return Vec::new();
        }
        self.take_step(format!("merge work of “{name}”"), changes)
    }
}
