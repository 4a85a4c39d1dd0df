//! Threads, and only here: one running, newest wanted, cancel by drop.
//!
//! [`Jobs`] has one thread per kind of work. Where only the newest request counts (reading, filtering, grouping), a new
//! one stops the one under way and skips those in between; where each counts (comparing, exporting, storing), they queue.
//! Every thread answers with [`Report`]s and then wakes whoever reads them. A job that panics becomes a report too.
//!
//! [`workers`] are processes, not threads: they parse what could harm this one.
//!
//! [`outbox`] (where a job sends its reports), [`lane`] (one thread with its inbox), [`import`] (with `restore`: what was kept), [`refresh`] (what has changed), [`watch`], [`catalogue`] (what makes it searchable), [`find`] (with the timeline), [`hits`] (each in its surroundings), [`copies`] (with quotations and who else says a passage), [`desk`]
//! (grouping, rereading, comparing), [`account`] (the import report), [`pack`] (what was read, to lie close), [`keep`] (it, for the next time; a thread of its own lets go what is shown no more), [`saving`] (the user's own work), [`files`] (all else that is written, `export`s among it), [`portions`] (steps on very many articles), [`place`] (the desktop's
//! file manager), `priority` (how threads give way to the window).

pub mod account;
pub mod catalogue;
pub mod copies;
pub mod desk;
mod export;
pub mod files;
pub mod find;
pub mod hits;
pub mod import;
pub mod keep;
pub mod lane;
pub mod outbox;
pub mod pack;
pub mod place;
pub mod portions;
mod priority;
pub mod refresh;
mod restore;
pub mod saving;
pub mod watch;
pub mod workers;

pub use outbox::{Outbox, Wake};

use crate::session::effect::Stoppable;
use crate::session::report::{
    FINDING_ALIKE, FINDING_QUOTATIONS, INDEXING, LISTING, LISTING_HITS, LOOKING_FOR_COPIES, NAMING_CHANGES, WRITING,
};
use crate::session::{Report, Task};
use crate::work::Cancel;
use crossbeam_channel::{Receiver, unbounded};
use lane::{Lane, Queueing};
use priority::GiveWay;
use saving::{Saving, Work};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use watch::Watch;
use workers::Workers;

/// How long a reading waits for changes that are still being written.
const LONGEST_WRITE: Duration = Duration::from_secs(5);

/// After how long changes that could not be written are tried again.
const RETRY: Duration = Duration::from_secs(3);

/// Threads that read at least: while files are waited for and what was read is laid out, one would leave half of a machine
/// of two cores idle. The window's own work is short, and what has slept is woken before what has computed all the time.
const FEWEST_READING: usize = 2;

/// All background work. Dropping it stops what can be stopped and finishes what is being written.
pub struct Jobs {
    import: Lane,
    watch: Watch,
    list: Lane,
    index: Lane,
    find: Lane,
    layout: Lane,
    hits: Lane,
    copies: Lane,
    measured_copies: Lane,
    quotations: Lane,
    alike: Lane,
    account: Lane,
    preview: Lane,
    group: Lane,
    compare: Lane,
    pack: Lane,
    keep: Lane,
    check: Lane,
    letting_go: Lane,
    portions: Lane,
    saving: Arc<Saving>,
    files: Lane,
    reports: Receiver<Report>,
}

impl std::fmt::Debug for Jobs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jobs").field("waiting_reports", &self.reports.len()).finish_non_exhaustive()
    }
}

