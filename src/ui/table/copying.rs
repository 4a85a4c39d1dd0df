//! Rows as text for the clipboard: a line each, tabs between the columns that are shown.

use super::cells;
use crate::corpus::ArticleId;
use crate::session::{Column, Snapshot};
use crate::text::one_line;
use std::fmt::Write as _;

/// Rows that are put on the clipboard at most: more are a matter for a file.
const MOST_ROWS: usize = 20_000;

/// The selected rows, or the one under the cursor. Nothing where there are none, or more than a clipboard is fit for.
pub fn rows_text(snapshot: &Snapshot) -> Option<String> {
    let mut rows = snapshot.picked_rows();
    if rows.is_empty() {
        rows.extend(snapshot.selection.cursor);
    }
    (1..=MOST_ROWS).contains(&rows.len()).then(|| text(snapshot, &rows))
}

/// The headings and the rows.
fn text(snapshot: &Snapshot, rows: &[ArticleId]) -> String {
    let columns: Vec<Column> =
        snapshot.settings.columns.shown().into_iter().filter(|column| *column != Column::Match).collect();
    let headings: Vec<&str> = columns.iter().map(|column| column.title()).collect();
    let mut text = headings.join("\t");
    for article_id in rows {
        let Some(article) = snapshot.article(*article_id) else { continue };
        let date_count = snapshot.opened.mentions.dated_count(*article_id);
        let values = columns.iter().map(|column| {
            let value = cells::value(*column, &article, date_count).unwrap_or_default();
            let value = one_line(&value);
            if crate::export::is_formula(&value) { format!("'{value}") } else { value }
        });
        let _ = write!(text, "\n{}", values.collect::<Vec<_>>().join("\t"));
    }
    text
}
