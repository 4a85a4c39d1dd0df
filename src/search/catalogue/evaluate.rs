//! Which documents pass a whole filter?
//!
//! What an index or a column answers is known at once. What it cannot answer exactly (texts that are not indexed yet, a
//! regular expression without a word in it) leaves documents that *may* pass, to be looked at one by one.

use super::Catalogue;
use super::bits::{Bits, WORD};
use super::shard::Shard;
use crate::corpus::ArticleId;
use crate::events::lanes::day_number;
use crate::search::Filter;
use crate::search::query::Node;
use crate::work::Cancel;

/// The documents of which something holds, as far as it is known without reading texts.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    /// It holds of none but these.
    pub(super) may: Bits,
    /// It holds of all of these; nothing when that is `may` itself.
    pub(super) must: Option<Bits>,
}

impl Answer {
    /// It holds of these and no others.
    pub(super) fn exact(bits: Bits) -> Self {
        Self { may: bits, must: None }
    }

    fn must(&self) -> &Bits {
        self.must.as_ref().unwrap_or(&self.may)
    }

    pub(super) fn and(self, other: &Self) -> Self {
        self.joined(other, Bits::and)
    }

    pub(super) fn or(self, other: &Self) -> Self {
        self.joined(other, Bits::or)
    }

    fn joined(mut self, other: &Self, join: fn(&mut Bits, &Bits)) -> Self {
        if self.must.is_some() || other.must.is_some() {
            let mut must = self.must().clone();
            join(&mut must, other.must());
            self.must = Some(must);
        }
        join(&mut self.may, &other.may);
        self
    }

    fn not(self, all: &Bits) -> Self {
        let without = |bits: &Bits| {
            let mut rest = all.clone();
            rest.and_not(bits);
            rest
        };
        Self { may: without(self.must()), must: self.must.is_some().then(|| without(&self.may)) }
    }
}

/// What passes, part by part.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    /// Documents that pass everything.
    pub(super) hits: Bits,
    /// Documents that pass everything but this part of the filter, where the part is set.
    but: [Option<Bits>; PARTS],
}

/// The parts of a filter that a facet leaves out of its own counts: outlet, language, publication, days referred to.
const PARTS: usize = 4;

impl Passed {
    pub(super) fn but_outlets(&self) -> &Bits {
        self.but(0)
    }

    pub(super) fn but_languages(&self) -> &Bits {
        self.but(1)
    }

    pub(super) fn but_published(&self) -> &Bits {
        self.but(2)
    }

    pub(super) fn but_about(&self) -> &Bits {
        self.but(3)
    }

    fn but(&self, part: usize) -> &Bits {
        self.but.get(part).and_then(Option::as_ref).unwrap_or(&self.hits)
    }

    /// Documents that pass all but at most one part.
    pub(super) fn counted(&self) -> Bits {
        let mut counted = self.hits.clone();
        self.but.iter().flatten().for_each(|bits| counted.or(bits));
        counted
    }

    /// Only those of `kept`.
    pub(super) fn keep(&mut self, kept: &Bits) {
        self.hits.and(kept);
        self.but.iter_mut().flatten().for_each(|bits| bits.and(kept));
    }

    /// Adds those of `other`.
    pub(super) fn add(&mut self, other: &Self) {
        self.hits.or(&other.hits);
        for (bits, other) in self.but.iter_mut().zip(&other.but) {
            if let (Some(bits), Some(other)) = (bits, other) {
                bits.or(other);
            }
        }
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
    let mut alive = catalogue.alive();
    if let Some(within) = &filter.within {
        alive.and(&catalogue.of_articles(within.iter().copied()));
    }
    if !filter.tags.is_empty() {
        let tagged = filter.tagged.iter().filter(|(_, tags)| tags.iter().any(|tag| filter.tags.contains(tag)));
        alive.and(&catalogue.of_articles(tagged.map(|(&article_id, _)| article_id)));
    }
    let evaluation = Evaluation { catalogue, filter, cancel };
    let answer = match root {
        Some(root) => evaluation.node(root)?.and(&Answer::exact(alive)),
        None => Answer::exact(alive),
    };
    let parts = [
        (!filter.outlets.is_empty()).then(|| catalogue.with_outlet(filter)),
        (!filter.languages.is_empty()).then(|| catalogue.with_language(filter)),
        filter.published.map(|days| catalogue.published_in(days)),
        filter.about.map(|days| catalogue.about(days)),
    ];
    let unsure = answer.must.as_ref().map(|must| {
        let mut unsure = answer.may.clone();
        unsure.and_not(must);
        unsure
    });
    let unsure = unsure.filter(|unsure| !unsure.is_empty()).map(|unsure| passed(&unsure, &parts));
    let sure = answer.must.unwrap_or(answer.may);
    Some(Evaluated { passed: passed(&sure, &parts), unsure })
}

fn passed(base: &Bits, parts: &[Option<Bits>; PARTS]) -> Passed {
    let all_but = |left_out: usize| {
        let mut bits = base.clone();
        for (_, part) in parts.iter().enumerate().filter(|&(part, _)| part != left_out) {
            if let Some(part) = part {
                bits.and(part);
            }
        }
        bits
    };
    let but = std::array::from_fn(|part| parts.get(part).and_then(Option::as_ref).map(|_| all_but(part)));
    Passed { hits: all_but(PARTS), but }
}

/// What leaves are asked with.
pub(super) struct Evaluation<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) filter: &'a Filter,
    pub(super) cancel: &'a Cancel,
}

