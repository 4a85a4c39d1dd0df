//! Which documents pass a whole filter?
//!
//! What an index or a column answers is known at once. What it cannot answer exactly (texts that are not indexed yet, a
//! regular expression without a word in it) leaves documents that *may* pass, to be looked at one by one.

use super::Catalogue;
use super::columns::Columns;
use super::looked_up::LookedUp;
use super::names::Names;
use super::sets::{Sets, WORD};
use super::shard::Shard;
use crate::corpus::{ArticleId, ArticleSet};
use crate::events::lanes::day_number;
use crate::search::Filter;
use crate::search::index::{DocSet, is_dense};
use crate::search::query::Node;
use crate::work::Cancel;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Of less than one document in so many, each is looked up by its article.
const FEW_ARTICLES: usize = 32;

/// From one document in so many on, looking documents up among bits is quicker than writing them down.
const WORTH_BITS: usize = 256;

/// The documents of which something holds, as far as it is known without reading texts.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// It holds of none but these.
    pub(super) may: Sets,
    /// It holds of all of these; nothing when that is `may` itself.
    pub(super) must: Option<Sets>,
}

impl Answer {
    /// It holds of these and no others.
    pub(super) fn exact(sets: Sets) -> Self {
        Self { may: sets, must: None }
    }

    fn must(&self) -> &Sets {
        self.must.as_ref().unwrap_or(&self.may)
    }

    pub(super) fn and(self, other: &Self) -> Self {
        self.joined(other, Sets::and)
    }

    pub(super) fn or(self, other: &Self) -> Self {
        self.joined(other, Sets::or)
    }

    fn joined(self, other: &Self, join: fn(Sets, &Sets) -> Sets) -> Self {
        let is_exact = self.must.is_none() && other.must.is_none();
        let must = (!is_exact).then(|| join(self.must().clone(), other.must()));
        Self { may: join(self.may, &other.may), must }
    }

    /// The same, made for being gone through.
    fn settled(self) -> Self {
        Self { may: self.may.settled(), must: self.must.map(Sets::settled) }
    }

    /// Only what is alive.
    fn of_alive(self, catalogue: &Catalogue) -> Self {
        Self { may: catalogue.alive_of(self.may), must: self.must.map(|must| catalogue.alive_of(must)) }
    }

    fn not(self, all: &Sets) -> Self {
        let without = |sets: &Sets| all.clone().and_not(sets);
        Self { may: without(self.must()), must: self.must.is_some().then(|| without(&self.may)) }
    }
}

/// What passes, part by part.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    /// Documents that pass everything.
    pub(super) hits: Sets,
    /// Documents that pass everything but this part of the filter, where the part is set.
    but: [Option<Sets>; PARTS],
}

/// The parts of a filter that a facet leaves out of its own counts: outlet, language, publication, days referred to, tags,
/// kind.
const PARTS: usize = 6;

impl Passed {
    pub(super) fn but_outlets(&self) -> &Sets {
        self.but(0)
    }

    pub(super) fn but_languages(&self) -> &Sets {
        self.but(1)
    }

    pub(super) fn but_published(&self) -> &Sets {
        self.but(2)
    }

    pub(super) fn but_about(&self) -> &Sets {
        self.but(3)
    }

    pub(super) fn but_tags(&self) -> &Sets {
        self.but(4)
    }

    pub(super) fn but_kinds(&self) -> &Sets {
        self.but(5)
    }

    fn but(&self, part: usize) -> &Sets {
        self.but.get(part).and_then(Option::as_ref).unwrap_or(&self.hits)
    }

    /// Documents that pass all but at most one part.
    pub(super) fn counted(&self) -> Sets {
        self.but.iter().flatten().fold(self.hits.clone(), Sets::or)
    }

    /// The same, made for being gone through.
    pub(super) fn settled(self) -> Self {
        Self { hits: self.hits.settled(), but: self.but.map(|sets| sets.map(Sets::settled)) }
    }

    /// Only those of `kept`.
    pub(super) fn and(self, kept: &Sets) -> Self {
        Self { hits: self.hits.and(kept), but: self.but.map(|sets| sets.map(|sets| sets.and(kept))) }
    }

    /// Without those of `others`.
    pub(super) fn and_not(self, others: &Sets) -> Self {
        Self { hits: self.hits.and_not(others), but: self.but.map(|sets| sets.map(|sets| sets.and_not(others))) }
    }

