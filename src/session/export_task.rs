//! What is handed over for an export to be written, counted or found again.

use super::corrections::Corrections;
use super::export_request::ExportRequest;
use super::snapshot::Origin;
use crate::corpus::{ArticleId, Corpus};
use crate::events::{Event, Mentions};
use crate::export::Manifest;
use crate::search::sorting::Sort;
use crate::search::{Catalogue, Filter};
use crate::work::{Cancel, Progress};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Write articles to a file.
#[derive(Clone, Debug)]
pub struct ExportTask {
    /// What is asked for.
    pub request: ExportRequest,
    /// What it is taken from.
    pub source: ExportSource,
    /// Happenings that the articles refer to.
    pub events: Arc<[Event]>,
    /// Name of the event filtered by, if any.
    pub event: Option<String>,
    /// What the user says better.
    pub corrections: Arc<Corrections>,
    /// What was opened.
    pub origin: Origin,
    /// When.
    pub at: DateTime<Utc>,
    /// Raised when the writing shall stop.
    pub cancel: Cancel,
    /// How far it is.
    pub progress: Progress,
}

/// The articles of an export: known, or to be looked up.
#[derive(Clone, Debug)]
pub struct ExportSource {
    /// All articles.
    pub corpus: Corpus,
    /// The mentions in it.
    pub mentions: Mentions,
    /// Both laid out for being searched.
    pub catalogue: Catalogue,
    /// Which articles, in order; nothing: those that pass the filter.
    pub article_ids: Option<Vec<ArticleId>>,
    /// The filter, to be written along.
    pub filter: Arc<Filter>,
    /// The order.
    pub sort: Sort,
}

/// Find the articles of an earlier export.
#[derive(Clone, Debug)]
pub struct RestoreTask {
    /// Number of the reading.
    pub import: u64,
    /// What the export tells of itself.
    pub manifest: Arc<Manifest>,
    /// The articles as they are now.
    pub corpus: Corpus,
    /// Those that pass the filters of the export, where they are to be compared.
    pub rows: Option<Arc<[ArticleId]>>,
    /// What the user says better.
    pub corrections: Arc<Corrections>,
}
