//! How the articles that pass count by value.

use super::holds::Subject;
use super::{FacetCount, Facets};
use crate::corpus::Mention;
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Days of the longest interval that counts in a month; a vaguer one says too little about any.
const MONTH_DAYS: i64 = 31;

/// The parts of a filter that a facet leaves out of its own counts. An article that fails one of them still counts
/// there; an article that fails two counts nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Outlet,
    Language,
    Published,
    About,
}

type Counts = BTreeMap<Option<Arc<str>>, usize>;

/// Counts taken so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    outlets: Counts,
    languages: Counts,
    months_published: BTreeMap<NaiveDate, usize>,
    months_about: BTreeMap<NaiveDate, usize>,
    undated: usize,
}

impl Tally {
    /// Counts an article that fails nothing, or only the part `failed`.
    pub(super) fn add(&mut self, subject: &Subject<'_>, failed: Option<Part>) {
        let article = subject.article;
        let counts_for = |part| failed.is_none_or(|failed| failed == part);
        if counts_for(Part::Outlet) {
            count(&mut self.outlets, article.outlet.as_ref().map(|known| &known.value));
        }
        if counts_for(Part::Language) {
            count(&mut self.languages, article.language.as_ref().map(|known| &known.value));
        }
        if counts_for(Part::Published) {
            match article.published() {
                Some(published) => {
                    if let Some(month) = month(published) {
                        *self.months_published.entry(month).or_default() += 1;
                    }
                }
                None => self.undated += 1,
            }
        }
        if counts_for(Part::About) {
            let mentions = subject.mentions.of(subject.article_id);
            let mentions = mentions.iter().filter(|mention| !mention.is_boilerplate);
            let months: BTreeSet<NaiveDate> = mentions.filter_map(Mention::interval).filter_map(month).collect();
            for month in months {
                *self.months_about.entry(month).or_default() += 1;
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        merge(&mut self.outlets, other.outlets);
        merge(&mut self.languages, other.languages);
        merge(&mut self.months_published, other.months_published);
        merge(&mut self.months_about, other.months_about);
        self.undated += other.undated;
    }

    pub(super) fn facets(self) -> Facets {
        Facets {
            outlets: most_frequent_first(self.outlets),
            languages: most_frequent_first(self.languages),
            months_published: self.months_published.into_iter().collect(),
            months_about: self.months_about.into_iter().collect(),
            undated: self.undated,
        }
    }
}

fn count(counts: &mut Counts, value: Option<&Arc<str>>) {
    match counts.get_mut(&value.cloned()) {
        Some(count) => *count += 1,
        None => {
            counts.insert(value.cloned(), 1);
        }
    }
}

fn merge<K: Ord>(counts: &mut BTreeMap<K, usize>, other: BTreeMap<K, usize>) {
    for (key, count) in other {
        *counts.entry(key).or_default() += count;
    }
}

fn most_frequent_first(counts: Counts) -> Vec<FacetCount> {
    let mut counts: Vec<FacetCount> = counts.into_iter().map(|(value, count)| FacetCount { value, count }).collect();
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts
}

/// The first day of the month in which `days` begin, when they are no vaguer than a month.
fn month(days: Interval) -> Option<NaiveDate> {
    if days.day_count() > MONTH_DAYS {
        return None;
    }
    days.first().with_day(1)
}