impl Evaluation<'_> {
    /// The documents of which a node holds. Nothing when cancelled.
    fn node(&self, node: &Node) -> Option<Answer> {
        if self.cancel.is_cancelled() {
            return None;
        }
        match node {
            Node::All(parts) => self.fold(parts, Answer::and),
            Node::Any(parts) => self.fold(parts, Answer::or),
            Node::Not(part) => Some(self.node(part)?.not(&self.catalogue.alive())),
            leaf => self.leaf(leaf),
        }
    }

    fn fold(&self, parts: &[Node], join: fn(Answer, &Answer) -> Answer) -> Option<Answer> {
        let mut answers = parts.iter().map(|part| self.node(part));
        let first = answers.next()??;
        answers.try_fold(first, |sum, answer| Some(join(sum, &answer?)))
    }
}

impl Catalogue {
    /// The documents of these articles.
    pub(super) fn of_articles(&self, article_ids: impl Iterator<Item = ArticleId>) -> Bits {
        let mut wanted: Vec<u32> = article_ids.map(|article_id| article_id.0).collect();
        wanted.sort_unstable();
        let bound = wanted.last().map_or(0, |last| *last as usize + 1);
        let mut ids = Bits::none(bound);
        for &article_id in &wanted {
            ids.insert(article_id as usize);
        }
        self.where_column(|shard, doc| shard.columns.article_ids.get(doc).is_some_and(|&id| ids.contains(id)))
    }

    /// The documents of which `holds` is true.
    pub(super) fn where_column(&self, holds: impl Fn(&Shard, usize) -> bool) -> Bits {
        let mut found = Bits::none(self.bound());
        for (base, shard) in self.based_shards() {
            let words = found.words_mut().iter_mut().skip(base / WORD).take(shard.columns.len().div_ceil(WORD));
            for (word, slot) in words.enumerate() {
                let docs = word * WORD..((word + 1) * WORD).min(shard.columns.len());
                *slot = docs.fold(0, |bits, doc| bits | u64::from(holds(shard, doc)) << (doc % WORD));
            }
        }
        found
    }

    /// The documents that have one of these codes.
    pub(super) fn with_code(&self, codes: fn(&Shard) -> &[u32], wanted: &[bool]) -> Bits {
        self.where_column(|shard, doc| {
            codes(shard).get(doc).and_then(|&code| wanted.get(code as usize)).copied().unwrap_or_default()
        })
    }

    fn with_outlet(&self, filter: &Filter) -> Bits {
        let wanted: Vec<bool> =
            self.names.outlets.iter().map(|(_, name)| filter.outlets.contains(&name.cloned())).collect();
        self.with_code(|shard| &shard.columns.outlets, &wanted)
    }

    fn with_language(&self, filter: &Filter) -> Bits {
        let wanted: Vec<bool> =
            self.names.languages.iter().map(|(_, name)| filter.languages.contains(&name.cloned())).collect();
        self.with_code(|shard| &shard.columns.languages, &wanted)
    }

    /// The documents published on one of these days, as far as is known.
    pub(super) fn published_in(&self, days: crate::time::Interval) -> Bits {
        let (first, last) = (day_number(days.first()), day_number(days.last()));
        self.where_column(|shard, doc| {
            shard
                .columns
                .published
                .get(doc)
                .is_some_and(|&(from, to)| from != super::columns::NO_DAY && from <= last && to >= first)
        })
    }

    /// The documents that refer to one of these days.
    pub(super) fn about(&self, days: crate::time::Interval) -> Bits {
        let (first, last) = (day_number(days.first()), day_number(days.last()));
        let mut found = Bits::none(self.bound());
        for (base, shard) in self.based_shards() {
            let start = base / WORD;
            if let Some(words) = found.words_mut().get_mut(start..start + shard.columns.len().div_ceil(WORD)) {
                shard.columns.about.mark(first, last, words);
            }
        }
        found
    }
}
