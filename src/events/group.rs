//! Passages joined into events.
//!
//! Each passage, the most exactly dated first, joins the event whose words are nearest to its own among those whose days
//! agree with its days, or opens a new one. Passages whose day is not known come last: they join an event that stands
//! alone among those they could mean, and open none; nor do captions and citations. Candidates are found through the rare
//! words of the day (for vaguer passages of the month or the year), so that the work grows with the number of passages
//! and not with its square. Source of the plan: single-pass clustering as in topic detection and tracking (Allan et al.
//! 1998), restricted to agreeing days.
//!
//! Everything is bounded: the passages that are looked at (`admission`), the events that a passage is compared with
//! (`joining`), the passages whose words an event remembers (`bag`), and the events that are told of.

use super::cluster::Group;
use super::edits::regroup;
use super::evidence::{Evidence, Piece, gather};
use super::joining::join;
use super::telling::tell;
use super::{Event, EventEdits, EventId, Mentions};
use crate::corpus::Corpus;
use crate::time::Interval;
use crate::work::{Cancel, Progress};
use rayon::prelude::*;

/// Where there are more events, those that one article alone tells of are left out.
const MOST_EVENTS: usize = 500_000;

/// Joins passages into events, in order of their first day, as the user has joined and parted them. Adds articles,
/// passages and events to `progress`. Nothing when cancelled.
pub fn group(
    corpus: &Corpus,
    mentions: &Mentions,
    edits: &EventEdits,
    cancel: &Cancel,
    progress: &Progress,
) -> Option<Vec<Event>> {
    progress.add_total(corpus.slot_count());
    let evidence = gather(corpus, mentions, cancel, progress)?;
    progress.add_total(evidence.pieces.len());
    let members = join(&evidence, cancel, progress)?.members();
    let groups = main_groups(&evidence, members, corpus, edits, MOST_EVENTS);
    if cancel.is_cancelled() {
        return None;
    }
    progress.add_total(groups.len());
    let mut groups: Vec<(Interval, Group<'_>)> = regroup(groups, corpus, mentions, edits)
        .into_par_iter()
        .filter_map(|group| Some((group.usual_interval()?, group)))
        .collect();
    groups.par_sort_unstable_by_key(|(interval, group)| {
        (interval.first(), interval.last(), group.pieces.first().map(|piece| piece.place()))
    });
    let told = |(number, (interval, group)): (usize, (Interval, Group<'_>))| {
        progress.add_done(1);
        let event_id = EventId(number as u32);
        (!cancel.is_cancelled()).then(|| tell(event_id, interval, &group, corpus, mentions, &evidence))
    };
    groups.into_par_iter().enumerate().map(told).collect()
}

/// The events that are told of: all, or of more than `most` those of several articles and those that the user has
/// joined or parted; of more than `most` of these those of most articles.
fn main_groups<'a>(
    evidence: &'a Evidence,
    members: Vec<Vec<u32>>,
    corpus: &Corpus,
    edits: &EventEdits,
    most: usize,
) -> Vec<Group<'a>> {
    let is_large = members.len() > most;
    let is_edited = |piece: &Piece| edits.concern(corpus, piece.article_id);
    let mut groups: Vec<Group<'a>> = members
        .into_par_iter()
        .filter_map(|numbers| {
            let pieces = numbers.into_iter().filter_map(|number| evidence.pieces.get(number as usize)).collect();
            let group = Group::of(pieces, false)?;
            let is_told = !is_large || group.article_count() > 1 || group.pieces.iter().any(|piece| is_edited(piece));
            is_told.then_some(group)
        })
        .collect();
    if groups.len() > most {
        groups.par_sort_by_key(|group| std::cmp::Reverse(group.article_count()));
        groups.truncate(most);
    }
    groups
}
