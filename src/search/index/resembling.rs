//! Which documents hold the most telling of many words?
//!
//! For a passage instead of a query: no word must be there. Each counts once for a document, by a weight that the caller
//! works out from how rare it is.

use super::tokens::UNIT;
use super::{DocSet, Field, Index, Ranked};
use crate::search::words::folded;
use crate::work::Cancel;

/// Entries of lists that are read at most: words that many documents hold tell little, and cost most.
const MOST_READ: usize = 150_000;

/// The token of a word of a spaced script, or of a pair of characters, or the last one, of an unspaced one.
pub fn token_of(word: &str, is_unspaced: bool) -> String {
    if is_unspaced { format!("{UNIT}{word}") } else { folded(word) }
}

impl Index {
    /// In how many documents a token stands.
    pub fn token_doc_count(&self, field: Field, token: &str) -> usize {
        self.lists(field, token).iter().flatten().map(super::postings::Postings::doc_count).sum()
    }

    /// The `most` documents for which the weights of the tokens that they hold sum highest, best first, earlier ones first among
    /// equals. Tokens are read in the order given, until that costs too much. Nothing when cancelled.
    pub fn resembling(
        &self,
        field: Field,
        weighed: &[(String, f32)],
        most: usize,
        is_alive: &dyn Fn(usize, u16) -> bool,
        cancel: &Cancel,
    ) -> Option<Vec<Ranked>> {
        let mut read_count = 0;
        let mut lists = Vec::with_capacity(weighed.len());
        for (token, weight) in weighed {
            let of_blocks = self.lists(field, token);
            read_count += of_blocks.iter().flatten().map(super::postings::Postings::doc_count).sum::<usize>();
            lists.push((of_blocks, *weight));
            if read_count > MOST_READ {
                break;
            }
        }
        let order = |a: &Ranked, b: &Ranked| b.score.total_cmp(&a.score).then((a.block, a.doc).cmp(&(b.block, b.doc)));
        let mut best: Vec<Ranked> = Vec::new();
        for (number, block) in self.blocks().iter().enumerate() {
            if cancel.is_cancelled() {
                return None;
            }
            let mut scores = vec![0.0_f32; block.len()];
            for (of_blocks, weight) in &lists {
                let Some(list) = of_blocks.get(number).and_then(Option::as_ref) else { continue };
                let docs = DocSet::from_shared(block.len() as u32, list.docs(), Some(list.doc_count()), block.bytes());
                for doc in &docs {
                    if let Some(score) = scores.get_mut(usize::from(doc)) {
                        *score += weight;
                    }
                }
            }
            let found = scores.iter().enumerate().filter(|(_, score)| **score > 0.0);
            let found = found.map(|(doc, &score)| Ranked { block: number, doc: doc as u16, score });
            best.extend(found.filter(|ranked| is_alive(ranked.block, ranked.doc)));
            if best.len() > most {
                best.select_nth_unstable_by(most, order);
                best.truncate(most);
            }
        }
        best.sort_unstable_by(order);
        Some(best)
    }
}
