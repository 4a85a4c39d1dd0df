//! Leaving with results: which articles an export holds, and what is said when it is done.

use super::effect::{Effect, Task};
use super::export_request::{ExportArticles, ExportRequest};
use super::export_task::{ExportSource, ExportTask};
use super::snapshot::{ExportPreview, Exporting, NoticeLevel};
use super::state::Session;
use crate::corpus::ArticleId;
use crate::events::Event;
use crate::export::Chosen;
use crate::search::{Filter, Folding};
use crate::work::{Cancel, Progress};
use std::path::Path;
use std::sync::Arc;

impl Session {
    pub(super) fn export(&mut self, request: ExportRequest) -> Vec<Effect> {
        let source = self.export_source(&request.articles);
        if source.article_ids.as_ref().is_some_and(Vec::is_empty) {
            self.notice(NoticeLevel::Failed, "There is nothing to export: no article passes the filters");
            return Vec::new();
        }
        let event = self.export_event(&request.articles, &source.filter).map(|event| event.label.clone());
        let mut effects = self.set_habit(|settings| settings.export = (&request).into());
        let (cancel, progress) = (Cancel::new(), Progress::new());
        let exporting = Exporting { path: request.path.clone(), cancel: cancel.clone(), progress: progress.clone() };
        Arc::make_mut(&mut self.now.exporting).push(exporting);
        effects.push(Effect::Task(Task::Export(Box::new(ExportTask {
            source,
            events: self.now.opened.events.clone(),
            event,
            corrections: self.corrections.clone(),
            origin: self.now.opened.origin.clone(),
            at: (self.clock)(),
            request,
            cancel,
            progress,
        }))));
        effects
    }

    /// Has counted what an export would hold.
    pub(super) fn preview_export(&mut self, articles: ExportArticles) -> Vec<Effect> {
        let source = self.export_source(&articles);
        self.now.export_preview = ExportPreview { asked: Some(articles.clone()), ..ExportPreview::default() };
        vec![Effect::Task(Task::PreviewExport(articles, Box::new(source)))]
    }

    /// Takes in what an export would hold, unless something else has been asked for since.
    pub(super) fn take_export_preview(&mut self, preview: ExportPreview) -> Vec<Effect> {
        if preview.asked == self.now.export_preview.asked {
            self.now.export_preview = preview;
        }
        Vec::new()
    }

    fn export_event(&self, articles: &ExportArticles, filter: &Filter) -> Option<&Event> {
        let event_id = match articles.chosen {
            Chosen::Event => articles.event_id,
            Chosen::Filtered | Chosen::Picked => self.now.view.event_id.filter(|_| filter.within.is_some()),
            Chosen::All | Chosen::Tagged | Chosen::Comparison => None,
        };
        event_id.and_then(|event_id| self.now.event(event_id))
    }

    /// What is written is what is seen: rows, and the filter that they passed.
    fn export_source(&self, articles: &ExportArticles) -> ExportSource {
        let (view, opened) = (&self.now.view, &self.now.opened);
        let seen = &view.rows_filter;
        let mut filter = match articles.chosen {
            Chosen::Filtered | Chosen::Picked => (**seen).clone(),
            Chosen::All | Chosen::Tagged | Chosen::Event | Chosen::Comparison => view.filter.cleared(),
        };
        let folding = opened.copies.clone().filter(|_| articles.folds_copies).map(Folding::new);
        let article_ids: Option<Vec<ArticleId>> = match articles.chosen {
            Chosen::Picked => Some(self.now.picked_rows()),
            Chosen::Comparison => Some(self.now.reader.columns.iter().map(|column| column.article_id).collect()),
            Chosen::Filtered if folding == seen.stories => Some(view.rows.to_vec()),
            _ => None,
        };
        match (articles.chosen, &articles.tag) {
            (Chosen::Tagged, Some(tag)) => filter.tags = [Some(tag.clone())].into(),
            (Chosen::Tagged, None) => "is:tagged".clone_into(&mut filter.query),
            (Chosen::Event, _) => {
                let event = self.export_event(articles, &filter);
                filter.within = Some(Arc::new(event.map(Event::article_ids).unwrap_or_default()));
            }
            _ => {}
        }
        if !matches!(articles.chosen, Chosen::Picked | Chosen::Comparison) {
            filter.stories = folding;
        }
        if articles.chosen == Chosen::Comparison {
            filter.stories = None;
        }
        filter.marks = view.filter.marks.clone();
        ExportSource {
            corpus: opened.corpus.clone(),
            mentions: opened.mentions.clone(),
            catalogue: opened.catalogue.clone(),
            article_ids,
            filter: Arc::new(filter),
            sort: view.sort,
        }
    }

