//! How an export was chosen, as it is written along with it: made here for the window and the command line alike, so that the same
//! articles leave with the same words.

use super::corrections::Corrections;
use super::overlay::set_by_hand;
use crate::corpus::{ArticleId, Corpus};
use crate::export::{Chosen, Scope};
use crate::search::Filter;
use crate::search::sorting::Sort;
use chrono::{DateTime, Utc};
use std::path::PathBuf;

/// What the scope of an export follows from.
#[derive(Debug)]
pub struct ScopeSource<'a> {
    /// All articles.
    pub corpus: &'a Corpus,
    /// Which of them leave, in order.
    pub article_ids: &'a [ArticleId],
    /// Of which kind they are.
    pub chosen: Chosen,
    /// The filter that they passed.
    pub filter: &'a Filter,
    /// Their order.
    pub sort: Sort,
    /// Name of the event that they tell of, where that was asked for.
    pub event: Option<String>,
    /// What the user says better.
    pub corrections: &'a Corrections,
    /// Files and folders that were opened; none for the built-in sample.
    pub opened: Vec<PathBuf>,
    /// When, if that is to be written.
    pub at: Option<DateTime<Utc>>,
}

impl ScopeSource<'_> {
    /// The scope, as it stands in the export and its manifest.
    pub fn scope(self) -> Scope {
        let mut scope = Scope::of_filter(self.filter, self.sort, self.article_ids.len(), self.corpus.len());
        scope.filters.extend(self.event.map(|event| ("event".to_owned(), event)));
        scope.choose(self.chosen);
        scope.exported_at = self.at;
        scope.opened = self.opened;
        scope.corrections = set_by_hand(self.corrections, self.corpus, self.article_ids);
        scope
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::sample;

    #[test]
    fn what_was_chosen_is_told_behind_the_filters_and_the_event() {
        let corpus = sample::reading_sample().snapshot().opened.corpus.clone();
        let at = DateTime::UNIX_EPOCH;
        let filter = Filter { query: "visit".to_owned(), ..Filter::default() };
        let article_ids: Vec<ArticleId> = corpus.iter().map(|(article_id, _)| article_id).take(2).collect();
        let source = ScopeSource {
            corpus: &corpus,
            article_ids: &article_ids,
            chosen: Chosen::Picked,
            filter: &filter,
            sort: Sort::default(),
            event: Some("The visit".to_owned()),
            corrections: &Corrections::default(),
            opened: vec![PathBuf::from("news")],
            at: Some(at),
        };
        let scope = source.scope();
        assert_eq!((scope.shown, scope.total, scope.view.query.as_str()), (2, corpus.len(), "visit"));
        assert_eq!((scope.exported_at, scope.opened.as_slice()), (Some(at), [PathBuf::from("news")].as_slice()));
        let told: Vec<(&str, &str)> =
            scope.filters.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(told, [("event", "The visit"), ("selection", "picked one by one")]);
    }
}
