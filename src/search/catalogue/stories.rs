//! Copies folded: of each group the earliest document that passes stands for the others, and values count stories.

use super::Catalogue;
use super::columns::Columns;
use super::evaluate::Passed;
use super::row::NO_DAY;
use super::sets::Sets;
use crate::compare::near_copies::{CopyGroups, Folded};
use crate::corpus::ArticleId;
use std::collections::BTreeMap;

/// How many by value. Outlets, languages and kinds by their codes.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) outlets: Vec<u32>,
    pub(super) languages: Vec<u32>,
    pub(super) kinds: Vec<u32>,
    pub(super) months_published: Vec<(i32, usize)>,
    pub(super) months_about: Vec<(i32, usize)>,
    pub(super) undated: usize,
}

impl Catalogue {
    /// The documents that have copies.
    pub(super) fn grouped(&self, copies: &CopyGroups) -> Sets {
        self.where_column(|shard, doc| group_of(&shard.columns, doc, copies).is_some())
    }

    /// What folding `hits` leaves away.
    pub(super) fn folded(&self, hits: &Sets, copies: &CopyGroups) -> Folded {
        let mut grouped: Vec<ArticleId> = Vec::new();
        for (shard, set) in self.shards.iter().zip(hits.iter()) {
            set.each(|doc| {
                let article_id =
                    shard.columns.article_ids.get(usize::from(doc)).map(|&article_id| ArticleId(article_id));
                grouped.extend(article_id.filter(|&article_id| copies.group_of(article_id).is_some()));
            });
        }
        copies.folded(grouped.iter().copied())
    }
}

/// Gives the values of a document.
type Values<'a> = &'a dyn Fn(&Columns, u16, &mut dyn FnMut(i32));

/// Values from the first to the last that are counted in a table; those beyond it are looked up.
const MOST_SLOTS: i64 = 120_000;

/// How many groups have a document of each value, each facet leaving its own filter out.
pub(super) fn stories_by_value(catalogue: &Catalogue, passed: &Passed, copies: &CopyGroups) -> Counts {
    let hits = Members::new(catalogue, &passed.hits, copies);
    // A part that is not set leaves out nothing.
    let of = |docs: &Sets| {
        if std::ptr::eq(docs, &raw const passed.hits) { None } else { Some(Members::new(catalogue, docs, copies)) }
    };
    let (outlets, languages, kinds) = (of(passed.but_outlets()), of(passed.but_languages()), of(passed.but_kinds()));
    let (published, about) = (of(passed.but_published()), of(passed.but_about()));
    let months = || catalogue.shards.iter().flat_map(|shard| shard.columns.months.iter().map(|(month, _)| *month));
    let about_months = || catalogue.shards.iter().map(|shard| shard.columns.about.months());
    let first_about = about_months().filter_map(<[i32]>::first).min().copied();
    let last_about = about_months().filter_map(<[i32]>::last).max().copied();
    let codes = |count: usize| (Some(0), Some(count as i32));
    let code = |codes: &[u32], doc: u16| codes.get(usize::from(doc)).map_or(0, |code| code.cast_signed());
    let published = published.as_ref().unwrap_or(&hits);
    Counts {
        outlets: by_code(
            &outlets
                .as_ref()
                .unwrap_or(&hits)
                .counted(codes(catalogue.names.outlets.len()), &|columns, doc, put| put(code(&columns.outlets, doc))),
        ),
        languages: by_code(&languages.as_ref().unwrap_or(&hits).counted(
            codes(catalogue.names.languages.len()),
            &|columns, doc, put| {
                put(code(&columns.languages, doc));
            },
        )),
        kinds: by_code(
            &kinds
                .as_ref()
                .unwrap_or(&hits)
                .counted(codes(catalogue.names.kinds.len()), &|columns, doc, put| put(code(&columns.kinds, doc))),
        ),
        months_published: published.counted((months().min(), months().max()), &|columns, doc, put| {
            let place = columns.months.partition_point(|(_, range)| range.end <= u32::from(doc));
            if let Some((month, _)) = columns.months.get(place).filter(|_| columns.dated.contains(doc)) {
                put(*month);
            }
        }),
        months_about: about.as_ref().unwrap_or(&hits).counted((first_about, last_about), &|columns, doc, put| {
            columns.about.months_of(doc).for_each(&mut *put);
        }),
        undated: published
            .counted((Some(0), Some(0)), &|columns, doc, put| {
                if columns.published.get(usize::from(doc)).is_some_and(|&[first, _]| first == NO_DAY) {
                    put(0);
                }
            })
            .iter()
            .map(|(_, count)| count)
            .sum(),
    }
}

fn group_of(columns: &Columns, doc: usize, copies: &CopyGroups) -> Option<usize> {
    columns.article_ids.get(doc).and_then(|&article_id| copies.group_of(ArticleId(article_id)))
}

/// Documents that have copies, those of a group one behind the other.
struct Members<'a> {
    catalogue: &'a Catalogue,
    /// Group, shard, and number there.
    docs: Vec<(u32, u16, u16)>,
}

impl<'a> Members<'a> {
    fn new(catalogue: &'a Catalogue, docs: &Sets, copies: &CopyGroups) -> Self {
        let mut members = Vec::new();
        for ((number, shard), set) in (0..).zip(catalogue.shards.iter()).zip(docs.iter()) {
            set.each(|doc| {
                let group = group_of(&shard.columns, usize::from(doc), copies);
                members.extend(group.map(|group| (group as u32, number, doc)));
            });
        }
        members.sort_unstable();
        Self { catalogue, docs: members }
    }

    /// How many groups have a document of each value, in order. Most values lie between the first and the last of `range`.
    fn counted(&self, range: (Option<i32>, Option<i32>), values: Values<'_>) -> Vec<(i32, usize)> {
        let (first, last) = (range.0.unwrap_or_default(), range.1.unwrap_or_default());
        let length = (i64::from(last) - i64::from(first) + 1).clamp(0, MOST_SLOTS);
        // Of each value the last group that had it, and how many did.
        let mut slots = vec![(u32::MAX, 0_usize); length as usize];
        let mut beyond: BTreeMap<i32, (u32, usize)> = BTreeMap::new();
        for &(group, shard, doc) in &self.docs {
            let Some(shard) = self.catalogue.shards.get(usize::from(shard)) else { continue };
            values(&shard.columns, doc, &mut |value| {
                let place = usize::try_from(i64::from(value) - i64::from(first)).ok();
                let slot = match place.and_then(|place| slots.get_mut(place)) {
                    Some(slot) => slot,
                    None => beyond.entry(value).or_insert((u32::MAX, 0)),
                };
                if slot.0 != group {
                    *slot = (group, slot.1 + 1);
                }
            });
        }
        let in_slots = (first..).zip(slots.into_iter().map(|(_, count)| count));
        let beyond = beyond.into_iter().map(|(value, (_, count))| (value, count));
        let mut counts: Vec<(i32, usize)> = in_slots.chain(beyond).filter(|&(_, count)| count > 0).collect();
        counts.sort_unstable();
        counts
    }
}

/// The counts of codes, which are given in order, by code.
fn by_code(counts: &[(i32, usize)]) -> Vec<u32> {
    let mut of_codes = vec![0; counts.last().map_or(0, |&(code, _)| code.cast_unsigned() as usize + 1)];
    for &(code, count) in counts {
        if let Some(slot) = of_codes.get_mut(code.cast_unsigned() as usize) {
            *slot = count as u32;
        }
    }
    of_codes
}
