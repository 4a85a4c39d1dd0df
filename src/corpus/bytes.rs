//! Stretches of shared memory, and what is told when they are not as they were written.

pub use bytes::Bytes;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The stretch at `range` of these, which copies nothing; nothing when it does not fit.
pub fn stretch(bytes: &Bytes, range: Range<usize>) -> Option<Bytes> {
    bytes.get(range).map(|stretch| bytes.slice_ref(stretch))
}

/// Raised when something that was read is not what was written.
#[derive(Clone, Debug, Default)]
pub struct Damage(Arc<AtomicBool>);

impl Damage {
    /// Tells of damage.
    pub fn raise(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// True once damage has been met.
    pub fn is_raised(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A number that changes when bytes change: the lower half of XXH3 with 64 bits.
pub fn checksum(bytes: &[u8]) -> u32 {
    xxhash_rust::xxh3::xxh3_64(bytes) as u32
}
