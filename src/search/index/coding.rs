//! How are numbers laid out in a block, and how are they read without trusting them?
//!
//! Everything is little-endian; only sections and lists of bits begin at a multiple of [`ALIGNMENT`]. Reading past the end gives nothing; nothing here panics on any input.

use std::ops::Range;

/// Why bytes are no block or vocabulary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BlockFault {
    /// They begin with something else.
    #[error("this is no index")]
    Foreign,
    /// Another version of the program wrote them.
    #[error("another version wrote this index")]
    Version,
    /// They are cut or altered.
    #[error("this index is damaged")]
    Damaged,
}

/// Bytes of the header before the table of sections: kind, version, a number of the kind's own, sections.
const HEADER: usize = 24;

/// The layout that is written and read.
const VERSION: u32 = 7;

/// Sections, and lists of bits in them, begin at a multiple of this, so that their numbers can be read where they stand.
pub(super) const ALIGNMENT: usize = 8;

/// Puts sections together: header, table of ends, sections.
pub(super) fn join_sections(kind: [u8; 8], number: u32, sections: &[Vec<u8>]) -> Vec<u8> {
    let sizes = sections.iter().map(|section| section.len().next_multiple_of(ALIGNMENT));
    let total = HEADER + sections.len() * 8 + sizes.sum::<usize>();
    let mut bytes = Vec::with_capacity(total);
    bytes.extend(kind);
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend(number.to_le_bytes());
    bytes.extend((sections.len() as u64).to_le_bytes());
    let mut end = HEADER + sections.len() * 8;
    for section in sections {
        end = end.next_multiple_of(ALIGNMENT) + section.len();
        bytes.extend((end as u64).to_le_bytes());
    }
    for section in sections {
        bytes.resize(bytes.len().next_multiple_of(ALIGNMENT), 0);
        bytes.extend_from_slice(section);
    }
    bytes
}

/// The number and the ranges of the sections of what [`join_sections`] made.
pub(super) fn split_sections<const COUNT: usize>(
    kind: [u8; 8],
    bytes: &[u8],
) -> Result<(u32, [Range<usize>; COUNT]), BlockFault> {
    if bytes.get(..8) != Some(&kind) {
        return Err(BlockFault::Foreign);
    }
    if u32_at(bytes, 8) != Some(VERSION) {
        return Err(BlockFault::Version);
    }
    let number = u32_at(bytes, 12).ok_or(BlockFault::Damaged)?;
    if u64_at(bytes, 16) != Some(COUNT as u64) {
        return Err(BlockFault::Damaged);
    }
    let mut ranges = [const { 0..0 }; COUNT];
    let mut start = HEADER + COUNT * 8;
    for (index, range) in ranges.iter_mut().enumerate() {
        let end = u64_at(bytes, HEADER + index * 8).and_then(|end| usize::try_from(end).ok());
        let end = end.filter(|end| (start..=bytes.len()).contains(end)).ok_or(BlockFault::Damaged)?;
        *range = start..end;
        start = end.next_multiple_of(ALIGNMENT);
    }
    if ranges.last().is_some_and(|last| last.end == bytes.len()) {
        Ok((number, ranges))
    } else {
        Err(BlockFault::Damaged)
    }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

pub(super) fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Every `u16` in order; an odd last byte is passed over.
pub(super) fn u16s(bytes: &[u8]) -> impl ExactSizeIterator<Item = u16> + DoubleEndedIterator + '_ {
    bytes.as_chunks().0.iter().map(|&chunk| u16::from_le_bytes(chunk))
}

/// Every `u64` in order; up to seven last bytes are passed over.
pub(super) fn u64s(bytes: &[u8]) -> impl ExactSizeIterator<Item = u64> + '_ {
    bytes.as_chunks().0.iter().map(|&chunk| u64::from_le_bytes(chunk))
}

/// Seven bits a byte, lowest first; the last byte is below 128.
pub(super) fn put_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// The number at `at`, which moves behind it. Nothing past the end or when it takes more than nine bytes.
#[inline]
pub(super) fn varint(bytes: &[u8], at: &mut usize) -> Option<u64> {
    let first = *bytes.get(*at)?;
    *at += 1;
    if first < 0x80 {
        return Some(u64::from(first));
    }
    let mut value = u64::from(first & 0x7f);
    for shift in (7..63).step_by(7) {
        let byte = *bytes.get(*at)?;
        *at += 1;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(value);
        }
    }
    None
}

/// Adds `values`, `width` bits each, and fills up the last byte. `width` is at most 32.
pub(super) fn put_packed(bytes: &mut Vec<u8>, width: u32, values: impl Iterator<Item = u32>) {
    let (mut pending, mut pending_bits) = (0_u64, 0);
    for value in values {
        pending |= u64::from(value) << pending_bits;
        pending_bits += width;
        if pending_bits >= 32 {
            bytes.extend((pending as u32).to_le_bytes());
            pending >>= 32;
            pending_bits -= 32;
        }
    }
    while pending_bits > 0 {
        bytes.push(pending as u8);
        pending >>= 8;
        pending_bits = pending_bits.saturating_sub(8);
    }
}

