//! Copies folded: of each group the earliest document that passes stands for the others, and values count stories.

use super::Catalogue;
use super::columns::{Columns, NO_DAY};
use super::evaluate::Passed;
use super::sets::Sets;
use crate::compare::near_copies::{CopyGroups, Folded};
use crate::corpus::ArticleId;

/// How many by value. Outlets and languages by their codes.
#[derive(Default)]
pub(super) struct Counts {
    pub(super) outlets: Vec<u32>,
    pub(super) languages: Vec<u32>,
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

/// How many groups have a document of each value, each facet leaving its own filter out.
pub(super) fn stories_by_value(catalogue: &Catalogue, passed: &Passed, copies: &CopyGroups) -> Counts {
    let by = |docs: &Sets, values: Values<'_>| counted(catalogue, docs, copies, values);
    let code = |codes: &[u32], doc: u16| codes.get(usize::from(doc)).map_or(0, |code| code.cast_signed());
    let months_published = |columns: &Columns, doc: u16, put: &mut dyn FnMut(i32)| {
        let place = columns.months.partition_point(|(_, range)| range.end <= u32::from(doc));
        if let Some((month, _)) = columns.months.get(place).filter(|_| columns.dated.contains(doc)) {
            put(*month);
        }
    };
    let undated = |columns: &Columns, doc: u16, put: &mut dyn FnMut(i32)| {
        if columns.published.get(usize::from(doc)).is_some_and(|&(first, _)| first == NO_DAY) {
            put(0);
        }
    };
    Counts {
        outlets: by_code(&by(passed.but_outlets(), &|columns, doc, put| put(code(&columns.outlets, doc)))),
        languages: by_code(&by(passed.but_languages(), &|columns, doc, put| put(code(&columns.languages, doc)))),
        months_published: by(passed.but_published(), &months_published),
        months_about: by(passed.but_about(), &|columns, doc, put| {
            columns.about.months_of(doc).iter().for_each(|&month| put(month));
        }),
        undated: by(passed.but_published(), &undated).iter().map(|(_, count)| count).sum(),
    }
}

fn group_of(columns: &Columns, doc: usize, copies: &CopyGroups) -> Option<usize> {
    columns.article_ids.get(doc).and_then(|&article_id| copies.group_of(ArticleId(article_id)))
}

/// How many groups have a document of each value.
fn counted(catalogue: &Catalogue, docs: &Sets, copies: &CopyGroups, values: Values<'_>) -> Vec<(i32, usize)> {
    let mut seen: Vec<(i32, u32)> = Vec::new();
    for (shard, set) in catalogue.shards.iter().zip(docs.iter()) {
        set.each(|doc| {
            if let Some(group) = group_of(&shard.columns, usize::from(doc), copies) {
                values(&shard.columns, doc, &mut |value| seen.push((value, group as u32)));
            }
        });
    }
    seen.sort_unstable();
    seen.dedup();
    let same = seen.chunk_by(|one, next| one.0 == next.0);
    same.filter_map(|same| Some((same.first()?.0, same.len()))).collect()
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
