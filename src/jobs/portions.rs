//! Naming the changes of a step on very many articles, for the session to make portion by portion.

use super::Outbox;
use crate::session::{Report, Task};
use crate::work::Cancel;

/// Changes that are made within a few milliseconds.
const PORTION: usize = 1_000;

/// Sends the changes of a step.
pub fn run(task: Task, _cancel: &Cancel, outbox: &Outbox) {
    let Task::Portion(task) = task else { return };
    let (import, number) = (task.import, task.number);
    task.what.portions(PORTION, &mut |portion| outbox.send(Report::Portion { import, number, portion }));
}
