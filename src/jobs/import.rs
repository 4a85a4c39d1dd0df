//! Reading a corpus: the user's store first, then batches with their mentions.

use super::Outbox;
use super::restore::restore;
use super::workers::Workers;
use crate::corpus::{Article, ArticleId, Mention};
use crate::events::mentions;
use crate::ingest::{self, Batch, ColumnMaps};
use crate::session::effect::ImportStart;
use crate::session::report::ImportedBatch;
use crate::session::{Origin, Report, Task, store};
use crate::work::{Cancel, Problem, ProblemKind, Progress};
use rayon::prelude::*;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

/// One reading of a corpus.
struct Reading {
    import: u64,
    origin: Origin,
    store: Option<PathBuf>,
    columns: Arc<ColumnMaps>,
    /// Raised by the user.
    cancel: Cancel,
    progress: Progress,
}

/// Reads until the end or until the user or a newer reading says stop.
pub fn run(task: Task, workers: &Workers, newer: &Cancel, outbox: &Outbox) {
    let Task::Import { import, origin, store, columns, cache, cancel, progress } = task else { return };
    let reading = &Reading { import, origin, store, columns, cancel, progress };
    let (start, is_whole) = start(reading);
    outbox.send(Report::ImportStarted(reading.import, start));
    if let Some(Err(fault)) = reading.store.as_deref().filter(|_| is_whole).map(store::versions::keep) {
        outbox.send(Report::JobFailed { job: "keeping a version of your work", reason: fault.to_string() });
    }
    if cache.is_some_and(|place| restore(reading.import, &place, &reading.columns, outbox)) {
        return;
    }
    let mut article_count = 0;
    let mut deliver = |batch: Batch| {
        if newer.is_cancelled() {
            reading.cancel.cancel();
        }
        let first = article_count;
        article_count += batch.articles.len();
        outbox.send(Report::Batch(reading.import, with_mentions(batch, first)));
    };
    match &reading.origin {
        Origin::Sample => deliver(ingest::read_sample()),
        Origin::Paths(paths) => {
            let Reading { columns, cancel, progress, .. } = reading;
            ingest::read_mapped(paths, columns, workers, cancel, progress, &mut deliver);
        }
    }
    let was_cancelled = reading.cancel.is_cancelled();
    outbox.send(Report::ImportDone { import: reading.import, was_cancelled });
}

/// What the user's store says, and whether it was found whole.
fn start(reading: &Reading) -> (ImportStart, bool) {
    match reading.store.as_deref().map(store::load) {
        None => (ImportStart::default(), false),
        Some(Ok(corrections)) => (ImportStart { corrections: Arc::new(corrections), store_fault: None }, true),
        Some(Err(fault)) => (ImportStart { store_fault: Some(fault.into()), ..ImportStart::default() }, false),
    }
}

fn with_mentions(batch: Batch, first: usize) -> ImportedBatch {
    let read = |(index, article): (usize, Article)| {
        // A text that makes the reading of dates panic must not cost all the other articles.
        let found = catch_unwind(AssertUnwindSafe(|| mentions(ArticleId((first + index) as u32), &article)));
        let problem = found.is_err().then(|| {
            Problem::new(article.source.doc(), ProblemKind::Crashed, "reading its expressions of time failed")
        });
        let found: Arc<[Mention]> = found.unwrap_or_default().into();
        ((Arc::new(article), found), problem)
    };
    let (articles, faults): (Vec<_>, Vec<_>) = batch.articles.into_par_iter().enumerate().map(read).unzip();
    let problems = batch.problems.into_iter().chain(faults.into_iter().flatten()).collect();
    ImportedBatch { articles, problems, files: batch.files }
}
