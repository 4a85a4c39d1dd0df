//! A pattern with what the dictionaries say of it, to be asked of the blocks.

use super::expand::Asked;
use super::layout::{Part, each_list};
use super::pattern::Pattern;
use super::postings::Postings;
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

    /// The documents that hold the pattern in texts or in headlines, one set a block; this is the pattern looked up in texts,
    /// `titles` the same in headlines. Of a common word the lists of texts tell it alone. Nothing when cancelled.
    pub fn docs_with_titles(&self, titles: &Self, cancel: &Cancel) -> Option<Vec<DocSet>> {
        let both = self.of_lexicons.iter().zip(&titles.of_lexicons);
        if !both.clone().all(|((_, _, asked), (_, _, in_titles))| asked.is_word() && in_titles.is_word()) {
            let (texts, titles) = (self.docs(None, cancel)?, titles.docs(None, cancel)?);
            return Some(texts.into_iter().zip(&titles).map(|(set, other)| set.with(other)).collect());
        }
        let mut found = Vec::new();
        for ((lexicon, blocks, asked), (title_lexicon, _, in_titles)) in both {
            let mut sets: Vec<DocSet> = no_docs(blocks).collect();
            let mut is_told = vec![false; blocks.len()];
            let in_text = |number| asked.word_in(*lexicon, number);
            self.each_list_of_word(blocks, in_text, |number, part, list| {
                if let (Some(slot), Some(is_told)) = (sets.get_mut(number), is_told.get_mut(number)) {
                    let told = part.set_with_others(&list);
                    *is_told = told.is_some();
                    *slot = told.unwrap_or_else(|| part.docs_of(&list));
                }
            });
            let untold = |number| (is_told.get(number) == Some(&false)).then_some(number);
            let in_title = |number| in_titles.word_in(*title_lexicon, untold(number)?);
            titles.each_list_of_word(blocks, in_title, |number, part, list| {
                if let Some(slot) = sets.get_mut(number) {
                    *slot = std::mem::take(slot).with(&part.docs_of(&list));
                }
            });
            found.extend(sets);
        }
        Some(found)
    }

    /// The documents of each block that hold a word, which has the number `word` there; only those of `among`, when given.
    fn docs_of_word<'a>(
        &self,
        blocks: &[Arc<Block>],
        word: impl Fn(usize) -> Option<u32>,
        among: impl Fn(usize) -> Option<&'a DocSet>,
    ) -> Vec<DocSet> {
        let mut found: Vec<DocSet> = no_docs(blocks).collect();
        let may_have = |number| !among(number).is_some_and(DocSet::is_empty);
        let word = |number| if may_have(number) { word(number) } else { None };
        self.each_list_of_word(blocks, word, |number, part, list| {
            if let Some(slot) = found.get_mut(number) {
                *slot = among(number).map_or_else(|| part.docs_of(&list), |among| among.and_stored(list.docs()));
            }
        });
        found
    }

    /// Gives the list of a word, which has the number `word` there, in each block that has one, with the block's number. The
    /// lists are looked up in all blocks at once, and only those blocks are touched that may have one.
    fn each_list_of_word<'b>(
        &self,
        blocks: &'b [Arc<Block>],
        word: impl Fn(usize) -> Option<u32>,
        mut found: impl FnMut(usize, Part<'b>, Postings<'b>),
    ) {
        let having: Vec<(usize, u32, Part<'b>)> = (blocks.iter().enumerate())
            .filter_map(|(number, block)| Some((number, word(number)?, block.part(self.field))))
            .collect();
        let mut numbers = having.iter();
        each_list(having.iter().map(|(_, word, part)| (part, *word)), |list| {
            if let Some(((number, _, part), list)) = numbers.next().zip(list) {
                found(*number, *part, list);
            }
        });
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

/// No document of each block.
fn no_docs(blocks: &[Arc<Block>]) -> impl Iterator<Item = DocSet> {
    blocks.iter().map(|block| DocSet::none(block.len() as u32))
}
