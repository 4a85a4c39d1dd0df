//! Where does what stand in a block?
//!
//! ```text
//! block   = header, then for text, titles and bylines the sections below
//! facts   = u32 tokens in the dictionary, u64 words in all
//! starts, tokens                    see `dictionary`
//! samples, directory, postings     per 16 lists u64 start of the first and u32 place in the directory; length of each list;
//!                                   lists, see `postings`
//! prefix keys, prefix bits         see `prefixes`
//! lengths = u32 words of each document
//! tops, pairs, pair lists          see `pairs`
//! ```

use super::coding::{BlockFault, split_sections, u32_at, u64_at, varint};
use super::dictionary::Dictionary;
use super::doc_set::{DocSet, StoredDocs};
use super::pairs::Pairs;
use super::postings::Postings;
use super::prefixes::Prefixes;
use super::{BLOCK_DOCS, Field};
use bytes::Bytes;
use std::ops::Range;

/// What the bytes of a block begin with.
pub(super) const KIND: [u8; 8] = *b"plxblock";

/// Fields that are indexed.
pub(super) const FIELDS: usize = 3;

/// Sections of a field.
const SECTIONS: usize = 12;

/// Lists from one sample of the directory to the next.
pub(super) const DIRECTORY_STEP: usize = 16;

/// Tokens whose lists are looked up at once.
const AT_ONCE: usize = 32;

/// Bytes of a sample.
const SAMPLE: usize = 12;

static NO_BYTES: Bytes = Bytes::new();

/// Where the sections of a block are.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) doc_count: u32,
    token_counts: [u32; FIELDS],
    /// In four bytes each: of all blocks they are looked up in turn.
    sections: [Range<u32>; FIELDS * SECTIONS],
}

impl Layout {
    pub(super) fn read(bytes: &Bytes) -> Result<Self, BlockFault> {
        if u32::try_from(bytes.len()).is_err() {
            return Err(BlockFault::Damaged);
        }
        let (doc_count, sections) = split_sections(KIND, bytes)?;
        let sections = sections.map(|range: Range<usize>| range.start as u32..range.end as u32);
        let mut layout = Self { doc_count, token_counts: [0; FIELDS], sections };
        if doc_count as usize > BLOCK_DOCS {
            return Err(BlockFault::Damaged);
        }
        for field in Field::ALL {
            let token_count = u32_at(layout.part(bytes, field).facts, 0).ok_or(BlockFault::Damaged)?;
            if let Some(slot) = layout.token_counts.get_mut(field as usize) {
                *slot = token_count;
            }
            let part = layout.part(bytes, field);
            let fits = part.facts.len() == 12
                && part.dictionary.len() == token_count
                && part.samples.len() == (token_count as usize).div_ceil(DIRECTORY_STEP) * SAMPLE
                && part.lengths.len() == doc_count as usize * 4;
            if !fits {
                return Err(BlockFault::Damaged);
            }
        }
        Ok(layout)
    }

    /// One field of the block whose bytes these are.
    pub(super) fn part<'a>(&self, bytes: &'a Bytes, field: Field) -> Part<'a> {
        let sections = self.sections.get(field as usize * SECTIONS..).and_then(|rest| rest.first_chunk::<SECTIONS>());
        let Some(sections) = sections else { return Part::default() };
        let [facts, starts, tokens, samples, directory, postings, keys, bits, lengths, tops, table, lists] =
            sections.each_ref().map(|range| bytes.get(range.start as usize..range.end as usize).unwrap_or_default());
        Part {
            bytes: Some(bytes),
            universe: self.doc_count,
            facts,
            dictionary: Dictionary::new(starts, tokens, self.token_counts.get(field as usize).copied().unwrap_or(0)),
            samples,
            directory,
            postings,
            prefixes: Prefixes { keys, bits },
            lengths,
            pairs: Pairs { tops, table, lists },
        }
    }
}

/// One field of a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Part<'a> {
    /// All of the block.
    bytes: Option<&'a Bytes>,
    /// Documents of the block.
    pub(super) universe: u32,
    facts: &'a [u8],
    pub(super) dictionary: Dictionary<'a>,
    samples: &'a [u8],
    directory: &'a [u8],
    postings: &'a [u8],
    pub(super) prefixes: Prefixes<'a>,
    lengths: &'a [u8],
    pub(super) pairs: Pairs<'a>,
}

