//! How the documents that pass count by value.

use super::Catalogue;
use super::columns::{About, Columns, NO_DAY, first_of_month};
use super::evaluate::Passed;
use super::names::Names;
use super::sets::Sets;
use super::shard::Shard;
use crate::search::index::DocSet;
use crate::search::{FacetCount, Facets};
use chrono::NaiveDate;

/// Of so few values, those of each are kept as a set: what two sets have in common is quickly counted.
const FEW: usize = 32;

/// One document in so many is looked at alone.
const SMALL: usize = 32;

/// Months from the first to the last that are counted in a table: ten thousand years.
const MOST_MONTHS: usize = 120_000;

/// How all documents of a shard count by value: of a set that holds most of them, those that it lacks are counted.
#[derive(Debug, Default)]
pub(super) struct Totals {
    outlets: ByCode,
    languages: ByCode,
    months_about: Vec<u32>,
}

/// The documents of each code.
#[derive(Debug)]
enum ByCode {
    /// Which.
    Sets(Vec<DocSet>),
    /// How many.
    Counts(Vec<u32>),
}

/// Counts of one shard.
#[derive(Default)]
struct Counts {
    outlets: Vec<u32>,
    languages: Vec<u32>,
    months_published: Vec<(i32, usize)>,
    months_about: Vec<(i32, usize)>,
    undated: usize,
}

/// The counts of every facet, each leaving its own filter out.
pub(super) fn facets(catalogue: &Catalogue, passed: &Passed) -> Facets {
    let (but_outlets, but_languages) = (passed.but_outlets().iter(), passed.but_languages().iter());
    let (but_published, but_about) = (passed.but_published().iter(), passed.but_about().iter());
    let sets = but_outlets.zip(but_languages).zip(but_published.zip(but_about));
    let shards = catalogue.shards.iter().zip(sets);
    let count = |(shard, ((outlets, languages), (published, about))): (&Shard, _)| {
        let columns = &shard.columns;
        let totals = columns.totals();
        Counts {
            outlets: totals.outlets.counts(&columns.outlets, outlets),
            languages: totals.languages.counts(&columns.languages, languages),
            months_published: months_published_of(columns, published),
            months_about: months_about_of(columns, about),
            undated: undated(columns, published),
        }
    };
    let mut sum = Counts::default();
    for counts in shards.map(count) {
        add(&mut sum.outlets, &counts.outlets);
        add(&mut sum.languages, &counts.languages);
        sum.months_published.extend(counts.months_published);
        sum.months_about.extend(counts.months_about);
        sum.undated += counts.undated;
    }
    Facets {
        outlets: named(&catalogue.names.outlets, &sum.outlets),
        languages: named(&catalogue.names.languages, &sum.languages),
        months_published: months(&sum.months_published),
        months_about: months(&sum.months_about),
        undated: sum.undated,
    }
}

/// How many of `found` are of each outlet.
pub(super) fn outlets(catalogue: &Catalogue, found: &Sets) -> Vec<FacetCount> {
    let mut sum = Vec::new();
    for (shard, set) in catalogue.shards.iter().zip(found.iter()) {
        add(&mut sum, &shard.columns.totals().outlets.counts(&shard.columns.outlets, set));
    }
    named(&catalogue.names.outlets, &sum)
}

/// How many of `found` appeared in each month.
pub(super) fn months_published(catalogue: &Catalogue, found: &Sets) -> Vec<(NaiveDate, usize)> {
    let shards = catalogue.shards.iter().zip(found.iter());
    let counts: Vec<(i32, usize)> = shards.flat_map(|(shard, set)| months_published_of(&shard.columns, set)).collect();
    months(&counts)
}

impl Columns {
    fn totals(&self) -> &Totals {
        self.totals.get_or_init(|| {
            let all = DocSet::all(self.len() as u32);
            Totals {
                outlets: ByCode::new(&self.outlets),
                languages: ByCode::new(&self.languages),
                months_about: table(&self.about).map(|table| counted(&self.about, table, &all)).unwrap_or_default(),
            }
        })
    }
}

impl Default for ByCode {
    fn default() -> Self {
        Self::Sets(Vec::new())
    }
}

impl ByCode {
    fn new(codes: &[u32]) -> Self {
        let code_count = codes.iter().max().map_or(0, |&largest| largest as usize + 1);
        if code_count > FEW {
            return Self::Counts(by_code(codes, code_count, &DocSet::all(codes.len() as u32)));
        }
        let mut docs: Vec<Vec<u16>> = vec![Vec::new(); code_count];
        for (doc, &code) in (0..).zip(codes) {
            if let Some(docs) = docs.get_mut(code as usize) {
                docs.push(doc);
            }
        }
        Self::Sets(docs.into_iter().map(|docs| DocSet::from_docs(codes.len() as u32, docs)).collect())
    }

