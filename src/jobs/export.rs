//! Exports: counted, written, and opened again.

use super::Outbox;
use crate::corpus::ArticleId;
use crate::export::manifest::ManifestError;
use crate::export::{self, Chosen, Compared, ExportError, Manifest, Selection, restore};
use crate::search::{Holdings, lookup};
use crate::session::export_scope::ScopeSource;
use crate::session::export_task::{ExportSource, ExportTask, RestoreTask};
use crate::session::overlay::set_by_hand;
use crate::session::snapshot::{ExportCounts, ExportPreview};
use crate::session::{Origin, Report, Task};
use crate::time::Interval;
use crate::work::Cancel;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// Titles that a preview shows.
const TITLES: usize = 5;

/// Writes what one task asks for.
pub(super) fn write(task: ExportTask, outbox: &Outbox) {
    let ExportTask { request, source, events, event, corrections, origin, at, cancel, progress } = task;
    let Some(article_ids) = rows(&source, &cancel) else {
        let outcome = Err(ExportError::Stopped { path: request.path.clone() }.to_string());
        return outbox.send(Report::Exported { path: request.path, outcome });
    };
    progress.add_total(article_ids.len());
    let opened = match origin {
        Origin::Sample => Vec::new(),
        Origin::Paths(paths) => paths,
    };
    let scope = ScopeSource {
        corpus: &source.corpus,
        article_ids: &article_ids,
        chosen: request.articles.chosen,
        filter: &source.filter,
        sort: source.sort,
        event,
        corrections: &corrections,
        opened,
        at: Some(at),
    };
    let comparisons = match request.articles.chosen {
        Chosen::Comparison => Compared::neighbours(&source.corpus, &article_ids),
        _ => Vec::new(),
    };
    let selection = Selection {
        corpus: &source.corpus,
        mentions: &source.mentions,
        marks: &source.filter.marks,
        article_ids: &article_ids,
        events: &events,
        comparisons: &comparisons,
        scope: scope.scope(),
        options: request.options,
        cancel,
        progress,
    };
    let outcome = export::write(&request.path, request.format, &selection);
    let outcome = outcome.map(|written| written.articles).map_err(|fault| fault.to_string());
    outbox.send(Report::Exported { path: request.path, outcome });
}

/// Counts what an export would hold; says nothing when a newer counting is wanted.
pub(super) fn preview(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::PreviewExport(asked, source) = task else { return };
    let Some(counted) = counts(&source, cancel) else { return };
    outbox.send(Report::ExportPreviewed(ExportPreview { asked: Some(asked), counted: Some(counted) }));
}

/// Reads the manifest of an earlier export; what only looks like one is opened as any other file.
pub(super) fn read_manifest(path: PathBuf, outbox: &Outbox) {
    let read = match Manifest::read(&path) {
        Ok(manifest) => Ok(Some(Arc::new(manifest))),
        Err(ManifestError::Other { .. }) => Ok(None),
        Err(fault) => Err(fault.to_string()),
    };
    outbox.send(Report::ManifestRead { path, read });
}

/// Finds the articles of an earlier export.
pub(super) fn find_again(task: &RestoreTask, outbox: &Outbox) {
    let set = |article_ids: &[ArticleId]| set_by_hand(&task.corrections, &task.corpus, article_ids);
    let restored = restore(&task.manifest, &task.corpus, task.rows.as_deref(), set);
    outbox.send(Report::SelectionRestored(task.import, restored));
}

/// The articles, in order. Nothing when cancelled.
fn rows(source: &ExportSource, cancel: &Cancel) -> Option<Vec<ArticleId>> {
    if let Some(article_ids) = &source.article_ids {
        return Some(article_ids.clone());
    }
    let holdings = Holdings { catalogue: &source.catalogue, corpus: &source.corpus, mentions: &source.mentions };
    Some(lookup(holdings, &source.filter, source.sort, cancel, &mut |_| ())?.rows.to_vec())
}

fn counts(source: &ExportSource, cancel: &Cancel) -> Option<ExportCounts> {
    let article_ids = rows(source, cancel)?;
    let mut counts = ExportCounts { articles: article_ids.len(), ..ExportCounts::default() };
    let mut outlets: BTreeSet<Arc<str>> = BTreeSet::new();
    for article_id in article_ids {
        if cancel.is_cancelled() {
            return None;
        }
        let Some(article) = source.corpus.get(article_id) else { continue };
        match article.published() {
            Some(published) => {
                counts.published = Some(counts.published.map_or(published, |all: Interval| all.cover(published)));
            }
            None => counts.undated += 1,
        }
        if let Some(outlet) = article.outlet.as_ref().filter(|outlet| !outlets.contains(&outlet.value)) {
            outlets.insert(outlet.value.clone());
        }
        counts.mentions += source.mentions.dated_count(article_id);
        if counts.first.len() < TITLES {
            counts.first.push(article.shown_title());
        }
    }
    counts.outlets = outlets.len();
    Some(counts)
}