impl<'a> Part<'a> {
    /// These documents of the block, and how many they are where that is known.
    pub(super) fn set_of(&self, docs: StoredDocs<'_>, count: Option<usize>) -> DocSet {
        DocSet::from_shared(self.universe, docs, count, self.bytes.unwrap_or(&NO_BYTES))
    }

    /// The documents of a list.
    pub(super) fn docs_of(&self, list: &Postings<'_>) -> DocSet {
        self.set_of(list.docs(), Some(list.doc_count()))
    }

    /// The documents of a list, and those that have its token in another field alone; nothing where the list does not tell them.
    pub(super) fn set_with_others(&self, list: &Postings<'_>) -> Option<DocSet> {
        let others = list.others()?;
        Some(self.docs_of(list).beside(others, self.bytes.unwrap_or(&NO_BYTES)))
    }

    /// Words in all documents.
    pub(super) fn word_count(&self) -> u64 {
        u64_at(self.facts, 4).unwrap_or(0)
    }

    /// Words of one document.
    pub(super) fn length(&self, doc: u16) -> u32 {
        u32_at(self.lengths, usize::from(doc) * 4).unwrap_or(0)
    }

    /// The list of the token with this number in the dictionary.
    pub(super) fn list(&self, token: u32) -> Option<Postings<'a>> {
        self.lists(token..token.saturating_add(1)).next()
    }

    /// Where a list begins from which on that of a token can be reached.
    fn sampled(&self, token: u32) -> Cursor {
        let sample = token as usize / DIRECTORY_STEP * SAMPLE;
        let start = u64_at(self.samples, sample).and_then(|at| usize::try_from(at).ok());
        Cursor {
            at: start.unwrap_or(usize::MAX),
            directory_at: u32_at(self.samples, sample + 8).map_or(usize::MAX, |at| at as usize),
        }
    }

    fn list_at(&self, at: usize) -> Option<Postings<'a>> {
        Postings::read(self.postings.get(at..)?, self.universe)
    }

    /// The lists of consecutive tokens; damaged ones end them.
    pub(super) fn lists(&self, tokens: Range<u32>) -> Lists<'a> {
        let mut cursor = self.sampled(tokens.start);
        cursor.pass(tokens.start as usize % DIRECTORY_STEP, self.directory);
        Lists { part: *self, cursor, count: tokens.end.saturating_sub(tokens.start) }
    }
}

/// Gives the list of each token in its part of a block, in their order; nothing for a damaged one. Where each stands is looked
/// up for many at once, so that none waits for the memory that another comes from.
pub(super) fn each_list<'a, 'p>(
    mut wanted: impl Iterator<Item = (&'p Part<'a>, u32)>,
    mut found: impl FnMut(Option<Postings<'a>>),
) where
    'a: 'p,
{
    let mut touched = 0;
    let mut cursors = [None; AT_ONCE];
    loop {
        cursors.fill(None);
        for (slot, (part, token)) in cursors.iter_mut().zip(wanted.by_ref()) {
            let cursor = part.sampled(token);
            touched ^= part.directory.get(cursor.directory_at).copied().unwrap_or_default();
            *slot = Some((part, token, cursor));
        }
        for (part, token, cursor) in cursors.iter_mut().flatten() {
            cursor.pass(*token as usize % DIRECTORY_STEP, part.directory);
            touched ^= part.postings.get(cursor.at).copied().unwrap_or_default();
        }
        for (part, _, cursor) in cursors.iter().flatten() {
            found(part.list_at(cursor.at));
        }
        if cursors.iter().any(Option::is_none) {
            break;
        }
    }
    std::hint::black_box(touched);
}

/// Where a list begins.
#[derive(Clone, Copy, Debug, Default)]
struct Cursor {
    at: usize,
    directory_at: usize,
}

impl Cursor {
    /// Moves behind so many lists.
    #[inline]
    fn pass(&mut self, count: usize, directory: &[u8]) {
        for _ in 0..count {
            let length = varint(directory, &mut self.directory_at).and_then(|length| usize::try_from(length).ok());
            self.at = length.map_or(usize::MAX, |length| self.at.saturating_add(length));
        }
    }
}

/// Lists one after the other.
#[derive(Clone, Debug)]
pub(super) struct Lists<'a> {
    part: Part<'a>,
    cursor: Cursor,
    count: u32,
}

impl<'a> Iterator for Lists<'a> {
    type Item = Postings<'a>;

    #[inline]
    fn next(&mut self) -> Option<Postings<'a>> {
        self.count = self.count.checked_sub(1)?;
        let list = self.part.list_at(self.cursor.at);
        self.cursor.pass(1, self.part.directory);
        list
    }
}
