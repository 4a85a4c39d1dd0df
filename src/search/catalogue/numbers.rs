//! Numbers one behind the other as bytes, little-endian.

use super::names::Names;
use crate::search::index::{Bytes, DocSet};

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

    pub(super) fn bits(&mut self, set: &DocSet) {
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
        Bytes::new(self.0)
    }
}

/// Takes numbers from the front; nothing where there are not enough.
#[derive(Debug)]
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// From the first of these bytes on.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    /// True when nothing is left.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        self.bytes(4)?.try_into().ok().map(u32::from_le_bytes)
    }

    pub(super) fn i32(&mut self) -> Option<i32> {
        self.u32().map(u32::cast_signed)
    }

    pub(super) fn u32s(&mut self, count: usize) -> Option<Vec<u32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        Some(bytes.as_chunks::<4>().0.iter().map(|&number| u32::from_le_bytes(number)).collect())
    }

    pub(super) fn i32s(&mut self, count: usize) -> Option<Vec<i32>> {
        let bytes = self.bytes(count.checked_mul(4)?)?;
        Some(bytes.as_chunks::<4>().0.iter().map(|&number| i32::from_le_bytes(number)).collect())
    }

    pub(super) fn rest_u32s(self) -> Vec<u32> {
        self.0.as_chunks::<4>().0.iter().map(|&number| u32::from_le_bytes(number)).collect()
    }

    pub(super) fn bits(&mut self, count: usize) -> Option<DocSet> {
        let bytes = self.bytes(count.div_ceil(64) * 8)?;
        let words = bytes.as_chunks::<8>().0.iter().map(|&word| u64::from_le_bytes(word));
        Some(DocSet::from_bits(u32::try_from(count).ok()?, words.collect()))
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
