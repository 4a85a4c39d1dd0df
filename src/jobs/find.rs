//! Filtering, counting and sorting; laying out the timeline of what is left.

use super::Outbox;
use crate::events::{Told, lanes};
use crate::search::{Holdings, Lookup, lookup};
use crate::session::report::FoundRows;
use crate::session::{Report, Task};
use crate::work::Cancel;
use std::sync::Arc;

/// Evaluates a filter, tells what is known of it early where texts have to be read, and says nothing once a newer one has
/// come.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::Find(task) = task else { return };
    let holdings = Holdings { catalogue: &task.catalogue, corpus: &task.corpus, mentions: &task.mentions };
    let send = |found: Lookup| {
        let rows = FoundRows {
            find: task.find,
            filter: task.filter.clone(),
            rows: found.rows,
            facets: Arc::new(found.facets),
            folded: Arc::new(found.folded),
            unsure_count: found.unsure_count,
        };
        outbox.send(Report::Found(task.import, rows));
    };
    if let Some(found) = lookup(holdings, &task.filter, task.sort, cancel, &mut |found| send(found)) {
        send(found);
    }
}

/// Lays out a timeline; says nothing when a newer one is wanted.
pub fn lay_out(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::LayOut(task) = task else { return };
    let told = Told {
        corpus: &task.corpus,
        mentions: &task.mentions,
        events: &task.events,
        tagged: &task.tagged,
        tag_colours: &task.tag_colours,
    };
    let Some(lanes) = lanes(told, &task.rows, task.by, cancel) else { return };
    let (import, layout) = (task.import, task.layout);
    outbox.send(Report::LaidOut { import, layout, lanes: Arc::new(lanes) });
}
