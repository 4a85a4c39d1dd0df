//! What is written down when something in the program fails: where, in which version, on what system. It stays on this
//! machine and holds nothing of what was opened.
//!
//! What a failure says may hold text: a slice that does not fit prints what was to be cut. So only what stands in the
//! program word for word is written down.

use super::clock;
use super::log::{self, Field};
use std::backtrace::Backtrace;
use std::fs;
use std::io::Write;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// How many reports are kept.
const MOST_REPORTS: usize = 20;

/// Reports written by this process: each of a million texts may fail at the same place.
static WRITTEN: AtomicUsize = AtomicUsize::new(0);

/// The report that was written last.
static LAST: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Said in place of a message that may hold text.
const WITHHELD: &str = "(left out: it may hold text of what was opened)";

/// The folder in which reports are usually kept; nothing where there is no home.
pub fn usual_folder() -> Option<PathBuf> {
    directories::ProjectDirs::from("", "", "parallax").map(|known| known.data_dir().join("crashes"))
}

/// The report on what failed last in this process; nothing where none was written.
pub fn last_report() -> Option<PathBuf> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// From here on a failure is written down in `folder`, where one is given, and told in one line on the error stream.
pub fn watch(folder: Option<PathBuf>) {
    std::panic::set_hook(Box::new(move |failure| {
        log::note("failure", &[("line", Field::Count(failure.location().map_or(0, |place| place.line() as usize)))]);
        let is_one_of_few = WRITTEN.fetch_add(1, Ordering::Relaxed) < MOST_REPORTS;
        let written =
            folder.as_deref().filter(|_| is_one_of_few).and_then(|folder| write(folder, &report(failure)).ok());
        LAST.lock().unwrap_or_else(PoisonError::into_inner).clone_from(&written);
        let told = written.map(|path| format!("; a report without any of your texts is in {}", path.display()));
        // Nobody may be there to read it.
        let _ = writeln!(
            std::io::stderr(),
            "something in Parallax failed at {}{}",
            place(failure),
            told.unwrap_or_default()
        );
    }));
}

fn place(failure: &PanicHookInfo<'_>) -> String {
    failure.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string)
}

fn report(failure: &PanicHookInfo<'_>) -> String {
    // Only a message without values in it is of this type.
    let message = failure.payload().downcast_ref::<&'static str>().copied().unwrap_or(WITHHELD);
    format!(
        "Parallax {} failed.\n\ntime: {}\nsystem: {} {}\nplace: {}\nmessage: {message}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        clock::system().to_rfc3339(),
        std::env::consts::OS,
        std::env::consts::ARCH,
        place(failure),
        Backtrace::force_capture(),
    )
}

/// Writes a report, and removes the oldest ones beyond those that are kept.
fn write(folder: &Path, report: &str) -> std::io::Result<PathBuf> {
    fs::create_dir_all(folder)?;
    let path = folder.join(format!("{}.txt", clock::system().format("%Y%m%dT%H%M%S%.6fZ")));
    fs::write(&path, report)?;
    let entries = fs::read_dir(folder)?.flatten().map(|entry| entry.path());
    let mut reports: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    reports.sort();
    let surplus = reports.len().saturating_sub(MOST_REPORTS);
    for old in reports.iter().take(surplus) {
        let _ = fs::remove_file(old);
    }
    Ok(path)
}
