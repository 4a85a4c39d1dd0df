//! Filtering, counting and sorting; laying out the timeline of what is left.

use super::Outbox;
use crate::events::lanes;
use crate::search::find;
use crate::session::report::FoundRows;
use crate::session::sorting::sort_rows;
use crate::session::{Report, Task};
use crate::work::Cancel;
use std::sync::Arc;

/// Evaluates a filter; says nothing when a newer one came in between.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::Find(task) = task else { return };
    let Some(found) = find(&task.corpus, &task.mentions, &task.filter, cancel) else { return };
    let mut rows = found.article_ids;
    sort_rows(&task.corpus, &task.mentions, task.sort, &mut rows);
    if cancel.is_cancelled() {
        return;
    }
    let found =
        FoundRows { find: task.find, filter: task.filter.clone(), rows: rows.into(), facets: Arc::new(found.facets) };
    outbox.send(Report::Found(task.import, found));
}

/// Lays out a timeline; says nothing when a newer one is wanted.
pub fn lay_out(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::LayOut(task) = task else { return };
    let Some(lanes) = lanes(&task.corpus, &task.mentions, &task.events, &task.rows, cancel) else { return };
    let (import, layout) = (task.import, task.layout);
    outbox.send(Report::LaidOut { import, layout, lanes: Arc::new(lanes) });
}
