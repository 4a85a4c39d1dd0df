//! How do a million articles lie in memory, and in the cache? End to end in blocks that are taken apart when one is asked for.
//!
//! `code` (numbers, texts and names in few bytes), [`pack`] (records one
//! behind the other, with the names that they share), [`articles`] and [`mentions`] (what such records are),
//! [`list`] (blocks with what has changed since beside them), [`paths`] (names of files as bytes).
//!
//! A pack may come from a file that something has damaged. Reading one never fails: a record that makes no sense is no
//! record, a text that is not what was written is empty, and [`Damage`] tells.

pub mod articles;
mod code;
pub mod list;
pub mod mentions;
pub mod pack;
pub mod paths;

#[cfg(test)]
mod tests;

pub use super::bytes::{Bytes, Damage, stretch};
pub use articles::ArticleBlock;
pub use list::{Block, PackedList, Unpacked};
pub use mentions::MentionBlock;
pub use pack::Pack;
