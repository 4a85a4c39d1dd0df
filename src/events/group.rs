//! Passages joined into events.
//!
//! Each passage, the most exactly dated first, joins the event whose words are nearest to its own among those whose days
//! agree with its days, or opens a new one. Passages whose day is not known come last: they join an event that stands
//! alone among those they could mean, and open none; nor do captions and citations. Candidates are found through the rare
//! words of the month (or of the year), so that the work grows with the number of passages and not with its square.
//! Source of the plan: single-pass clustering as in topic detection and tracking (Allan et al. 1998), restricted to
//! agreeing days.

use super::agreement::{can_mean, needed, threshold};
use super::cluster::Group;
use super::edits::regroup;
use super::evidence::{Evidence, Piece, WordId, gather};
use super::passages::Days;
use super::telling::tell;
use super::{Event, EventEdits, EventId, Mentions};
use crate::corpus::{ArticleId, Corpus};
use crate::text::Span;
use crate::time::Interval;
use crate::work::Cancel;
use chrono::Datelike;
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};

/// The heaviest words of a mention by which its event is looked for.
const SOUGHT_WORDS: usize = 12;

/// Events that one word of one month leads to; the newest of more are looked at.
const LONGEST_POSTINGS: usize = 256;

/// Events whose words are compared in full.
const MOST_CANDIDATES: usize = 24;

/// Words that a mention must share with an event, however rare they are.
const FEWEST_SHARED: usize = 2;

/// Longest interval that is looked for by its months; longer ones by their year.
const MONTH_DAYS: i64 = 31;

/// Joins passages into events, in order of their first day, as the user has joined and parted them. Nothing when
/// cancelled.
pub fn group(corpus: &Corpus, mentions: &Mentions, edits: &EventEdits, cancel: &Cancel) -> Option<Vec<Event>> {
    let evidence = gather(corpus, mentions, cancel)?;
    let mut order: Vec<&Piece> = evidence.pieces.iter().collect();
    order.sort_by_key(|piece| (rank(piece), piece.place()));
    let mut groups = Groups { evidence: &evidence, list: Vec::new(), postings: HashMap::new(), homes: HashMap::new() };
    for piece in order {
        if cancel.is_cancelled() {
            return None;
        }
        groups.add(piece);
    }
    let mut groups = regroup(groups.list, corpus, mentions, edits);
    for group in &mut groups {
        group.pieces.sort_by_key(|piece| piece.place());
    }
    let mut events: Vec<(Interval, Group<'_>)> =
        groups.into_iter().map(|group| (group.usual_interval(), group)).collect();
    events.sort_by_key(|(interval, group)| {
        (interval.first(), interval.last(), group.pieces.first().map(|piece| piece.place()))
    });
    let told: Option<Vec<Event>> = events
        .into_par_iter()
        .enumerate()
        .map(|(number, (interval, group))| {
            let event_id = EventId(number as u32);
            (!cancel.is_cancelled()).then(|| tell(event_id, interval, &group, corpus, mentions, &evidence))
        })
        .collect();
    told
}

/// Dated passages before undated ones, passages that open events before those that only join them, exact days first.
fn rank(piece: &Piece) -> (bool, bool, bool, bool, i64) {
    let days = piece.known_days();
    let day_count = days.map_or(0, Interval::day_count);
    let passage = &piece.passage;
    (days.is_none(), passage.is_aside, passage.mention.is_none(), passage.follows.is_none(), day_count)
}

/// True for the days of one happening.
fn is_short(interval: Interval) -> bool {
    interval.day_count() <= 14
}

/// A month, counted from year 0, or a year below all of them.
type Bucket = i32;

struct Groups<'a> {
    evidence: &'a Evidence,
    list: Vec<Group<'a>>,
    /// Which groups a word leads to in a month or year.
    postings: HashMap<(Bucket, WordId), Vec<u32>>,
    /// The group of each dated sentence.
    homes: HashMap<(ArticleId, Span), usize>,
}

impl<'a> Groups<'a> {
    fn add(&mut self, piece: &'a Piece) {
        let sought = heaviest(piece);
        let home = piece.passage.follows.and_then(|sentence| self.homes.get(&(piece.article_id, sentence)));
        let nearest = match piece.passage.days {
            _ if home.is_some() => home.copied(),
            Days::Known(interval) => self.nearest(piece, interval, &sought),
            Days::Within(window, weekday) => self.only_one(piece, window, weekday, &sought),
        };
        let index = match nearest {
            Some(index) => {
                if let Some(group) = self.list.get_mut(index) {
                    group.add(piece);
                }
                index
            }
            None if piece.passage.is_aside || piece.known_days().is_none() => return,
            None => {
                self.list.extend(Group::of(&[piece]));
                self.list.len() - 1
            }
        };
        self.homes.entry((piece.article_id, piece.passage.sentence)).or_insert(index);
        for bucket in piece.known_days().map(posted_in).unwrap_or_default() {
            for &word_id in &sought {
                let postings = self.postings.entry((bucket, word_id)).or_default();
                if !postings.iter().rev().take(LONGEST_POSTINGS).any(|&known| known as usize == index) {
                    postings.push(index as u32);
                }
            }
        }
    }

