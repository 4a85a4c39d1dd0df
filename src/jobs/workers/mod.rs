//! Processes that parse: this same program, started again with [`FLAG`], locked up, fed with bytes.
//!
//! A worker gets one document at a time and is ended as soon as it breaks a limit or says what no worker says; the
//! document costs nothing else. What the document and the answers mean is [`crate::ingest::isolation`]'s matter.
//!
//! [`Workers`] (the pool), [`process`] (one of them, seen from outside), [`ending`] (why did it end?), [`watchdog`] (who ends
//! one that is late), [`frames`] (lengths and bytes), [`serve`] (the worker's own loop over its
//! [`pipes`]), [`cage`] (what it takes from itself),
//! and for tests a worker that misbehaves.

mod cage;
#[cfg(debug_assertions)]
mod double;
mod ending;
mod frames;
mod pipes;
mod process;
mod serve;
mod watchdog;

pub use cage::{Layer, Layers};
pub use serve::serve;

use crate::ingest::isolation::{Failure, IsolatedTask, Isolation, Reply};
use crate::session::log;
use process::Process;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use watchdog::Watchdog;

/// The argument by which the program is told to be a worker. Not for people.
pub const FLAG: &str = "--ingest-worker";

/// Documents after which a worker makes room for a fresh one: memory that parsers leave behind goes with it.
const RECYCLED_AFTER: usize = 500;

/// What one worker may use. Chosen from thousands of real and hostile files: see ARCHITECTURE, "Workers".
pub(super) mod limits {
    use std::time::Duration;

    /// Computing without giving anything.
    pub(crate) const COMPUTING_SECONDS: u64 = 10;
    /// Waiting without being given anything.
    pub(crate) const SILENCE: Duration = Duration::from_secs(30);
    /// Time for a whole document, however much it gives; a large one gets more.
    pub(crate) const WHOLE: Duration = Duration::from_mins(2);
    /// Bytes of a document for which it gets another second.
    pub(crate) const BYTES_PER_SECOND: u64 = 64 * 1024;
    /// Address space.
    pub(crate) const MEMORY_MEBIBYTES: u64 = 768;
}

/// The program that answers to [`FLAG`], once it has said so.
static PROGRAM: OnceLock<PathBuf> = OnceLock::new();

/// Says that `program` answers to [`FLAG`]. The program itself does so when it starts; nothing else is ever started as a
/// worker, since a program that does not know the flag might do anything.
pub fn announce(program: PathBuf) {
    // The first word counts.
    let _ = PROGRAM.set(program);
}

/// As [`announce`], for the program that is running.
pub fn announce_this_program() {
    // On Linux this name leads to the running program even after its file was replaced by a newer one.
    let running = if cfg!(target_os = "linux") { Ok("/proc/self/exe".into()) } else { std::env::current_exe() };
    if let Ok(program) = running {
        announce(program);
    }
}

/// A pool of workers. They start when they are needed, one for each thread that asks, and end with the pool.
pub struct Workers {
    program: Option<PathBuf>,
    arguments: Vec<&'static str>,
    silence: Duration,
    idle: Mutex<Vec<Process>>,
    /// Held by whoever tries a document a second time.
    alone: Mutex<()>,
    watchdog: Result<Watchdog, String>,
}

impl std::fmt::Debug for Workers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workers")
            .field("program", &self.program)
            .field("idle", &lock(&self.idle).len())
            .finish_non_exhaustive()
    }
}

impl Default for Workers {
    fn default() -> Self {
        Self::new()
    }
}

impl Workers {
    /// A pool of workers of the program that was announced; without one, nothing is parsed.
    pub fn new() -> Self {
        Self::of(PROGRAM.get().cloned(), vec![FLAG])
    }

    fn of(program: Option<PathBuf>, arguments: Vec<&'static str>) -> Self {
        Self {
            program,
            arguments,
            silence: limits::SILENCE,
            idle: Mutex::default(),
            alone: Mutex::default(),
            watchdog: Watchdog::start().map_err(|error| error.to_string()),
        }
    }

    /// A pool of workers that misbehave where a document tells them to, for tests; they are taken for silent after `silence`.
    #[cfg(debug_assertions)]
    pub fn doubles(program: PathBuf, silence: Duration) -> Self {
        Self { silence, ..Self::of(Some(program), vec![FLAG, double::FLAG]) }
    }

    /// Starts a worker and says what it has locked itself up with.
    ///
    /// # Errors
    /// When none can be started.
    pub fn layers(&self) -> Result<Layers, Failure> {
        let watchdog = self.watchdog.as_ref().map_err(|error| Failure::NotStarted(error.clone()))?;
        let process = self.start_one(watchdog)?;
        let layers = process.layers;
        lock(&self.idle).push(process);
        Ok(layers)
    }

    fn start_one(&self, watchdog: &Watchdog) -> Result<Process, Failure> {
        let Some(program) = &self.program else {
            return Err(Failure::NotStarted("this program has none to start".to_owned()));
        };
        let process = Process::start(program, &self.arguments, watchdog).map_err(Failure::NotStarted)?;
        log::note("worker", &process.layers.told());
        Ok(process)
    }

    fn run(&self, task: &IsolatedTask<'_>, listen: &mut dyn FnMut(&[u8]) -> Reply) -> Result<(), Failure> {
        let watchdog = self.watchdog.as_ref().map_err(|error| Failure::NotStarted(error.clone()))?;
        let idle = if task.is_repeated { None } else { lock(&self.idle).pop() };
        let mut process = match idle {
            Some(process) => process,
            None => self.start_one(watchdog)?,
        };
        let watch = watchdog.watch(process.child(), task, self.silence);
        let said = process.converse(task.request, listen, &watch);
        let verdict = watch.end();
        match said {
            // One that was ended just when it was done is of no more use, but what it said counts.
            Ok(()) => {
                if verdict.is_none() && process.document_count < RECYCLED_AFTER {
                    lock(&self.idle).push(process);
                }
                Ok(())
            }
            Err(break_off) => Err(process.end(break_off, verdict)),
        }
    }
}

impl Isolation for Workers {
    fn converse(&self, task: &IsolatedTask<'_>, listen: &mut dyn FnMut(&[u8]) -> Reply) -> Result<(), Failure> {
        let _alone = task.is_repeated.then(|| lock(&self.alone));
        self.run(task, listen)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A child process that its conversation and the watchdog both hold.
type SharedChild = Arc<Mutex<std::process::Child>>;
