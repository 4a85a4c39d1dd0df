//! A file that has no name until it is whole.
//!
//! On Linux it is an unnamed file (`O_TMPFILE`), which the system takes away by itself when the program is killed. Elsewhere,
//! and on file systems without unnamed files, it is a hidden one beside its place. Whoever writes one holds a lock on it:
//! what lies there unlocked was left by a program that was killed, and goes with the next export into that folder.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

const PREFIX: &str = ".parallax-";
const SUFFIX: &str = ".part";

/// Names tried for a temporary file before giving up: others can only be in use by programs that run.
const TRIES: u32 = 1000;

/// A file that is being written, or a folder that is being filled. Dropped without a name, it is gone.
#[derive(Debug)]
pub(super) struct Pending {
    file: File,
    /// Where it stands meanwhile; nothing where it has no name at all.
    place: Option<PathBuf>,
}

impl Pending {
    /// A new file on the file system of `folder`.
    pub(super) fn file_in(folder: &Path) -> io::Result<Self> {
        clean(folder);
        if let Some(file) = unnamed(folder) {
            let _ = file.try_lock();
            return Ok(Self { file, place: None });
        }
        let (file, place) = at_free_name(folder, |place| File::options().write(true).create_new(true).open(place))?;
        let _ = file.try_lock();
        Ok(Self { file, place: Some(place) })
    }

    /// A new folder in `folder`.
    pub(super) fn folder_in(folder: &Path) -> io::Result<Self> {
        clean(folder);
        let ((), place) = at_free_name(folder, |place| fs::create_dir(place))?;
        let file = File::open(&place)?;
        let _ = file.try_lock();
        Ok(Self { file, place: Some(place) })
    }

    /// The file to write to.
    pub(super) fn file(&self) -> &File {
        &self.file
    }

    /// Where a folder is filled.
    pub(super) fn place(&self) -> Option<&Path> {
        self.place.as_deref()
    }

    /// Puts it under its name, in place of a file that stands there.
    pub(super) fn persist(mut self, path: &Path) -> io::Result<()> {
        let place = match self.place.take() {
            Some(place) => place,
            // Nothing there yet: it gets its name in one step.
            None if link(&self.file, path).is_ok() => return Ok(()),
            None => at_free_name(folder_of(path), |place| link(&self.file, place))?.1,
        };
        fs::rename(self.place.insert(place), path)?;
        self.place = None;
        Ok(())
    }

    /// Puts a folder under a name that another folder has, in one step; gives the place where that one is now, which is the
    /// caller's to take away.
    ///
    /// # Errors
    /// Where the system cannot do it in one step, too; then nothing has changed.
    pub(super) fn exchange(mut self, path: &Path) -> io::Result<PathBuf> {
        let place = self.place.as_deref().ok_or(io::ErrorKind::NotFound)?;
        exchange(place, path)?;
        self.place.take().ok_or(io::ErrorKind::NotFound.into())
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(place) = &self.place {
            remove(place);
        }
    }
}

/// The folder that holds `path`.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Makes something under a name that is free.
fn at_free_name<T>(folder: &Path, make: impl Fn(&Path) -> io::Result<T>) -> io::Result<(T, PathBuf)> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    for _ in 0..TRIES {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let place = folder.join(format!("{PREFIX}{}-{number}{SUFFIX}", std::process::id()));
        match make(&place) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            other => return other.map(|value| (value, place)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Takes away what programs that were killed left in `folder`.
fn clean(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let is_ours = name.to_str().is_some_and(|name| name.starts_with(PREFIX) && name.ends_with(SUFFIX));
        // Whoever writes it holds the lock.
        if is_ours && File::open(entry.path()).is_ok_and(|file| file.try_lock().is_ok()) {
            remove(&entry.path());
        }
    }
}

fn remove(place: &Path) {
    let _ = if place.is_dir() { fs::remove_dir_all(place) } else { fs::remove_file(place) };
}

/// A file without a name in `folder`, where the system has such files and can name them later.
#[cfg(target_os = "linux")]
fn unnamed(folder: &Path) -> Option<File> {
    use rustix::fs::{Mode, OFlags};
    // As any new file: what the user's umask leaves.
    let mode = Mode::from_raw_mode(0o666);
    let file = File::from(rustix::fs::open(folder, OFlags::TMPFILE | OFlags::RDWR | OFlags::CLOEXEC, mode).ok()?);
    descriptor(&file).exists().then_some(file)
}

/// Where the system names an open file.
#[cfg(target_os = "linux")]
fn descriptor(file: &File) -> PathBuf {
    use std::os::fd::AsRawFd;
    PathBuf::from(format!("/proc/self/fd/{}", file.as_raw_fd()))
}

/// Gives an unnamed file a name that nothing has yet.
#[cfg(target_os = "linux")]
fn link(file: &File, path: &Path) -> io::Result<()> {
    use rustix::fs::{AtFlags, CWD};
    Ok(rustix::fs::linkat(CWD, descriptor(file), CWD, path, AtFlags::SYMLINK_FOLLOW)?)
}

/// What writing or reading ends with that nobody wants any more.
pub(super) fn stopped() -> io::Error {
    io::Error::other("told to stop")
}

/// Changes the names of two folders.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags};
    Ok(rustix::fs::renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE)?)
}

#[cfg(not(target_os = "linux"))]
fn exchange(_a: &Path, _b: &Path) -> io::Result<()> {
    Err(io::Error::new(
        io::ErrorKind::Unsupported,
        "this system cannot replace a folder in one step; choose another name",
    ))
}

#[cfg(not(target_os = "linux"))]
fn unnamed(_folder: &Path) -> Option<File> {
    None
}

#[cfg(not(target_os = "linux"))]
fn link(_file: &File, _path: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_has_no_name_until_it_is_whole_and_takes_the_place_of_another() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        for words in ["first", "second"] {
            let pending = Pending::file_in(folder.path()).expect("made");
            pending.file().write_all(words.as_bytes()).expect("written");
            if cfg!(target_os = "linux") {
                assert!(names(folder.path()).iter().all(|name| name == "a"), "{:?}", names(folder.path()));
            }
            pending.persist(&path).expect("named");
            assert_eq!(fs::read_to_string(&path).expect("read"), words);
            assert_eq!(names(folder.path()), ["a"]);
        }
        drop(Pending::file_in(folder.path()).expect("made"));
        assert_eq!(names(folder.path()), ["a"]);
    }

    #[test]
    fn what_a_killed_program_left_goes_and_what_is_being_written_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join(".parallax-1-0.part"), "half").expect("written");
        fs::create_dir(folder.path().join(".parallax-1-1.part")).expect("made");
        fs::write(folder.path().join(".parallax-1-1.part/x"), "half").expect("written");
        fs::write(folder.path().join("part"), "the user's").expect("written");
        let writing = Pending::folder_in(folder.path()).expect("made");
        let place = writing.place().expect("a folder has a name").to_owned();
        let other = Pending::file_in(folder.path()).expect("made");
        assert!(place.is_dir(), "another export leaves it alone");
        drop(other);
        let name = place.file_name().expect("a name").to_string_lossy().into_owned();
        assert_eq!(names(folder.path()), [name, "part".to_owned()]);
        writing.persist(&folder.path().join("done")).expect("named");
        assert_eq!(names(folder.path()), ["done", "part"]);
    }
}
