//! How the documents that pass count by value.

use super::Catalogue;
use super::columns::{Columns, MOST_MONTHS};
use super::evaluate::Passed;
use super::names::Names;
use super::row::{NO_DAY, first_of_month};
use super::sets::Sets;
use super::stories::{Counts, stories_by_value};
use super::tags::tag_counts;
use super::totals::{is_most, less};
use crate::compare::near_copies::CopyGroups;
use crate::search::index::DocSet;
use crate::search::sharing::shared_out;
use crate::search::{FacetCount, Facets, Marks};
use chrono::NaiveDate;

/// The counts of every facet, each leaving its own filter out. Copies count once for each value.
pub(super) fn facets(catalogue: &Catalogue, passed: &Passed, marks: &Marks, copies: Option<&CopyGroups>) -> Facets {
    let tags = tag_counts(catalogue, passed.but_tags(), marks, copies);
    Facets { tags, ..facets_of_columns(catalogue, passed, copies) }
}

/// The counts of every facet but the tags.
fn facets_of_columns(catalogue: &Catalogue, passed: &Passed, copies: Option<&CopyGroups>) -> Facets {
    let Some(copies) = copies else { return named_counts(catalogue, passed, Counts::default()) };
    let grouped = catalogue.grouped(copies);
    let stories = stories_by_value(catalogue, &passed.clone().and(&grouped), copies);
    named_counts(catalogue, &passed.clone().and_not(&grouped), stories)
}

/// The counts of what passed, and `sum`, with their names.
fn named_counts(catalogue: &Catalogue, passed: &Passed, mut sum: Counts) -> Facets {
    let (but_outlets, but_languages) = (passed.but_outlets().iter(), passed.but_languages().iter());
    let (but_kinds, but_published, but_about) =
        (passed.but_kinds().iter(), passed.but_published().iter(), passed.but_about().iter());
    sum.months_published.extend(published_by_month(catalogue, passed.but_published()));
    let sets = but_outlets.zip(but_languages).zip(but_kinds.zip(but_published.zip(but_about)));
    let shards: Vec<_> = catalogue.shards.iter().zip(sets).collect();
    let of_shards = shared_out(&shards, |_, (shard, ((outlets, languages), (kinds, (published, about))))| {
        let columns = &shard.columns;
        let totals = columns.totals();
        Some(Counts {
            outlets: totals.outlets.counts(&columns.outlets, outlets),
            languages: totals.languages.counts(&columns.languages, languages),
            kinds: totals.kinds.counts(&columns.kinds, kinds),
            months_published: Vec::new(),
            months_about: months_about_of(columns, about),
            undated: undated(columns, published),
        })
    });
    for counts in of_shards.into_iter().flatten() {
        add(&mut sum.outlets, &counts.outlets);
        add(&mut sum.languages, &counts.languages);
        add(&mut sum.kinds, &counts.kinds);
        sum.months_about.extend(counts.months_about);
        sum.undated += counts.undated;
    }
    Facets {
        outlets: named(&catalogue.names.outlets, &sum.outlets),
        languages: named(&catalogue.names.languages, &sum.languages),
        kinds: named(&catalogue.names.kinds, &sum.kinds),
        tags: Vec::new(),
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
    months(&published_by_month(catalogue, found))
}

/// How many of `found` appeared in each month, by its number; some months several times where no table holds them.
fn published_by_month(catalogue: &Catalogue, found: &Sets) -> Vec<(i32, usize)> {
    if let Some(table) = catalogue.month_table() {
        let (earliest, sums) = table.counts(found);
        return (earliest..).zip(sums).collect();
    }
    let mut counts = Vec::new();
    for (shard, set) in catalogue.shards.iter().zip(found.iter()) {
        each_month_published(&shard.columns, set, |month, count| counts.push((month, count)));
    }
    counts
}

/// How many of the documents of a shard appeared in each month, in order.
fn each_month_published(columns: &Columns, set: &DocSet, mut found: impl FnMut(i32, usize)) {
    let bounds = &columns.totals().month_bounds;
    let mut ranks = Vec::new();
    if columns.has_vague_months() {
        set.ranks_in(&columns.dated, bounds, &mut ranks);
    } else {
        set.ranks(bounds, &mut ranks);
    }
    let between = ranks.iter().zip(ranks.iter().skip(1)).map(|(start, end)| end.saturating_sub(*start));
    columns.months.iter().zip(between).for_each(|(&(month, _), count)| found(month, count));
}

/// How many of the documents appeared no one knows when.
fn undated(columns: &Columns, set: &DocSet) -> usize {
    let from = columns.published.partition_point(|&[first, _]| first != NO_DAY);
    set.count_between(from as u32, columns.len() as u32)
}

/// How many of the documents refer to each month.
fn months_about_of(columns: &Columns, set: &DocSet) -> Vec<(i32, usize)> {
    let about = &columns.about;
    let counts = if is_most(set) {
        less(&columns.totals().months_about, &about.month_counts(&set.complement()))
    } else {
        about.month_counts(set)
    };
    let counted = about.months().iter().copied().zip(counts.into_iter().map(|count| count as usize));
    counted.filter(|&(_, count)| count > 0).collect()
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
    if month_count <= MOST_MONTHS {
        let mut sums = vec![0; month_count];
        for (month, count) in counts {
            if let Some(sum) = sums.get_mut(month.abs_diff(earliest) as usize) {
                *sum += count;
            }
        }
        return named_months(earliest, sums);
    }
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let same = sorted.chunk_by(|(month, _), (other, _)| month == other);
    let sum_of = |same: &[(i32, usize)]| {
        let sum: usize = same.iter().map(|(_, count)| count).sum();
        Some((first_of_month(same.first()?.0)?, sum)).filter(|_| sum > 0)
    };
    same.filter_map(sum_of).collect()
}

/// The sums of months that follow one another, of those that have one.
fn named_months(earliest: i32, sums: Vec<usize>) -> Vec<(NaiveDate, usize)> {
    let some = (earliest..).zip(sums).filter(|&(_, sum)| sum > 0);
    some.filter_map(|(month, sum)| Some((first_of_month(month)?, sum))).collect()
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
