//! The same engine without a window.
//!
//! A promise to scripts: the same input gives the same bytes, whatever the number of threads; JSON Lines fields keep
//! their names. Answers go to the output, problems and progress to the error stream. Exit 0: done; 1: the job could not
//! be done, one line says why; 2: the call was wrong.
//!
//! [`arguments`] (what can be asked), [`streams`] (where answers go), [`failure`], [`load`] (paths to a corpus: [`loaded`], with `keep` for the next time),
//! [`filter`] (which articles), [`table`] and [`terminal`] (plain columns, safe to print), [`watched`] (work
//! with its progress), then one file per command:
//! [`check`], [`list`], [`mentions`], [`events`], [`compare`] and [`pairs`] (both write [`links`]), [`similar`], [`alike`], [`quotes`], [`export`]; `print` is for packages.

pub mod alike;
pub mod arguments;
pub mod check;
pub mod compare;
pub mod events;
pub mod export;
pub mod failure;
pub mod filter;
mod keep;
mod links;
pub mod list;
pub mod load;
pub mod loaded;
pub mod mentions;
pub mod pairs;
mod print;
pub mod quotes;
pub mod similar;
pub mod streams;
pub mod table;
pub mod terminal;
mod watched;

use crate::ingest::ColumnMaps;
use crate::session::Settings;
use crate::session::log::{self, Field};
use arguments::{Arguments, Command};
use clap::Parser;
use failure::Failure;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use streams::Streams;

/// What the binary does after [`run`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// End with this code.
    Exit(u8),
    /// Open the window.
    OpenWindow {
        /// On these files and folders.
        paths: Vec<PathBuf>,
        /// Where what is read is kept; nothing when it is not.
        cache_folder: Option<PathBuf>,
    },
}

/// Reads `arguments` (the program's name first) and does what they ask, unless that is to open the window.
pub fn run(arguments: impl IntoIterator<Item = OsString>, streams: &mut Streams<'_>) -> Outcome {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(refusal) => return refuse(&refusal, streams),
    };
    streams.is_quiet = arguments.global.is_quiet;
    if let Some(path) = &arguments.global.log
        && let Err(error) = log::open(path)
    {
        streams.say(&format!("the log could not be opened: {error} ({})", path.display()));
        return Outcome::Exit(1);
    }
    if let Some(folder) = arguments.global.offline_cache {
        streams.cache_folder = Some(folder);
    }
    if arguments.global.is_without_cache {
        streams.cache_folder = None;
    }
    if arguments.global.is_as_read {
        streams.work_folder = None;
    }
    match columns(arguments.global.columns.as_deref()) {
        Ok(columns) => streams.columns = columns.into(),
        refused @ Err(_) => return Outcome::Exit(exit_code(refused.map(drop), streams)),
    }
    if let (Some(_), Some(path)) = (&arguments.command, arguments.paths.first()) {
        streams.say(&format!("paths stand behind the command, not before it: {}", path.display()));
        return Outcome::Exit(2);
    }
    match arguments.command {
        // A mistyped command reads as a path: better told than opened as an empty window.
        None => match load::require(&arguments.paths) {
            Ok(()) => Outcome::OpenWindow { paths: arguments.paths, cache_folder: streams.cache_folder.take() },
            refused @ Err(_) => Outcome::Exit(exit_code(refused, streams)),
        },
        Some(command) => {
            let done = in_pool(arguments.global.jobs, || dispatch(&command, streams));
            Outcome::Exit(exit_code(done, streams))
        }
    }
}

/// What the columns of tables are, by the settings at `path`, else by those of the window.
fn columns(path: Option<&Path>) -> Result<ColumnMaps, Failure> {
    let Some(path) = path else {
        return Ok(Settings::usual_path().map(|path| Settings::load(&path).column_maps).unwrap_or_default());
    };
    let fault = |reason: String| Failure::job(format!("the columns could not be read: {reason} ({})", path.display()));
    let bytes = std::fs::read(path).map_err(|error| fault(error.to_string()))?;
    let settings: Settings = serde_json::from_slice(&bytes).map_err(|error| fault(error.to_string()))?;
    Ok(settings.column_maps)
}

/// Ends the answer, says what went wrong if anything did, and tells the code to end with.
fn exit_code(done: Result<(), Failure>, streams: &mut Streams<'_>) -> u8 {
    // What was answered before a failure still belongs to the reader.
    let flushed = streams.out.flush();
    let code = match done.and_then(|()| flushed.map_err(Failure::Output)) {
        Ok(()) => 0,
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => 0,
        Err(failure) => {
            streams.say(&failure.to_string());
            failure.exit_code()
        }
    };
    log::note("end", &[("code", Field::Count(usize::from(code)))]);
    code
}

fn dispatch(command: &Command, streams: &mut Streams<'_>) -> Result<(), Failure> {
    log::note("command", &[("name", Field::Word(command.name()))]);
    match command {
        Command::Check(arguments) => check::run(arguments, streams),
        Command::List(arguments) => list::run(arguments, streams),
        Command::Mentions(arguments) => mentions::run(arguments, streams),
        Command::Events(arguments) => events::run(arguments, streams),
        Command::Compare(arguments) => compare::run(arguments, streams),
        Command::Similar(arguments) => similar::run(arguments, streams),
        Command::Alike(arguments) => alike::run(arguments, streams),
        Command::Quotes(arguments) => quotes::run(arguments, streams),
        Command::Export(arguments) => export::run(arguments, streams),
        Command::Print(printed) => print::run(printed, streams),
    }
}

/// Runs `command` on `jobs` threads; on as many as there are processors when nothing is asked.
fn in_pool(jobs: Option<u16>, command: impl FnOnce() -> Result<(), Failure> + Send) -> Result<(), Failure> {
    match jobs {
        None => command(),
        Some(jobs) => {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build();
            pool.map_err(|error| Failure::job(format!("{jobs} threads could not be started: {error}")))?
                .install(command)
        }
    }
}

/// Help and version are answers; everything else is a wrong call.
fn refuse(refusal: &clap::Error, streams: &mut Streams<'_>) -> Outcome {
    let text = refusal.render().to_string();
    let written = if refusal.use_stderr() {
        streams.error.write_all(text.as_bytes())
    } else {
        streams.out.write_all(text.as_bytes()).and_then(|()| streams.out.flush())
    };
    let _ = written;
    Outcome::Exit(u8::try_from(refusal.exit_code()).unwrap_or(2))
}
