//! Paths to a corpus, and the mentions in it.

use super::failure::Failure;
use super::keep::{kept, now};
use super::loaded::Loaded;
use super::streams::Streams;
use crate::corpus::{ArticleId, Corpus, Mention};
use crate::events::{self, Mentions};
use crate::ingest;
use crate::jobs::workers::Workers;
use crate::session::log::{self, Field};
use crate::work::{Cancel, Progress, ProgressCount};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// Reads `paths` and reports the problems.
///
/// # Errors
/// A path that names nothing.
pub fn corpus(paths: &[PathBuf], streams: &mut Streams<'_>) -> Result<Loaded, Failure> {
    let loaded = read(paths, streams)?;
    streams.report(&loaded.problems);
    Ok(loaded)
}

/// Reads `paths` and leaves the problems to the caller.
///
/// # Errors
/// A path that names nothing.
pub fn read(paths: &[PathBuf], streams: &mut Streams<'_>) -> Result<Loaded, Failure> {
    require(paths)?;
    if let Some(loaded) = kept(paths, streams) {
        return Ok(loaded);
    }
    let mut loaded = Loaded { since: Some(now()), ..Loaded::default() };
    let progress = Progress::new();
    let columns = streams.columns.clone();
    ingest::read_mapped(paths, &columns, &Workers::new(), &Cancel::new(), &progress, &mut |batch| {
        loaded.file_count += batch.file_count;
        loaded.files.extend(batch.files);
        loaded.problems.extend(batch.problems);
        for article in batch.articles {
            loaded.corpus.push(Arc::new(article));
        }
        let full: Vec<_> = loaded.corpus.give_out();
        let packed: Vec<_> = full.into_par_iter().map(|full| (Arc::new(full.pack()), full)).collect();
        for (block, full) in packed {
            loaded.corpus.take_packed(&full, block);
        }
        streams.show_progress("reading: file", progress.count());
    });
    streams.end_progress();
    log::note(
        "read",
        &[
            ("files", Field::Count(loaded.file_count)),
            ("articles", Field::Count(loaded.corpus.len())),
            ("problems", Field::Count(loaded.problems.len())),
        ],
    );
    for problem in &loaded.problems {
        log::note("problem", &[("kind", Field::Word(problem.kind.name()))]);
    }
    Ok(loaded)
}

/// Refuses a path that names nothing. A dangling link names something: it is a problem of the import.
///
/// # Errors
/// One line with the first such path.
pub fn require(paths: &[PathBuf]) -> Result<(), Failure> {
    match paths.iter().find(|path| path.symlink_metadata().is_err()) {
        Some(missing) => Err(Failure::job(format!("there is no such file or folder ({})", missing.display()))),
        None => Ok(()),
    }
}

/// Reads the expressions of time in every article, on as many threads as there are.
pub fn mentions(corpus: &Corpus, streams: &mut Streams<'_>) -> Mentions {
    /// Articles between two showings of progress.
    const CHUNK: usize = 256;
    let mut mentions = Mentions::default();
    for first in (0..corpus.slot_count()).step_by(CHUNK) {
        let done = ProgressCount { done: first, total: corpus.slot_count() };
        streams.show_progress("reading expressions of time: article", done);
        let slots = (first..corpus.slot_count().min(first + CHUNK)).into_par_iter();
        let found: Vec<(ArticleId, Vec<Mention>)> = slots
            .filter_map(|slot| {
                let article_id = ArticleId(slot as u32);
                Some((article_id, events::mentions(article_id, &*corpus.get(article_id)?)))
            })
            .collect();
        for (article_id, found) in found {
            mentions.set(article_id, found.into());
        }
        for full in mentions.give_out() {
            mentions.take_packed(&full, Arc::new(full.pack()));
        }
    }
    streams.end_progress();
    mentions
}
