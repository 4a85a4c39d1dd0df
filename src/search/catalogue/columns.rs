//! What filters, counts and orders ask of the articles of one shard, value by value.
//!
//! Documents are numbered by publication date: those of a month stand together, so that counting a month of any set of
//! them is counting bits in a range.

use super::about::About;
use super::names::NameLists;
use super::row::{Place, Row, days_of, drawn, month_of};
use super::totals::{ByCode, Totals};
use crate::corpus::{Article, Basis};
use crate::search::index::{DocSet, Number, Numbers};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// Months from the first to the last that are counted in a table: ten thousand years.
pub(super) const MOST_MONTHS: usize = 120_000;

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
    /// First and last day of publication, [`super::row::NO_DAY`] when unknown.
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

impl Columns {
    /// The columns of `rows`, which stand in the order of [`super::row::sort_key`].
    pub(super) fn new(rows: &[Row<'_>], names: &mut NameLists) -> Self {
        let NameLists { outlets, languages, kinds } = names;
        let [outlets, languages, kinds] = [outlets, languages, kinds].map(Arc::make_mut);
        let articles = || rows.iter().map(|row| row.article);
        let mut columns = Self {
            article_ids: rows.iter().map(|row| row.article_id.0).collect(),
            outlets: articles().map(|article| outlets.code_of(article.outlet())).collect(),
            languages: articles().map(|article| languages.code_of(article.language())).collect(),
            kinds: articles().map(|article| kinds.code_of(Some(article.source.kind()))).collect(),
            published: articles().map(|article| days_of(article.published())).collect(),
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
                columns.push_month(month, doc);
            }
        }
        let set = |docs| DocSet::from_docs(rows.len() as u32, docs);
        (columns.untitled, columns.unsigned) = (set(untitled), set(unsigned));
        (columns.edited, columns.dated) = (set(edited), set(dated));
        columns
    }

    /// The columns of the documents at `places` of `parts`, which stand in the order of [`super::row::sort_key`].
    pub(super) fn joined(parts: &[&Self], places: &[Place]) -> Self {
        fn pick<T: Number>(parts: &[&Columns], places: &[Place], of: impl Fn(&Columns) -> &Numbers<T>) -> Numbers<T> {
            let value = |place: &Place| of(parts.get(place.part)?).get(usize::from(place.doc)).copied();
            places.iter().filter_map(value).collect()
        }
        let docs_of = |of: fn(&Self) -> &DocSet| -> Vec<u16> {
            let holds = |place: &Place| parts.get(place.part).is_some_and(|part| of(part).contains(place.doc));
            (0..).zip(places).filter(|(_, place)| holds(place)).map(|(doc, _)| doc).collect()
        };
        let set = |docs| DocSet::from_docs(places.len() as u32, docs);
        let dated = docs_of(|part| &part.dated);
        let abouts: Vec<&About> = parts.iter().map(|part| &part.about).collect();
        let mut columns = Self {
            article_ids: pick(parts, places, |part| &part.article_ids),
            outlets: pick(parts, places, |part| &part.outlets),
            languages: pick(parts, places, |part| &part.languages),
            kinds: pick(parts, places, |part| &part.kinds),
            code_bounds: std::array::from_fn(|list| {
                parts.iter().filter_map(|part| part.code_bounds.get(list).copied()).max().unwrap_or_default()
            }),
            published: pick(parts, places, |part| &part.published),
            words: pick(parts, places, |part| &part.words),
            dated_counts: pick(parts, places, |part| &part.dated_counts),
            untitled: set(docs_of(|part| &part.untitled)),
            unsigned: set(docs_of(|part| &part.unsigned)),
            edited: set(docs_of(|part| &part.edited)),
            about: About::joined(&abouts, places),
            ..Self::default()
        };
        for &doc in &dated {
            let month = places.get(usize::from(doc)).and_then(|place| parts.get(place.part)?.month_of(place.doc));
            if let Some(month) = month {
                columns.push_month(month, doc);
            }
        }
        columns.dated = set(dated);
        columns
    }

    /// One document more in a month that is no earlier than those before it.
    fn push_month(&mut self, month: i32, doc: u16) {
        let next = u32::from(doc) + 1;
        match self.months.last_mut() {
            Some((last, range)) if *last == month => range.end = next,
            _ => self.months.push((month, next - 1..next)),
        }
    }

    /// The month of publication of a document of [`dated`](Self::dated).
    fn month_of(&self, doc: u16) -> Option<i32> {
        let at = self.months.partition_point(|(_, range)| range.end <= u32::from(doc));
        self.months.get(at).map(|&(month, _)| month)
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
        lists + self.about.size_bytes()
    }
}

/// Has the user corrected a field of this article?
fn is_edited(article: &Article) -> bool {
    let by_hand = |basis: Option<&Basis>| matches!(basis, Some(Basis::Edited { .. }));
    let texts = [&article.title, &article.outlet, &article.byline, &article.language];
    texts.into_iter().any(|field| by_hand(field.as_ref().map(|known| &known.basis)))
        || by_hand(article.published.as_ref().map(|known| &known.basis))
}
