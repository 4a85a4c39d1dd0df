//! Every article put to the filter, in parallel, with the counts taken on the way.

use super::facets::{Part, Tally};
use super::holds::Subject;
use super::query::Query;
use super::{Filter, Found};
use crate::compare::near_copies::Folded;
use crate::corpus::{ArticleId, Corpus};
use crate::events::Mentions;
use crate::work::Cancel;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Articles that one thread takes at a time.
const CHUNK: usize = 256;

/// The articles that pass `filter`, with the facets. Nothing when cancelled.
pub fn find(corpus: &Corpus, mentions: &Mentions, filter: &Filter, cancel: &Cancel) -> Option<Found> {
    let query = Query::parse(&filter.query);
    let chunks: Option<Vec<(Vec<ArticleId>, Tally)>> = (0..corpus.slot_count().div_ceil(CHUNK))
        .into_par_iter()
        .map(|chunk| {
            let mut passed = Vec::new();
            let mut tally = Tally::default();
            for index in (chunk * CHUNK..corpus.slot_count()).take(CHUNK) {
                if cancel.is_cancelled() {
                    return None;
                }
                let article_id = ArticleId(index as u32);
                let Some(article) = corpus.get(article_id) else { continue };
                let subject = Subject::new(article_id, &article, mentions, filter);
                let Verdict::Counts(failed) = judge(&subject, &query) else { continue };
                tally.add(&subject, failed);
                if failed.is_none() {
                    passed.push(article_id);
                }
            }
            Some((passed, tally))
        })
        .collect();
    if cancel.is_cancelled() {
        return None;
    }
    let mut article_ids = Vec::new();
    let mut tally = Tally::default();
    for (passed, part) in chunks? {
        article_ids.extend(passed);
        tally.merge(part);
    }
    let mut folded = Folded::default();
    if let Some(copies) = filter.folds() {
        folded = copies.folded(article_ids.iter().copied());
        let gone: BTreeSet<ArticleId> = folded.article_ids().collect();
        article_ids.retain(|article_id| !gone.contains(article_id));
    }
    Some(Found { article_ids, facets: tally.facets(), folded })
}

enum Verdict {
    /// Passes, or fails nothing but this part.
    Counts(Option<Part>),
    Fails,
}

/// The cheap questions first: reading the text is the dear one.
fn judge(subject: &Subject<'_>, query: &Query) -> Verdict {
    let (filter, article) = (subject.filter, subject.article);
    if filter.within.as_ref().is_some_and(|within| !within.contains(&subject.article_id)) {
        return Verdict::Fails;
    }
    let value = |field: &crate::corpus::Field<std::sync::Arc<str>>| field.as_ref().map(|known| known.value.clone());
    let mut failed = None;
    let parts = [
        (Part::Outlet, filter.outlets.is_empty() || filter.outlets.contains(&value(&article.outlet))),
        (Part::Language, filter.languages.is_empty() || filter.languages.contains(&value(&article.language))),
        (Part::Kind, filter.kinds.is_empty() || filter.kinds.contains(&Some(article.source.kind().into()))),
        (Part::Tags, filter.tags.is_empty() || subject.has_tag_of(&filter.tags)),
        (Part::Published, filter.published.is_none_or(|days| subject.is_published_in(days))),
        (Part::About, filter.about.is_none_or(|days| subject.is_about(days))),
    ];
    for (part, _) in parts.into_iter().filter(|&(_, passes)| !passes) {
        if failed.replace(part).is_some() {
            return Verdict::Fails;
        }
    }
    if subject.passes(query) { Verdict::Counts(failed) } else { Verdict::Fails }
}
