//! Which number has a token among the sorted ones, and which tokens begin alike?
//!
//! Tokens stand in the order of their bytes, sixteen to a bucket: the first whole, the others as what they share with the
//! one before and the rest. The lengths of both fit one byte for most.

use super::coding::{put_varint, u32_at, varint};
use std::cmp::Ordering;
use std::ops::Range;

/// Tokens in a bucket: more would cost a search more steps, fewer more room.
const BUCKET: usize = 16;

/// Lengths up to this fit half a byte.
const HALF: usize = 15;

/// Writes tokens in ascending order.
#[derive(Debug, Default)]
pub(super) struct DictionaryWriter {
    starts: Vec<u8>,
    bytes: Vec<u8>,
    before: Vec<u8>,
    count: u32,
}

impl DictionaryWriter {
    pub(super) fn push(&mut self, token: &[u8]) {
        let is_head = (self.count as usize).is_multiple_of(BUCKET);
        if is_head {
            self.starts.extend((self.bytes.len() as u32).to_le_bytes());
        }
        let shared = if is_head { 0 } else { token.iter().zip(&self.before).take_while(|(a, b)| a == b).count() };
        let rest = token.get(shared..).unwrap_or_default();
        self.bytes.push((shared.min(HALF) << 4 | rest.len().min(HALF)) as u8);
        for length in [shared, rest.len()].into_iter().filter(|&length| length >= HALF) {
            put_varint(&mut self.bytes, (length - HALF) as u64);
        }
        self.bytes.extend_from_slice(rest);
        self.before.truncate(shared);
        self.before.extend_from_slice(rest);
        self.count += 1;
    }

    /// Starts of buckets, and buckets.
    pub(super) fn finish(self) -> [Vec<u8>; 2] {
        [self.starts, self.bytes]
    }
}

/// Stored tokens.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Dictionary<'a> {
    starts: &'a [u8],
    bytes: &'a [u8],
    count: u32,
}

impl<'a> Dictionary<'a> {
    pub(super) fn new(starts: &'a [u8], bytes: &'a [u8], count: u32) -> Self {
        let most = u32::try_from(starts.len() / 4 * BUCKET).unwrap_or(u32::MAX);
        Self { starts, bytes, count: count.min(most) }
    }

    /// Tokens.
    pub(super) fn len(&self) -> u32 {
        self.count
    }

    /// Reads from token `index` on.
    pub(super) fn walk(&self, index: u32) -> Walk<'a> {
        let bucket = index as usize / BUCKET;
        let at = u32_at(self.starts, bucket * 4).map_or(usize::MAX, |at| at as usize);
        let mut walk = Walk { dictionary: *self, at, next: (bucket * BUCKET) as u32, token: Vec::new(), shared: 0 };
        while walk.next < index && walk.step().is_some() {}
        walk
    }

    /// The first token that is not before `token`: all of them when every one is.
    pub(super) fn lower_bound(&self, token: &[u8]) -> u32 {
        self.search(token).0
    }

    /// The number of `token`.
    pub(super) fn find(&self, token: &[u8]) -> Option<u32> {
        let (index, is_there) = self.search(token);
        is_there.then_some(index)
    }

    /// The first token that is not before `token`, and whether it is that.
    fn search(&self, token: &[u8]) -> (u32, bool) {
        // The last bucket whose head is not behind the token.
        let (mut low, mut high) = (0, (self.count as usize).div_ceil(BUCKET));
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.head(middle).is_some_and(|head| head <= token) { low = middle + 1 } else { high = middle }
        }
        let Some(bucket) = low.checked_sub(1) else { return (0, false) };
        let mut at = u32_at(self.starts, bucket * 4).map_or(usize::MAX, |at| at as usize);
        // Bytes that the last one looked at, which is before the token, has in common with it.
        let mut common = 0;
        for index in bucket * BUCKET..(self.count as usize).min((bucket + 1) * BUCKET) {
            let here = lengths(self.bytes, &mut at);
            let rest = here.and_then(|(_, length)| self.bytes.get(at..at.checked_add(length)?));
            let (Some((shared, length)), Some(rest)) = (here, rest) else { return (index as u32, false) };
            at += length;
            match shared.cmp(&common) {
                // It differs from the token where the one before does.
                Ordering::Greater => continue,
                Ordering::Less => return (index as u32, false),
                Ordering::Equal => {}
            }
            let wanted = token.get(common..).unwrap_or_default();
            let same = rest.iter().zip(wanted).take_while(|(byte, wanted)| byte == wanted).count();
            if same == wanted.len() {
                return (index as u32, same == rest.len());
            }
            if rest.get(same) > wanted.get(same) {
                return (index as u32, false);
            }
            common += same;
        }
        (self.count.min(((bucket + 1) * BUCKET) as u32), false)
    }

    /// The tokens that begin with `prefix`.
    pub(super) fn prefix_range(&self, prefix: &[u8]) -> Range<u32> {
        let start = self.lower_bound(prefix);
        let mut after = prefix.to_vec();
        while let Some(last) = after.last_mut() {
            if *last < u8::MAX {
                *last += 1;
                return start..self.lower_bound(&after).max(start);
            }
            after.pop();
        }
        start..self.count
    }

    fn head(&self, bucket: usize) -> Option<&'a [u8]> {
        let mut at = u32_at(self.starts, bucket * 4)? as usize;
        let length = usize::from(*self.bytes.get(at)? & 15);
        at += 1;
        let length = if length == HALF { length + varint(self.bytes, &mut at)? as usize } else { length };
        self.bytes.get(at..at.checked_add(length)?)
    }
}

