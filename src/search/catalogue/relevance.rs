//! How well documents answer a query: Okapi BM25 over its words, in the headline more than in the text.

use super::Catalogue;
use super::order::Order;
use super::patterns::words;
use super::sets::Sets;
use crate::corpus::ArticleId;
use crate::search::index::{DocSet, Field};
use crate::search::query::Query;
use crate::work::Cancel;
use std::sync::Arc;

/// How much more a word in the headline counts.
const TITLE_WEIGHT: f32 = 2.0;

/// The articles of `found` by how well they answer, the best first unless `is_ascending`; equal ones in the order of
/// `order`. Texts that are not indexed yet stand last. Nothing when cancelled.
pub(super) fn ranked(
    catalogue: &Catalogue,
    query: &Query,
    found: &Sets,
    order: &Order,
    is_ascending: bool,
    cancel: &Cancel,
) -> Option<Arc<[ArticleId]>> {
    let scores = scores(catalogue, query, found, cancel)?;
    let mut keyed: Vec<(u32, u32)> = Vec::with_capacity(found.len());
    catalogue.each_of(found, |doc| {
        // Not negative, so that their bits are in the order of the numbers.
        let score = scores.get(doc as usize).copied().unwrap_or_default().max(0.0).to_bits();
        keyed.push((if is_ascending { score } else { !score }, order.place(doc)));
    });
    keyed.sort_unstable();
    if cancel.is_cancelled() {
        return None;
    }
    Some(keyed.into_iter().filter_map(|(_, place)| order.article_at(place)).collect())
}

/// The score of every document of `found`, by document number.
fn scores(catalogue: &Catalogue, query: &Query, found: &Sets, cancel: &Cancel) -> Option<Vec<f32>> {
    let mut scores = vec![0.0; catalogue.bound()];
    let phrases = words(query);
    if phrases.is_empty() {
        return Some(scores);
    }
    let placed = catalogue.based_shards().zip(found.iter());
    let (bases, sets): (Vec<usize>, Vec<&DocSet>) =
        placed.filter(|((_, shard), _)| shard.block.is_some()).map(|((base, _), set)| (base, set)).unzip();
    for (field, weight) in [(Field::Text, 1.0), (Field::Title, TITLE_WEIGHT)] {
        let by_block = catalogue.index.scores(field, &phrases, &sets, cancel)?;
        for ((base, set), of_block) in bases.iter().zip(&sets).zip(by_block) {
            for (doc, score) in set.iter().zip(of_block) {
                if let Some(sum) = scores.get_mut(base + usize::from(doc)) {
                    *sum += score * weight;
                }
            }
        }
    }
    Some(scores)
}
