//! Parts of articles that stand in others: candidates from rare runs of words, measured.

use super::LIKE;
use super::measuring::{Resemblance, shingles, words_of};
use super::passages::Seeds;
use super::whole::{Steps, measured};
use crate::compare::docs::{Docs, NO_OUTLET};
use crate::compare::joined::{Joined, put_pairs};
use crate::corpus::Article;
use crate::text::hashed::HashedWord;
use crate::work::Cancel;
use rayon::prelude::*;

/// Runs that more groups hold are phrases of the trade, or footers that nobody marked.
const MOST_HOLDING: usize = 100;

/// A run in so many groups of one outlet and of no other is that outlet's own furniture.
const HOUSE: usize = 4;

/// Pairs measured between two questions whether to stop.
const BATCH: usize = 1 << 15;

/// A part of the first document that stands in the second.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    pub(super) a: u32,
    pub(super) b: u32,
    pub(super) words: u32,
    pub(super) of_a: f32,
    pub(super) of_b: f32,
}

/// Finds the parts, and joins what proves to be a copy of the whole. Nothing when cancelled.
pub(super) fn find(
    docs: &Docs<'_>,
    fingerprints: Vec<Vec<u64>>,
    joined: &mut Joined,
    cancel: &Cancel,
    steps: &Steps<'_>,
) -> Option<Vec<Part>> {
    let leaders = joined.leaders();
    let found: Vec<Vec<(u32, u32)>> = fingerprints
        .into_par_iter()
        .map(|part| if cancel.is_cancelled() { Vec::new() } else { pairs(docs, &leaders, part) })
        .collect();
    let mut pairs: Vec<(u32, u32)> = found.into_iter().flatten().collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    let mut parts = Vec::new();
    for batch in pairs.chunks(BATCH) {
        let measures = measured(docs, batch, cancel, Prepared::new, Prepared::measure)?;
        for (&(a, b), measure) in batch.iter().zip(measures) {
            match measure {
                Measure::Alike => joined.join(a, b),
                Measure::Part(words, of_a, of_b) => parts.push(Part { a, b, words, of_a, of_b }),
                Measure::Nothing => {}
            }
        }
        steps.add_half(pairs.len().div_ceil(BATCH));
    }
    // Between copies of one article there are no parts worth telling.
    parts.retain(|part| !joined.are_joined(part.a, part.b));
    Some(parts)
}

/// The pairs of articles that hold a rare run; of each group the first that holds it.
fn pairs(docs: &Docs<'_>, leaders: &[u32], mut entries: Vec<u64>) -> Vec<(u32, u32)> {
    entries.sort_unstable();
    let (mut found, mut followers) = (Vec::new(), Vec::new());
    let mut by_group: Vec<(u32, u32)> = Vec::new();
    let mut holding: Vec<u32> = Vec::new();
    for same in entries.chunk_by(|one, next| one >> 32 == next >> 32) {
        if same.len() < 2 {
            continue;
        }
        by_group.clear();
        by_group
            .extend(same.iter().map(|&entry| entry as u32).filter_map(|doc| Some((*leaders.get(doc as usize)?, doc))));
        by_group.sort_unstable();
        by_group.dedup_by_key(|(leader, _)| *leader);
        holding.clear();
        holding.extend(by_group.iter().map(|&(_, doc)| doc));
        holding.sort_unstable();
        if holding.len() > 1 && holding.len() <= MOST_HOLDING && !is_house_text(docs, &holding) {
            put_pairs(&holding, |doc| doc, &mut found, &mut followers);
        }
    }
    found.append(&mut followers);
    found.sort_unstable();
    found.dedup();
    found
}

fn is_house_text(docs: &Docs<'_>, holding: &[u32]) -> bool {
    let outlet = holding.first().map_or(NO_OUTLET, |&doc| docs.outlet(doc));
    holding.len() >= HOUSE && outlet != NO_OUTLET && holding.iter().all(|&doc| docs.outlet(doc) == outlet)
}

struct Prepared {
    words: Vec<HashedWord>,
    seeds: Seeds,
}

#[derive(Clone, Copy, Debug, Default)]
enum Measure {
    #[default]
    Nothing,
    Alike,
    Part(u32, f32, f32),
}

impl Prepared {
    fn new(article: &Article) -> Self {
        let words = words_of(article);
        Self { seeds: Seeds::new(&words), words }
    }

    fn measure(&self, other: &Self) -> Measure {
        let stretches = self.seeds.shared_with(&other.words);
        let words: usize = stretches.iter().map(|stretch| stretch.words).sum();
        if words == 0 {
            return Measure::Nothing;
        }
        let share = |all: usize| (words as f32 / all.max(1) as f32).min(1.0);
        let (of_a, of_b) = (share(self.words.len()), share(other.words.len()));
        // A Jaccard index cannot be higher than what the smaller share leaves.
        let may_be_alike = of_a.min(of_b) >= LIKE / 2.0;
        if may_be_alike && Resemblance::of(&shingles(&self.words), &shingles(&other.words)).jaccard >= LIKE {
            return Measure::Alike;
        }
        Measure::Part(words as u32, of_a, of_b)
    }
}
