//! The dictionaries of several blocks as one: which number has a token in each of them?
//!
//! Looking through one dictionary costs as much as through each of its parts, so a prefix or a pattern is resolved once and
//! not once a block. A bit says for each token and block whether the block has it; counting the bits before it gives the
//! number there, so nothing else is kept of a block's own dictionary.

use super::coding::{BlockFault, join_sections, split_sections, u32_at};
use super::dictionary::{Dictionary, DictionaryWriter, Walk};
use super::layout::FIELDS;
use super::word_list::{Words, WordsWriter};
use super::{Block, Field};
use crate::work::Cancel;
use bytes::Bytes;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::binary_heap::PeekMut;
use std::ops::Range;
use std::sync::Arc;

/// What the bytes of a vocabulary begin with.
const KIND: [u8; 8] = *b"plxvocab";

/// Sections of a field: facts (tokens in all, tokens in each block), starts, tokens, bits, counts before; groups
/// of words, words in full, their letters and numbers. Bits and counts stand by [`SAMPLE`], and there by block: what all blocks
/// say of a token is read in one go.
const SECTIONS: usize = 9;

/// Words of 64 bits from one count to the next: a line of the processor's memory.
const SAMPLE: usize = 8;

/// Tokens merged between two questions whether to stop.
const PATIENCE: usize = 1 << 16;

/// The dictionaries of several blocks as one string of bytes.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    bytes: Bytes,
    block_count: usize,
    sections: [Range<usize>; FIELDS * SECTIONS],
}

impl Vocabulary {
    /// Merges the dictionaries of `blocks`. Nothing when cancelled.
    pub fn merge(blocks: &[Arc<Block>], cancel: &Cancel) -> Option<Self> {
        let mut sections = Vec::new();
        for field in Field::ALL {
            let dictionaries: Vec<Dictionary<'_>> = blocks.iter().map(|block| block.part(field).dictionary).collect();
            sections.extend(merge(&dictionaries, cancel)?);
        }
        Self::open(Bytes::from(join_sections(KIND, blocks.len() as u32, &sections))).ok()
    }

    /// Reads what [`bytes`](Self::bytes) gave.
    ///
    /// # Errors
    /// When they are of something else, of another version or damaged.
    pub fn open(bytes: Bytes) -> Result<Self, BlockFault> {
        let (block_count, sections) = split_sections(KIND, &bytes)?;
        let vocabulary = Self { bytes, block_count: block_count as usize, sections };
        for field in Field::ALL {
            let lexicon = vocabulary.lexicon(field);
            let stretch_count = vocabulary.block_count * lexicon.sample_count();
            let fits = lexicon.facts.len() == (vocabulary.block_count + 1) * 4
                && u32_at(lexicon.facts, 0) == Some(lexicon.dictionary.len())
                && lexicon.bits.len() == stretch_count * SAMPLE * 8
                && lexicon.counts.len() == stretch_count * 4;
            if !fits {
                return Err(BlockFault::Damaged);
            }
        }
        Ok(vocabulary)
    }

    /// The whole as one string of bytes that may stand anywhere.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Blocks that were merged.
    pub fn block_count(&self) -> usize {
        self.block_count
    }

    /// Can these be the blocks that were merged?
    pub fn fits(&self, blocks: &[Arc<Block>]) -> bool {
        let fits_field = |field| {
            let lexicon = self.lexicon(field);
            let counts = blocks.iter().map(|block| Some(block.part(field).dictionary.len()));
            counts.eq((0..self.block_count).map(|block| u32_at(lexicon.facts, (block + 1) * 4)))
        };
        blocks.len() == self.block_count && Field::ALL.into_iter().all(fits_field)
    }

