//! Which of these articles are near-copies of one another? First version.
//!
//! Two articles are near-copies when their sets of word shingles have a Jaccard index of at least [`THRESHOLD`].
//! Candidates come from one-permutation `MinHash` (Li, Owen, Zhang 2012) with rotation densification (Shrivastava, Li
//! 2014) and banding, so that the work grows with the number of articles and not of pairs; each candidate is then
//! measured exactly. A pair at the threshold is missed in about one of 250 cases, a pair at 0.6 in one of 40,000.
//! Left to a later version: passages copied into longer articles, which a Jaccard index of whole texts does not see.

use crate::corpus::Article;
use crate::text::{Span, fold, words};
use rayon::prelude::*;
use std::sync::Arc;

/// Words in a shingle: long enough that common phrases are rarely shared, short enough to survive an edited word.
const SHINGLE: usize = 4;
/// Least Jaccard index of two near-copies.
pub const THRESHOLD: f32 = 0.5;
/// Values of a sketch that must agree for a pair to be measured.
const ROWS: usize = 3;
/// Groups of that many values; with three rows this gives the chances named above.
const BANDS: usize = 42;
const BINS: usize = ROWS * BANDS;
/// How many followers an article is measured against within one bucket. A larger group of copies stays joined through
/// its neighbours, and one hostile bucket costs linear time.
const NEIGHBOURS: usize = 24;

/// Two near-copies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NearCopy {
    /// Index of the first article in the slice given.
    pub a: u32,
    /// Index of the second, larger than `a`.
    pub b: u32,
    /// Jaccard index of their shingles, from 0 to 1.
    pub score: f32,
    /// Number of the group of copies that both belong to, from 0, in order of the groups' first articles.
    pub group: u32,
}

/// The pairs of near-copies among `articles`, in order of group, `a` and `b`. Boilerplate is left out.
pub fn near_copies(articles: &[Arc<Article>]) -> Vec<NearCopy> {
    let shingle_sets: Vec<Vec<u32>> = articles.par_iter().map(|article| shingles(article)).collect();
    let sketches: Vec<Vec<u32>> = shingle_sets.par_iter().map(|set| sketch(set)).collect();
    let mut candidates: Vec<(u32, u32)> =
        (0..BANDS).into_par_iter().flat_map_iter(|band| band_candidates(&sketches, band)).collect();
    candidates.par_sort_unstable();
    candidates.dedup();
    let pairs: Vec<(u32, u32, f32)> = candidates
        .into_par_iter()
        .filter_map(|(a, b)| {
            let score = jaccard(shingle_sets.get(a as usize)?, shingle_sets.get(b as usize)?);
            (score >= THRESHOLD).then_some((a, b, score))
        })
        .collect();
    grouped(articles.len(), &pairs)
}

/// Sorted distinct hashes of the runs of [`SHINGLE`] words outside boilerplate; of all its words, where it has fewer.
fn shingles(article: &Article) -> Vec<u32> {
    let is_counted = |span: &Span| !article.is_boilerplate(*span);
    let hashes: Vec<u64> =
        words(&article.text).filter(is_counted).map(|span| word_hash(&fold(span.slice(&article.text)))).collect();
    if hashes.is_empty() {
        return Vec::new();
    }
    let runs = hashes.windows(SHINGLE.min(hashes.len()));
    let mut set: Vec<u32> = runs.map(|run| (run.iter().fold(0, |all, &word| mixed(all ^ word)) >> 32) as u32).collect();
    set.sort_unstable();
    set.dedup();
    set
}

/// FNV-1a, 64 bits.
fn word_hash(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The mixing step of `SplitMix64`.
fn mixed(seed: u64) -> u64 {
    let mut value = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The least value in each of [`BINS`] bins; an empty bin takes that of the next filled one. Empty without shingles.
fn sketch(shingles: &[u32]) -> Vec<u32> {
    if shingles.is_empty() {
        return Vec::new();
    }
    let mut bins: Vec<Option<u32>> = vec![None; BINS];
    for &shingle in shingles {
        let value = mixed(u64::from(shingle));
        if let Some(bin) = bins.get_mut(((value >> 32) % BINS as u64) as usize) {
            *bin = Some(bin.map_or(value as u32, |least| least.min(value as u32)));
        }
    }
    let borrowed = |bin: usize| {
        let from = (0..BINS).find_map(|step| Some((step, (*bins.get((bin + step) % BINS)?)?)));
        from.map_or(0, |(step, value)| value.wrapping_add((step as u32).wrapping_mul(0x9e37_79b9)))
    };
    (0..BINS).map(borrowed).collect()
}

/// Pairs whose sketches agree in one band.
fn band_candidates(sketches: &[Vec<u32>], band: usize) -> Vec<(u32, u32)> {
    let key = |sketch: &Vec<u32>| sketch.get(band * ROWS..(band + 1) * ROWS).map(<[u32]>::to_vec);
    let mut keyed: Vec<(Vec<u32>, u32)> =
        sketches.iter().enumerate().filter_map(|(index, sketch)| Some((key(sketch)?, index as u32))).collect();
    keyed.sort_unstable();
    let mut pairs = Vec::new();
    for bucket in keyed.chunk_by(|one, next| one.0 == next.0) {
        for (position, &(_, a)) in bucket.iter().enumerate() {
            pairs.extend(bucket.iter().skip(position + 1).take(NEIGHBOURS).map(|&(_, b)| (a, b)));
        }
    }
    pairs
}

/// Shared members over all members of two sorted sets.
fn jaccard(a: &[u32], b: &[u32]) -> f32 {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (left.peek(), right.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                shared += 1;
                left.next();
                right.next();
            }
        }
    }
    shared as f32 / (a.len() + b.len() - shared).max(1) as f32
}