    /// How many documents of `set` have each code.
    fn counts(&self, codes: &[u32], set: &DocSet) -> Vec<u32> {
        match self {
            Self::Sets(sets) if set.len() < codes.len() / SMALL => by_code(codes, sets.len(), set),
            Self::Sets(sets) => sets.iter().map(|of_code| of_code.count_in(set) as u32).collect(),
            Self::Counts(all) if is_most(set) => less(all, &by_code(codes, all.len(), &set.complement())),
            Self::Counts(all) => by_code(codes, all.len(), set),
        }
    }
}

/// Are more documents in the set than not?
fn is_most(set: &DocSet) -> bool {
    set.len() > set.universe() as usize / 2
}

/// One list of counts less the other.
fn less(all: &[u32], some: &[u32]) -> Vec<u32> {
    all.iter().zip(some).map(|(all, some)| all.saturating_sub(*some)).collect()
}

/// How many of the documents have each code.
fn by_code(codes: &[u32], code_count: usize, set: &DocSet) -> Vec<u32> {
    let mut counts = vec![0; code_count];
    set.each(|doc| {
        if let Some(count) = codes.get(usize::from(doc)).and_then(|&code| counts.get_mut(code as usize)) {
            *count += 1;
        }
    });
    counts
}

/// How many of the documents of a shard appeared in each month, in order.
fn months_published_of(columns: &Columns, set: &DocSet) -> Vec<(i32, usize)> {
    // Vague dates stand between those of a month.
    let has_vague = columns.months.iter().map(|(_, range)| range.len()).sum::<usize>() > columns.dated.len();
    let dated = has_vague.then(|| set.and(&columns.dated));
    let set = dated.as_ref().unwrap_or(set);
    columns.months.iter().map(|(month, range)| (*month, set.count_between(range.start, range.end))).collect()
}

/// How many of the documents appeared no one knows when.
fn undated(columns: &Columns, set: &DocSet) -> usize {
    let from = columns.published.partition_point(|&(first, _)| first != NO_DAY);
    set.count_between(from as u32, columns.len() as u32)
}

/// How many of the documents refer to each month.
fn months_about_of(columns: &Columns, set: &DocSet) -> Vec<(i32, usize)> {
    let about = &columns.about;
    let Some((earliest, month_count)) = table(about) else {
        let mut months = Vec::new();
        set.each(|doc| months.extend(about.months_of(doc).iter().map(|&month| (month, 1))));
        return months;
    };
    let counts = if month_count == 0 {
        Vec::new()
    } else if is_most(set) {
        less(&columns.totals().months_about, &counted(about, (earliest, month_count), &set.complement()))
    } else {
        counted(about, (earliest, month_count), set)
    };
    (earliest..).zip(counts.into_iter().map(|count| count as usize)).collect()
}

/// The first month that is referred to, and how many there are to the last, where a table has room for them.
fn table(about: &About) -> Option<(i32, usize)> {
    let Some((earliest, latest)) = about.month_range() else { return Some((0, 0)) };
    let month_count = usize::try_from(latest - earliest + 1).ok()?;
    (month_count <= MOST_MONTHS).then_some((earliest, month_count))
}

/// How many of the documents refer to each of the months of a table.
fn counted(about: &About, (earliest, month_count): (i32, usize), set: &DocSet) -> Vec<u32> {
    let mut counts = vec![0; month_count];
    set.each(|doc| {
        for month in about.months_of(doc) {
            if let Some(count) = counts.get_mut((month - earliest) as usize) {
                *count += 1;
            }
        }
    });
    counts
}

fn add(sum: &mut Vec<u32>, counts: &[u32]) {
    sum.resize(sum.len().max(counts.len()), 0);
    for (sum, count) in sum.iter_mut().zip(counts) {
        *sum += count;
    }
}

/// The sum of each month that has one, in order.
fn months(counts: &[(i32, usize)]) -> Vec<(NaiveDate, usize)> {
    let months = counts.iter().map(|&(month, _)| month);
    let Some((earliest, latest)) = months.clone().min().zip(months.max()) else { return Vec::new() };
    let month_count = latest.abs_diff(earliest) as usize + 1;
    let sums: Vec<(i32, usize)> = if month_count <= MOST_MONTHS {
        let mut sums = vec![0; month_count];
        for (month, count) in counts {
            if let Some(sum) = sums.get_mut(month.abs_diff(earliest) as usize) {
                *sum += count;
            }
        }
        (earliest..).zip(sums).collect()
    } else {
        let mut sorted = counts.to_vec();
        sorted.sort_unstable();
        let same = sorted.chunk_by(|(month, _), (other, _)| month == other);
        same.filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, count)| count).sum()))).collect()
    };
    let sums = sums.into_iter().filter(|&(_, sum)| sum > 0);
    sums.filter_map(|(month, sum)| Some((first_of_month(month)?, sum))).collect()
}

/// Names with their counts, most frequent first.
fn named(names: &Names, counts: &[u32]) -> Vec<FacetCount> {
    let counted = names.in_order().filter_map(|(code, name)| {
        let count = *counts.get(code as usize)? as usize;
        (count > 0).then(|| FacetCount { value: name.cloned(), count })
    });
    let mut facet: Vec<FacetCount> = counted.collect();
    facet.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    facet
}
