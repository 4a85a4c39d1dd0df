//! The import report: which of its lines are shown, and how it leaves.

use super::effect::{AccountTask, Effect, Task};
use super::snapshot::{NoticeLevel, ReportPage};
use super::state::Session;
use crate::export::import_report::ReportQuery;
use std::path::{Path, PathBuf};
use std::sync::Arc;

impl Session {
    /// Has the lines that `query` asks for looked up in what has been read so far.
    pub(super) fn show_report(&mut self, query: ReportQuery) -> Vec<Effect> {
        let opened = &self.now.opened;
        let page = &mut self.now.report;
        let is_current = (page.import, page.change) == (opened.import, opened.change);
        page.asked = query.clone();
        page.is_pending = true;
        vec![Effect::Task(Task::Account(AccountTask {
            import: opened.import,
            change: opened.change,
            files: opened.files.clone(),
            corpus: opened.corpus.clone(),
            problems: opened.problems.clone(),
            known: is_current.then(|| page.report.clone()),
            query,
        }))]
    }

    pub(super) fn take_report(&mut self, found: ReportPage) -> Vec<Effect> {
        if found.import == self.now.opened.import {
            let asked = self.now.report.asked.clone();
            let is_pending = found.query != asked;
            self.now.report = ReportPage { asked, is_pending, ..found };
        }
        Vec::new()
    }

    /// Has the lines that are shown written to a file.
    pub(super) fn export_report(&self, path: PathBuf) -> Vec<Effect> {
        vec![Effect::Task(Task::WriteReport { path, page: Arc::new(self.now.report.clone()) })]
    }

    pub(super) fn report_written(&mut self, path: &Path, outcome: Result<usize, String>) -> Vec<Effect> {
        match outcome {
            Ok(count) => {
                let lines = if count == 1 { "line" } else { "lines" };
                self.notice(NoticeLevel::Done, format!("Exported {count} {lines} of the report to {}", path.display()));
            }
            Err(reason) => self.notice(NoticeLevel::Failed, reason),
        }
        Vec::new()
    }
}
