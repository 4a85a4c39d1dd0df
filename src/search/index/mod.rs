//! Which texts hold which words?
//!
//! A [`Block`] indexes up to [`BLOCK_DOCS`] documents in the order in which they are given, as one string of bytes that may
//! stand anywhere: in memory or in a mapped file. An [`Index`] asks several blocks, with one [`Vocabulary`] for those that
//! have been merged, and answers every [`Pattern`] exactly as a scan of the texts would, in sets of documents that compute
//! ([`DocSet`]). Nothing here reads a file or starts a thread, and damaged bytes give an error or a wrong answer, never a
//! panic.
//!
//! ```text
//! let mut entries = articles.map(|article| Entry { .. });
//! let block = Block::build(&mut entries, BLOCK_BYTES, &cancel)?;     // takes up to BLOCK_DOCS
//! let vocabulary = Vocabulary::merge(&blocks, &cancel)?;      // of several, or of one that is large
//! let index = Index::new(blocks, Some(vocabulary))?;          // blocks behind the merged ones keep their own
//! let pattern = Pattern::Phrase(Phrase::new("some words", false)?);
//! let docs: Vec<DocSet> = index.docs(Field::Text, &pattern, &cancel)?;   // one set a block
//! ```
//!
//! [`tokens`] (a text cut), [`intern`] (tokens numbered), [`build`] (a block made), [`postings`], [`pairs`], [`prefixes`],
//! [`dictionary`], [`layout`] (its parts), [`coding`], [`numbers`] and [`split_numbers`] (numbers in bytes), [`sorted_lists`] (of numbers), [`vocabulary`] (dictionaries merged), [`pattern`]
//! (what is asked), [`word_pattern`], [`terms`], [`expand`], [`word_list`], [`letters`] and [`fuzzy`] (which tokens), [`resolved`] (asked of the blocks), [`phrase`] and [`near`] (in which documents),
//! [`rank`] and [`resembling`] (which first), [`doc_set`], [`bits`] and [`popcount`] (sets).

mod bits;
mod build;
mod coding;
mod dictionary;
mod doc_set;
mod expand;
mod fuzzy;
mod intern;
mod layout;
mod letters;
mod near;
mod numbers;
mod pairs;
mod pattern;
mod phrase;
mod popcount;
mod postings;
mod prefixes;
mod rank;
mod resembling;
mod resolved;
mod sorted_lists;
mod split_numbers;
mod terms;
mod tokens;
mod vocabulary;
mod word_list;
mod word_pattern;

#[cfg(test)]
mod tests;

pub use coding::BlockFault;
pub(super) use doc_set::is_dense;
pub use doc_set::{DocIter, DocSet};
pub(super) use numbers::{Number, Numbers};
pub use pattern::{Pattern, Phrase, Reach};
pub use rank::Ranked;
pub use resembling::token_of;
pub use resolved::Resolved;
pub use vocabulary::Vocabulary;
pub use word_pattern::WordPattern;

use crate::work::Cancel;
use bytes::Bytes;
use layout::{Layout, Part};
use std::sync::Arc;
use vocabulary::Lexicon;

/// Documents that a block takes.
pub const BLOCK_DOCS: usize = 65_536;

/// Bytes of text after which a block takes no further document, so that every count fits its number.
pub const BLOCK_BYTES: usize = 1 << 30;

/// What is indexed of one document.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// The headline; empty when there is none.
    pub title: &'a str,
    /// Who wrote it; empty when nobody is named.
    pub byline: &'a str,
    /// The text.
    pub text: &'a str,
}

/// Where a pattern is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The text.
    Text,
    /// The headline.
    Title,
    /// Who wrote it.
    Byline,
}

impl Field {
    const ALL: [Self; layout::FIELDS] = [Self::Text, Self::Title, Self::Byline];
}

/// An index of up to [`BLOCK_DOCS`] documents, which never changes.
#[derive(Clone, Debug)]
pub struct Block {
    bytes: Bytes,
    layout: Layout,
}

