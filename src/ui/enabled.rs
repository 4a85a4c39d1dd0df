//! When can a command be used?

use super::view::View;
use crate::corpus::ArticleId;
use crate::session::{Origin, Snapshot};

pub(super) fn always(_: &Snapshot) -> bool {
    true
}

pub(super) fn has_rows(snapshot: &Snapshot) -> bool {
    !snapshot.view.rows.is_empty()
}

/// Has an export been opened again?
pub(super) fn has_restored(snapshot: &Snapshot) -> bool {
    !snapshot.restored.file.is_empty()
}

pub(super) fn has_cursor(snapshot: &Snapshot) -> bool {
    snapshot.selection.cursor.is_some() || !snapshot.selection.article_ids.is_empty()
}

pub(super) fn has_columns(snapshot: &Snapshot) -> bool {
    !snapshot.reader.columns.is_empty()
}

pub(super) fn has_event(snapshot: &Snapshot) -> bool {
    !snapshot.opened.events.is_empty()
}

pub(super) fn is_reading(snapshot: &Snapshot) -> bool {
    snapshot.opened.reading.is_some() || snapshot.opened.refreshing.is_some()
}

pub(super) fn is_folder(snapshot: &Snapshot) -> bool {
    snapshot.opened.origin != Origin::Sample
}

pub(super) fn has_articles(snapshot: &Snapshot) -> bool {
    !snapshot.opened.corpus.is_empty()
}

/// Has what a command means been reviewed? One stands for all.
pub(super) fn is_reviewed(snapshot: &Snapshot, view: &View) -> bool {
    let selected = || snapshot.selection.article_ids.iter().next().or(snapshot.selection.cursor);
    let first = view.read_article(snapshot).or_else(selected);
    first.is_some_and(|article_id| snapshot.view.filter.marks.reviewed.contains(article_id))
}

/// The article under the cursor, if it has copies.
pub(super) fn with_copies(snapshot: &Snapshot) -> Option<ArticleId> {
    let cursor = snapshot.selection.cursor?;
    let copies = snapshot.opened.copies.as_ref()?;
    (!copies.copies_of(cursor).is_empty()).then_some(cursor)
}

/// The article under the cursor, if it is a copy of an earlier one.
pub(super) fn copy(snapshot: &Snapshot) -> Option<ArticleId> {
    let cursor = snapshot.selection.cursor?;
    (snapshot.opened.copies.as_ref()?.origin(cursor) != cursor).then_some(cursor)
}
