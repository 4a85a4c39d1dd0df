//! Laying out what came, changed and went, so that it is found, and indexing texts beside it.

use super::Outbox;
use crate::session::{Report, Task};
use crate::work::Cancel;

/// Lists what changed and takes in what was indexed meanwhile, which is quick.
pub fn list(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::List(task) = task else { return };
    let catalogue = match task.indexed {
        Some(indexed) => task.catalogue.with_indexed(indexed),
        None => task.catalogue,
    };
    let Some(catalogue) = catalogue.listing(&task.corpus, &task.mentions, &task.changed, cancel) else { return };
    outbox.send(Report::Listed(task.import, catalogue));
}

/// Indexes the texts that wait for it; what is listed meanwhile is not waited for.
pub fn index(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::Index(task) = task else { return };
    let Some(indexed) = task.catalogue.index_waiting(&task.corpus, cancel) else { return };
    outbox.send(Report::Indexed(task.import, indexed));
}
