//! A pattern with what the dictionaries say of it, to be asked of the blocks.

use super::expand::Asked;
use super::layout::{Part, each_list};
use super::pattern::Pattern;
use super::terms::LocalTerms;
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
            if cancel.is_cancelled() {
                return None;
            }
            if asked.is_word() {
                let among = |number: usize| among.and_then(|among| among.get(before + number).copied());
                found.extend(self.docs_of_word(blocks, |number| asked.word_in(*lexicon, number), among));
                continue;
            }
            let of_block = |number: usize, block: &Arc<Block>| {
                let among = among.and_then(|among| among.get(before + number).copied());
                (!cancel.is_cancelled()).then(|| asked.docs(block.part(self.field), *lexicon, number, among))
            };
            found.extend(shared_out(blocks, of_block)?);
        }
        Some(found)
    }

    /// The documents of each block that hold a word, which has the number `word` there; only those of `among`, when given. Its
    /// lists are looked up in all blocks at once, and only those blocks are touched that may have one.
    fn docs_of_word<'a>(
        &self,
        blocks: &[Arc<Block>],
        word: impl Fn(usize) -> Option<u32>,
        among: impl Fn(usize) -> Option<&'a DocSet>,
    ) -> Vec<DocSet> {
        let mut found: Vec<DocSet> = blocks.iter().map(|block| DocSet::none(block.len() as u32)).collect();
        let may_have = |&(number, _): &(usize, _)| !among(number).is_some_and(DocSet::is_empty);
        let having: Vec<(usize, u32, Part<'_>)> = (blocks.iter().enumerate().filter(may_have))
            .filter_map(|(number, block)| Some((number, word(number)?, block.part(self.field))))
            .collect();
        let mut numbers = having.iter();
        each_list(having.iter().map(|(_, word, part)| (part, *word)), |list| {
            let Some(((number, word, part), list)) = numbers.next().zip(list) else { return };
            if let Some(slot) = found.get_mut(*number) {
                *slot = LocalTerms::One(*word, list).docs_among(*part, among(*number));
            }
        });
        found
    }

    /// How many documents of the first block hold the pattern, where that is written down: for a single word. Tells which of
    /// several words is the rarest, without looking each up in every block.
    pub fn first_doc_count(&self) -> Option<usize> {
        let (lexicon, blocks, asked) = self.of_lexicons.first()?;
        let block = blocks.first()?;
        let list = asked.word_in(*lexicon, 0).and_then(|word| block.part(self.field).list(word));
        asked.is_word().then(|| list.map_or(0, |list| list.doc_count()))
    }
}
