//! What columns are made of: an article with its mentions, or a document of other columns.

use crate::corpus::{Article, ArticleId, Mention};
use crate::events::lanes::day_number;
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};

/// Days of the longest interval that counts in a month; a vaguer one says too little about any.
pub(super) const MONTH_DAYS: i64 = 31;

/// Stands for "no day".
pub(super) const NO_DAY: i32 = i32::MAX;

/// One article on its way into columns.
#[derive(Debug)]
pub(super) struct Row<'a> {
    /// Its number in the corpus.
    pub(super) article_id: ArticleId,
    /// What is known of it.
    pub(super) article: &'a Article,
    /// What it refers to.
    pub(super) mentions: &'a [Mention],
}

/// Where a document stands that is taken over from other columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// In which of the columns.
    pub(super) part: usize,
    /// Its number there.
    pub(super) doc: u16,
}

/// The days of the mentions that count: dated, and outside boilerplate.
pub(super) fn drawn(mentions: &[Mention]) -> impl Iterator<Item = Interval> {
    mentions.iter().filter(|mention| !mention.is_boilerplate).filter_map(Mention::interval)
}

/// The order of documents in a shard: by first and last day of publication, undated ones last, then as they were read.
pub(super) fn sort_key(article_id: ArticleId, days: [i32; 2]) -> ([i32; 2], u32) {
    (days, article_id.0)
}

/// First and last day, [`NO_DAY`] twice when unknown.
pub(super) fn days_of(published: Option<Interval>) -> [i32; 2] {
    published.map_or([NO_DAY; 2], |days| [day_number(days.first()), day_number(days.last())])
}

/// The number of the month in which `days` begin, when they are no vaguer than a month.
pub(super) fn month_of(days: Interval) -> Option<i32> {
    (days.day_count() <= MONTH_DAYS).then(|| days.first().year() * 12 + days.first().month0() as i32)
}

/// The first day of a month by its number.
pub(super) fn first_of_month(month: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
}
