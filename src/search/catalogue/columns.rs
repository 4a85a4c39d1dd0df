//! What filters, counts and orders ask of the articles of one shard, value by value.
//!
//! Documents are numbered by publication date: those of a month stand together, so that counting a month of any set of
//! them is counting bits in a range.

use super::names::NameLists;
use super::numbers::{Reader, Writer};
use super::totals::{ByCode, Totals};
use crate::corpus::{Article, ArticleId, Basis, Mention};
use crate::events::lanes::day_number;
use crate::search::index::{DocSet, Numbers};
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Days of the longest interval that counts in a month; a vaguer one says too little about any.
pub(super) const MONTH_DAYS: i64 = 31;

/// Months from the first to the last that are counted in a table: ten thousand years.
pub(super) const MOST_MONTHS: usize = 120_000;

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

/// The columns of one shard. Every list has a value a document, in order of publication, undated ones last.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// Numbers in the corpus.
    pub(super) article_ids: Numbers<u32>,
    /// Codes of outlets in [`NameLists`]; 0: unknown.
    pub(super) outlets: Numbers<u32>,
    /// Codes of languages in [`NameLists`]; 0: unknown.
    pub(super) languages: Numbers<u32>,
    /// Codes of kinds of documents in [`NameLists`].
    pub(super) kinds: Numbers<u32>,
    /// Codes of outlets, languages and kinds are below these.
    pub(super) code_bounds: [usize; 3],
    /// First and last day of publication, [`NO_DAY`] when unknown.
    pub(super) published: Numbers<[i32; 2]>,
    /// Words.
    pub(super) words: Numbers<u32>,
    /// Mentions that a timeline draws.
    pub(super) dated_counts: Numbers<u32>,
    /// Articles without a title.
    pub(super) untitled: DocSet,
    /// Articles without a byline.
    pub(super) unsigned: DocSet,
    /// Articles of which the user has corrected a field.
    pub(super) edited: DocSet,
    /// Articles with a publication date of a month or less.
    pub(super) dated: DocSet,
    /// The documents of each month of publication: the month's number and the range.
    pub(super) months: Vec<(i32, Range<u32>)>,
    /// What they refer to.
    pub(super) about: About,
    /// How all of them count by value, counted when first asked for.
    pub(super) totals: OnceLock<Totals>,
}

/// The days that the articles of a shard refer to.
#[derive(Debug, Default)]
pub(super) struct About {
    /// Intervals by length class, each in order of first days.
    classes: [Numbers<AboutDays>; CLASSES.len()],
    /// The months that any document refers to, each once, in order: few, however far they lie apart.
    months: Numbers<i32>,
    /// Where those of each document start in `places`, with an end behind the last.
    starts: Numbers<u32>,
    /// The months of the documents, each once a document, by their places in `months`.
    places: Numbers<u32>,
}

/// First day, last day, document.
type AboutDays = [i32; 3];

/// Longest interval of each class in days: what may overlap a day starts at most so many days before it.
const CLASSES: [i32; 4] = [31, 366, 36_600, i32::MAX];