/// The value of `width` bits, at most 32, with `index` before it from `start` on; 0 past the end.
#[inline]
pub(super) fn packed(bytes: &[u8], start: usize, width: u32, index: usize) -> u32 {
    (bits_from(bytes, start, index * width as usize) & ((1 << width) - 1)) as u32
}

/// Fills `sums`: each is the one before it, `sum` before the first, plus one and the next value of `width` bits, the first of
/// which has `index` before it. Stops soon behind one above `last`; how many were filled.
#[inline]
pub(super) fn sum_packed(
    bytes: &[u8],
    (start, width, index): (usize, u32, usize),
    mut sum: u32,
    last: u32,
    sums: &mut [u32],
) -> usize {
    let at_once = BITS_READ.checked_div(width as usize).unwrap_or(BITS_READ);
    let mask = (1 << width) - 1;
    let mut filled = 0;
    for part in sums.chunks_mut(at_once) {
        if sum > last {
            break;
        }
        let mut word = bits_from(bytes, start, (index + filled) * width as usize);
        for slot in &mut *part {
            sum = sum.wrapping_add((word & mask) as u32).wrapping_add(1);
            *slot = sum;
            word >>= width;
        }
        filled += part.len();
    }
    filled
}

/// Bits that are there whatever the bit within the byte at which they begin.
const BITS_READ: usize = 57;

/// The [`BITS_READ`] bits that follow `bit` bits behind `start`, and what lies above them; 0 past the end.
#[inline]
fn bits_from(bytes: &[u8], start: usize, bit: usize) -> u64 {
    let at = start + bit / 8;
    let word = u64_at(bytes, at).unwrap_or_else(|| {
        let rest = bytes.get(at..).unwrap_or_default();
        rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
    });
    word >> (bit % 8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn sections_come_back_and_foreign_cut_or_older_bytes_are_told_apart() {
        let kind = *b"sections";
        let bytes = join_sections(kind, 7, &[vec![1, 2], vec![], vec![3]]);
        let (number, [first, second, third]) = split_sections::<3>(kind, &bytes).unwrap();
        assert!([&first, &second, &third].iter().all(|section| section.start.is_multiple_of(ALIGNMENT)));
        assert_eq!((number, &bytes[first], &bytes[second], &bytes[third]), (7, &[1, 2][..], &[][..], &[3][..]));
        assert_eq!(split_sections::<3>(*b"whatever", &bytes), Err(BlockFault::Foreign));
        assert_eq!(split_sections::<3>(kind, &bytes[..bytes.len() - 1]), Err(BlockFault::Damaged));
        assert_eq!(split_sections::<2>(kind, &bytes), Err(BlockFault::Damaged));
        let mut older = bytes;
        older[8] = 0;
        assert_eq!(split_sections::<3>(kind, &older), Err(BlockFault::Version));
    }

    proptest! {
        #[test]
        fn numbers_come_back(values in proptest::collection::vec(any::<u32>(), 0..50), width in 0_u32..=32) {
            let mut bytes = Vec::new();
            for &value in &values {
                put_varint(&mut bytes, u64::from(value));
            }
            let mut at = 0;
            for &value in &values {
                prop_assert_eq!(varint(&bytes, &mut at), Some(u64::from(value)));
            }
            prop_assert_eq!(varint(&bytes, &mut at), None);
            let cut: Vec<u32> = values.iter().map(|&value| (u64::from(value) & ((1 << width) - 1)) as u32).collect();
            let mut bytes = vec![9];
            put_packed(&mut bytes, width, cut.iter().copied());
            prop_assert_eq!(bytes.len(), 1 + (cut.len() * width as usize).div_ceil(8));
            for (index, &value) in cut.iter().enumerate() {
                prop_assert_eq!(packed(&bytes, 1, width, index), value);
                let sums: Vec<u32> = cut[index..]
                    .iter()
                    .scan(5_u32, |sum, &value| {
                        *sum = sum.wrapping_add(value).wrapping_add(1);
                        Some(*sum)
                    })
                    .collect();
                let mut found = vec![0; sums.len()];
                prop_assert_eq!(sum_packed(&bytes, (1, width, index), 5, u32::MAX, &mut found), sums.len());
                prop_assert_eq!(&found, &sums);
                let last = sums.get(sums.len() / 3).copied().unwrap_or(0);
                let filled = sum_packed(&bytes, (1, width, index), 5, last, &mut found);
                prop_assert_eq!(&found[..filled], &sums[..filled]);
                prop_assert!(filled == sums.len() || last < 5 || found[..filled].iter().any(|&sum| sum > last));
            }
        }
    }
}