impl Block {
    /// Indexes `entries`, numbered from 0: up to [`BLOCK_DOCS`] of them, or fewer when their texts are longer than
    /// `most_bytes`, of which there are at most [`BLOCK_BYTES`]. How many were taken, [`len`](Self::len) says. Nothing when
    /// cancelled.
    pub fn build(entries: &mut dyn Iterator<Item = Entry<'_>>, most_bytes: usize, cancel: &Cancel) -> Option<Self> {
        Self::open(Bytes::from(build::build(entries, most_bytes.min(BLOCK_BYTES), cancel)?)).ok()
    }

    /// Reads what [`coding`](Self::bytes) gave.
    ///
    /// # Errors
    /// When they are of something else, of another version or cut. Bytes that were altered within may give wrong answers.
    pub fn open(bytes: Bytes) -> Result<Self, BlockFault> {
        let layout = Layout::read(&bytes)?;
        Ok(Self { bytes, layout })
    }

    /// The whole as one string of bytes that may stand anywhere.
    pub fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// Documents.
    pub fn len(&self) -> usize {
        self.layout.doc_count as usize
    }

    /// True when there is no document.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Words of a field of a document, each character of an unspaced script counted; 0 for a document that there is not.
    pub fn word_count(&self, field: Field, doc: u16) -> u32 {
        self.part(field).length(doc)
    }

    fn part(&self, field: Field) -> Part<'_> {
        self.layout.part(&self.bytes, field)
    }
}

/// Several blocks, asked as one. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Index {
    blocks: Arc<[Arc<Block>]>,
    vocabulary: Option<Arc<Vocabulary>>,
}

impl Index {
    /// Asks `blocks`, the first of which were merged into `vocabulary`. Blocks behind them are looked up one by one: a few
    /// of those cost little.
    ///
    /// # Errors
    /// When the vocabulary is of other blocks.
    pub fn new(blocks: Vec<Arc<Block>>, vocabulary: Option<Arc<Vocabulary>>) -> Result<Self, BlockFault> {
        if let Some(vocabulary) = &vocabulary
            && !blocks.get(..vocabulary.block_count()).is_some_and(|merged| vocabulary.fits(merged))
        {
            return Err(BlockFault::Damaged);
        }
        Ok(Self { blocks: blocks.into(), vocabulary })
    }

    /// The dictionaries of the first blocks as one, where they were merged.
    pub fn vocabulary(&self) -> Option<&Arc<Vocabulary>> {
        self.vocabulary.as_ref()
    }

    /// Bytes in memory.
    pub fn size_bytes(&self) -> usize {
        let blocks: usize = self.blocks.iter().map(|block| block.bytes().len()).sum();
        blocks + self.vocabulary.as_ref().map_or(0, |vocabulary| vocabulary.bytes().len())
    }

    /// The blocks.
    pub fn blocks(&self) -> &[Arc<Block>] {
        &self.blocks
    }

    /// The documents in whose `field` the pattern stands, one set a block. Nothing when cancelled.
    pub fn docs(&self, field: Field, pattern: &Pattern, cancel: &Cancel) -> Option<Vec<DocSet>> {
        self.resolved(field, pattern, cancel)?.docs(None, cancel)
    }

    /// The dictionaries with the blocks of which they are, in the order of blocks.
    fn lexicons(&self, field: Field) -> impl Iterator<Item = (Lexicon<'_>, &[Arc<Block>])> {
        let merged_count = self.vocabulary.as_ref().map_or(0, |vocabulary| vocabulary.block_count());
        let (merged, single) = self.blocks.split_at(merged_count.min(self.blocks.len()));
        let merged = self.vocabulary.iter().map(move |vocabulary| (vocabulary.lexicon(field), merged));
        merged.chain(
            single.chunks(1).filter_map(move |one| one.first().map(|block| (Lexicon::of_block(block, field), one))),
        )
    }
}
