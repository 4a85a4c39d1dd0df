//! What was read, kept for the next time: a corpus that was open once is there at once.
//!
//! One file per corpus in the user's cache folder, never in the corpus folder. It holds nothing that cannot be read again,
//! and may be deleted at any time. It is never believed: a cache that was cut, changed, or written by another build of the
//! program is told of and left alone, and the corpus is read anew. What it holds are articles as they were read, without
//! the user's corrections.
//!
//! [`place`] (which file, and how much all of them may take), [`layout`] (sections, by name, with their checksums), [`map`]
//! (a file as memory: the one unsafe step), [`mod@write`] and [`read`] (sections), [`files`] (accounts and problems as bytes),
//! [`contents`] (an opened corpus as sections, and back), [`copies`] (the copies in it, in a file beside).

pub mod contents;
pub mod copies;
pub mod files;
pub mod layout;
pub mod map;
pub mod place;
pub mod read;
pub mod write;

#[cfg(test)]
mod tests;

pub use contents::{Contents, reading_number};
pub use place::CachePlace;
pub use read::Cache;
pub use write::CacheWriter;

use std::path::PathBuf;

/// Why a cache was not used or not written.
#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    /// It is not as it was written.
    #[error("the cache of this corpus is damaged, and its files are read again ({path})", path = .0.display())]
    Damaged(PathBuf),
    /// Another build of the program wrote it.
    #[error("the cache of this corpus is of another version of the program, and its files are read again ({path})", path = .0.display())]
    OtherVersion(PathBuf),
    /// What the file system says.
    #[error("the cache of this corpus could not be {what}: {source} ({path})", path = path.display())]
    File {
        /// "read", "written".
        what: &'static str,
        /// Which file or folder.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// It would take more than all caches may take together.
    #[error("the cache of this corpus would be larger than all caches may be together, and was not kept ({path})", path = .0.display())]
    TooLarge(PathBuf),
}
