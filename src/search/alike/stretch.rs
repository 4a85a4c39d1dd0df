//! Where in a text do the words of a passage stand closest?

use crate::corpus::{ArticleId, Corpus};
use crate::search::catalogue::resembling::Sought;
use crate::text::hashed::{HashedWord, hashed_words};
use crate::text::{Span, lines, sentences};
use rayon::prelude::*;

/// A stretch may have so many times the words of the passage,
const LONGER: f32 = 1.5;

/// and always so many.
const LEAST_WORDS: usize = 12;

/// Sentences around a stretch that are taken together.
const MOST_TOGETHER: usize = 3;

/// Several sentences are taken together when they hold so many times what one does.
const MUCH_MORE: f32 = 1.25;

/// A stretch of an article in which words of the passage stand.
pub(super) struct Stretch {
    pub(super) article_id: ArticleId,
    pub(super) span: Span,
    weight: f32,
}

/// The best stretch of each article, the weightiest first.
pub(super) fn closest(corpus: &Corpus, articles: &[ArticleId], weights: &Weights, passage: &str) -> Vec<Stretch> {
    let mut words = Vec::new();
    hashed_words(passage, Span::of(passage), &mut words);
    let width = ((words.len() as f32 * LONGER) as usize).max(LEAST_WORDS);
    let best = |&article_id: &ArticleId| {
        let article = corpus.get(article_id)?;
        let mut words = Vec::with_capacity(article.text.len() / 5);
        hashed_words(&article.text, Span::of(&article.text), &mut words);
        let (weight, span) = weights.best_window(&words, width)?;
        Some(Stretch { article_id, span, weight })
    };
    let mut found: Vec<Stretch> = articles.par_iter().filter_map(best).collect();
    found.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.article_id.cmp(&b.article_id)));
    found
}

/// Words by their numbers, with a filter in front: most words of a text are none of them.
pub(super) struct Weights {
    filter: [u64; 64],
    words: Vec<(u64, f32)>,
}

impl Weights {
    pub(super) fn new(sought: &[Sought]) -> Self {
        let mut words: Vec<(u64, f32)> = sought.iter().map(|sought| (sought.hash, sought.rarity)).collect();
        words.sort_unstable_by_key(|word| word.0);
        let mut filter = [0; 64];
        for (hash, _) in &words {
            if let Some(bits) = filter.get_mut((hash >> 58) as usize) {
                *bits |= 1 << (hash >> 52 & 63);
            }
        }
        Self { filter, words }
    }

    fn place(&self, hash: u64) -> Option<usize> {
        let bits = self.filter.get((hash >> 58) as usize)?;
        if bits >> (hash >> 52 & 63) & 1 == 0 {
            return None;
        }
        self.words.binary_search_by_key(&hash, |word| word.0).ok()
    }

    fn weight(&self, place: usize) -> f32 {
        self.words.get(place).map_or(0.0, |word| word.1)
    }

    /// The window of `width` words in which distinct words weigh most, from the first of them to the last.
    fn best_window(&self, words: &[HashedWord], width: usize) -> Option<(f32, Span)> {
        let hits: Vec<(usize, usize)> =
            words.iter().enumerate().filter_map(|(at, word)| Some((at, self.place(word.hash)?))).collect();
        let mut counts = vec![0_u32; self.words.len()];
        let mut weight = 0.0;
        let mut start = 0;
        let mut best: Option<(f32, usize, usize)> = None;
        for &(at, place) in &hits {
            if let Some(count) = counts.get_mut(place) {
                *count += 1;
                weight += if *count == 1 { self.weight(place) } else { 0.0 };
            }
            while let Some(&(first, leaving)) = hits.get(start).filter(|(first, _)| at - first >= width) {
                debug_assert!(first <= at);
                if let Some(count) = counts.get_mut(leaving) {
                    *count -= 1;
                    weight -= if *count == 0 { self.weight(leaving) } else { 0.0 };
                }
                start += 1;
            }
            let first = hits.get(start).map_or(at, |hit| hit.0);
            if best.is_none_or(|(most, ..)| weight > most) {
                best = Some((weight, first, at));
            }
        }
        let (weight, first, last) = best?;
        Some((weight, words.get(first)?.span.cover(words.get(last)?.span)))
    }
}

/// The sentence of a stretch that holds most, and all its sentences together where they are few and hold much more.
pub(super) fn passages(text: &str, stretch: Span, weights: &Weights) -> Vec<Span> {
    let touched = lines_around(text, stretch).into_iter().flat_map(|line| {
        let cut = sentences(line.slice(text));
        cut.into_iter().map(move |sentence| sentence.shifted(line.start()))
    });
    let touched: Vec<Span> = touched.filter(|sentence| sentence.overlaps(stretch)).collect();
    let weighed = |span: Span| {
        let mut words = Vec::new();
        hashed_words(text, span, &mut words);
        weights.best_window(&words, words.len()).map_or(0.0, |(weight, _)| weight)
    };
    let best = touched.iter().map(|&sentence| (weighed(sentence), sentence));
    let Some((weight, best)) = best.max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1))) else { return Vec::new() };
    let mut found = vec![best];
    if (2..=MOST_TOGETHER).contains(&touched.len())
        && let (Some(first), Some(last)) = (touched.first(), touched.last())
        && weighed(first.cover(*last)) > weight * MUCH_MORE
    {
        found.push(first.cover(*last));
    }
    found
}

/// The lines that a stretch touches, without looking through the whole text.
fn lines_around(text: &str, stretch: Span) -> Vec<Span> {
    let start = text.get(..stretch.start()).and_then(|before| before.rfind(['\n', '\r'])).map_or(0, |at| at + 1);
    let end = text
        .get(stretch.end()..)
        .and_then(|after| after.find(['\n', '\r']))
        .map_or(text.len(), |at| stretch.end() + at);
    let around = Span::new(start, end);
    lines(around.slice(text)).into_iter().map(|line| line.shifted(start)).collect()
}
