//! The binary: a worker, a command or the window; hands over to the library.

use parallax::cli::streams::Streams;
use parallax::cli::{self, Outcome};
use parallax::jobs::workers;
use parallax::session::cache::CachePlace;
use parallax::session::{crash, store};
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    if std::env::args_os().nth(1).is_some_and(|argument| argument == workers::FLAG) {
        return workers::serve();
    }
    crash::watch(crash::usual_folder());
    workers::announce_this_program();
    know_own_outlets();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout());
    let mut error = io::stderr();
    let is_error_terminal = error.is_terminal();
    let mut streams = Streams::new(&mut out, &mut error, is_error_terminal);
    streams.cache_folder = CachePlace::usual_folder();
    streams.work_folder = store::usual_folder();
    match cli::run(std::env::args_os(), &mut streams) {
        Outcome::Exit(code) => ExitCode::from(code),
        Outcome::OpenWindow { paths, cache_folder } => open_window(paths, cache_folder, &mut streams),
    }
}

/// Takes in `outlets.tsv` of the user's folder of settings, where there is one.
fn know_own_outlets() {
    let folders = directories::ProjectDirs::from("", "", "parallax");
    let list = folders.and_then(|known| std::fs::read_to_string(known.config_dir().join("outlets.tsv")).ok());
    if let Some(list) = list {
        parallax::ingest::infer::know_outlets(list);
    }
}

/// This build has no window: says so.
#[cfg(not(feature = "window"))]
fn open_window(_paths: Vec<PathBuf>, _cache_folder: Option<PathBuf>, streams: &mut Streams<'_>) -> ExitCode {
    streams.say("this build has no window; name a command, as `parallax --help` lists them");
    ExitCode::from(2)
}

/// Opens the window.
#[cfg(feature = "window")]
fn open_window(paths: Vec<PathBuf>, cache_folder: Option<PathBuf>, streams: &mut Streams<'_>) -> ExitCode {
    match parallax::app::run(paths, cache_folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            streams.say(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