    /// Those of `other` as well, of which the same parts are set.
    pub(super) fn or(self, other: &Self) -> Self {
        let mut others = other.but.iter().flatten();
        let but =
            self.but.map(|sets| sets.map(|sets| others.next().map_or_else(Sets::default, |other| sets.or(other))));
        Self { hits: self.hits.or(&other.hits), but }
    }
}

/// A filter put to a catalogue.
#[derive(Debug)]
pub(super) struct Evaluated {
    /// Documents that surely pass.
    pub(super) passed: Passed,
    /// Documents that pass if their text answers the query, to be looked at; nothing when none has to.
    pub(super) unsure: Option<Passed>,
}

/// Puts a filter to every document. Nothing when cancelled.
pub(super) fn evaluate(
    catalogue: &Catalogue,
    root: Option<&Node>,
    filter: &Filter,
    cancel: &Cancel,
) -> Option<Evaluated> {
    let evaluation = Evaluation { catalogue, filter, cancel };
    let answer = match root {
        Some(root) => evaluation.node(root, None)?.of_alive(catalogue),
        None => Answer::exact(catalogue.alive()),
    };
    let answer = match &filter.within {
        Some(within) => answer.and(&Answer::exact(catalogue.of_articles(&within.iter().copied().collect()))),
        None => answer,
    };
    let parts = [
        is_one_of(&filter.outlets).map(|is_wanted| catalogue.with_outlet(is_wanted)),
        is_one_of(&filter.languages).map(|is_wanted| catalogue.with_language(is_wanted)),
        filter.published.map(|days| catalogue.published_in(days)),
        filter.about.map(|days| catalogue.about(days)),
        (!filter.tags.is_empty()).then(|| catalogue.with_tag_of(filter)),
        is_one_of(&filter.kinds).map(|is_wanted| catalogue.with_kind(is_wanted)),
    ];
    let unsure = answer.must.as_ref().map(|must| answer.may.clone().and_not(must));
    let unsure = unsure.filter(|unsure| !unsure.is_empty()).map(|unsure| passed(unsure, &parts));
    let sure = answer.must.unwrap_or(answer.may);
    Some(Evaluated { passed: passed(sure, &parts), unsure })
}

/// Asks whether a name is among those chosen; nothing where none is, and all pass.
fn is_one_of(chosen: &BTreeSet<Option<Arc<str>>>) -> Option<impl Fn(Option<&Arc<str>>) -> bool> {
    (!chosen.is_empty()).then_some(|name: Option<&Arc<str>>| chosen.contains(&name.cloned()))
}

fn passed(base: Sets, parts: &[Option<Sets>; PARTS]) -> Passed {
    let but = std::array::from_fn(|left_out| {
        parts.get(left_out)?.as_ref()?;
        let others = parts.iter().enumerate().filter(|&(part, _)| part != left_out);
        Some(others.filter_map(|(_, part)| part.as_ref()).fold(base.clone(), Sets::and))
    });
    Passed { but, hits: parts.iter().flatten().fold(base, Sets::and) }
}

/// What leaves are asked with.
pub(super) struct Evaluation<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) filter: &'a Filter,
    pub(super) cancel: &'a Cancel,
}

impl Evaluation<'_> {
    /// The documents of which a node holds; only those of `within` need to be told, when given. Nothing when cancelled.
    fn node(&self, node: &Node, within: Option<&Sets>) -> Option<Answer> {
        if self.cancel.is_cancelled() {
            return None;
        }
        match node {
            Node::All(parts) => self.all(parts, within),
            Node::Any(parts) => {
                let mut answers = parts.iter().map(|part| self.node(part, within));
                let first = answers.next()??;
                answers.try_fold(first, |sum, answer| Some(sum.or(&answer?)))
            }
            Node::Not(part) => Some(self.node(part, within)?.not(&self.catalogue.alive())),
            leaf => self.leaf(leaf, within),
        }
    }

    /// The documents of which all of the parts hold: words of which there are few first, the others looked up in those.
    fn all(&self, parts: &[Node], within: Option<&Sets>) -> Option<Answer> {
        let mut parts: Vec<(usize, &Node, Option<LookedUp<'_>>)> = parts
            .iter()
            .map(|part| {
                let looked_up = self.looked_up(part);
                let count = looked_up.as_ref().and_then(LookedUp::first_doc_count).unwrap_or(usize::MAX);
                (count, part, looked_up)
            })
            .collect();
        parts.sort_by_key(|&(count, ..)| count);
        if let [(rarest, ..), (next, ..), ..] = parts.as_slice()
            && self.is_quicker_behind(*rarest, *next)
        {
            parts.swap(0, 1);
        }
        let ask = |part: &Node, looked_up: &Option<LookedUp<'_>>, within: Option<&Sets>| match looked_up {
            Some(looked_up) => self.docs_of(looked_up, within),
            None => self.node(part, within),
        };
        let mut parts = parts.iter();
        let (_, first, looked_up) = parts.next()?;
        let first = ask(first, looked_up, within)?.settled();
        parts.try_fold(first, |sum, (_, part, looked_up)| {
            let answer = ask(part, looked_up, Some(&sum.may))?;
            // Of a phrase none but these were asked for.
            let is_within = looked_up.is_some() && sum.must.is_none() && answer.must.is_none();
            Some(if is_within { answer } else { sum.and(&answer) })
        })
    }
}

