//! A pattern with what the dictionaries say of it, to be asked of the blocks.

use super::expand::Asked;
use super::pattern::Pattern;
use super::vocabulary::Lexicon;
use super::{Block, DocSet, Field, Index};
use crate::search::sharing::shared_out;
use crate::work::Cancel;
use std::sync::Arc;

/// A pattern that has been looked up in the dictionaries of an index.
#[derive(Debug)]
pub struct Resolved<'a> {
    field: Field,
    of_lexicons: Vec<(Lexicon<'a>, &'a [Arc<Block>], Asked)>,
}

impl Index {
    /// Looks a pattern up in the dictionaries. Nothing when cancelled.
    pub fn resolved(&self, field: Field, pattern: &Pattern, cancel: &Cancel) -> Option<Resolved<'_>> {
        let of_lexicons = self
            .lexicons(field)
            .map(|(lexicon, blocks)| Some((lexicon, blocks, Asked::new(pattern, lexicon, cancel)?)))
            .collect::<Option<_>>()?;
        Some(Resolved { field, of_lexicons })
    }
}

impl Resolved<'_> {
    /// The documents that hold the pattern, one set a block; only those of `among`, which has a set for each block, when
    /// given: few are quicker looked up than all. Nothing when cancelled.
    pub fn docs(&self, among: Option<&[&DocSet]>, cancel: &Cancel) -> Option<Vec<DocSet>> {
        let mut found = Vec::new();
        for (lexicon, blocks, asked) in &self.of_lexicons {
            let before = found.len();
            let of_block = |number: usize, block: &Arc<Block>| {
                let among = among.and_then(|among| among.get(before + number).copied());
                (!cancel.is_cancelled()).then(|| asked.docs(block.part(self.field), *lexicon, number, among))
            };
            found.extend(shared_out(blocks, of_block)?);
        }
        Some(found)
    }

    /// How many documents of the first block hold the pattern, where that is written down: for a single word. Tells which of
    /// several words is the rarest, without looking each up in every block.
    pub fn first_doc_count(&self) -> Option<usize> {
        let (lexicon, blocks, asked) = self.of_lexicons.first()?;
        let block = blocks.first()?;
        asked.doc_count(block.part(self.field), *lexicon)
    }
}
