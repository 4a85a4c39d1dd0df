//! The shorter kinds of work: grouping, comparing, exporting, storing.

use super::Outbox;
use crate::compare::compare;
use crate::corpus::{Article, ArticleId};
use crate::events::{Event, EventId, group, mentions};
use crate::export::{self, Options, Scope, Selection};
use crate::session::effect::ExportTask;
use crate::session::report::RereadArticle;
use crate::session::{Report, Task, store};
use crate::work::Cancel;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Does one task.
pub fn run(task: Task, settings_path: &Path, cancel: &Cancel, outbox: &Outbox) {
    match task {
        Task::Group { import, corpus, mentions } => {
            if let Some(events) = group(&corpus, &mentions, cancel) {
                let main_events = main_events(&events);
                outbox.send(Report::Grouped(import, events.into(), main_events.into()));
            }
        }
        Task::Reread { import, articles } => {
            let read = |(article_id, article): (ArticleId, Arc<Article>)| RereadArticle {
                article_id,
                mentions: mentions(article_id, &article).into(),
                article,
            };
            outbox.send(Report::Reread(import, articles.into_par_iter().map(read).collect()));
        }
        Task::Compare { a, b } => {
            let comparison = Arc::new(compare(&a.1, &b.1));
            outbox.send(Report::Compared { a, b, comparison });
        }
        Task::Export(task) => export(task, outbox),
        Task::Store { path, changes } => {
            if let Err(fault) = store::append(&path, &changes) {
                outbox.send(Report::StoreFailed(fault.to_string()));
            }
        }
        Task::SaveSettings(settings) => {
            if let Err(fault) = settings.save(settings_path) {
                outbox.send(Report::JobFailed { job: "Saving the settings", reason: fault.to_string() });
            }
        }
        // These have threads of their own.
        Task::Import { .. } | Task::Find(_) => {}
    }
}

/// Events that several articles mention, those of most articles first.
fn main_events(events: &[Event]) -> Vec<EventId> {
    let mut counted: Vec<(usize, EventId)> = events
        .iter()
        .map(|event| {
            let articles: BTreeSet<ArticleId> = event.mentions.iter().map(|mention| mention.article_id).collect();
            (articles.len(), event.event_id)
        })
        .filter(|(count, _)| *count > 1)
        .collect();
    counted.sort_by_key(|&(count, event_id)| (std::cmp::Reverse(count), event_id));
    counted.into_iter().map(|(_, event_id)| event_id).collect()
}

fn export(task: ExportTask, outbox: &Outbox) {
    let mut scope = Scope::of_filter(&task.filter, task.article_ids.len(), task.corpus.len());
    scope.filters.extend(task.event.map(|event| ("event".to_owned(), event)));
    scope.exported_at = Some(task.at);
    let options = Options::for_path(&task.path);
    let selection =
        Selection { corpus: &task.corpus, mentions: &task.mentions, article_ids: &task.article_ids, scope, options };
    let outcome = export::write(&task.path, task.format, &selection);
    let outcome = outcome.map(|written| written.articles).map_err(|fault| fault.to_string());
    outbox.send(Report::Exported { path: task.path, outcome });
}
