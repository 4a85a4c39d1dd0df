//! Which documents carry which tags, and how do those that pass count by tag?

use super::Catalogue;
use super::sets::Sets;
use crate::compare::near_copies::CopyGroups;
use crate::corpus::{ArticleId, ArticleSet};
use crate::search::facets::Count;
use crate::search::{FacetCount, Filter, Marks};
use std::cmp::Reverse;

impl Catalogue {
    /// The documents with a tag of which `is_wanted` is true.
    pub(super) fn tagged(&self, marks: &Marks, is_wanted: impl Fn(&str) -> bool) -> Sets {
        let wanted = marks.tagged.iter().filter(|(tag, _)| is_wanted(tag));
        let sets = wanted.map(|(_, articles)| self.of_articles(articles));
        sets.fold(self.no_docs(), |sum, set| sum.or(&set))
    }

    /// The documents that carry one of the tags of a filter.
    pub(super) fn with_tag_of(&self, filter: &Filter) -> Sets {
        let tagged = self.tagged(&filter.marks, |tag| filter.tags.iter().flatten().any(|wanted| **wanted == *tag));
        if !filter.tags.contains(&None) {
            return tagged;
        }
        let untagged = self.alive().and_not(&self.tagged(&filter.marks, |_| true));
        tagged.or(&untagged)
    }
}

/// How many of the documents carry each tag, and how many none; of copies, where they are folded, how many groups do. The
/// most frequent first; empty where there are no tags.
pub(super) fn tag_counts(
    catalogue: &Catalogue,
    docs: &Sets,
    marks: &Marks,
    copies: Option<&CopyGroups>,
) -> Vec<FacetCount> {
    if marks.tagged.is_empty() {
        return Vec::new();
    }
    let is_in = |article_id: &ArticleId| catalogue.doc_of(*article_id).is_some_and(|doc| catalogue.is_in(docs, doc));
    let of_tag = |articles: &ArticleSet| stories(articles.iter().filter(is_in), copies);
    let counted = marks.tagged.iter().map(|(tag, articles)| (Some(tag.clone()), of_tag(articles)));
    let mut counts: Vec<FacetCount> = counted.map(|(value, count)| FacetCount { value, count }).collect();
    let untagged = docs.clone().and_not(&catalogue.tagged(marks, |_| true));
    let mut count = untagged.len();
    if copies.is_some() {
        let mut article_ids = Vec::with_capacity(count);
        catalogue.each_of(&untagged, |doc| article_ids.extend(catalogue.article_id(doc)));
        count = stories(article_ids.into_iter(), copies);
    }
    counts.push(FacetCount { value: None, count });
    counts.retain(|facet| facet.count > 0);
    counts.sort_by(|a, b| (Reverse(a.count), &a.value).cmp(&(Reverse(b.count), &b.value)));
    counts
}

/// How many articles, or where copies are folded, how many stories.
fn stories(article_ids: impl Iterator<Item = ArticleId>, copies: Option<&CopyGroups>) -> usize {
    let mut count = Count::default();
    article_ids.for_each(|article_id| count.add(copies.and_then(|copies| copies.group_of(article_id))));
    count.total()
}
