//! Which file is the cache of a corpus, and how much may all of them take?
//!
//! Each writing makes a file of its own, numbered behind the one before it: a file that somebody has mapped is never
//! written over, and on some systems could not be.

use super::CacheError;
use crate::session::Origin;
use crate::session::store;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// Bytes that all caches may take together.
pub const MOST_BYTES: u64 = 32 * 1024 * 1024 * 1024;

const EXTENSION: &str = "cache";

/// What the name of a cache begins with that is being written.
pub(super) const UNFINISHED: &str = ".cache";

/// Nobody writes at one for so long.
const LONGEST_WRITING: Duration = Duration::from_hours(24);

/// Where the cache of one corpus is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CachePlace {
    /// The folder of all caches.
    pub folder: PathBuf,
    /// What the file's name begins with: a number of the paths that were opened.
    pub(super) key: String,
    /// What all caches in the folder may take together, in bytes.
    pub most_bytes: u64,
}

impl CachePlace {
    /// The place in `folder` for the corpus at `paths`.
    pub fn new(folder: &Path, paths: &[PathBuf]) -> Self {
        let name = store::path_for(Path::new(""), &Origin::Paths(paths.to_vec()));
        let key = name.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        Self { folder: folder.to_path_buf(), key, most_bytes: MOST_BYTES }
    }

    /// The place beside it for the copies that were found in the corpus.
    #[must_use]
    pub fn of_copies(&self) -> Self {
        Self { key: format!("{}.copies", self.key), ..self.clone() }
    }

    /// The folder for caches on this machine; nothing where there is no home folder.
    pub fn usual_folder() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "parallax").map(|known| known.cache_dir().join("corpora"))
    }

    /// The newest cache of this corpus; nothing where there is none.
    pub fn newest(&self) -> Option<PathBuf> {
        self.numbered().into_iter().max().map(|(_, path)| path)
    }

    /// The file that the next writing makes.
    pub fn next(&self) -> PathBuf {
        let number = self.numbered().into_iter().max().map_or(1, |(number, _)| number.saturating_add(1));
        self.folder.join(format!("{}-{number}.{EXTENSION}", self.key))
    }

    /// Removes older caches of this corpus, then the oldest of all until the rest is within bounds. `kept` stays.
    ///
    /// # Errors
    /// When `kept` alone is too large; it is removed then.
    pub fn tidy(&self, kept: &Path) -> Result<(), CacheError> {
        for (_, path) in self.numbered() {
            if path != kept {
                // One that is in use stays until the next time.
                let _ = fs::remove_file(path);
            }
        }
        remove_leftovers(&self.folder, kept);
        let mut all: Vec<(SystemTime, PathBuf, u64)> = files_in(&self.folder)
            .filter_map(|path| {
                let facts = fs::metadata(&path).ok()?;
                Some((facts.modified().ok()?, path, facts.len()))
            })
            .collect();
        all.sort();
        let mut sum: u64 = all.iter().map(|(_, _, size_bytes)| size_bytes).sum();
        for (_, path, size_bytes) in all.iter().filter(|(_, path, _)| path != kept) {
            if sum <= self.most_bytes {
                return Ok(());
            }
            if fs::remove_file(path).is_ok() {
                sum -= size_bytes;
            }
        }
        if sum <= self.most_bytes {
            return Ok(());
        }
        let _ = fs::remove_file(kept);
        Err(CacheError::TooLarge(kept.to_path_buf()))
    }

    fn numbered(&self) -> Vec<(u64, PathBuf)> {
        let number = |path: &Path| path.file_stem()?.to_str()?.strip_prefix(&self.key)?.strip_prefix('-')?.parse().ok();
        files_in(&self.folder).filter_map(|path| Some((number(&path)?, path))).collect()
    }
}

/// Removes what a process left that was ended while it wrote: what is a day older than `kept` nobody is writing any more.
fn remove_leftovers(folder: &Path, kept: &Path) {
    let modified = |path: &Path| fs::metadata(path).and_then(|facts| facts.modified());
    let Ok(now) = modified(kept) else { return };
    let is_old = |path: &Path| modified(path).is_ok_and(|time| time.checked_add(LONGEST_WRITING) < Some(now));
    let is_unfinished =
        |path: &Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(UNFINISHED));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    for path in entries.filter(|path| is_unfinished(path) && is_old(path)) {
        let _ = fs::remove_file(path);
    }
}

fn files_in(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == EXTENSION))
}
