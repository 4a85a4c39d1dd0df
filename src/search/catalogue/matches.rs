//! What a filter leaves, asked for piece by piece: a caller that wants a number pays for no rows.

use super::counts::{facets, months_published, outlets};
use super::evaluate::{Evaluated, Passed, evaluate};
use super::sets::Sets;
use super::{Catalogue, Holdings};
use crate::corpus::ArticleId;
use crate::search::query::Query;
use crate::search::sorting::Sort;
use crate::search::{FacetCount, Facets, Filter, Folding, Marks};
use crate::work::Cancel;
use chrono::NaiveDate;

/// The documents that columns and index say pass a filter. Those whose texts would have to be read are counted apart.
#[derive(Debug)]
pub struct Matches<'a> {
    catalogue: &'a Catalogue,
    passed: Passed,
    /// What passes, copies folded; nothing when none is.
    left: Option<Sets>,
    stories: Option<Folding>,
    marks: Marks,
    unsure_count: usize,
}

impl Catalogue {
    /// Puts a filter to every article without reading a text. Nothing when cancelled.
    pub fn matches(&self, filter: &Filter, cancel: &Cancel) -> Option<Matches<'_>> {
        let query = Query::parse(&filter.query);
        let Evaluated { passed, unsure } = evaluate(self, query.root.as_ref(), filter, cancel)?;
        let unsure_count = unsure.map_or(0, |unsure| unsure.hits.len());
        let folded = filter.folds().map(|copies| self.folded(&passed.hits, copies)).unwrap_or_default();
        let left = (!folded.is_empty())
            .then(|| passed.hits.clone().and_not(&self.of_articles(&folded.article_ids().collect())));
        Some(Matches {
            catalogue: self,
            passed,
            left,
            stories: filter.stories.clone(),
            marks: filter.marks.clone(),
            unsure_count,
        })
    }
}

impl Matches<'_> {
    fn hits(&self) -> &Sets {
        self.left.as_ref().unwrap_or(&self.passed.hits)
    }

    /// Articles that pass.
    pub fn count(&self) -> usize {
        self.hits().len()
    }

    /// Articles that may pass too, which their texts would tell.
    pub fn unsure_count(&self) -> usize {
        self.unsure_count
    }

    /// The first so many in the order of `sort`. Nothing when cancelled.
    pub fn first(&self, holdings: Holdings<'_>, sort: Sort, most: usize, cancel: &Cancel) -> Option<Vec<ArticleId>> {
        let order = self.catalogue.order(holdings.corpus, sort, cancel)?;
        Some(order.first_of(self.catalogue, self.hits(), most))
    }

    /// How many appeared in each month.
    pub fn months_published(&self) -> Vec<(NaiveDate, usize)> {
        match &self.stories {
            Some(_) => self.facets().months_published,
            None => months_published(self.catalogue, self.passed.but_published()),
        }
    }

    /// How many are of each outlet, the most frequent first.
    pub fn outlets(&self) -> Vec<FacetCount> {
        match &self.stories {
            Some(_) => self.facets().outlets,
            None => outlets(self.catalogue, self.passed.but_outlets()),
        }
    }

    /// Every facet.
    pub fn facets(&self) -> Facets {
        facets(self.catalogue, &self.passed, &self.marks, self.stories.as_ref().map(Folding::copies))
    }
}