impl Columns {
    /// The columns of `rows`, which stand in the order of [`sort_key`].
    pub(super) fn new(rows: &[Row<'_>], names: &mut NameLists) -> Self {
        let NameLists { outlets, languages, kinds } = names;
        let [outlets, languages, kinds] = [outlets, languages, kinds].map(Arc::make_mut);
        let articles = || rows.iter().map(|row| row.article);
        let mut columns = Self {
            article_ids: rows.iter().map(|row| row.article_id.0).collect(),
            outlets: articles().map(|article| outlets.code_of(article.outlet())).collect(),
            languages: articles().map(|article| languages.code_of(article.language())).collect(),
            kinds: articles().map(|article| kinds.code_of(Some(article.source.kind()))).collect(),
            published: articles().map(|article| days_of(article.published()).into()).collect(),
            words: articles().map(|article| article.word_count).collect(),
            dated_counts: rows.iter().map(|row| drawn(row.mentions).count() as u32).collect(),
            about: About::new(rows),
            ..Self::default()
        };
        columns.code_bounds = [outlets.len(), languages.len(), kinds.len()];
        let [mut untitled, mut unsigned, mut edited, mut dated] = [const { Vec::new() }; 4];
        for (doc, article) in (0..).zip(articles()) {
            let flags = [
                (article.title.is_none(), &mut untitled),
                (article.byline.is_none(), &mut unsigned),
                (is_edited(article), &mut edited),
            ];
            for (_, docs) in flags.into_iter().filter(|(holds, _)| *holds) {
                docs.push(doc);
            }
            if let Some(month) = article.published().and_then(month_of) {
                dated.push(doc);
                let next = u32::from(doc) + 1;
                match columns.months.last_mut() {
                    Some((last, range)) if *last == month => range.end = next,
                    _ => columns.months.push((month, next - 1..next)),
                }
            }
        }
        let set = |docs| DocSet::from_docs(rows.len() as u32, docs);
        (columns.untitled, columns.unsigned) = (set(untitled), set(unsigned));
        (columns.edited, columns.dated) = (set(edited), set(dated));
        columns
    }

    /// How many documents.
    pub(super) fn len(&self) -> usize {
        self.article_ids.len()
    }

    /// How all of them count by value.
    pub(super) fn totals(&self) -> &Totals {
        let [outlets, languages, kinds] = self.code_bounds;
        self.totals.get_or_init(|| Totals {
            outlets: ByCode::new(&self.outlets, outlets),
            languages: ByCode::new(&self.languages, languages),
            kinds: ByCode::new(&self.kinds, kinds),
            months_about: self.about.month_counts(&DocSet::all(self.len() as u32)).into(),
            // What is counted belongs to a month: each ends where the next one begins.
            month_bounds: self
                .months
                .iter()
                .map(|(_, range)| range.start)
                .chain(self.months.last().map(|(_, range)| range.end))
                .collect(),
        })
    }

    /// Do documents with a vaguer date stand between those of a month?
    pub(super) fn has_vague_months(&self) -> bool {
        let ends = self.months.first().zip(self.months.last());
        ends.is_some_and(|((_, first), (_, last))| last.end.saturating_sub(first.start) as usize > self.dated.len())
    }

    /// Bytes in memory.
    pub(super) fn size_bytes(&self) -> usize {
        let lists = self.len() * 32 + self.len().div_ceil(2) + self.months.len() * 16;
        let spans: usize = self.about.classes.iter().map(|class| size_of_val::<[AboutDays]>(class)).sum();
        lists + spans + (self.about.starts.len() + self.about.places.len() + self.about.months.len()) * 4
    }
}

/// The order of documents in a shard: by first and last day of publication, undated ones last, then as they were read.
pub(super) fn sort_key(article_id: ArticleId, published: Option<Interval>) -> (i32, i32, u32) {
    let (first, last) = days_of(published);
    (first, last, article_id.0)
}

fn days_of(published: Option<Interval>) -> (i32, i32) {
    published.map_or((NO_DAY, NO_DAY), |days| (day_number(days.first()), day_number(days.last())))
}

/// Has the user corrected a field of this article?
pub(super) fn is_edited(article: &Article) -> bool {
    let by_hand = |basis: Option<&Basis>| matches!(basis, Some(Basis::Edited { .. }));
    let texts = [&article.title, &article.outlet, &article.byline, &article.language];
    texts.into_iter().any(|field| by_hand(field.as_ref().map(|known| &known.basis)))
        || by_hand(article.published.as_ref().map(|known| &known.basis))
}

/// The days of the mentions that count: dated, and outside boilerplate.
pub(super) fn drawn(mentions: &[Mention]) -> impl Iterator<Item = Interval> {
    mentions.iter().filter(|mention| !mention.is_boilerplate).filter_map(Mention::interval)
}

/// The number of the month in which `days` begin, when they are no vaguer than a month.
pub(super) fn month_of(days: Interval) -> Option<i32> {
    (days.day_count() <= MONTH_DAYS).then(|| days.first().year() * 12 + days.first().month0() as i32)
}

/// The first day of a month by its number.
pub(super) fn first_of_month(month: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)
}

/// The part of a list that belongs to a document.
#[inline]
fn part_of<'a>(starts: &[u32], list: &'a [u32], doc: u16) -> &'a [u32] {
    let start = starts.get(usize::from(doc)).copied().unwrap_or_default();
    let end = starts.get(usize::from(doc) + 1).copied().unwrap_or_default();
    list.get(start as usize..end as usize).unwrap_or_default()
}

