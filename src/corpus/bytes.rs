//! A stretch of memory that several share, wherever it lies.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Memory that can be shared: a buffer, or a file that is mapped.
pub type Memory = Arc<dyn AsRef<[u8]> + Send + Sync>;

/// A stretch of shared memory. A clone copies no bytes.
#[derive(Clone)]
pub struct Bytes {
    memory: Memory,
    range: Range<usize>,
}

impl Bytes {
    /// All of `memory`.
    pub fn new(memory: Memory) -> Self {
        let range = 0..(*memory).as_ref().len();
        Self { memory, range }
    }

    /// The stretch at `range` of this one; empty when it does not fit.
    pub fn slice(&self, range: Range<usize>) -> Self {
        let fits = range.start <= range.end && range.end <= self.range.len();
        let range = if fits { self.range.start + range.start..self.range.start + range.end } else { 0..0 };
        Self { memory: Arc::clone(&self.memory), range }
    }
}

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        (*self.memory).as_ref().get(self.range.clone()).unwrap_or_default()
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        self
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(mut bytes: Vec<u8>) -> Self {
        bytes.shrink_to_fit();
        Self::new(Arc::new(bytes))
    }
}

impl Default for Bytes {
    fn default() -> Self {
        Vec::new().into()
    }
}

impl fmt::Debug for Bytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Bytes({})", self.len())
    }
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
