//! `similar`: groups of copies, and parts of articles that stand in others.

use super::arguments::{RowsArguments, RowsFormat};
use super::failure::Failure;
use super::filter::{Chosen, Needs, choose};
use super::streams::Streams;
use super::table::{self, Column};
use super::watched::watched;
use crate::compare::near_copies::{
    CopyGroups, GroupMember, LIKE, Resemblance, beside_origin, near_copies, resemblance, shared_passages,
};
use crate::corpus::{Article, ArticleId};
use crate::export::record::rounded;
use crate::text::{CodePoints, Span};
use crate::work::Cancel;
use rayon::prelude::*;
use serde::Serialize;

/// Members of a group of which every pair is told; of a larger one each member with the origin.
const MOST_PAIRED: usize = 24;

/// Pairs whose passages are told at once: enough for every thread, few enough to keep in memory.
const CHUNK: usize = 256;

const COLUMNS: [Column; 5] = [
    Column::number("GROUP"),
    Column::words("KIND", 5),
    Column::number("ALIKE"),
    Column::words("A", 72),
    Column::words("B", 72),
];

/// Two articles that share a text or a part of one.
struct Pair {
    /// From 1; nothing for a part.
    group: Option<usize>,
    /// A Jaccard index for copies, for parts the larger share.
    score: f32,
    a: ArticleId,
    b: ArticleId,
    /// What stands in both, as shares of each.
    contained: [f32; 2],
    /// Words that both have in stretches of at least 24; of parts only.
    words: Option<u32>,
    /// True where `a` is the earliest of the group.
    is_with_earliest: bool,
}

/// One pair as JSON Lines tells it.
#[derive(Serialize)]
struct Line<'a> {
    group: Option<usize>,
    kind: &'static str,
    score: f32,
    contained: [f32; 2],
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<u32>,
    a: Side<'a>,
    b: Side<'a>,
    /// Where `a` is the earliest of the group: what `b` made of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    beside_earliest: Option<BesideEarliest>,
    /// What stands in both; of parts only.
    #[serde(skip_serializing_if = "Option::is_none")]
    passages: Option<Vec<InBoth>>,
}

/// A copy beside the earliest of its group, outside boilerplate: words, and where they stand.
#[derive(Serialize)]
struct BesideEarliest {
    verbatim: bool,
    kept: usize,
    cut: usize,
    added: usize,
    /// In the earliest.
    cut_passages: Vec<Place>,
    /// In the copy.
    added_passages: Vec<Place>,
}

/// A stretch that stands in both articles.
#[derive(Serialize)]
struct InBoth {
    words: u32,
    a: Place,
    b: Place,
}

/// A stretch of a text, in code points, the end behind the last.
#[derive(Serialize)]
struct Place {
    start: usize,
    end: usize,
}

/// One article of a pair.
#[derive(Serialize)]
struct Side<'a> {
    doc: String,
    id: &'a str,
    outlet: Option<&'a str>,
    title: Option<&'a str>,
}

/// Writes the pairs of copies among the articles that pass the filters, the groups that they form numbered from 1 and the
/// earliest article first, then the parts that stand in other articles.
pub(super) fn run(arguments: &RowsArguments, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let chosen = choose(&arguments.scope, Needs::Articles, streams)?;
    let find = |progress: &_| near_copies(&chosen.corpus, &chosen.article_ids, &Cancel::new(), progress);
    let groups = watched("comparing: article", streams, find).flatten().unwrap_or_default();
    let pairs = pairs(&groups, &chosen);
    let articles = |pair: &Pair| chosen.corpus.get(pair.a).zip(chosen.corpus.get(pair.b));
    match arguments.format {
        RowsFormat::Table => {
            let row = |pair: &Pair| {
                let (a, b) = articles(pair)?;
                let group = pair.group.map_or_else(String::new, |group| group.to_string());
                let alike = format!("{:.0} %", pair.score * 100.0);
                Some([group, kind(pair).to_owned(), alike, shown(&a), shown(&b)])
            };
            let rows: Vec<_> = pairs.iter().filter_map(row).collect();
            if rows.is_empty() {
                streams.say("none of these articles is a copy of another, or holds a part of one");
            }
            table::write(&COLUMNS, &rows, streams.out)?;
        }
        RowsFormat::Jsonl => {
            for chunk in pairs.chunks(CHUNK) {
                let told = chunk.par_iter().filter_map(|pair| {
                    let (a, b) = articles(pair)?;
                    let beside = pair.is_with_earliest.then(|| beside_earliest(&a, &b));
                    let passages = pair.group.is_none().then(|| in_both(&a, &b));
                    Some((pair, a, b, beside, passages))
                });
                for (pair, a, b, beside_earliest, passages) in told.collect::<Vec<_>>() {
                    streams.write_json(&Line {
                        group: pair.group,
                        kind: kind(pair),
                        score: rounded(pair.score),
                        contained: pair.contained.map(rounded),
                        words: pair.words,
                        a: Side::new(&a),
                        b: Side::new(&b),
                        beside_earliest,
                        passages,
                    })?;
                }
            }
        }
    }
    Ok(())
}

