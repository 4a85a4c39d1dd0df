//! A session that has read the sample corpus, for tests.

use super::report::{ImportedBatch, Report};
use super::settings::Settings;
use super::{Action, Session, clock};
use std::sync::Arc;

/// A session that has been given the articles of the sample, and waits for the end of the reading.
pub(super) fn reading_sample() -> Session {
    let mut session = Session::new(Settings::default(), std::path::PathBuf::new(), clock::system);
    session.apply(Action::OpenSample);
    let sample = crate::ingest::read_sample();
    let articles = sample.articles.into_iter().map(|article| (Arc::new(article), Arc::default())).collect();
    session.absorb(Report::Batch(1, ImportedBatch { articles, ..ImportedBatch::default() }));
    session
}
