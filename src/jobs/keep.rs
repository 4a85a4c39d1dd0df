//! Keeping what was read for the next time, in the background.

use super::Outbox;
use crate::session::cache::{CacheError, CacheWriter};
use crate::session::effect::KeepTask;
use crate::session::{Report, Task};
use crate::work::Cancel;

/// Writes a cache; tells when that did not work, and is silent when it did.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::Keep(task) = task else { return };
    if let Err(fault) = keep(&task, cancel) {
        outbox.send(Report::CacheFailed(task.import, fault.to_string()));
    }
}

fn keep(task: &KeepTask, cancel: &Cancel) -> Result<(), CacheError> {
    let mut writer = CacheWriter::begin(&task.place)?;
    if task.contents.write(&mut writer, cancel)? {
        writer.finish()?;
    }
    Ok(())
}