fn pairs(groups: &CopyGroups, chosen: &Chosen) -> Vec<Pair> {
    let groups_of_pairs: Vec<&[GroupMember]> = groups.groups().collect();
    let copies = groups_of_pairs.par_iter().enumerate().flat_map_iter(|(group, members)| {
        let earliest = members.first().map(|origin| origin.article_id);
        pairs_of_group(members, chosen).into_iter().map(move |(a, b, alike)| Pair {
            group: Some(group + 1),
            score: alike.jaccard,
            a,
            b,
            contained: [alike.of_a, alike.of_b],
            words: None,
            is_with_earliest: Some(a) == earliest,
        })
    });
    let parts = groups.parts().par_iter().map(|part| Pair {
        group: None,
        score: part.of_earlier.max(part.of_later),
        a: part.earlier,
        b: part.later,
        contained: [part.of_earlier, part.of_later],
        words: Some(part.words),
        is_with_earliest: false,
    });
    copies.chain(parts).collect()
}

/// Each member with the origin, and where they are few, also those with one another that are alike.
fn pairs_of_group(members: &[GroupMember], chosen: &Chosen) -> Vec<(ArticleId, ArticleId, Resemblance)> {
    let Some((origin, copies)) = members.split_first() else { return Vec::new() };
    let mut pairs: Vec<_> = copies.iter().map(|copy| (origin.article_id, copy.article_id, copy.to_origin)).collect();
    if members.len() <= MOST_PAIRED {
        let articles: Vec<_> =
            copies.iter().filter_map(|copy| Some((copy.article_id, chosen.corpus.get(copy.article_id)?))).collect();
        for (place, (id_a, a)) in articles.iter().enumerate() {
            for (id_b, b) in articles.iter().skip(place + 1) {
                let alike = resemblance(a, b);
                if alike.jaccard >= LIKE {
                    pairs.push((*id_a, *id_b, alike));
                }
            }
        }
    }
    pairs
}

fn beside_earliest(earliest: &Article, copy: &Article) -> BesideEarliest {
    let beside = beside_origin(earliest, copy);
    let places = |spans: Vec<Span>, article: &Article| -> Vec<Place> {
        let points = CodePoints::new(&article.text);
        spans.into_iter().map(|span| Place::new(span, &points)).collect()
    };
    BesideEarliest {
        verbatim: beside.words.is_verbatim,
        kept: beside.words.kept,
        cut: beside.words.cut,
        added: beside.words.added,
        cut_passages: places(beside.cut_passages(), earliest),
        added_passages: places(beside.added_passages(), copy),
    }
}

fn in_both(a: &Article, b: &Article) -> Vec<InBoth> {
    let (points_a, points_b) = (CodePoints::new(&a.text), CodePoints::new(&b.text));
    let placed = shared_passages(a, b).into_iter().map(|passage| InBoth {
        words: passage.words,
        a: Place::new(passage.a, &points_a),
        b: Place::new(passage.b, &points_b),
    });
    placed.collect()
}

impl Place {
    fn new(span: Span, points: &CodePoints) -> Self {
        let (start, end) = points.span(span);
        Self { start, end }
    }
}

fn kind(pair: &Pair) -> &'static str {
    if pair.group.is_some() { "whole" } else { "part" }
}

impl<'a> Side<'a> {
    fn new(article: &'a Article) -> Self {
        Self { doc: article.source.doc(), id: &article.id, outlet: article.outlet(), title: article.title() }
    }
}

fn shown(article: &Article) -> String {
    match article.outlet() {
        Some(outlet) => format!("{outlet}: {}", article.source.doc()),
        None => article.source.doc(),
    }
}