    pub(super) fn lexicon(&self, field: Field) -> Lexicon<'_> {
        let bytes = &self.bytes;
        let sections = self.sections.get(field as usize * SECTIONS..).and_then(|rest| rest.first_chunk::<SECTIONS>());
        let Some(sections) = sections else { return Lexicon::default() };
        let [facts, starts, tokens, bits, counts, groups, words, letters, numbers] =
            sections.each_ref().map(|range| bytes.get(range.clone()).unwrap_or_default());
        let dictionary = Dictionary::new(starts, tokens, u32_at(facts, 0).unwrap_or(0));
        let words = Words { groups, bytes: words, letters, numbers };
        Lexicon { dictionary, words: Some(words), facts, bits, counts }
    }
}

/// The tokens of one field of one or several blocks.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lexicon<'a> {
    pub(super) dictionary: Dictionary<'a>,
    /// Only of merged blocks.
    pub(super) words: Option<Words<'a>>,
    facts: &'a [u8],
    bits: &'a [u8],
    counts: &'a [u8],
}

impl<'a> Lexicon<'a> {
    /// The tokens of one block.
    pub(super) fn of_block(block: &'a Block, field: Field) -> Self {
        Self { dictionary: block.part(field).dictionary, ..Self::default() }
    }

    /// The number in the `block`th block of a token of this dictionary; nothing when the block does not have it.
    pub(super) fn local(&self, block: usize, token: u32) -> Option<u32> {
        if self.words.is_none() {
            return Some(token);
        }
        let word = *self.stretch(block, token as usize / 64 / SAMPLE).get(token as usize / 64 % SAMPLE)?;
        (u64::from_le_bytes(word) >> (token % 64) & 1 == 1).then(|| self.before(block, token))
    }

    /// The numbers in the `block`th block of those of `tokens`, which ascend, that the block has. Bits are counted on from one
    /// token to the next, so that of many none are counted twice.
    pub(super) fn locals(&self, block: usize, tokens: &[u32]) -> Vec<u32> {
        if self.words.is_none() {
            return tokens.to_vec();
        }
        let mut locals = Vec::with_capacity(tokens.len());
        // The stretch of bits that tokens are looked up in, the word of it that comes next to be counted, and the tokens of the
        // block before it.
        let (mut sample, mut stretch, mut at, mut before) = (usize::MAX, self.stretch(block, 0), 0, 0);
        for &token in tokens {
            let wanted = token as usize / 64 % SAMPLE;
            if sample != token as usize / 64 / SAMPLE || wanted < at {
                sample = token as usize / 64 / SAMPLE;
                (stretch, at, before) = (self.stretch(block, sample), 0, self.sampled(block, sample));
            }
            while at < wanted {
                before += stretch.get(at).map_or(0, |word| u64::from_le_bytes(*word).count_ones());
                at += 1;
            }
            let word = stretch.get(wanted).map_or(0, |word| u64::from_le_bytes(*word));
            if word >> (token % 64) & 1 == 1 {
                locals.push(before + (word & ((1 << (token % 64)) - 1)).count_ones());
            }
        }
        locals
    }

    /// The numbers in the `block`th block of consecutive tokens of this dictionary.
    pub(super) fn local_range(&self, block: usize, tokens: &Range<u32>) -> Range<u32> {
        if self.words.is_none() {
            return tokens.clone();
        }
        self.before(block, tokens.start)..self.before(block, tokens.end)
    }

    fn sample_count(&self) -> usize {
        (self.dictionary.len() as usize).div_ceil(64 * SAMPLE)
    }

    fn block_count(&self) -> usize {
        (self.facts.len() / 4).saturating_sub(1)
    }

