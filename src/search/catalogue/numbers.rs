//! Numbers one behind the other as bytes, little-endian.

use super::names::Names;
use crate::search::index::{DocSet, Number, Numbers};
use bytes::Bytes;

/// Bytes of a word of bits.
const WORD_BYTES: usize = 8;

/// Puts numbers one behind the other.
#[derive(Debug, Default)]
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn u32(&mut self, number: u32) {
        self.0.extend(number.to_le_bytes());
    }

    pub(super) fn i32(&mut self, number: i32) {
        self.0.extend(number.to_le_bytes());
    }

    /// Bits from where a word of them may stand.
    pub(super) fn bits(&mut self, set: &DocSet) {
        self.0.resize(self.0.len().next_multiple_of(WORD_BYTES), 0);
        set.to_bits().iter().for_each(|word| self.0.extend(word.to_le_bytes()));
    }

    pub(super) fn u32s(&mut self, numbers: &[u32]) {
        self.0.reserve(numbers.len() * 4);
        for &number in numbers {
            self.u32(number);
        }
    }

    pub(super) fn names(&mut self, names: &Names) {
        self.u32(names.len() as u32 - 1);
        for name in names.iter().filter_map(|(_, name)| name) {
            self.u32(name.len() as u32);
            self.0.extend(name.as_bytes());
        }
    }

    pub(super) fn finish(self) -> Bytes {
        Bytes::from(self.0)
    }
}

/// Takes numbers from the front; nothing where there are not enough. Lists are read where they stand.
#[derive(Debug)]
pub(super) struct Reader<'a> {
    bytes: &'a Bytes,
    at: usize,
}

impl<'a> Reader<'a> {
    /// From the first of these bytes on.
    pub(super) fn new(bytes: &'a Bytes) -> Self {
        Self { bytes, at: 0 }
    }

    /// True when nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.at >= self.bytes.len()
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let end = self.at.checked_add(count)?;
        let taken = self.bytes.get(self.at..end)?;
        self.at = end;
        Some(taken)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.bytes(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.u32().map(u32::cast_signed)
    }

    pub(super) fn numbers<T: Number>(&mut self, count: usize) -> Option<Numbers<T>> {
        let stretch = self.bytes(count.checked_mul(size_of::<T>())?)?;
        Some(Numbers::within(self.bytes, stretch))
    }

    pub(super) fn bits(&mut self, count: usize) -> Option<DocSet> {
        self.at = self.at.next_multiple_of(WORD_BYTES);
        let bits = self.bytes(count.div_ceil(64) * WORD_BYTES)?;
        Some(DocSet::of_bytes(u32::try_from(count).ok()?, &self.bytes.slice_ref(bits)))
    }

    pub(super) fn names(&mut self) -> Option<Names> {
        let mut names = Names::default();
        for number in 1..=self.u32()? {
            let length = self.u32()? as usize;
            let name = std::str::from_utf8(self.bytes(length)?).ok()?;
            // Each name once, or the numbers of those behind it are others.
            if names.code_of(Some(name)) != number {
                return None;
            }
        }
        Some(names)
    }
}
