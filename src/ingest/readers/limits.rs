//! How much a small file may become: the limits on what is unpacked.

use crate::ingest::open::Refusal;
use crate::work::ProblemKind;

/// Containers that may lie in one another.
pub(super) const DEPTH: usize = 8;

/// Members of the outermost container with all within it.
pub(super) const ENTRIES: usize = 10_000;

/// Bytes that it may unpack to.
pub(super) const UNPACKED_BYTES: u64 = 1024 * 1024 * 1024;

/// How many times its packed size a member may have: text packs to a tenth, repeated text to a hundredth.
pub(super) const EXPANSION: u64 = 200;

/// What may always be unpacked: the expansion of something this small harms nobody.
pub(super) const HARMLESS_BYTES: u64 = 4 * 1024 * 1024;

/// The limit that is met when `unpacked` bytes came of `packed` ones.
pub(super) fn is_bomb(packed: u64, unpacked: u64) -> bool {
    unpacked > HARMLESS_BYTES.max(packed.saturating_mul(EXPANSION))
}

/// A refusal because a limit was met.
pub(super) fn limit(reason: String) -> Refusal {
    Refusal { kind: ProblemKind::Limit, reason }
}
