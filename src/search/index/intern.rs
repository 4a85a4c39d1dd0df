//! Which number does a token have, and how often did it come?
//!
//! Every token of a text passes here: the table is made so that one costs one cache line. A token of up to sixteen bytes is
//! its own key; longer ones, which are rare, go through a map.

use std::collections::HashMap;

/// A token's number, in order of first sight.
pub(super) type TokenId = u32;

/// How often a token came.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    /// Places.
    pub(super) token_count: u32,
    /// Documents.
    pub(super) doc_count: u32,
    /// The last document that has it, plus one.
    last_doc: u32,
}

impl Tally {
    fn add(&mut self, doc: u32) {
        self.token_count += 1;
        self.doc_count += u32::from(self.last_doc != doc + 1);
        self.last_doc = doc + 1;
    }
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// The token's bytes, the first one lowest; 0: empty.
    key: u128,
    token_id: TokenId,
    tally: Tally,
}

/// Tokens with their numbers and counts.
#[derive(Debug)]
pub(super) struct Interner {
    slots: Vec<Slot>,
    count: usize,
    long: HashMap<Box<[u8]>, (TokenId, Tally)>,
}

/// The key of the token at `start..end` of `bytes`; nothing when it is too long or fewer than sixteen bytes follow its
/// start.
#[inline]
pub(super) fn key(bytes: &[u8], start: usize, end: usize) -> Option<u128> {
    let padded = *bytes.get(start..)?.first_chunk::<16>()?;
    let length = end - start;
    (length <= 16).then(|| u128::from_le_bytes(padded) & (u128::MAX >> (128 - 8 * length as u32)))
}

/// The key of a token; nothing when it is too long.
#[inline]
pub(super) fn key_of(token: &[u8]) -> Option<u128> {
    let mut padded = [0; 16];
    padded.get_mut(..token.len())?.copy_from_slice(token);
    Some(u128::from_le_bytes(padded))
}

/// Slots to begin with; a power of two.
const FIRST_SLOTS: usize = 1 << 10;

impl Default for Interner {
    fn default() -> Self {
        Self { slots: vec![Slot::default(); FIRST_SLOTS], count: 0, long: HashMap::new() }
    }
}

impl Interner {
    /// Tokens seen so far.
    pub(super) fn len(&self) -> usize {
        self.count + self.long.len()
    }

    /// Adds the numbers of tokens given by their keys to `token_ids`. The slots are read once before, none waiting for
    /// another, so that those far away in memory come all at the same time: most of the time is spent there.
    pub(super) fn add_keys(&mut self, keys: &[u128], doc: u32, token_ids: &mut Vec<TokenId>) {
        let mask = self.slots.len() - 1;
        let touched = keys.iter().fold(0, |touched, &key| {
            touched ^ self.slots.get(hash(key) as usize & mask).map_or(0, |slot| slot.token_id)
        });
        std::hint::black_box(touched);
        for &key in keys {
            let token_id = self.add_key(key, doc);
            token_ids.push(token_id);
        }
    }

    /// The number of `token`, which comes once more, in document `doc`.
    pub(super) fn add(&mut self, token: &[u8], doc: u32) -> TokenId {
        if let Some(key) = key_of(token) {
            return self.add_key(key, doc);
        }
        let next = self.len() as TokenId;
        let (token_id, tally) = match self.long.get_mut(token) {
            Some(known) => known,
            None => self.long.entry(token.into()).or_insert((next, Tally::default())),
        };
        tally.add(doc);
        *token_id
    }

    #[inline]
    fn add_key(&mut self, key: u128, doc: u32) -> TokenId {
        let mask = self.slots.len() - 1;
        let mut at = hash(key) as usize & mask;
        loop {
            let Some(slot) = self.slots.get_mut(at) else { return 0 };
            if slot.key == key {
                slot.tally.add(doc);
                return slot.token_id;
            }
            if slot.key == 0 {
                break;
            }
            at = (at + 1) & mask;
        }
        self.insert(key, doc)
    }

    #[cold]
    fn insert(&mut self, key: u128, doc: u32) -> TokenId {
        if self.count * 2 >= self.slots.len() {
            let grown = vec![Slot::default(); self.slots.len() * 2];
            for slot in std::mem::replace(&mut self.slots, grown) {
                if slot.key != 0 {
                    self.put(slot);
                }
            }
        }
        let mut slot = Slot { key, token_id: self.len() as TokenId, tally: Tally::default() };
        slot.tally.add(doc);
        self.count += 1;
        self.put(slot);
        slot.token_id
    }

    fn put(&mut self, slot: Slot) {
        let mask = self.slots.len() - 1;
        let mut at = hash(slot.key) as usize & mask;
        while let Some(held) = self.slots.get_mut(at) {
            if held.key == 0 {
                *held = slot;
                return;
            }
            at = (at + 1) & mask;
        }
    }

