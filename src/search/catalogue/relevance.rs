//! How well documents answer a query: Okapi BM25 over its words, in the headline more than in the text.

use super::Catalogue;
use super::bits::{Bits, WORD};
use super::order::Order;
use super::patterns::words;
use crate::corpus::ArticleId;
use crate::search::index::{DocSet, Field};
use crate::search::query::Query;
use crate::work::Cancel;

/// How much more a word in the headline counts.
const TITLE_WEIGHT: f32 = 2.0;

/// The articles of `found` by how well they answer, the best first unless `is_ascending`; equal ones in the order of
/// `order`. Texts that are not indexed yet stand last. Nothing when cancelled.
pub(super) fn ranked(
    catalogue: &Catalogue,
    query: &Query,
    found: &Bits,
    order: &Order,
    is_ascending: bool,
    cancel: &Cancel,
) -> Option<Vec<ArticleId>> {
    let scores = scores(catalogue, query, found, cancel)?;
    let mut keyed: Vec<(u32, u32)> = found
        .iter()
        .map(|doc| {
            // Not negative, so that their bits are in the order of the numbers.
            let score = scores.get(doc as usize).copied().unwrap_or_default().max(0.0).to_bits();
            (if is_ascending { score } else { !score }, order.place(doc))
        })
        .collect();
    keyed.sort_unstable();
    if cancel.is_cancelled() {
        return None;
    }
    Some(keyed.into_iter().filter_map(|(_, place)| order.article_at(place)).collect())
}

/// The score of every document of `found`, by document number.
fn scores(catalogue: &Catalogue, query: &Query, found: &Bits, cancel: &Cancel) -> Option<Vec<f32>> {
    let mut scores = vec![0.0; catalogue.bound()];
    let phrases = words(query);
    if phrases.is_empty() {
        return Some(scores);
    }
    let indexed = || catalogue.based_shards().filter(|(_, shard)| shard.block.is_some());
    let sets: Vec<DocSet> = indexed()
        .map(|(base, shard)| {
            let start = base / WORD;
            let words = found.words().get(start..start + shard.alive.words().len()).unwrap_or_default();
            DocSet::from_bits(shard.columns.len() as u32, words.to_vec())
        })
        .collect();
    for (field, weight) in [(Field::Text, 1.0), (Field::Title, TITLE_WEIGHT)] {
        let by_block = catalogue.index.scores(field, &phrases, &sets, cancel)?;
        for (((base, _), set), of_block) in indexed().zip(&sets).zip(by_block) {
            for (doc, score) in set.iter().zip(of_block) {
                if let Some(sum) = scores.get_mut(base + usize::from(doc)) {
                    *sum += score * weight;
                }
            }
        }
    }
    Some(scores)
}
