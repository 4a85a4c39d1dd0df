//! What is asked of a whole corpus in the background: its copies, its quotations, who else says a passage.

use super::Outbox;
use crate::compare::near_copies::{WordCounts, beside_origin, near_copies};
use crate::compare::quotations::{QuotationGroup, quotation_groups};
use crate::corpus::{ArticleId, ArticleSet, Corpus};
use crate::search::{AlikeQuestion, Holdings, alike};
use crate::session::snapshot::ListedQuotation;
use crate::session::{Report, Task};
use crate::work::Cancel;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Articles told that say a passage too, at most.
const MOST_ALIKE: usize = 100;

/// Looks for copies; says nothing when stopped.
pub fn find_copies(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::FindCopies(task) = task else { return };
    let article_ids: Vec<ArticleId> = task.corpus.iter().map(|(article_id, _)| article_id).collect();
    let Some(copies) = near_copies(&task.corpus, &article_ids, cancel, &task.progress) else { return };
    let duplicates = Arc::new(copies.copies().collect());
    let (import, request) = (task.import, task.request);
    outbox.send(Report::CopiesFound { import, request, copies: Arc::new(copies), duplicates });
}

/// Measures copies beside the earliest of their group; says nothing once others are shown.
pub fn measure_copies(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::MeasureCopies(task) = task else { return };
    let Some((&earliest, copies)) = task.members.split_first() else { return };
    let Some(earliest) = task.corpus.get(earliest) else { return };
    let mut counts: BTreeMap<ArticleId, WordCounts> = BTreeMap::new();
    for &article_id in copies {
        if cancel.is_cancelled() {
            return;
        }
        counts.extend(task.corpus.get(article_id).map(|copy| (article_id, beside_origin(&earliest, &copy).words)));
    }
    let (import, copies_of) = (task.import, task.copies_of);
    outbox.send(Report::CopiesMeasured { import, copies_of, counts: Arc::new(counts) });
}

/// Finds the quotations that several articles have; says nothing when stopped.
pub fn find_quotations(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::FindQuotations(task) = task else { return };
    let Some(groups) = quotation_groups(&task.corpus, &task.rows, cancel, &task.progress) else { return };
    let mut listed: Vec<ListedQuotation> = groups.into_iter().map(|group| listed(&task.corpus, group)).collect();
    // Among equals the earliest first, as they are.
    listed.sort_by_key(|listed| std::cmp::Reverse((listed.outlet_count, listed.article_count)));
    let (import, request) = (task.import, task.request);
    outbox.send(Report::QuotationsFound { import, request, groups: listed.into() });
}

fn listed(corpus: &Corpus, group: QuotationGroup) -> ListedQuotation {
    let articles = group.quoted.iter().filter_map(|quoted| corpus.get(quoted.article_id));
    let outlets: BTreeSet<Arc<str>> =
        articles.filter_map(|article| article.outlet.as_ref().map(|known| known.value.clone())).collect();
    ListedQuotation { article_count: group.article_count(), outlet_count: outlets.len(), group }
}

/// Finds who else says a passage; says nothing once a newer question is asked.
pub fn find_alike(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::FindAlike(task) = task else { return };
    let holdings = Holdings { catalogue: &task.catalogue, corpus: &task.corpus, mentions: &task.mentions };
    let question = AlikeQuestion {
        passage: &task.passage,
        from: Some(task.from),
        copies: task.copies.as_deref(),
        most: MOST_ALIKE,
    };
    let within: Option<ArticleSet> = task.within.as_ref().map(|rows| rows.iter().copied().collect());
    let is_wanted = |article_id: ArticleId| within.as_ref().is_none_or(|within| within.contains(article_id));
    if let Some(found) = alike(holdings, question, &is_wanted, cancel) {
        let (import, request) = (task.import, task.request);
        outbox.send(Report::AlikeFound { import, request, found: found.into() });
    }
}
