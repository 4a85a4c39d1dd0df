//! Paths to a corpus, and the mentions in it.

use super::failure::Failure;
use super::streams::Streams;
use crate::corpus::{ArticleId, Corpus, Mention};
use crate::events::{self, Mentions};
use crate::ingest::{self, FileAccount};
use crate::jobs::workers::Workers;
use crate::work::{Cancel, Problem, Progress, ProgressCount};
use rayon::prelude::*;
use std::path::PathBuf;
use std::sync::Arc;

/// What reading gave.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Every article.
    pub corpus: Corpus,
    /// What could not be read as intended, in the order of reading.
    pub problems: Vec<Problem>,
    /// Files seen, `metadata.csv` among them.
    pub file_count: usize,
    /// The same, in the order of reading, with what they were taken for.
    pub files: Vec<FileAccount>,
}

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
    let mut loaded = Loaded::default();
    let progress = Progress::new();
    let columns = streams.columns.clone();
    ingest::read_mapped(paths, &columns, &Workers::new(), &Cancel::new(), &progress, &mut |batch| {
        loaded.file_count += batch.file_count;
        loaded.files.extend(batch.files);
        loaded.problems.extend(batch.problems);
        for article in batch.articles {
            loaded.corpus.push(Arc::new(article));
        }
        streams.show_progress("reading: file", progress.count());
    });
    streams.end_progress();
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
    let articles: Vec<_> = corpus.iter().collect();
    let mut mentions = Mentions::default();
    for (index, chunk) in articles.chunks(CHUNK).enumerate() {
        let done = ProgressCount { done: index * CHUNK, total: articles.len() };
        streams.show_progress("reading expressions of time: article", done);
        let found: Vec<(ArticleId, Vec<Mention>)> = chunk
            .par_iter()
            .map(|(article_id, article)| (*article_id, events::mentions(*article_id, article)))
            .collect();
        for (article_id, found) in found {
            mentions.set(article_id, found.into());
        }
    }
    streams.end_progress();
    mentions
}
