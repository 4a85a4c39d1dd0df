//! Opening a file without being caught: nothing but a regular file is opened or kept open.

use crate::work::ProblemKind;
use std::fs::{File, FileType, OpenOptions};
use std::io;
use std::path::Path;

/// Why a document gave nothing: the kind of problem and the reason in one sentence.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) kind: ProblemKind,
    pub(super) reason: String,
}

/// Opens a regular file for reading, or says why not.
///
/// A FIFO that took the file's place since it was listed is opened without waiting and refused.
pub(super) fn open(path: &Path) -> Result<File, Refusal> {
    open_sized(path).map(|(file, _)| file)
}

/// The same, with how many bytes it has.
pub(super) fn open_sized(path: &Path) -> Result<(File, u64), Refusal> {
    let mut options = OpenOptions::new();
    options.read(true);
    without_waiting(&mut options);
    let file = options.open(path).map_err(|error| unreadable(&error))?;
    let facts = file.metadata().map_err(|error| unreadable(&error))?;
    if facts.is_file() { Ok((file, facts.len())) } else { Err(not_a_file(facts.file_type())) }
}

/// `O_NONBLOCK`: opening a FIFO that nobody writes to must not wait for a writer.
#[cfg(any(target_os = "linux", target_os = "android"))]
fn without_waiting(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(0o4000);
}

/// `O_NONBLOCK` of the BSD family.
#[cfg(any(target_os = "macos", target_os = "freebsd", target_os = "netbsd", target_os = "openbsd"))]
fn without_waiting(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.custom_flags(4);
}

#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_os = "macos",
    target_os = "freebsd",
    target_os = "netbsd",
    target_os = "openbsd"
)))]
fn without_waiting(_options: &mut OpenOptions) {}

/// A refusal that names what stands where a file should.
pub(super) fn not_a_file(found: FileType) -> Refusal {
    let what = if found.is_symlink() { "a symbolic link, which is not followed" } else { special_name(found) };
    Refusal { kind: ProblemKind::NotAFile, reason: format!("this is {what}") }
}

#[cfg(unix)]
fn special_name(found: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt;
    if found.is_fifo() {
        "a named pipe, not a file"
    } else if found.is_socket() {
        "a socket, not a file"
    } else if found.is_dir() {
        "a folder, not a file"
    } else {
        "a device, not a file"
    }
}

#[cfg(not(unix))]
fn special_name(found: FileType) -> &'static str {
    if found.is_dir() { "a folder, not a file" } else { "something other than a file" }
}

/// A refusal that says what the system answered, in words for people.
pub(super) fn unreadable(error: &io::Error) -> Refusal {
    let reason = match error.kind() {
        io::ErrorKind::PermissionDenied => "you are not allowed to read it".to_owned(),
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::InvalidFilename => "its path is longer than the system opens".to_owned(),
        _ => format!("the system could not read it: {error}"),
    };
    Refusal { kind: ProblemKind::Unreadable, reason }
}
