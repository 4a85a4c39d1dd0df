//! Laying out what came, changed and went, so that it is found.

use super::Outbox;
use crate::session::{Report, Task};
use crate::work::Cancel;

/// Lists what changed first, which is quick, and then indexes its texts where that is due.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::Catalogue(task) = task else { return };
    let Some(listing) = task.catalogue.listing(&task.corpus, &task.mentions, &task.changed, cancel) else { return };
    let is_last = !listing.is_indexing_due(task.is_done);
    outbox.send(Report::Catalogued { import: task.import, catalogue: listing.clone(), is_last });
    if is_last {
        return;
    }
    let Some(catalogue) = listing.indexed(&task.corpus, &task.mentions, cancel) else { return };
    outbox.send(Report::Catalogued { import: task.import, catalogue, is_last: true });
}
