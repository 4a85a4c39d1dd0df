//! Ascending numbers of 16 bits in less than ten bits each, read where they stand.
//!
//! The lower half of each number as it is, one byte after the other; the upper halves as one bit a number at the place that
//! is its upper half plus the numbers before it, so that they are told by counting bits (the code of Elias 1974 and Fano
//! 1971 with eight lower bits).

use super::coding::u64s;

/// Numbers from which on a list is shorter so than with two bytes each.
pub(super) const LEAST: usize = 64;

/// Values of an upper half.
const UPPERS: usize = 256;

/// Bits in a word.
const WORD: usize = 64;

/// Stored numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct SplitNumbers<'a> {
    lowers: &'a [u8],
    uppers: &'a [u8],
}

/// Adds ascending numbers, each once.
pub(super) fn put(bytes: &mut Vec<u8>, numbers: &[u16]) {
    bytes.extend(numbers.iter().map(|&number| number as u8));
    let start = bytes.len();
    bytes.resize(start + uppers_len(numbers.len()), 0);
    let uppers = bytes.get_mut(start..).unwrap_or_default();
    for (before, &number) in numbers.iter().enumerate() {
        let bit = usize::from(number >> 8) + before;
        if let Some(byte) = uppers.get_mut(bit / 8) {
            *byte |= 1 << (bit % 8);
        }
    }
}

/// Bytes of the upper halves of so many numbers.
fn uppers_len(count: usize) -> usize {
    (count + UPPERS).div_ceil(WORD) * 8
}

impl<'a> SplitNumbers<'a> {
    /// The `count` numbers that begin at `at`, and where they end; nothing when they do not fit.
    pub(super) fn read(bytes: &'a [u8], at: usize, count: usize) -> Option<(Self, usize)> {
        let middle = at.checked_add(count)?;
        let end = middle.checked_add(uppers_len(count))?;
        Some((Self { lowers: bytes.get(at..middle)?, uppers: bytes.get(middle..end)? }, end))
    }

    /// How many.
    pub(super) fn len(self) -> usize {
        self.lowers.len()
    }

    /// Gives every number, in ascending order.
    #[inline]
    pub(super) fn each(self, mut found: impl FnMut(u16)) {
        let mut lowers = self.lowers.iter();
        // The upper half of a number is its bit less the numbers before it.
        let (mut base, mut before) = (0_usize, 0_usize);
        for mut word in u64s(self.uppers) {
            while word != 0 {
                let Some(&lower) = lowers.next() else { return };
                let upper = base + word.trailing_zeros() as usize - before;
                found((upper << 8) as u16 | u16::from(lower));
                before += 1;
                word &= word - 1;
            }
            base += WORD;
        }
    }
}

/// Tells the places of ascending numbers in a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Finder {
    /// A word of the upper halves, and the numbers before it.
    word: usize,
    before: usize,
}

impl Finder {
    pub(super) fn new() -> Self {
        Self { word: 0, before: 0 }
    }

    /// The place of `number`; nothing when it is not in the list. Not for one below the last that was asked for.
    pub(super) fn place(&mut self, numbers: SplitNumbers<'_>, number: u16) -> Option<usize> {
        let words = numbers.uppers.as_chunks::<8>().0;
        let upper = usize::from(number >> 8);
        // Its numbers stand behind as many zeros as its upper half says.
        let mut bits = u64::from_le_bytes(*words.get(self.word)?);
        loop {
            let ones = bits.count_ones() as usize;
            let zeros_behind = (self.word + 1) * WORD - self.before - ones;
            if zeros_behind >= upper {
                break;
            }
            self.before += ones;
            self.word += 1;
            bits = u64::from_le_bytes(*words.get(self.word)?);
        }
        let zeros = upper - (self.word * WORD - self.before).min(upper);
        let mut bit = if zeros == 0 { 0 } else { nth_zero(bits, zeros) + 1 };
        let (mut word, mut place) = (self.word, self.before + (bits & low_bits(bit)).count_ones() as usize);
        loop {
            if bit == WORD {
                bit = 0;
                word += 1;
                bits = u64::from_le_bytes(*words.get(word)?);
            }
            if bits >> bit & 1 == 0 {
                return None;
            }
            match numbers.lowers.get(place)?.cmp(&(number as u8)) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => return Some(place),
                std::cmp::Ordering::Greater => return None,
            }
            place += 1;
            bit += 1;
        }
    }
}

fn low_bits(count: usize) -> u64 {
    if count >= WORD { u64::MAX } else { (1 << count) - 1 }
}

/// The place of the `number`th zero, counted from 1; it is there.
fn nth_zero(bits: u64, number: usize) -> usize {
    let mut zeros = !bits;
    for _ in 1..number {
        zeros &= zeros.wrapping_sub(1);
    }
    zeros.trailing_zeros() as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn numbers() -> impl Strategy<Value = std::collections::BTreeSet<u16>> {
        prop_oneof![
            proptest::collection::btree_set(any::<u16>(), 0..400),
            proptest::collection::btree_set(0_u16..700, 0..400),
            proptest::collection::btree_set(64_900_u16..=u16::MAX, 0..300),
        ]
    }

    proptest! {
        #[test]
        fn numbers_come_back_and_are_found(set in numbers(), others in numbers()) {
            let list: Vec<u16> = set.iter().copied().collect();
            let mut bytes = vec![7; 3];
            put(&mut bytes, &list);
            let (stored, end) = SplitNumbers::read(&bytes, 3, list.len()).unwrap();
            prop_assert_eq!((end, stored.len()), (bytes.len(), list.len()));
            let mut back = Vec::new();
            stored.each(|number| back.push(number));
            prop_assert_eq!(&back, &list);
            let mut finder = Finder::new();
            for number in &set | &others {
                prop_assert_eq!(finder.place(stored, number), list.binary_search(&number).ok(), "{}", number);
            }
        }

        #[test]
        fn any_bytes_are_fine(bytes in proptest::collection::vec(any::<u8>(), 0..200), count in 0_usize..100, asked in numbers()) {
            if let Some((stored, _)) = SplitNumbers::read(&bytes, 0, count) {
                stored.each(|_| {});
                let mut finder = Finder::new();
                for number in asked {
                    finder.place(stored, number);
                }
            }
        }
    }
}
