//! What is asked of a whole corpus in the background: its copies, its quotations, who else says a passage.

use super::Outbox;
use crate::compare::near_copies::{CopyGroups, WordCounts, beside_origin, near_copies};
use crate::compare::quotations::{QuotationGroup, quotation_groups};
use crate::corpus::{ArticleId, ArticleSet, Corpus};
use crate::search::{AlikeQuestion, Holdings, alike};
use crate::session::cache::copies::{corpus_number, keep_copies, kept_copies};
use crate::session::effect::CopiesTask;
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
    let Some(copies) = copies_in(&task, cancel, outbox) else { return };
    let duplicates = Arc::new(copies.copies().collect());
    let (import, request) = (task.import, task.request);
    outbox.send(Report::CopiesFound { import, request, copies: Arc::new(copies), duplicates });
}

/// The copies as they were kept, or as they are found now and kept. Nothing when stopped.
fn copies_in(task: &CopiesTask, cancel: &Cancel, outbox: &Outbox) -> Option<CopyGroups> {
    let find = || {
        let article_ids: Vec<ArticleId> = task.corpus.iter().map(|(article_id, _)| article_id).collect();
        near_copies(&task.corpus, &article_ids, cancel, &task.progress)
    };
    let Some(place) = &task.place else { return find() };
    let number = corpus_number(&task.corpus, task.reading, cancel)?;
    if let Some(kept) = kept_copies(place, number, task.corpus.slot_count()) {
        return Some(kept);
    }
    let found = find()?;
    if let Err(fault) = keep_copies(place, number, &found) {
        outbox.send(Report::CacheFailed(task.import, fault.to_string()));
    }
    Some(found)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;
    use crate::session::cache::CachePlace;
    use crate::work::Progress;

    /// Looks for copies in the sample, which is kept in `place`, if anywhere.
    fn looked_for(place: Option<CachePlace>) -> (Arc<CopyGroups>, Vec<Report>) {
        let mut corpus = Corpus::new();
        for article in ingest::read_sample().articles {
            corpus.push(Arc::new(article.clone()));
            corpus.push(Arc::new(article));
        }
        let (sender, reports) = crossbeam_channel::unbounded();
        let outbox = Outbox::new(sender, Arc::new(|| {}));
        let task = CopiesTask { request: 1, import: 1, corpus, place, reading: 7, progress: Progress::new() };
        find_copies(Task::FindCopies(task), &Cancel::new(), &outbox);
        let mut reports: Vec<Report> = reports.try_iter().collect();
        match reports.pop() {
            Some(Report::CopiesFound { copies, .. }) => (copies, reports),
            last => panic!("no copies: {last:?}"),
        }
    }

    #[test]
    fn what_was_found_once_is_taken_from_the_cache() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = CachePlace::new(folder.path(), &["a corpus".into()]).of_copies();
        let (found, _) = looked_for(None);
        assert!(!found.is_empty() && place.newest().is_none());
        let (first, _) = looked_for(Some(place.clone()));
        let kept = std::fs::read(place.newest().expect("kept")).expect("read");
        let (second, _) = looked_for(Some(place.clone()));
        assert_eq!(format!("{first:?}{second:?}"), format!("{found:?}{found:?}"));
        assert_eq!(
            place.newest().map(|path| std::fs::read(path).expect("read")),
            Some(kept),
            "nothing is written anew"
        );
    }

    #[test]
    fn copies_that_cannot_be_kept_are_told_of_and_found_all_the_same() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("no folder");
        std::fs::write(&file, "").expect("written");
        let (found, reports) = looked_for(Some(CachePlace::new(&file, &["a corpus".into()]).of_copies()));
        assert!(!found.is_empty() && matches!(reports.as_slice(), [Report::CacheFailed(1, _)]), "{reports:?}");
    }
}
