//! The import report: counting what each file gave, and finding lines in it.

use super::Outbox;
use crate::export::import_report::ImportReport;
use crate::session::snapshot::ReportPage;
use crate::session::{Report, Task};
use crate::work::Cancel;
use std::sync::Arc;

/// Makes the report that is asked for; says nothing when a newer one came in between.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::Account(task) = task else { return };
    let report = task
        .known
        .or_else(|| ImportReport::of(task.files.iter(), &task.corpus, task.problems.iter(), cancel).map(Arc::new));
    let Some(report) = report else { return };
    let shown = report.find(&task.query).into();
    if cancel.is_cancelled() {
        return;
    }
    outbox.send(Report::Accounted(ReportPage {
        import: task.import,
        change: task.change,
        asked: task.query.clone(),
        query: task.query,
        report,
        shown,
        is_pending: false,
    }));
}
