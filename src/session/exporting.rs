//! Leaving with results: which articles an export holds, and what is said when it is done.

use super::action::{ExportRequest, ExportScope};
use super::effect::{Effect, ExportTask, Task};
use super::snapshot::NoticeLevel;
use super::state::Session;
use std::path::Path;

impl Session {
    pub(super) fn export(&mut self, request: ExportRequest) -> Vec<Effect> {
        let article_ids = match request.scope {
            ExportScope::Filtered => self.now.view.rows.to_vec(),
            ExportScope::Picked => self.now.picked_rows(),
        };
        if article_ids.is_empty() {
            self.notice(NoticeLevel::Failed, "There is nothing to export: no article passes the filters");
            return Vec::new();
        }
        // What is written is what is seen: rows, and the filter that they passed.
        let filter = self.now.view.rows_filter.clone();
        let event = self.now.view.event_id.filter(|_| filter.within.is_some());
        let event = event.and_then(|event_id| self.now.event(event_id));
        vec![Effect::Task(Task::Export(ExportTask {
            path: request.path,
            format: request.format,
            corpus: self.now.opened.corpus.clone(),
            mentions: self.now.opened.mentions.clone(),
            article_ids,
            marks: self.now.view.filter.marks.clone(),
            filter,
            event: event.map(|event| event.label.clone()),
            at: (self.clock)(),
        }))]
    }

    pub(super) fn exported(&mut self, path: &Path, outcome: Result<usize, String>) -> Vec<Effect> {
        match outcome {
            Ok(count) => {
                let articles = if count == 1 { "article" } else { "articles" };
                self.notice(NoticeLevel::Done, format!("Exported {count} {articles} to {}", path.display()));
            }
            Err(reason) => self.notice(NoticeLevel::Failed, reason),
        }
        Vec::new()
    }
}
