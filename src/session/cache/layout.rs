//! Sections, by name, with their checksums.
//!
//! `HEAD_BYTES` in front: the magic word, the number of this layout, the number of the program's build, where the directory
//! is, its length and checksum, the length of the whole file. Then the sections, then the directory.

use std::hash::{DefaultHasher, Hash, Hasher};
use xxhash_rust::xxh3::xxh3_64;

/// How every cache begins.
const MAGIC: u64 = u64::from_le_bytes(*b"parallax");

/// Number of this layout. Counts up with every change of it.
const LAYOUT: u64 = 2;

/// Sections begin at a multiple of this, so that numbers in them can be read where they stand.
pub(super) const ALIGNMENT: u64 = 8;

/// Bytes in front: seven numbers of eight bytes each, the lowest byte first.
pub(super) const HEAD_BYTES: usize = 56;

/// One section.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub(super) struct Section {
    pub(super) name: String,
    pub(super) start: u64,
    pub(super) len: u64,
    /// XXH3 of its bytes with 64 bits.
    pub(super) check: u64,
}

/// What stands in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) directory_start: u64,
    pub(super) directory_len: u64,
    pub(super) directory_check: u64,
    pub(super) file_len: u64,
}

/// Why a head is not believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HeadFault {
    Damaged,
    OtherVersion,
}

impl Head {
    pub(super) fn bytes(&self) -> [u8; HEAD_BYTES] {
        let Self { directory_start, directory_len, directory_check, file_len } = *self;
        let numbers = [MAGIC, LAYOUT, build_number(), directory_start, directory_len, directory_check, file_len];
        let mut bytes = [0; HEAD_BYTES];
        for (slot, number) in bytes.as_chunks_mut::<8>().0.iter_mut().zip(numbers) {
            *slot = number.to_le_bytes();
        }
        bytes
    }

    pub(super) fn of(bytes: &[u8]) -> Result<Self, HeadFault> {
        let head: &[u8; HEAD_BYTES] = bytes.first_chunk().ok_or(HeadFault::Damaged)?;
        let mut numbers = [0; 7];
        for (number, chunk) in numbers.iter_mut().zip(head.as_chunks::<8>().0) {
            *number = u64::from_le_bytes(*chunk);
        }
        let [magic, layout, build, directory_start, directory_len, directory_check, file_len] = numbers;
        match (magic == MAGIC, layout == LAYOUT && build == build_number()) {
            (false, _) => Err(HeadFault::Damaged),
            (true, false) => Err(HeadFault::OtherVersion),
            (true, true) => Ok(Self { directory_start, directory_len, directory_check, file_len }),
        }
    }
}

/// A number of bytes for telling whether they have changed.
pub(super) fn checksum(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}

/// A number of this build of the program: what another one has inferred may be inferred otherwise now.
fn build_number() -> u64 {
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    let program = std::env::current_exe().and_then(|path| path.metadata());
    if let Ok(facts) = program {
        (facts.len(), facts.modified().ok()).hash(&mut hasher);
    }
    hasher.finish()
}