/// Tokens in order.
#[derive(Clone, Debug)]
pub(super) struct Walk<'a> {
    dictionary: Dictionary<'a>,
    at: usize,
    next: u32,
    token: Vec<u8>,
    shared: usize,
}

impl Walk<'_> {
    /// The next token; nothing behind the last or when the bytes are damaged.
    #[inline]
    pub(super) fn step(&mut self) -> Option<&[u8]> {
        let Dictionary { bytes, count, .. } = self.dictionary;
        if self.next >= count {
            return None;
        }
        let (shared, rest) = lengths(bytes, &mut self.at)?;
        let end = self.at.checked_add(rest)?;
        self.token.truncate(shared);
        self.token.extend_from_slice(bytes.get(self.at..end)?);
        self.at = end;
        self.shared = shared;
        self.next += 1;
        Some(&self.token)
    }

    /// Moves behind all tokens that begin with the first `length` bytes of the last one.
    pub(super) fn skip_prefix(&mut self, length: usize) {
        let Dictionary { bytes, count, .. } = self.dictionary;
        self.token.truncate(length);
        while self.next < count {
            if (self.next as usize).is_multiple_of(BUCKET) {
                let bucket = self.next as usize / BUCKET;
                let begins_so = |bucket: usize| {
                    bucket < (count as usize).div_ceil(BUCKET)
                        && self.dictionary.head(bucket).is_some_and(|head| head.starts_with(&self.token))
                };
                if !begins_so(bucket) {
                    return;
                }
                let mut step = 1;
                while begins_so(bucket + step) {
                    step *= 2;
                }
                let (mut low, mut high) = (bucket + step / 2, bucket + step);
                while high - low > 1 {
                    let middle = usize::midpoint(low, high);
                    if begins_so(middle) { low = middle } else { high = middle }
                }
                *self = self.dictionary.walk((low * BUCKET) as u32);
                if self.step().is_none() {
                    return;
                }
                self.token.truncate(length);
                continue;
            }
            let mut at = self.at;
            let Some((_, rest)) = lengths(bytes, &mut at).filter(|&(shared, _)| shared >= length) else { return };
            self.at = at.saturating_add(rest);
            self.next += 1;
        }
    }

    /// The number of the token that [`step`](Self::step) gives next.
    pub(super) fn next_index(&self) -> u32 {
        self.next
    }

    /// Bytes that the last token shares with the one before, at least.
    pub(super) fn shared(&self) -> usize {
        self.shared
    }

    /// The last token.
    pub(super) fn token(&self) -> &[u8] {
        &self.token
    }
}

/// How many bytes a token shares with the one before, and how many follow.
#[inline]
fn lengths(bytes: &[u8], at: &mut usize) -> Option<(usize, usize)> {
    let head = usize::from(*bytes.get(*at)?);
    *at += 1;
    let (mut shared, mut rest) = (head >> 4, head & 15);
    if shared == HALF {
        shared = shared.checked_add(varint(bytes, at)? as usize)?;
    }
    if rest == HALF {
        rest = rest.checked_add(varint(bytes, at)? as usize)?;
    }
    Some((shared, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn tokens_are_found_as_in_a_sorted_list(
            tokens in proptest::collection::btree_set("[ab]{0,6}|[ab]{14,40}|é[ab]{0,2}|b[ab]{6}", 0..200),
            asked in "[ab]{0,4}|é|[ab]{13,18}",
        ) {
            let mut writer = DictionaryWriter::default();
            for token in &tokens {
                writer.push(token.as_bytes());
            }
            let [starts, bytes] = writer.finish();
            let dictionary = Dictionary::new(&starts, &bytes, tokens.len() as u32);
            for (index, token) in tokens.iter().enumerate() {
                prop_assert_eq!(dictionary.find(token.as_bytes()), Some(index as u32));
                let mut walk = dictionary.walk(index as u32);
                prop_assert_eq!(walk.next_index(), index as u32);
                prop_assert_eq!(walk.step(), Some(token.as_bytes()));
                for length in 0..=token.len().min(5) {
                    let mut walk = walk.clone();
                    walk.skip_prefix(length);
                    let after = tokens.iter().skip(index).find(|other| other.as_bytes()[..other.len().min(length)] != token.as_bytes()[..length]);
                    prop_assert_eq!(walk.step(), after.map(String::as_bytes), "{} {}", token, length);
                }
            }
            let before = tokens.range::<String, _>(..&asked).count() as u32;
            prop_assert_eq!(dictionary.lower_bound(asked.as_bytes()), before);
            prop_assert_eq!(dictionary.find(asked.as_bytes()).is_some(), tokens.contains(&asked));
            let alike = tokens.iter().filter(|token| token.starts_with(&asked)).collect::<BTreeSet<_>>().len() as u32;
            prop_assert_eq!(dictionary.prefix_range(asked.as_bytes()), before..before + alike);
        }

        #[test]
        fn any_bytes_are_fine(bytes in proptest::collection::vec(any::<u8>(), 0..100), asked in "[ab]{0,3}", count in 0_u32..99) {
            let dictionary = Dictionary::new(bytes.get(..8).unwrap_or_default(), &bytes, count);
            dictionary.prefix_range(asked.as_bytes());
            dictionary.find(asked.as_bytes());
            let mut walk = dictionary.walk(0);
            while walk.step().is_some() {
                walk.skip_prefix(1);
            }
        }
    }
}
