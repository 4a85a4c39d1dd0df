//! The shorter kinds of work: grouping, rereading, comparing, showing a folder.

use super::{Outbox, place};
use crate::compare::{PreparedMemo, compare_prepared};
use crate::corpus::{Article, ArticleId};
use crate::events::{EventId, group, main_events, mentions};
use crate::ingest::peek;
use crate::session::report::RereadArticle;
use crate::session::snapshot::TablePage;
use crate::session::{Report, Task};
use crate::work::{Cancel, Progress};
use rayon::prelude::*;
use std::sync::Arc;

/// What the thread of comparing does: one task after another, with the articles that were compared last kept ready.
pub fn keeping_ready() -> impl FnMut(Task, &Cancel, &Outbox) + Send + 'static {
    let mut memo = PreparedMemo::default();
    move |task, cancel, outbox| match task {
        Task::Compare { a, b } => {
            let [one, other] = [&a, &b].map(|(article_id, article)| memo.prepared(*article_id, article));
            let comparison = Arc::new(compare_prepared(&one, &other));
            outbox.send(Report::Compared { a, b, comparison });
        }
        task => run(task, cancel, outbox),
    }
}

/// Does one task.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    match task {
        Task::Group { import, corpus, mentions, edits } => {
            if let Some(events) = group(&corpus, &mentions, &edits, cancel, &Progress::new()) {
                let main_events = main_events(&events, |event| event.article_ids().len());
                let main_events: Vec<EventId> = main_events.into_iter().map(|event| event.event_id).collect();
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
        Task::Peek { path, maps } => {
            let head = peek(&path, &maps);
            outbox.send(Report::Peeked(TablePage { path, head }));
        }
        Task::ShowPlace(path) => place::show(path, outbox.clone()),
        // These have threads of their own.
        _ => {}
    }
}
