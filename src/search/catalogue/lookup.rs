//! The rows that a filter leaves, in order, with their counts.

use super::Catalogue;
use super::counts::facets;
use super::evaluate::{Evaluated, Passed, evaluate};
use super::relevance::ranked;
use crate::compare::near_copies::Folded;
use crate::corpus::{ArticleId, Corpus};
use crate::events::Mentions;
use crate::search::holds::Subject;
use crate::search::query::Query;
use crate::search::sorting::{Column, Sort};
use crate::search::{Facets, Filter};
use crate::work::Cancel;
use rayon::prelude::*;
use std::sync::Arc;

/// Documents that are looked at before the first rows are shown; each further showing doubles the number.
const FIRST_LOOK: usize = 512;

/// Rows from which on counting beside them is worth waking another processor.
const WORTH_SHARING: usize = 1 << 17;

/// The rows that a filter leaves, as far as is known.
#[derive(Clone, Debug, Default)]
pub struct Lookup {
    /// Articles that pass, in order.
    pub rows: Arc<[ArticleId]>,
    /// Counts by facet.
    pub facets: Facets,
    /// Articles that may pass too and have not been looked at yet.
    pub unsure_count: usize,
    /// Articles that pass too, and that rows stand for.
    pub folded: Folded,
}

/// Everything that is looked up in.
#[derive(Clone, Copy, Debug)]
pub struct Holdings<'a> {
    /// The articles, laid out.
    pub catalogue: &'a Catalogue,
    /// The articles themselves.
    pub corpus: &'a Corpus,
    /// What they refer to.
    pub mentions: &'a Mentions,
}

/// The rows that pass `filter` in the order of `sort`. Where texts have to be read for the answer, what is known so far is
/// given to `report` now and then, the first rows of the order first. Nothing when cancelled.
pub fn lookup(
    holdings: Holdings<'_>,
    filter: &Filter,
    sort: Sort,
    cancel: &Cancel,
    report: &mut dyn FnMut(Lookup),
) -> Option<Lookup> {
    let Holdings { catalogue, corpus, .. } = holdings;
    let query = Query::parse(&filter.query);
    let Evaluated { mut passed, unsure } = evaluate(catalogue, query.root.as_ref(), filter, cancel)?;
    passed = passed.settled();
    let Some(unsure) = unsure else { return found(holdings, (&query, filter), &passed, sort, 0, cancel) };
    let counted = unsure.counted();
    let waiting = catalogue.order(corpus, sort, cancel)?.docs_of(catalogue, &counted);
    let mut at = 0;
    let mut look = FIRST_LOOK;
    while at < waiting.len() {
        let end = (at + look).min(waiting.len());
        let docs = waiting.get(at..end).unwrap_or_default();
        passed = passed.or(&looked_at(holdings, &query, filter, docs, &unsure, cancel)?);
        at = end;
        look *= 2;
        if at < waiting.len() {
            report(found(holdings, (&query, filter), &passed, sort, waiting.len() - at, cancel)?);
        }
    }
    found(holdings, (&query, filter), &passed, sort, 0, cancel)
}

/// Those of `docs` whose texts answer the query. Nothing when cancelled.
fn looked_at(
    holdings: Holdings<'_>,
    query: &Query,
    filter: &Filter,
    docs: &[u32],
    unsure: &Passed,
    cancel: &Cancel,
) -> Option<Passed> {
    let passes = |&doc: &u32| -> Option<Option<u32>> {
        if cancel.is_cancelled() {
            return None;
        }
        let Some(article_id) = holdings.catalogue.article_id(doc) else { return Some(None) };
        let Some(article) = holdings.corpus.get(article_id) else { return Some(None) };
        let subject = Subject::new(article_id, &article, holdings.mentions, filter);
        Some(subject.passes(query).then_some(doc))
    };
    let answers: Option<Vec<Option<u32>>> = docs.par_iter().map(passes).collect();
    let kept = holdings.catalogue.these(answers?.into_iter().flatten());
    Some(unsure.clone().and(&kept))
}

fn found(
    holdings: Holdings<'_>,
    (query, filter): (&Query, &Filter),
    passed: &Passed,
    sort: Sort,
    unsure_count: usize,
    cancel: &Cancel,
) -> Option<Lookup> {
    let catalogue = holdings.catalogue;
    let order = catalogue.order(holdings.corpus, sort, cancel)?;
    let folded = filter.folds().map(|copies| catalogue.folded(&passed.hits, copies)).unwrap_or_default();
    let left = (!folded.is_empty())
        .then(|| passed.hits.clone().and_not(&catalogue.of_articles(&folded.article_ids().collect())));
    let hits = left.as_ref().unwrap_or(&passed.hits);
    let rows = || match sort.key_of(Column::Match) {
        Some(key) => ranked(catalogue, query, hits, &order, !key.is_descending, cancel),
        None => Some(order.articles_of(catalogue, hits)),
    };
    let facets = || (!cancel.is_cancelled()).then(|| facets(catalogue, passed, &filter.marks, filter.folds()));
    let (rows, facets) = if hits.len() < WORTH_SHARING { (rows(), facets()) } else { rayon::join(rows, facets) };
    Some(Lookup { rows: rows?, facets: facets?, unsure_count, folded })
}