impl Jobs {
    /// Starts the threads. `settings_path` is where the settings are kept.
    ///
    /// # Errors
    /// When the system gives no thread.
    pub fn start(wake: Wake, settings_path: PathBuf) -> std::io::Result<Self> {
        // Where it has been made already, by an earlier start, it stays.
        let _ = rayon::ThreadPoolBuilder::new().start_handler(|_| priority::give_way(GiveWay::ToWindow)).build_global();
        let (sender, reports) = unbounded();
        let outbox = Outbox::new(sender, wake);
        let (reading, workers) = (Arc::new(pool("reading", FEWEST_READING, GiveWay::ToAll)?), Workers::new());
        // Which events a corpus tells of takes as long as many readings: what answers the user goes first there too.
        let grouping = reading.clone();
        let saving = Arc::new(Saving::start(outbox.clone(), RETRY)?);
        let stored = saving.clone();
        let files = Lane::start(WRITING, Queueing::All, outbox.clone(), move |task, _, outbox| {
            if matches!(task, Task::SaveWork { .. } | Task::ReadWork { .. }) {
                let _ = stored.mark().recv_timeout(LONGEST_WRITE);
            }
            files::run(task, &settings_path, outbox);
        })?;
        let written = saving.clone();
        let import = Lane::start("reading", Queueing::NewestOnly, outbox.clone(), move |task, cancel, outbox| {
            // A correction made just before counts in what is read again.
            let _ = written.mark().recv_timeout(LONGEST_WRITE);
            reading.install(|| match task {
                Task::Refresh(_) => refresh::run(task, &workers, cancel, outbox),
                _ => import::run(task, &workers, cancel, outbox),
            });
        })?;
        let list = Lane::start(LISTING, Queueing::NewestOnly, outbox.clone(), catalogue::list)?;
        let index = Lane::start(INDEXING, Queueing::NewestOnly, outbox.clone(), catalogue::index)?;
        let find = Lane::start("filtering", Queueing::NewestOnly, outbox.clone(), find::run)?;
        let layout = Lane::start("laying out the timeline", Queueing::NewestOnly, outbox.clone(), find::lay_out)?;
        let hits = Lane::start(LISTING_HITS, Queueing::NewestOnly, outbox.clone(), hits::run)?;
        let alike = Lane::start(FINDING_ALIKE, Queueing::NewestOnly, outbox.clone(), copies::find_alike)?;
        let measured_copies =
            Lane::start("measuring copies", Queueing::NewestOnly, outbox.clone(), copies::measure_copies)?;
        // What reads a whole corpus leaves the threads that filtering takes alone.
        let apart = |name, run: fn(Task, &Cancel, &Outbox)| {
            let threads = pool(name, 1, GiveWay::ToWindow)?;
            Lane::start(name, Queueing::NewestOnly, outbox.clone(), move |task, cancel, outbox| {
                threads.install(|| run(task, cancel, outbox));
            })
        };
        let copies = apart(LOOKING_FOR_COPIES, copies::find_copies)?;
        let quotations = apart(FINDING_QUOTATIONS, copies::find_quotations)?;
        let watch = Watch::start(outbox.clone())?;
        let account = Lane::start("counting files", Queueing::NewestOnly, outbox.clone(), account::run)?;
        let preview = Lane::start("counting what is exported", Queueing::NewestOnly, outbox.clone(), export::preview)?;
        let group =
            Lane::start("grouping events", Queueing::NewestOnly, outbox.clone(), move |task, cancel, outbox| {
                grouping.install(|| desk::run(task, cancel, outbox));
            })?;
        let compare = Lane::start("comparing", Queueing::All, outbox.clone(), desk::keeping_ready())?;
        let pack = Lane::start("packing", Queueing::All, outbox.clone(), pack::run)?;
        let keep = Lane::start("keeping", Queueing::NewestOnly, outbox.clone(), keep::run)?;
        let check = Lane::start("checking what was kept", Queueing::NewestOnly, outbox.clone(), restore::check)?;
        let portions = Lane::start(NAMING_CHANGES, Queueing::All, outbox.clone(), portions::run)?;
        let letting_go = Lane::start("letting go", Queueing::All, outbox, |task, _, _| drop(task))?;
        Ok(Self {
            import,
            watch,
            list,
            index,
            find,
            layout,
            hits,
            copies,
            measured_copies,
            quotations,
            alike,
            account,
            preview,
            group,
            compare,
            pack,
            keep,
            check,
            letting_go,
            portions,
            saving,
            files,
            reports,
        })
    }

    /// Hands a task to its thread; returns at once.
    pub fn run(&self, task: Task) {
        let lane = match task {
            Task::Watch { import, paths } => return self.watch.watch(import, paths),
            Task::Store { path, changes } => return self.saving.submit(Work::Store(path, changes)),
            Task::RestoreWork { path, at } => return self.saving.submit(Work::Restore(path, at)),
            Task::Import { .. } | Task::Refresh(_) => &self.import,
            Task::List(_) => &self.list,
            Task::Index(_) | Task::Stop(Stoppable::Indexing) => &self.index,
            Task::Find(_) => &self.find,
            Task::LayOut(_) => &self.layout,
            Task::ListHits(_) => &self.hits,
            Task::FindCopies(_) | Task::Stop(Stoppable::Copies) => &self.copies,
            Task::MeasureCopies(_) => &self.measured_copies,
            Task::FindQuotations(_) | Task::Stop(Stoppable::Quotations) => &self.quotations,
            Task::FindAlike(_) => &self.alike,
            Task::Group { .. } => &self.group,
            Task::Account(_) => &self.account,
            Task::Pack(_) => &self.pack,
            Task::Keep(_) => &self.keep,
            Task::CheckKept(_) | Task::Stop(Stoppable::Check) => &self.check,
            Task::LetGo(_) => &self.letting_go,
            Task::Portion(_) => &self.portions,
            Task::Compare { .. } | Task::Reread { .. } | Task::Peek { .. } | Task::ShowPlace(_) => &self.compare,
            Task::PreviewExport(..) => &self.preview,
            Task::Export(_)
            | Task::ReadManifest(_)
            | Task::Restore(_)
            | Task::WriteReport { .. }
            | Task::SaveSettings(_)
            | Task::SaveWork { .. }
            | Task::ReadWork { .. } => &self.files,
        };
        lane.submit(task);
    }

    /// The next report, if one is waiting.
    pub fn next_report(&self) -> Option<Report> {
        self.reports.try_recv().ok()
    }

    /// The next report, waiting for it at most as long as `timeout`.
    pub fn wait_for_report(&self, timeout: Duration) -> Option<Report> {
        self.reports.recv_timeout(timeout).ok()
    }
}

/// Threads for what takes long: one fewer than the machine has cores, so that the window keeps one to itself, but so many
/// at least.
fn pool(name: &'static str, fewest: usize, to: GiveWay) -> std::io::Result<rayon::ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let builder = rayon::ThreadPoolBuilder::new().num_threads(cores.saturating_sub(1).max(fewest));
    let builder = builder.start_handler(move |_| priority::give_way(to));
    builder.thread_name(move |index| format!("{name} {index}")).build().map_err(std::io::Error::other)
}

/// Asks something that may take long (a dialog of the desktop) on a thread of its own; `wake` is called with the answer.
#[allow(clippy::disallowed_methods, reason = "threads start here")]
pub fn ask<T: Send + 'static>(
    wake: impl FnOnce() + Send + 'static,
    question: impl FnOnce() -> T + Send + 'static,
) -> Receiver<T> {
    let (sender, answer) = crossbeam_channel::bounded(1);
    let work = move || {
        // Nobody waiting any more is no error: the program is closing.
        let _ = sender.send(question());
        wake();
    };
    // Without a thread the sender is dropped, which reads as "no answer".
    let _ = std::thread::Builder::new().name("dialog".to_owned()).spawn(work);
    answer
}
