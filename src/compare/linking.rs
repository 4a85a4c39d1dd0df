//! Which sentences of two articles say the same?
//!
//! Links cross freely: one account reports things in another order than the next, so no alignment that keeps the order is
//! sought. A sentence takes several links where it was split or merged, but a further one only when it is nearly as strong
//! as its best. Nothing depends on which article comes first.

use super::likeness::Likeness;
use super::prepared::{GROUP, Prepared};
use std::collections::BTreeSet;

/// Strength from which a link is drawn, for each doubling of the longer article's sentences: the more there are, the more
/// are alike by chance. Chosen with the four below on pairs of ECB+ articles (some 17 sentences), in halves by topic, and on
/// hand-made links between articles of 90.
const DRAWN_PER_DOUBLING: f32 = 0.065;

/// Strength without which nothing is drawn, however short the articles are.
const DRAWN_LEAST: f32 = 0.15;

/// Share of the strength of a sentence's best link that a further link of it must reach.
const NEARLY_BEST: f32 = 0.3;

/// Likeness from which a sentence that was copied is linked to another one as well, which tells it a second time.
const TOLD_TWICE: f32 = 0.25;

/// Share of the strength from which links are drawn that suffices beside a link, which takes 3 right ones of 5 on the
/// hand-made links and raises F1 by .001 on pairs of ECB+ articles: a sentence that was split is told by
/// neighbours, of which each shares less.
const BESIDE_LINK: f32 = 0.7;

/// Links that one sentence takes.
const MOST_LINKS: usize = 8;

/// Likeness below which two sentences have nothing of each other, however alike the two articles are.
const ALONE: f32 = 0.04;

/// A word that stands in so many sentences of the two articles is one of their story as a whole, not of one thing told in it.
const OF_STORY: f32 = 16.0;

/// What two sentences that share words of the story must share beside them, in words. Chosen on the hand-made links, where it
/// takes 3 wrong ones of 33; on pairs of ECB+ articles F1 falls by .002.
const BESIDE_STORY: f32 = 1.2;

/// Two sentences by their positions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub(super) a: usize,
    pub(super) b: usize,
    pub(super) likeness: f32,
    pub(super) strength: f32,
}

/// Every two sentences that share anything, in order of the first article.
pub(super) fn candidates(likeness: &Likeness) -> impl Iterator<Item = Candidate> + '_ {
    likeness.pairs().map(|(a, b, alike)| candidate(a, b, alike, likeness))
}

/// Two sentences so much alike.
pub(super) fn candidate(a: usize, b: usize, alike: f32, likeness: &Likeness) -> Candidate {
    Candidate { a, b, likeness: alike, strength: likeness.strength(alike) }
}

/// The pairs of sentences that are linked, in order of the first article.
pub(super) fn linked(a: &Prepared, b: &Prepared, likeness: &Likeness) -> Vec<Candidate> {
    let longer = a.sentences.len().max(b.sentences.len()).max(1);
    let drawn = ((longer as f32).log2() * DRAWN_PER_DOUBLING).max(DRAWN_LEAST);
    let needed = |strength: f32| likeness.needed(strength).max(ALONE);
    let least = needed(drawn);
    let says_something = |pair: &Candidate| !a.is_bare(pair.a) && !b.is_bare(pair.b);
    let mut strong: Vec<Candidate> =
        candidates(likeness).filter(|pair| pair.likeness >= least && says_something(pair)).collect();
    let of_a = taken(&strong, a.sentences.len(), |pair| pair.a, likeness);
    let of_b = taken(&strong, b.sentences.len(), |pair| pair.b, likeness);
    // What was copied is hardly linked to its paraphrases as well.
    let copies: Vec<Candidate> = strong.iter().copied().filter(|pair| is_copy(a, b, pair)).collect();
    let copied_a: BTreeSet<usize> = copies.iter().map(|pair| pair.a).collect();
    let copied_b: BTreeSet<usize> = copies.iter().map(|pair| pair.b).collect();
    let is_copied = |pair: &Candidate| copied_a.contains(&pair.a) || copied_b.contains(&pair.b);
    strong.retain(|pair| {
        let takes = |least: Option<&f32>| least.is_some_and(|least| pair.likeness >= *least);
        let is_free = pair.likeness >= TOLD_TWICE || !is_copied(pair);
        let is_taken = takes(of_a.get(pair.a)) && takes(of_b.get(pair.b));
        is_taken && (is_copy(a, b, pair) || is_free && !shares_story_alone(a, b, pair, likeness))
    });
    let beside = beside_links(a, b, likeness, &strong, needed(drawn * BESIDE_LINK), is_copied);
    strong.extend(beside.into_iter().filter(says_something));
    strong.sort_unstable_by_key(|pair| (pair.a, pair.b));
    strong
}