    /// Which tokens a block has, in words of 64 bits, of those from a sample to the next.
    #[inline]
    fn stretch(&self, block: usize, sample: usize) -> &'a [[u8; 8]] {
        let start = (sample * self.block_count() + block) * SAMPLE * 8;
        self.bits.get(start..start + SAMPLE * 8).unwrap_or_default().as_chunks::<8>().0
    }

    /// Tokens of the block before a sample.
    #[inline]
    fn sampled(&self, block: usize, sample: usize) -> u32 {
        u32_at(self.counts, (sample * self.block_count() + block) * 4).unwrap_or(0)
    }

    /// Tokens of the block before this one.
    fn before(&self, block: usize, token: u32) -> u32 {
        if token >= self.dictionary.len() {
            return u32_at(self.facts, (block + 1) * 4).unwrap_or(0);
        }
        let (sample, wanted) = (token as usize / 64 / SAMPLE, token as usize / 64 % SAMPLE);
        let mut before = self.sampled(block, sample);
        for (at, word) in self.stretch(block, sample).iter().enumerate().take(wanted + 1) {
            let mask = if at == wanted { (1 << (token % 64)) - 1 } else { u64::MAX };
            before += (u64::from_le_bytes(*word) & mask).count_ones();
        }
        before
    }
}

/// The next token of a dictionary, in the order of bytes.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Head {
    /// The first sixteen bytes, those that are not there 0: no token has such a byte.
    start: u128,
    rest: Vec<u8>,
    block: usize,
}

impl Head {
    fn read(&mut self, token: &[u8]) {
        let (start, rest) = token.split_at(token.len().min(16));
        let mut padded = [0; 16];
        padded.iter_mut().zip(start).for_each(|(slot, &byte)| *slot = byte);
        self.start = u128::from_be_bytes(padded);
        self.rest.clear();
        self.rest.extend_from_slice(rest);
    }
}

fn merge(dictionaries: &[Dictionary<'_>], cancel: &Cancel) -> Option<[Vec<u8>; SECTIONS]> {
    let mut walks: Vec<Walk<'_>> = dictionaries.iter().map(|dictionary| dictionary.walk(0)).collect();
    let mut next: BinaryHeap<Reverse<Head>> = BinaryHeap::new();
    for (block, walk) in walks.iter_mut().enumerate() {
        if let Some(token) = walk.step() {
            let mut head = Head { block, ..Head::default() };
            head.read(token);
            next.push(Reverse(head));
        }
    }
    let mut writer = DictionaryWriter::default();
    let mut words = WordsWriter::default();
    let mut presence: Vec<Vec<u64>> = vec![Vec::new(); dictionaries.len()];
    let mut count = 0_usize;
    let mut last = Head::default();
    while let Some(mut top) = next.peek_mut() {
        let Reverse(head) = &mut *top;
        let walk = walks.get_mut(head.block)?;
        if count == 0 || head.start != last.start || head.rest != last.rest {
            if count.is_multiple_of(PATIENCE) && cancel.is_cancelled() {
                return None;
            }
            if count.is_multiple_of(64) {
                for words in &mut presence {
                    words.push(0);
                }
            }
            writer.push(walk.token());
            words.push(walk.token());
            last.read(walk.token());
            count += 1;
        }
        if let Some(word) = presence.get_mut(head.block).and_then(|words| words.last_mut()) {
            *word |= 1 << ((count - 1) % 64);
        }
        match walk.step() {
            Some(token) => head.read(token),
            None => {
                PeekMut::pop(top);
            }
        }
    }
    let [starts, tokens] = writer.finish();
    let [groups, words, letters, numbers] = words.finish();
    let mut facts = (count as u32).to_le_bytes().to_vec();
    let (mut bits, mut counts) = (Vec::new(), Vec::new());
    let mut totals = vec![0_u32; presence.len()];
    for start in (0..count.div_ceil(64)).step_by(SAMPLE) {
        for (words, total) in presence.iter().zip(&mut totals) {
            counts.extend(total.to_le_bytes());
            for word in start..start + SAMPLE {
                let word = words.get(word).copied().unwrap_or_default();
                *total += word.count_ones();
                bits.extend(word.to_le_bytes());
            }
        }
    }
    facts.extend(totals.into_iter().flat_map(u32::to_le_bytes));
    Some([facts, starts, tokens, bits, counts, groups, words, letters, numbers])
}
