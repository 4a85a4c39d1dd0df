//! Showing a file where it lies: the desktop's own file manager, started as a process of its own.

use super::Outbox;
use crate::session::Report;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Asks the desktop to show the folder that holds `path`, and waits for the answer on a thread of its own: some desktops
/// answer only when their window is closed.
#[allow(clippy::disallowed_methods, reason = "threads start in this layer")]
pub fn show(path: PathBuf, outbox: Outbox) {
    let work = move || {
        let reason = match command(&path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status() {
            Ok(status) if status.success() || cfg!(windows) => return,
            Ok(_) => "the desktop has no program for folders".to_owned(),
            Err(error) => error.to_string(),
        };
        outbox.send(Report::PlaceFailed { path, reason });
    };
    // Without a thread nothing is shown, as without a file manager.
    let _ = std::thread::Builder::new().name("showing a folder".to_owned()).spawn(work);
}

/// The program that shows a file in its folder. The path is absolute, so that it cannot be taken for an option.
fn command(path: &Path) -> Command {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    if cfg!(target_os = "macos") {
        let mut command = Command::new("open");
        command.arg("-R").arg(path);
        command
    } else if cfg!(windows) {
        let mut command = Command::new("explorer");
        let mut select = std::ffi::OsString::from("/select,");
        select.push(path);
        command.arg(select);
        command
    } else {
        let mut command = Command::new("xdg-open");
        command.arg(path.parent().map_or_else(|| path.clone(), Path::to_path_buf));
        command
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn the_folder_that_holds_the_file_is_shown_by_its_whole_path() {
        let command = command(Path::new("-odd/name.txt"));
        let arguments: Vec<_> = command.get_args().map(Path::new).collect();
        assert_eq!(arguments.len(), 1);
        assert!(arguments[0].is_absolute() && arguments[0].ends_with("-odd"), "{arguments:?}");
    }
}