    /// Every token in the order of its bytes.
    pub(super) fn sorted(self) -> Sorted {
        let mut order: Vec<(u128, TokenId, Tally)> = Vec::with_capacity(self.len());
        let mut long: Vec<Box<[u8]>> = vec![Box::default(); self.long.len()];
        let mut long_numbers: HashMap<TokenId, usize> = HashMap::with_capacity(self.long.len());
        order.extend(
            self.slots
                .iter()
                .filter(|slot| slot.key != 0)
                .map(|slot| (slot.key.swap_bytes(), slot.token_id, slot.tally)),
        );
        for (number, (token, (token_id, tally))) in self.long.into_iter().enumerate() {
            let head = token.first_chunk::<16>().map_or(0, |&head| u128::from_be_bytes(head));
            order.push((head, token_id, tally));
            long_numbers.insert(token_id, number);
            if let Some(slot) = long.get_mut(number) {
                *slot = token;
            }
        }
        let tail = |token_id: TokenId| -> &[u8] {
            let number = long_numbers.get(&token_id);
            number.and_then(|&number| long.get(number)).and_then(|token| token.get(16..)).unwrap_or_default()
        };
        order.sort_unstable_by(|a, b| a.0.cmp(&b.0).then_with(|| tail(a.1).cmp(tail(b.1))));
        Sorted { order, long, long_numbers }
    }
}

/// Tokens in the order of their bytes.
#[derive(Debug)]
pub(super) struct Sorted {
    order: Vec<(u128, TokenId, Tally)>,
    long: Vec<Box<[u8]>>,
    long_numbers: HashMap<TokenId, usize>,
}

impl Sorted {
    /// Each token's number and counts.
    pub(super) fn iter(&self) -> impl ExactSizeIterator<Item = (TokenId, Tally)> + '_ {
        self.order.iter().map(|&(_, token_id, tally)| (token_id, tally))
    }

    /// How often the token at `index` came.
    pub(super) fn tally(&self, index: usize) -> Option<Tally> {
        self.order.get(index).map(|&(_, _, tally)| tally)
    }

    /// The token at `index`, in `scratch`.
    pub(super) fn read(&self, index: usize, scratch: &mut Vec<u8>) {
        scratch.clear();
        let Some(&(head, token_id, _)) = self.order.get(index) else { return };
        if let Some(token) = self.long_numbers.get(&token_id).and_then(|&number| self.long.get(number)) {
            scratch.extend_from_slice(token);
        } else {
            let bytes = head.to_be_bytes();
            scratch.extend(bytes.iter().take(16 - head.trailing_zeros() as usize / 8));
        }
    }
}

/// Two multiplications that carry into each other: good enough for words, and two cycles' latency more than nothing.
#[inline]
fn hash(key: u128) -> u64 {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let product = u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xd6e8_feb8_6659_fd93);
    let folded = (product as u64) ^ (product >> 64) as u64;
    folded ^ folded >> 32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn tokens_are_counted_and_sorted_by_their_bytes(
            tokens in proptest::collection::vec(("[a-cé]{1,3}|[ab]{14,20}|z{30}[ab]", 0_u32..4), 0..300)
        ) {
            let mut interner = Interner::default();
            let mut ids: BTreeMap<&str, TokenId> = BTreeMap::new();
            let mut expected: BTreeMap<&str, (u32, u32, u32)> = BTreeMap::new();
            for (index, (token, step)) in tokens.iter().enumerate() {
                let doc = index as u32 / 20 + step / 4;
                let mut padded = b"..".to_vec();
                padded.extend(token.as_bytes());
                padded.extend(b"some more that is not of the token");
                let token_id = if index % 2 == 0 {
                    interner.add(token.as_bytes(), doc)
                } else {
                    let mut added = Vec::new();
                    match key(&padded, 2, 2 + token.len()) {
                        Some(key) => interner.add_keys(&[key], doc, &mut added),
                        None => added.push(interner.add(token.as_bytes(), doc)),
                    }
                    added[0]
                };
                prop_assert_eq!(*ids.entry(token).or_insert(token_id), token_id);
                let counts = expected.entry(token).or_default();
                counts.0 += 1;
                counts.1 += u32::from(counts.2 != doc + 1);
                counts.2 = doc + 1;
            }
            prop_assert_eq!(interner.len(), expected.len());
            let sorted = interner.sorted();
            let mut scratch = Vec::new();
            for (index, ((token, counts), (token_id, tally))) in expected.iter().zip(sorted.iter()).enumerate() {
                sorted.read(index, &mut scratch);
                prop_assert_eq!(std::str::from_utf8(&scratch).unwrap(), *token);
                prop_assert_eq!((tally.token_count, tally.doc_count), (counts.0, counts.1));
                prop_assert_eq!(ids[token], token_id);
            }
        }
    }
}
