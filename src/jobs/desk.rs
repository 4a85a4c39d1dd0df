//! The shorter kinds of work: grouping, rereading, comparing, showing a folder.

use super::{Outbox, place};
use crate::compare::compare;
use crate::corpus::{Article, ArticleId};
use crate::events::{Event, EventId, group, mentions};
use crate::ingest::peek;
use crate::session::report::RereadArticle;
use crate::session::snapshot::TablePage;
use crate::session::{Report, Task};
use crate::work::{Cancel, Progress};
use rayon::prelude::*;
use std::sync::Arc;

/// Does one task.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    match task {
        Task::Group { import, corpus, mentions, edits } => {
            if let Some(events) = group(&corpus, &mentions, &edits, cancel, &Progress::new()) {
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
        Task::Peek { path, maps } => {
            let head = peek(&path, &maps);
            outbox.send(Report::Peeked(TablePage { path, head }));
        }
        Task::ShowPlace(path) => place::show(path, outbox.clone()),
        // These have threads of their own.
        _ => {}
    }
}

/// Events that several articles mention, those of most articles first.
fn main_events(events: &[Event]) -> Vec<EventId> {
    let mut counted: Vec<(usize, EventId)> = events
        .iter()
        .map(|event| (event.article_ids().len(), event.event_id))
        .filter(|(count, _)| *count > 1)
        .collect();
    counted.sort_by_key(|&(count, event_id)| (std::cmp::Reverse(count), event_id));
    counted.into_iter().map(|(_, event_id)| event_id).collect()
}
