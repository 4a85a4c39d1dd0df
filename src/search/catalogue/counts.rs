//! How the documents that pass count by value.

use super::Catalogue;
use super::bits::{Bits, WORD, count_between, each_one, ones};
use super::columns::first_of_month;
use super::evaluate::Passed;
use super::names::Names;
use super::shard::Shard;
use crate::search::{FacetCount, Facets};
use chrono::NaiveDate;
use rayon::prelude::*;

/// Articles from which on counting them is more work than waking another thread for it.
const WORTH_SHARING: usize = 200_000;

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
    let shards: Vec<(usize, &Shard)> = catalogue.based_shards().collect();
    let count = |(base, shard): (usize, &Shard)| of_shard(catalogue, shard, base, passed);
    let counts: Vec<Counts> = if catalogue.len() < WORTH_SHARING {
        shards.into_iter().map(count).collect()
    } else {
        shards.into_par_iter().map(count).collect()
    };
    let mut sum = Counts::default();
    for counts in counts {
        add(&mut sum.outlets, &counts.outlets);
        add(&mut sum.languages, &counts.languages);
        sum.months_published.extend(counts.months_published);
        sum.months_about.extend(counts.months_about);
        sum.undated += counts.undated;
    }
    Facets {
        outlets: named(&catalogue.names.outlets, &sum.outlets),
        languages: named(&catalogue.names.languages, &sum.languages),
        months_published: months(sum.months_published),
        months_about: months(sum.months_about),
        undated: sum.undated,
    }
}

fn of_shard(catalogue: &Catalogue, shard: &Shard, base: usize, passed: &Passed) -> Counts {
    let part = |bits| part(bits, shard, base);
    let columns = &shard.columns;
    let published = part(passed.but_published());
    let undated_from = columns.published.partition_point(|&(first, _)| first != super::columns::NO_DAY);
    Counts {
        outlets: by_code(&columns.outlets, &catalogue.names.outlets, part(passed.but_outlets())),
        languages: by_code(&columns.languages, &catalogue.names.languages, part(passed.but_languages())),
        months_published: of_months(shard, published),
        months_about: about(shard, part(passed.but_about())),
        undated: count_between(published, undated_from, columns.len()),
    }
}

/// How many of the documents have each code.
fn by_code(codes: &[u32], names: &Names, words: &[u64]) -> Vec<u32> {
    let mut counts = vec![0; names.len()];
    each_one(words, |doc| {
        if let Some(count) = codes.get(doc).and_then(|&code| counts.get_mut(code as usize)) {
            *count += 1;
        }
    });
    counts
}

/// How many of `found` are of each outlet.
pub(super) fn outlets(catalogue: &Catalogue, found: &Bits) -> Vec<FacetCount> {
    let mut sum = Vec::new();
    for (base, shard) in catalogue.based_shards() {
        add(&mut sum, &by_code(&shard.columns.outlets, &catalogue.names.outlets, part(found, shard, base)));
    }
    named(&catalogue.names.outlets, &sum)
}

/// The words of a set that are of a shard.
fn part<'a>(bits: &'a Bits, shard: &Shard, base: usize) -> &'a [u64] {
    let start = base / WORD;
    bits.words().get(start..start + shard.columns.len().div_ceil(WORD)).unwrap_or_default()
}

/// How many of `found` appeared in each month.
pub(super) fn months_published(catalogue: &Catalogue, found: &Bits) -> Vec<(NaiveDate, usize)> {
    let mut sum = Vec::new();
    for (base, shard) in catalogue.based_shards() {
        sum.extend(of_months(shard, part(found, shard, base)));
    }
    months(sum)
}

/// How many of the documents of a shard appeared in each month, in order.
fn of_months(shard: &Shard, words: &[u64]) -> Vec<(i32, usize)> {
    let columns = &shard.columns;
    let dated: Vec<u64> = words.iter().zip(columns.dated.words()).map(|(word, dated)| word & dated).collect();
    let mut counts: Vec<(i32, usize)> = Vec::with_capacity(columns.months.len());
    for (month, range) in &columns.months {
        let count = count_between(&dated, range.start as usize, range.end as usize);
        match counts.last_mut() {
            Some((last, sum)) if last == month => *sum += count,
            _ => counts.push((*month, count)),
        }
    }
    counts
}

/// How many of the documents refer to each month, in order.
fn about(shard: &Shard, words: &[u64]) -> Vec<(i32, usize)> {
    let about = &shard.columns.about;
    let Some((earliest, latest)) = about.month_range() else { return Vec::new() };
    let span = usize::try_from(latest - earliest + 1).unwrap_or_default();
    if span > MOST_MONTHS {
        return ones(words).flat_map(|doc| about.months_of(doc)).map(|&month| (month, 1)).collect();
    }
    let mut counts = vec![0; span];
    each_one(words, |doc| {
        for month in about.months_of(doc as u32) {
            if let Some(count) = counts.get_mut((month - earliest) as usize) {
                *count += 1;
            }
        }
    });
    (earliest..).zip(counts).collect()
}

/// Months from the first to the last that are counted in a table: ten thousand years.
const MOST_MONTHS: usize = 120_000;

fn add(sum: &mut Vec<u32>, counts: &[u32]) {
    sum.resize(sum.len().max(counts.len()), 0);
    for (sum, count) in sum.iter_mut().zip(counts) {
        *sum += count;
    }
}

/// The sum of each month that has one, in order.
fn months(mut counts: Vec<(i32, usize)>) -> Vec<(NaiveDate, usize)> {
    // Stretches in order, one a shard.
    counts.sort_by_key(|&(month, _)| month);
    let sums = counts.chunk_by(|(month, _), (other, _)| month == other).filter_map(|same| {
        let sum: usize = same.iter().map(|(_, count)| count).sum();
        let &(month, _) = same.first()?;
        if sum == 0 { None } else { Some((first_of_month(month)?, sum)) }
    });
    sums.collect()
}

/// Names with their counts, most frequent first.
fn named(names: &Names, counts: &[u32]) -> Vec<FacetCount> {
    let counted = names.iter().filter_map(|(code, name)| {
        let count = *counts.get(code as usize)? as usize;
        (count > 0).then(|| FacetCount { value: name.cloned(), count })
    });
    let mut facet: Vec<FacetCount> = counted.collect();
    facet.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    facet
}