    /// Tells what is being written to stop.
    pub(super) fn stop_export(&self) -> Vec<Effect> {
        if let Some(exporting) = self.now.exporting.iter().find(|exporting| !exporting.cancel.is_cancelled()) {
            exporting.cancel.cancel();
        }
        Vec::new()
    }

    /// The first export is written no further: its job failed.
    pub(super) fn forget_export(&mut self) {
        let exporting = Arc::make_mut(&mut self.now.exporting);
        exporting.drain(..exporting.len().min(1));
    }

    pub(super) fn exported(&mut self, path: &Path, outcome: Result<usize, String>) -> Vec<Effect> {
        let exporting = Arc::make_mut(&mut self.now.exporting);
        let done = exporting.iter().position(|exporting| exporting.path == path).map(|index| exporting.remove(index));
        let was_stopped = done.is_some_and(|exporting| exporting.cancel.is_cancelled());
        match outcome {
            Ok(count) => {
                let articles = if count == 1 { "article" } else { "articles" };
                self.notice(NoticeLevel::Done, format!("Exported {count} {articles} to {}", path.display()));
            }
            Err(reason) if was_stopped => self.notice(NoticeLevel::Done, reason),
            Err(reason) => self.notice(NoticeLevel::Failed, reason),
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::super::settings::Settings;
    use super::super::{Action, Report};
    use super::*;
    use crate::export::{Format, Options};
    use std::path::PathBuf;

    fn ask(session: &mut Session, name: &str) -> Cancel {
        let articles = ExportArticles { chosen: Chosen::All, ..ExportArticles::default() };
        let (path, options) = (PathBuf::from(name), Options::default());
        let effects = session.apply(Action::Export(ExportRequest { path, format: Format::Csv, articles, options }));
        let task = effects.into_iter().find_map(|effect| match effect {
            Effect::Task(Task::Export(task)) => Some(task),
            _ => None,
        });
        task.expect("an export").cancel
    }

    #[test]
    fn what_is_stopped_is_the_oldest_export_and_others_go_on() {
        let mut session = Session::new(Settings::default(), PathBuf::new(), || chrono::DateTime::UNIX_EPOCH);
        let (first, second) = (ask(&mut session, "a.csv"), ask(&mut session, "b.csv"));
        session.apply(Action::StopExport);
        assert!(first.is_cancelled() && !second.is_cancelled());
        assert_eq!(session.snapshot().exporting.len(), 2, "until it has been heard");
        let outcome = Err("the export was stopped; nothing was written (a.csv)".to_owned());
        session.absorb(Report::Exported { path: PathBuf::from("a.csv"), outcome });
        let snapshot = session.snapshot();
        let left: Vec<&Path> = snapshot.exporting.iter().map(|exporting| &*exporting.path).collect();
        assert_eq!(left, [Path::new("b.csv")]);
        let notice = snapshot.notices.last().expect("a notice");
        assert_eq!(notice.level, NoticeLevel::Done, "what was asked for is no failure: {}", notice.text);
        session.absorb(Report::Exported { path: PathBuf::from("b.csv"), outcome: Ok(1) });
        assert!(session.snapshot().exporting.is_empty());
    }
}
