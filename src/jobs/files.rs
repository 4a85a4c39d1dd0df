//! What is written to disk, in order: exports (and what is read of them again), reports, the settings. (The user's own work:
//! [`super::saving`].)

use super::{Outbox, export};
use crate::corpus::{ArticleId, Corpus};
use crate::export::import_report;
use crate::session::change::Change;
use crate::session::work_file;
use crate::session::{Report, Task, store};
use std::path::Path;

/// Writes what one task asks for. `settings_path` is where the settings are kept.
pub fn run(task: Task, settings_path: &Path, outbox: &Outbox) {
    match task {
        Task::Export(task) => export::write(*task, outbox),
        Task::ReadManifest(path) => export::read_manifest(path, outbox),
        Task::Restore(task) => export::find_again(&task, outbox),
        Task::SaveSettings(settings) => {
            if let Err(fault) = settings.save(settings_path) {
                outbox.send(Report::JobFailed { job: "Saving the settings", reason: fault.to_string() });
            }
        }
        Task::WriteReport { path, page } => {
            let outcome = import_report::write(&path, &page.report, page.query.view, &page.shown);
            let outcome = outcome.map(|()| page.shown.len()).map_err(|fault| fault.to_string());
            outbox.send(Report::ReportWritten { path, outcome });
        }
        Task::SaveWork { store, path } => {
            let outcome = saved_work(&store, &path);
            outbox.send(Report::WorkSaved { path, outcome });
        }
        Task::ReadWork { import, store, path, corpus } => {
            let outcome = read_work(&store, &path, &corpus);
            outbox.send(Report::WorkRead { import, path, outcome });
        }
        // The rest writes nothing.
        _ => {}
    }
}

/// How many changes were written.
fn saved_work(store_path: &Path, path: &Path) -> Result<usize, String> {
    let changes = store::changes(store_path).map_err(|fault| fault.to_string())?;
    work_file::write(path, &changes).map_err(|fault| fault.to_string())?;
    Ok(changes.len())
}

fn read_work(store_path: &Path, path: &Path, corpus: &Corpus) -> Result<Vec<(ArticleId, Change)>, String> {
    let theirs = work_file::read(path).map_err(|fault| fault.to_string())?;
    let ours = store::changes(store_path).map_err(|fault| fault.to_string())?;
    Ok(work_file::located(work_file::news(theirs, &ours), corpus))
}