impl About {
    fn new(rows: &[Row<'_>]) -> Self {
        let (mut classes, mut starts, mut all_months) = ([const { Vec::new() }; CLASSES.len()], Vec::new(), Vec::new());
        let mut months: Vec<i32> = Vec::new();
        let mut spans: Vec<AboutDays> = Vec::new();
        for (doc, row) in rows.iter().enumerate() {
            starts.push(all_months.len() as u32);
            months.clear();
            spans.clear();
            for days in drawn(row.mentions) {
                months.extend(month_of(days));
                let (first, last) = (day_number(days.first()), day_number(days.last()));
                spans.push([first, last, doc as i32]);
            }
            months.sort_unstable();
            months.dedup();
            all_months.extend_from_slice(&months);
            spans.sort_unstable();
            spans.dedup();
            for span @ [first, last, _] in &spans {
                let length = last.saturating_sub(*first).saturating_add(1);
                let class = CLASSES.iter().position(|&longest| length <= longest).unwrap_or(CLASSES.len() - 1);
                if let Some(class) = classes.get_mut(class) {
                    class.push(*span);
                }
            }
        }
        starts.push(all_months.len() as u32);
        for class in &mut classes {
            class.sort_unstable();
            class.shrink_to_fit();
        }
        let mut months = all_months.clone();
        months.sort_unstable();
        months.dedup();
        let place = |month: &i32| months.partition_point(|other| other < month) as u32;
        let places = all_months.iter().map(place).collect();
        Self { classes: classes.map(Numbers::from), starts: starts.into(), places, months: months.into() }
    }

    /// Marks the documents that refer to a day from `first` to `last`, in words of 64.
    pub(super) fn mark(&self, first: i32, last: i32, marked: &mut [u64]) {
        for (class, longest) in self.classes.iter().zip(CLASSES) {
            let earliest = first.saturating_sub(longest);
            let start = class.partition_point(|[from, ..]| *from < earliest);
            let end = class.partition_point(|[from, ..]| *from <= last);
            for [_, to, doc] in class.get(start..end).unwrap_or_default() {
                if *to >= first
                    && let Some(word) = marked.get_mut(*doc as usize / 64)
                {
                    *word |= 1 << (doc % 64);
                }
            }
        }
    }

    /// The months that any document refers to, each once, in order.
    pub(super) fn months(&self) -> &[i32] {
        &self.months
    }

    /// The months that a document refers to, each once, in order.
    pub(super) fn months_of(&self, doc: u16) -> impl Iterator<Item = i32> {
        let places = part_of(&self.starts, &self.places, doc).iter();
        places.filter_map(|&place| self.months.get(place as usize).copied())
    }

    /// Puts it behind what `writer` holds.
    pub(super) fn write(&self, writer: &mut Writer) {
        for class in &self.classes {
            writer.u32(class.len() as u32);
            class.iter().flatten().for_each(|&number| writer.i32(number));
        }
        writer.u32(self.months.len() as u32);
        self.months.iter().for_each(|&month| writer.i32(month));
        writer.u32s(&self.starts);
        writer.u32(self.places.len() as u32);
        writer.u32s(&self.places);
    }

    /// What [`write`](Self::write) put there for so many documents; nothing when it does not fit.
    pub(super) fn read(reader: &mut Reader<'_>, doc_count: usize) -> Option<Self> {
        let mut about = Self::default();
        for class in &mut about.classes {
            let count = reader.u32()? as usize;
            *class = reader.numbers(count)?;
        }
        let count = reader.u32()? as usize;
        about.months = reader.numbers(count)?;
        about.starts = reader.numbers(doc_count + 1)?;
        let count = reader.u32()? as usize;
        about.places = reader.numbers(count)?;
        Some(about)
    }

    /// How many of the documents refer to each of [`months`](Self::months).
    pub(super) fn month_counts(&self, set: &DocSet) -> Vec<u32> {
        let mut counts = vec![0; self.months.len()];
        let (starts, places): (&[u32], &[u32]) = (&self.starts, &self.places);
        set.each(|doc| {
            for &place in part_of(starts, places, doc) {
                if let Some(count) = counts.get_mut(place as usize) {
                    *count += 1;
                }
            }
        });
        counts
    }
}