    /// The groups that share the most of the words sought in these months and years.
    fn candidates(&self, buckets: &[Bucket], sought: &[WordId]) -> impl Iterator<Item = (usize, &Group<'a>)> {
        let mut meetings: BTreeMap<u32, usize> = BTreeMap::new();
        for &bucket in buckets {
            for &word_id in sought {
                let Some(postings) = self.postings.get(&(bucket, word_id)) else { continue };
                for &index in postings.iter().rev().take(LONGEST_POSTINGS) {
                    *meetings.entry(index).or_default() += 1;
                }
            }
        }
        let mut candidates: Vec<(usize, u32)> = meetings.into_iter().map(|(index, count)| (count, index)).collect();
        candidates.sort_by_key(|&(count, index)| (std::cmp::Reverse(count), index));
        let indices = candidates.into_iter().take(MOST_CANDIDATES).map(|(_, index)| index as usize);
        indices.filter_map(|index| Some((index, self.list.get(index)?)))
    }

    fn nearest(&self, piece: &Piece, interval: Interval, sought: &[WordId]) -> Option<usize> {
        let mut best: Option<(f32, usize)> = None;
        for (index, group) in self.candidates(&sought_in(interval), sought) {
            let Some(needed) = needed(group.interval, interval) else { continue };
            let needed = if piece.passage.mention.is_none() { needed.max(threshold::UNDATED) } else { needed };
            let shared = group.shared(piece, self.evidence);
            let names_it = interval.overlaps(group.interval) && is_short(group.interval) && is_short(interval);
            let needed = if names_it && shared.name_it() { needed.min(threshold::NAMED) } else { needed };
            let margin = group.likeness(piece) - needed;
            if shared.names + shared.words >= FEWEST_SHARED
                && margin >= 0.0
                && best.is_none_or(|(most, _)| margin > most)
            {
                best = Some((margin, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// The one event that a passage without a known day can mean.
    fn only_one(
        &self,
        piece: &Piece,
        window: Interval,
        weekday: Option<chrono::Weekday>,
        sought: &[WordId],
    ) -> Option<usize> {
        let years = (window.first().year()..=window.last().year()).map(year_bucket);
        let mut best: Option<(f32, usize)> = None;
        let mut rival: f32 = 0.0;
        for (index, group) in self.candidates(&years.collect::<Vec<_>>(), sought) {
            let shared = group.shared(piece, self.evidence);
            let likeness = group.likeness(piece);
            if !shared.name_it() || likeness < threshold::OPEN || !can_mean(group.interval, window, weekday) {
                continue;
            }
            match best {
                Some((most, _)) if likeness <= most => rival = rival.max(likeness),
                Some((most, _)) => {
                    rival = rival.max(most);
                    best = Some((likeness, index));
                }
                None => best = Some((likeness, index)),
            }
        }
        let (likeness, index) = best?;
        (rival <= likeness * threshold::RIVAL).then_some(index)
    }
}

/// The words that say most, the heaviest first.
fn heaviest(piece: &Piece) -> Vec<WordId> {
    let mut words = piece.words.clone();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.into_iter().take(SOUGHT_WORDS).map(|(word_id, _)| word_id).collect()
}

fn month(day: chrono::NaiveDate) -> Bucket {
    day.year() * 12 + day.month0().cast_signed()
}

fn year_bucket(year: i32) -> Bucket {
    i32::MIN / 2 + year
}

fn year(day: chrono::NaiveDate) -> Bucket {
    year_bucket(day.year())
}

/// Where a passage is posted: its months, if it names any, and its year, for vaguer mentions to find it.
fn posted_in(interval: Interval) -> Vec<Bucket> {
    let (first, last) = (interval.first(), interval.last());
    let mut buckets = vec![year(first), year(last)];
    if interval.day_count() <= MONTH_DAYS {
        buckets.extend([month(first), month(last)]);
    }
    buckets.sort_unstable();
    buckets.dedup();
    buckets
}

/// Where a mention looks for its event: its months and the months of the days next to it, or its year.
fn sought_in(interval: Interval) -> Vec<Bucket> {
    let (first, last) = (interval.first(), interval.last());
    let mut buckets = if interval.day_count() <= MONTH_DAYS {
        let (before, after) = (first.pred_opt().unwrap_or(first), last.succ_opt().unwrap_or(last));
        vec![month(before), month(first), month(last), month(after)]
    } else {
        vec![year(first), year(last)]
    };
    buckets.sort_unstable();
    buckets.dedup();
    buckets
}
