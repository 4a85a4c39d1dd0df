//! Which passages of a corpus are looked at when there are more than can be held: what is too vague is left out first.

use super::Mentions;
use super::passages::{Days, Passage};
use crate::corpus::{ArticleId, Mention};
use crate::time::Interval;
use crate::work::Cancel;
use rayon::prelude::*;

/// Passages that are joined into events; some hundred bytes each are held meanwhile.
const MOST_PASSAGES: usize = 4_000_000;

/// Headline and opening of an article.
const UNDATED_OF_ARTICLE: usize = 2;

/// Lengths of intervals, in days, from the exact to the vaguest that names a happening.
const LENGTHS: [i64; 3] = [1, 31, 366];

/// What is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Admission {
    longest_days: i64,
    most_of_article: usize,
}

impl Admission {
    /// As much as can be held of the articles numbered below `article_count`. Nothing when cancelled.
    pub(super) fn of(mentions: &Mentions, article_count: usize, cancel: &Cancel) -> Option<Self> {
        let count = |index: usize| {
            let mut counts = [0; LENGTHS.len()];
            if cancel.is_cancelled() {
                return counts;
            }
            let of_article = mentions.of(ArticleId(index as u32));
            let dated = of_article.iter().filter(|mention| !mention.is_boilerplate);
            for days in dated.filter_map(Mention::interval).map(Interval::day_count) {
                if let Some(place) = LENGTHS.iter().position(|&length| days <= length) {
                    counts.iter_mut().skip(place).for_each(|count| *count += 1);
                }
            }
            counts
        };
        let sum = |a: [usize; 3], b: [usize; 3]| {
            std::array::from_fn(|place| a.get(place).zip(b.get(place)).map_or(0, |(a, b)| a + b))
        };
        let counts = (0..article_count).into_par_iter().map(count).reduce(Default::default, sum);
        (!cancel.is_cancelled()).then(|| Self::within(MOST_PASSAGES, counts, article_count))
    }

    /// The vaguest intervals with which no more than `most` passages are looked at; where even the exact ones are more,
    /// the first of each article. `counts`: mentions not longer than each of the lengths.
    fn within(most: usize, counts: [usize; 3], article_count: usize) -> Self {
        let undated = article_count * UNDATED_OF_ARTICLE;
        let fitting = LENGTHS.into_iter().zip(counts).rev().find(|(_, count)| count + undated <= most);
        fitting.map_or_else(
            || Self { longest_days: 1, most_of_article: (most / article_count.max(1)).max(1) },
            |(longest_days, _)| Self { longest_days, most_of_article: usize::MAX },
        )
    }

    /// True for a passage that is looked at, when so many of its article are already.
    pub(super) fn admits(self, passage: Passage, known: usize) -> bool {
        known < self.most_of_article
            && match passage.days {
                Days::Known(interval) => interval.day_count() <= self.longest_days,
                Days::Within(..) => LENGTHS.last() == Some(&self.longest_days),
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vaguest_are_left_out_first_and_then_what_articles_say_last() {
        let whole = |longest_days| Admission { longest_days, most_of_article: usize::MAX };
        let counts = [500, 700, 900];
        assert_eq!(Admission::within(1_100, counts, 100), whole(366));
        assert_eq!(Admission::within(1_000, counts, 100), whole(31));
        assert_eq!(Admission::within(800, counts, 100), whole(1));
        let few = Admission { longest_days: 1, most_of_article: 6 };
        assert_eq!(Admission::within(600, counts, 100), few);
    }
}