/// The pairs beside a link: the neighbour of one of its sentences with the other one, where nothing is more like the
/// neighbour. What was copied takes none.
fn beside_links(
    a: &Prepared,
    b: &Prepared,
    likeness: &Likeness,
    links: &[Candidate],
    least: f32,
    is_copied: impl Fn(&Candidate) -> bool,
) -> Vec<Candidate> {
    let known: BTreeSet<(usize, usize)> = links.iter().map(|link| (link.a, link.b)).collect();
    let best = |best: &[f32], number: usize| best.get(number).copied().unwrap_or(f32::INFINITY);
    let mut found: BTreeSet<(usize, usize)> = BTreeSet::new();
    for link in links.iter().filter(|link| !is_copied(link)) {
        for neighbour in [link.a.checked_sub(1), Some(link.a + 1)].into_iter().flatten() {
            if likeness.of(neighbour, link.b) >= best(&likeness.best_a, neighbour) {
                found.insert((neighbour, link.b));
            }
        }
        for neighbour in [link.b.checked_sub(1), Some(link.b + 1)].into_iter().flatten() {
            if likeness.of(link.a, neighbour) >= best(&likeness.best_b, neighbour) {
                found.insert((link.a, neighbour));
            }
        }
    }
    let pairs = found.difference(&known).map(|&(a, b)| candidate(a, b, likeness.of(a, b), likeness));
    let is_near =
        |pair: &Candidate| pair.likeness >= least && !is_copied(pair) && !shares_story_alone(a, b, pair, likeness);
    pairs.filter(is_near).collect()
}

/// Do two sentences share words of the story, "the president's visit to Moscow", and next to nothing else? First sentences
/// may: they tell the story.
fn shares_story_alone(a: &Prepared, b: &Prepared, pair: &Candidate, likeness: &Likeness) -> bool {
    if (pair.a, pair.b) == (0, 0) {
        return false;
    }
    let (Some(of_a), Some(of_b)) = (a.sentences.get(pair.a), b.sentences.get(pair.b)) else { return false };
    // One bit of 64 for each stem of the other sentence: most words that are not there are told so at once.
    let bit = |stem: u64| 1_u64 << (stem % 64);
    let bits_of_b = of_b.terms.iter().fold(0, |bits, term| bits | bit(term.stem));
    let mut shared: Vec<(u64, f32)> = Vec::new();
    for one in &of_a.terms {
        if bits_of_b & bit(one.stem) == 0 && one.groups.is_empty() {
            continue;
        }
        for other in &of_b.terms {
            let mut add = |feature: u64, share: f32| {
                let weight = (one.weight * other.weight).sqrt() * share;
                match shared.iter_mut().find(|(known, _)| *known == feature) {
                    Some((_, known)) => *known = known.max(weight),
                    None => shared.push((feature, weight)),
                }
            };
            if one.stem == other.stem {
                add(one.stem, 1.0);
            } else if !other.groups.is_empty() {
                one.groups.both(other.groups).for_each(|group| add(u64::from(group), GROUP));
            }
        }
    }
    let sentence_count = (a.sentences.len() + b.sentences.len()) as f32;
    let of_story = (1.0 + sentence_count / OF_STORY).ln();
    // Summed in one order whichever article comes first.
    shared.sort_unstable_by_key(|&(feature, _)| feature);
    let (mut story_count, mut beside) = (0, 0.0);
    for (feature, weight) in shared {
        if likeness.rarity(feature) <= of_story {
            story_count += 1;
        } else {
            beside += weight;
        }
    }
    story_count > 1 && beside < BESIDE_STORY
}

/// Have both sentences the same words?
pub(super) fn is_copy(a: &Prepared, b: &Prepared, pair: &Candidate) -> bool {
    a.sentences.get(pair.a).zip(b.sentences.get(pair.b)).is_some_and(|(a, b)| a.words == b.words)
}

/// By sentence, the least likeness of a link that it takes.
fn taken(strong: &[Candidate], count: usize, of: fn(&Candidate) -> usize, likeness: &Likeness) -> Vec<f32> {
    let mut by_sentence: Vec<Vec<f32>> = vec![Vec::new(); count];
    for pair in strong {
        if let Some(of_sentence) = by_sentence.get_mut(of(pair)) {
            of_sentence.push(pair.likeness);
        }
    }
    let least = |mut of_sentence: Vec<f32>| {
        of_sentence.sort_unstable_by(|x, y| y.total_cmp(x));
        let best = of_sentence.first().copied().unwrap_or(0.0);
        let is_near = |alike: &f32| likeness.strength(*alike) >= likeness.strength(best) * NEARLY_BEST;
        // Of more equals than a sentence takes (a line that stands everywhere) none is the right one.
        let too_many = of_sentence.get(MOST_LINKS).copied();
        let mut taken =
            of_sentence.iter().take(MOST_LINKS).copied().filter(|alike| too_many.is_none_or(|next| *alike > next));
        taken.rfind(is_near).unwrap_or(f32::INFINITY)
    };
    by_sentence.into_iter().map(least).collect()
}