impl Evaluation<'_> {
    /// Of two words with so many documents in the first block: are the documents of the rarer one quicker looked up among the
    /// bits of the other than written down? So it is where they are not few and the others stand as bits anyway.
    fn is_quicker_behind(&self, rarest: usize, next: usize) -> bool {
        let universe = self.catalogue.shards.first().map_or(0, Shard::universe);
        next != usize::MAX && rarest * WORTH_BITS > universe as usize && is_dense(next, universe)
    }
}

impl Catalogue {
    /// The documents of these articles.
    pub(super) fn of_articles(&self, wanted: &ArticleSet) -> Sets {
        if wanted.len() * FEW_ARTICLES < self.bound() {
            return self.these(wanted.iter().filter_map(|article_id| self.doc_of(article_id)));
        }
        self.where_column(|shard, doc| {
            shard.columns.article_ids.get(doc).is_some_and(|&article_id| wanted.contains(ArticleId(article_id)))
        })
    }

    /// The documents of which `holds` is true.
    pub(super) fn where_column(&self, holds: impl Fn(&Shard, usize) -> bool) -> Sets {
        self.sets_of(|shard| {
            let count = shard.columns.len();
            let words = (0..count).step_by(WORD).map(|start| {
                let docs = start..(start + WORD).min(count);
                docs.fold(0, |bits, doc| bits | u64::from(holds(shard, doc)) << (doc % WORD))
            });
            DocSet::from_bits(shard.universe(), words.collect())
        })
    }

    /// The documents whose outlet is wanted; nothing stands for "unknown", here and below.
    pub(super) fn with_outlet(&self, is_wanted: impl Fn(Option<&Arc<str>>) -> bool) -> Sets {
        self.with_name(&self.names.outlets, |columns| &columns.outlets, is_wanted)
    }

    /// The documents whose language is wanted.
    pub(super) fn with_language(&self, is_wanted: impl Fn(Option<&Arc<str>>) -> bool) -> Sets {
        self.with_name(&self.names.languages, |columns| &columns.languages, is_wanted)
    }

    /// The documents whose kind is wanted.
    pub(super) fn with_kind(&self, is_wanted: impl Fn(Option<&Arc<str>>) -> bool) -> Sets {
        self.with_name(&self.names.kinds, |columns| &columns.kinds, is_wanted)
    }

    /// The documents of which a name that they have in common with others is wanted: each name is asked for once.
    fn with_name(
        &self,
        names: &Names,
        codes: fn(&Columns) -> &[u32],
        is_wanted: impl Fn(Option<&Arc<str>>) -> bool,
    ) -> Sets {
        let wanted: Vec<bool> = names.iter().map(|(_, name)| is_wanted(name)).collect();
        self.where_column(|shard, doc| {
            codes(&shard.columns).get(doc).and_then(|&code| wanted.get(code as usize)).copied().unwrap_or_default()
        })
    }

    /// The documents published on one of these days, as far as is known.
    pub(super) fn published_in(&self, days: crate::time::Interval) -> Sets {
        let (first, last) = (day_number(days.first()), day_number(days.last()));
        self.where_column(|shard, doc| {
            shard
                .columns
                .published
                .get(doc)
                .is_some_and(|&[from, to]| from != super::row::NO_DAY && from <= last && to >= first)
        })
    }

    /// The documents that refer to one of these days.
    pub(super) fn about(&self, days: crate::time::Interval) -> Sets {
        let (first, last) = (day_number(days.first()), day_number(days.last()));
        self.sets_of(|shard| {
            let mut words = vec![0; shard.columns.len().div_ceil(WORD)];
            shard.columns.about.mark(first, last, &mut words);
            DocSet::from_bits(shard.universe(), words)
        })
    }
}