/// Joins pairs into groups: union-find, the smallest index leading.
fn grouped(article_count: usize, pairs: &[(u32, u32, f32)]) -> Vec<NearCopy> {
    let mut leaders: Vec<u32> = (0..article_count as u32).collect();
    for &(a, b, _) in pairs {
        let (a, b) = (leader(&mut leaders, a), leader(&mut leaders, b));
        if let Some(joined) = leaders.get_mut(a.max(b) as usize) {
            *joined = a.min(b);
        }
    }
    let mut led: Vec<(u32, u32, u32, f32)> =
        pairs.iter().map(|&(a, b, score)| (leader(&mut leaders, a), a, b, score)).collect();
    led.sort_unstable_by_key(|&(leader, a, b, _)| (leader, a, b));
    let mut group = 0;
    let mut last_leader = led.first().map(|first| first.0);
    let number = |(leader, a, b, score): (u32, u32, u32, f32)| {
        group += u32::from(last_leader.replace(leader) != Some(leader));
        NearCopy { a, b, score, group }
    };
    led.into_iter().map(number).collect()
}

/// The smallest member of the group, shortening the way to it.
fn leader(leaders: &mut [u32], member: u32) -> u32 {
    let mut member = member;
    while let Some(&above) = leaders.get(member as usize)
        && above != member
    {
        let top = leaders.get(above as usize).copied().unwrap_or(above);
        if let Some(slot) = leaders.get_mut(member as usize) {
            *slot = top;
        }
        member = top;
    }
    member
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{ContentHash, Source};
    use std::path::PathBuf;

    fn article(text: &str) -> Arc<Article> {
        let source = Source { path: Arc::new(PathBuf::new()), shown_path: "a".into(), member: None };
        Arc::new(Article::of_text(source, "a".into(), ContentHash([0; 32]), text.into()))
    }

    /// A hundred words that no other `seed` has.
    fn story(seed: u64) -> String {
        let words: Vec<String> = (0..100).map(|index| format!("w{}", mixed(seed * 1000 + index) % 100_000)).collect();
        words.join(" ")
    }

    #[test]
    fn copies_with_a_changed_word_pair_up_and_strangers_do_not() {
        let edited = story(1).replacen('w', "v", 3);
        let articles = [story(1), story(2), edited, story(3), story(2)].map(|text| article(&text));
        let pairs = near_copies(&articles);
        let shown: Vec<(u32, u32, u32)> = pairs.iter().map(|pair| (pair.a, pair.b, pair.group)).collect();
        assert_eq!(shown, [(0, 2, 0), (1, 4, 1)]);
        assert!(pairs.iter().all(|pair| pair.score > 0.8), "{pairs:?}");
    }

    #[test]
    fn a_score_is_the_jaccard_index() {
        // Nine shingles each, of which six stand in both.
        let articles = ["a b c d e f g h i j k l", "a b c d e f g h i x y z"].map(article);
        let shared = near_copies(&articles);
        assert_eq!(shared.first().map(|pair| pair.score), Some(6.0 / 12.0));
    }

    #[test]
    fn a_thousand_copies_are_one_group_and_few_pairs() {
        let articles = vec![article(&story(7)); 1000];
        let pairs = near_copies(&articles);
        assert!(pairs.iter().all(|pair| pair.group == 0));
        assert!(pairs.len() >= 999 && pairs.len() <= 1000 * NEIGHBOURS, "{}", pairs.len());
    }

    #[test]
    fn articles_without_words_are_copies_of_nothing() {
        assert_eq!(near_copies(&["", " \n", "?!"].map(article)), []);
    }

    #[test]
    fn boilerplate_does_not_count() {
        let footer = story(9);
        let with_footer = |text: &str| {
            let mut article = Arc::unwrap_or_clone(article(&format!("{text} {footer} {footer} {footer}")));
            article.boilerplate = vec![Span::new(text.len(), article.text.len())];
            Arc::new(article)
        };
        assert_eq!(near_copies(&[with_footer(&story(1)), with_footer(&story(2))]), []);
    }
}
