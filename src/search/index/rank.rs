//! Which of these documents hold the words most tellingly?
//!
//! Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009) with the usual constants, over the
//! words of the phrases that were asked for.

use super::pattern::{Phrase, Reach};
use super::tokens::JOINED;
use super::{DocSet, Field, Index};
use crate::work::Cancel;
use std::collections::BTreeSet;

/// How soon more of the same word counts no more.
const SATURATION: f32 = 1.2;

/// How much long documents are held back.
const LENGTH_WEIGHT: f32 = 0.75;

/// A document with its score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ranked {
    /// The block, by its number in the index.
    pub block: usize,
    /// The document in the block.
    pub doc: u16,
    /// Higher is better; 0 when it holds none of the words.
    pub score: f32,
}

impl Index {
    /// The scores of the documents in `sets`, one set a block, each in the order of its set. Words that may go on count
    /// nothing. Nothing when cancelled.
    pub fn scores(&self, field: Field, phrases: &[Phrase], sets: &[DocSet], cancel: &Cancel) -> Option<Vec<Vec<f32>>> {
        let words: BTreeSet<&str> = phrases
            .iter()
            .flat_map(|phrase| &phrase.tokens)
            .filter(|token| token.reach == Reach::Whole && token.text != JOINED)
            .map(|token| token.text.as_str())
            .collect();
        let doc_count: usize = self.blocks().iter().map(|block| block.len()).sum();
        let word_count: u64 = self.blocks().iter().map(|block| block.part(field).word_count()).sum();
        let mean_length = (word_count as f32 / doc_count.max(1) as f32).max(1.0);
        let mut scores: Vec<Vec<f32>> = sets.iter().map(|set| vec![0.0; set.len()]).collect();
        for word in words {
            let lists = self.lists(field, word);
            let holding: usize = lists.iter().flatten().map(super::postings::Postings::doc_count).sum();
            let rarity = (1.0 + (doc_count as f32 - holding as f32 + 0.5) / (holding as f32 + 0.5)).ln();
            for (((block, list), set), scores) in self.blocks().iter().zip(&lists).zip(sets).zip(&mut scores) {
                if cancel.is_cancelled() {
                    return None;
                }
                let Some(list) = list else { continue };
                let (part, mut places) = (block.part(field), list.places());
                for (doc, score) in set.iter().zip(scores) {
                    let count = places.count(doc) as f32;
                    if count > 0.0 {
                        let length = part.length(doc) as f32 / mean_length;
                        let held_back = SATURATION * (1.0 - LENGTH_WEIGHT + LENGTH_WEIGHT * length);
                        *score += rarity * count * (SATURATION + 1.0) / (count + held_back);
                    }
                }
            }
        }
        Some(scores)
    }

    /// The `most` documents of `sets` with the highest scores, best first, earlier ones first among equals. Nothing when
    /// cancelled.
    pub fn ranked(
        &self,
        field: Field,
        phrases: &[Phrase],
        sets: &[DocSet],
        most: usize,
        cancel: &Cancel,
    ) -> Option<Vec<Ranked>> {
        let scores = self.scores(field, phrases, sets, cancel)?;
        let mut ranked: Vec<Ranked> = Vec::with_capacity(scores.iter().map(Vec::len).sum());
        for (block, (set, scores)) in sets.iter().zip(scores).enumerate() {
            ranked.extend(set.iter().zip(scores).map(|(doc, score)| Ranked { block, doc, score }));
        }
        let order = |a: &Ranked, b: &Ranked| b.score.total_cmp(&a.score).then((a.block, a.doc).cmp(&(b.block, b.doc)));
        if most < ranked.len() {
            ranked.select_nth_unstable_by(most, order);
            ranked.truncate(most);
        }
        ranked.sort_unstable_by(order);
        Some(ranked)
    }

    /// The list of a token in each block.
    pub(super) fn lists(&self, field: Field, token: &str) -> Vec<Option<super::postings::Postings<'_>>> {
        let mut lists = Vec::with_capacity(self.blocks().len());
        for (lexicon, blocks) in self.lexicons(field) {
            let found = lexicon.dictionary.find(token.as_bytes());
            for (number, block) in blocks.iter().enumerate() {
                lists.push(found.and_then(|token| block.part(field).list(lexicon.local(number, token)?)));
            }
        }
        lists
    }
}
