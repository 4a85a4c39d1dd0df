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
    Kind,
    Tags,
    Published,
    About,
}

type Counts = BTreeMap<Option<Arc<str>>, Count>;

/// How many stories: articles without copies, and groups of copies.
#[derive(Debug, Default)]
pub(super) struct Count {
    alone: usize,
    groups: BTreeSet<usize>,
}

impl Count {
    /// Counts an article, by its group where it has copies that are folded.
    pub(super) fn add(&mut self, group: Option<usize>) {
        match group {
            Some(group) => {
                self.groups.insert(group);
            }
            None => self.alone += 1,
        }
    }

    fn merge(&mut self, other: Self) {
        self.alone += other.alone;
        self.groups.extend(other.groups);
    }

    pub(super) fn total(&self) -> usize {
        self.alone + self.groups.len()
    }
}

/// Counts taken so far.
#[derive(Debug, Default)]
pub(super) struct Tally {
    outlets: Counts,
    languages: Counts,
    kinds: Counts,
    tags: Counts,
    months_published: BTreeMap<NaiveDate, Count>,
    months_about: BTreeMap<NaiveDate, Count>,
    undated: Count,
}

impl Tally {
    /// Counts an article that fails nothing, or only the part `failed`.
    pub(super) fn add(&mut self, subject: &Subject<'_>, failed: Option<Part>) {
        let article = subject.article;
        let group = subject.filter.folds().and_then(|copies| copies.group_of(subject.article_id));
        let counts_for = |part| failed.is_none_or(|failed| failed == part);
        if counts_for(Part::Outlet) {
            count(&mut self.outlets, article.outlet.as_ref().map(|known| &known.value), group);
        }
        if counts_for(Part::Language) {
            count(&mut self.languages, article.language.as_ref().map(|known| &known.value), group);
        }
        if counts_for(Part::Kind) {
            count(&mut self.kinds, Some(&article.source.kind().into()), group);
        }
        let marks = &subject.filter.marks;
        if counts_for(Part::Tags) && !marks.tagged.is_empty() {
            let mut tags = marks.tags_of(subject.article_id).peekable();
            if tags.peek().is_none() {
                count(&mut self.tags, None, group);
            }
            tags.for_each(|tag| count(&mut self.tags, Some(tag), group));
        }
        if counts_for(Part::Published) {
            match article.published() {
                Some(published) => {
                    if let Some(month) = month(published) {
                        self.months_published.entry(month).or_default().add(group);
                    }
                }
                None => self.undated.add(group),
            }
        }
        if counts_for(Part::About) {
            let mentions = subject.mentions.of(subject.article_id);
            let mentions = mentions.iter().filter(|mention| !mention.is_boilerplate);
            let months: BTreeSet<NaiveDate> = mentions.filter_map(Mention::interval).filter_map(month).collect();
            for month in months {
                self.months_about.entry(month).or_default().add(group);
            }
        }
    }

    pub(super) fn merge(&mut self, other: Self) {
        merge(&mut self.outlets, other.outlets);
        merge(&mut self.languages, other.languages);
        merge(&mut self.kinds, other.kinds);
        merge(&mut self.tags, other.tags);
        merge(&mut self.months_published, other.months_published);
        merge(&mut self.months_about, other.months_about);
        self.undated.merge(other.undated);
    }

    pub(super) fn facets(self) -> Facets {
        Facets {
            outlets: most_frequent_first(self.outlets),
            languages: most_frequent_first(self.languages),
            kinds: most_frequent_first(self.kinds),
            tags: most_frequent_first(self.tags),
            months_published: totals(self.months_published),
            months_about: totals(self.months_about),
            undated: self.undated.total(),
        }
    }
}

fn count(counts: &mut Counts, value: Option<&Arc<str>>, group: Option<usize>) {
    counts.entry(value.cloned()).or_default().add(group);
}

fn merge<K: Ord>(counts: &mut BTreeMap<K, Count>, other: BTreeMap<K, Count>) {
    for (key, count) in other {
        counts.entry(key).or_default().merge(count);
    }
}

fn totals(counts: BTreeMap<NaiveDate, Count>) -> Vec<(NaiveDate, usize)> {
    counts.into_iter().map(|(month, count)| (month, count.total())).collect()
}

fn most_frequent_first(counts: Counts) -> Vec<FacetCount> {
    let mut counts: Vec<FacetCount> =
        counts.into_iter().map(|(value, count)| FacetCount { value, count: count.total() }).collect();
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
