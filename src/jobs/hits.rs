//! Every hit of a query, in batches as they are found, then in the order asked for.

use super::Outbox;
use crate::search::{ConcordanceOrder, Occurrence, Query, occurrences, sorted};
use crate::session::report::ListedHits;
use crate::session::{Report, Task};
use crate::work::Cancel;
use std::ops::ControlFlow;

/// Hits that are listed at most: twelve bytes each, and forty more while they are sorted.
const MOST_HITS: usize = 20_000_000;

/// Lists the hits; says nothing more once a newer list is wanted.
pub fn run(task: Task, cancel: &Cancel, outbox: &Outbox) {
    let Task::ListHits(task) = task else { return };
    let (import, listing) = (task.import, task.listing);
    let send = |hits: ListedHits| outbox.send(Report::HitsListed { import, listing, hits });
    let mut is_cut = false;
    let all: Vec<Occurrence> = if let Some(known) = &task.known {
        known.iter().copied().collect()
    } else {
        let mut all: Vec<Occurrence> = Vec::new();
        let needs_all = task.order != ConcordanceOrder::Article;
        let mut count = 0;
        occurrences(&task.corpus, &Query::parse(&task.query), &task.rows, cancel, |mut more| {
            is_cut = count + more.len() > MOST_HITS;
            more.truncate(MOST_HITS - count);
            count += more.len();
            if needs_all {
                all.extend_from_slice(&more);
            }
            send(ListedHits::More(more));
            if is_cut { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        all
    };
    if cancel.is_cancelled() {
        return;
    }
    let numbers = match task.order {
        ConcordanceOrder::Article => None,
        order => match sorted(&task.corpus, &all, order, cancel) {
            Some(numbers) => Some(numbers.into()),
            None => return,
        },
    };
    send(ListedHits::All { numbers, is_cut });
}
