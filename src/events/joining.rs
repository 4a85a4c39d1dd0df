//! Which passages speak of one happening: each joins the nearest event, or opens one.
//!
//! Time is gone through in stretches of some ten thousand passages; events are looked for among those of the stretch and
//! of the one before, so that what is held does not grow with the time that a corpus covers.

use super::agreement::{can_mean, needed, threshold};
use super::bag::{Bag, Shared};
use super::evidence::{Evidence, Piece, WordId};
use super::passages::Days;
use super::postings::{Cell, LONGEST, Postings, month};
use crate::time::Interval;
use crate::work::{Cancel, Progress};
use chrono::{Datelike, Weekday};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The heaviest words of a passage by which its event is looked for.
const SOUGHT_WORDS: usize = 12;

/// Events whose words are compared in full.
const MOST_CANDIDATES: usize = 24;

/// Events that are met by their words; once so many are, the lighter words are asked no more.
const MOST_MET: usize = 1024;

/// Words that a passage must share with an event, however rare they are.
const FEWEST_SHARED: usize = 2;

/// A stretch of time holds at least so many passages, and whole months.
const FEWEST_OF_STRETCH: usize = 50_000;

/// What is dated by its publication alone is looked at so many days late: behind the events that it can mean.
const LATE_DAYS: u64 = 10;

/// No event.
const NONE: u32 = u32::MAX;

/// The event of each passage.
#[derive(Debug)]
pub(super) struct Joined {
    /// By number of the passage.
    event_of: Vec<u32>,
    event_count: usize,
}

impl Joined {
    /// The passages of each event, in corpus order: where those of each begin, and all of them.
    pub(super) fn members(&self) -> Vec<Vec<u32>> {
        let mut counts = vec![0_usize; self.event_count];
        let known = || self.event_of.iter().enumerate().filter(|(_, event)| **event != NONE);
        for (_, &event) in known() {
            counts.iter_mut().skip(event as usize).take(1).for_each(|count| *count += 1);
        }
        let mut members: Vec<Vec<u32>> = counts.into_iter().map(Vec::with_capacity).collect();
        for (piece, &event) in known() {
            if let Some(of_event) = members.get_mut(event as usize) {
                of_event.push(piece as u32);
            }
        }
        members
    }
}

/// Joins passages. Adds the passages to `progress`. Nothing when cancelled.
pub(super) fn join(evidence: &Evidence, cancel: &Cancel, progress: &Progress) -> Option<Joined> {
    let stretches = stretches(&evidence.pieces);
    let mut joining = Joining {
        evidence,
        events: Vec::new(),
        event_of: vec![NONE; evidence.pieces.len()],
        here: Postings::default(),
        before: Postings::default(),
        far: Postings::default(),
        is_large: stretches.len() > 1,
        meetings: Meetings::default(),
    };
    for mut stretch in stretches {
        let in_turn = |number: &u32| evidence.pieces.get(*number as usize).map(|piece| (rank(piece), piece.place()));
        stretch.par_sort_unstable_by_key(in_turn);
        for number in stretch {
            if cancel.is_cancelled() {
                return None;
            }
            joining.add(number as usize);
            progress.add_done(1);
        }
        joining.before = std::mem::take(&mut joining.here);
    }
    Some(Joined { event_count: joining.events.len(), event_of: joining.event_of })
}

/// Passages by stretches of time, each with those that end in it; those without known days with the last.
fn stretches(pieces: &[Piece]) -> Vec<Vec<u32>> {
    let mut by_month: BTreeMap<i32, Vec<u32>> = BTreeMap::new();
    for (number, piece) in pieces.iter().enumerate() {
        let is_late = piece.passage.is_aside || piece.passage.mention.is_none();
        let due = piece.known_days().map_or(i32::MAX, |days| {
            let late = days.last().checked_add_days(chrono::Days::new(LATE_DAYS)).filter(|_| is_late);
            month(late.unwrap_or(days.last()))
        });
        by_month.entry(due).or_default().push(number as u32);
    }
    let mut stretches: Vec<Vec<u32>> = Vec::new();
    for numbers in by_month.into_values() {
        match stretches.last_mut() {
            Some(last) if last.len() < FEWEST_OF_STRETCH => last.extend(numbers),
            _ => stretches.push(numbers),
        }
    }
    stretches
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

/// An event while passages are joined.
#[derive(Debug)]
struct Bud {
    /// Its first passage, the most exact.
    first: u32,
    /// The days of that.
    interval: Interval,
    /// The words of all, where there are several.
    words: Option<Box<Bag>>,
}

struct Joining<'a> {
    evidence: &'a Evidence,
    events: Vec<Bud>,
    event_of: Vec<u32>,
    /// Events of this stretch of time, for passages as exact.
    here: Postings,
    /// Events of the stretch before.
    before: Postings,
    /// Events of all time, for vaguer passages.
    far: Postings,
    /// Among the many events of a large corpus vague passages find only those that are told more than once.
    is_large: bool,
    meetings: Meetings,
}

impl Joining<'_> {
    fn add(&mut self, number: usize) {
        let evidence = self.evidence;
        let Some(piece) = evidence.pieces.get(number) else { return };
        let sought = heaviest(piece, evidence);
        let nearest = self.followed(number, piece).or_else(|| match piece.passage.days {
            Days::Known(interval) => self.nearest(piece, interval, &sought),
            Days::Within(window, weekday) => self.only_one(piece, window, weekday, &sought),
        });
        let (event, is_new) = match (nearest, piece.known_days()) {
            (Some(event), _) => (event, false),
            (None, Some(interval)) if !piece.passage.is_aside => {
                self.events.push(Bud { first: number as u32, interval, words: None });
                ((self.events.len() - 1) as u32, true)
            }
            (None, _) => return,
        };
        if let Some(slot) = self.event_of.get_mut(number) {
            *slot = event;
        }
        if !is_new && let Some(bud) = self.events.get_mut(event as usize) {
            let first = evidence.pieces.get(bud.first as usize);
            bud.words.get_or_insert_with(|| Box::new(Bag::of(first, evidence))).add(piece, evidence);
        }
        let Some(interval) = piece.known_days() else { return };
        let far = if self.is_large && is_new { Vec::new() } else { Cell::far(interval) };
        for &word_id in &sought {
            for cell in Cell::near(interval) {
                self.here.post(cell, word_id, event);
            }
            for &cell in &far {
                self.far.post(cell, word_id, event);
            }
        }
    }

    /// The event of the opening sentence that a headline is told by: that of the opening's passage looked at first.
    fn followed(&self, number: usize, piece: &Piece) -> Option<u32> {
        let sentence = piece.passage.follows?;
        let of_article = |other: &&Piece| other.article_id == piece.article_id;
        let before = self.evidence.pieces.get(..number)?.iter().rev().take_while(of_article);
        let numbered = (0..number).rev().zip(before).filter(|(_, other)| other.passage.sentence == sentence);
        let joined = numbered.filter_map(|(number, other)| {
            let event = self.event_of.get(number).copied().filter(|event| *event != NONE)?;
            Some((rank(other), other.place(), event))
        });
        joined.min().map(|(.., event)| event)
    }

    /// The events that share the most of the words sought in these cells, with what they share.
    fn candidates(&mut self, cells: &[Cell], piece: &Piece, sought: &[WordId]) -> Vec<(u32, Interval, Shared)> {
        self.meetings.begin(self.events.len());
        for (turn, &word_id) in sought.iter().enumerate() {
            for &cell in cells {
                let far = matches!(cell, Cell::Month(_) | Cell::Year(_));
                let postings = if far { [Some(&self.far), None] } else { [Some(&self.here), Some(&self.before)] };
                let events = postings.into_iter().flatten().flat_map(|postings| postings.newest(cell, word_id));
                events.take(LONGEST).for_each(|event| self.meetings.meet(event, turn as u32));
            }
            if self.meetings.met.len() >= MOST_MET {
                break;
            }
        }
        let shared = |event: &u32| {
            let bud = self.events.get(*event as usize)?;
            let shared = match &bud.words {
                Some(words) => words.shared(piece, self.evidence),
                None => Shared::between(piece, self.evidence.pieces.get(bud.first as usize)?, self.evidence),
            };
            Some((*event, bud.interval, shared))
        };
        self.meetings.most_met().iter().filter_map(shared).collect()
    }

    fn nearest(&mut self, piece: &Piece, interval: Interval, sought: &[WordId]) -> Option<u32> {
        let mut best: Option<(f32, u32)> = None;
        for (event, days, shared) in self.candidates(&Cell::sought(interval), piece, sought) {
            let Some(needed) = needed(days, interval) else { continue };
            let needed = if piece.passage.mention.is_none() { needed.max(threshold::UNDATED) } else { needed };
            let names_it = interval.overlaps(days) && is_short(days) && is_short(interval);
            let needed = if names_it && shared.name_it() { needed.min(threshold::NAMED) } else { needed };
            let margin = shared.likeness - needed;
            if shared.names + shared.words >= FEWEST_SHARED
                && margin >= 0.0
                && best.is_none_or(|(most, _)| margin > most)
            {
                best = Some((margin, event));
            }
        }
        best.map(|(_, event)| event)
    }

    /// The one event that a passage without a known day can mean.
    fn only_one(
        &mut self,
        piece: &Piece,
        window: Interval,
        weekday: Option<Weekday>,
        sought: &[WordId],
    ) -> Option<u32> {
        let years: Vec<Cell> = (window.first().year()..=window.last().year()).map(Cell::Year).collect();
        let mut best: Option<(f32, u32)> = None;
        let mut rival: f32 = 0.0;
        for (event, days, shared) in self.candidates(&years, piece, sought) {
            let likeness = shared.likeness;
            if !shared.name_it() || likeness < threshold::OPEN || !can_mean(days, window, weekday) {
                continue;
            }
            match best {
                Some((most, _)) if likeness <= most => rival = rival.max(likeness),
                Some((most, _)) => {
                    rival = rival.max(most);
                    best = Some((likeness, event));
                }
                None => best = Some((likeness, event)),
            }
        }
        let (likeness, event) = best?;
        (rival <= likeness * threshold::RIVAL).then_some(event)
    }
}

/// The words that say most, the heaviest first; those that no other passage holds find nothing.
fn heaviest(piece: &Piece, evidence: &Evidence) -> Vec<WordId> {
    let mut words: Vec<(WordId, f32)> = evidence.words(piece).collect();
    words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    words.truncate(SOUGHT_WORDS);
    words.into_iter().map(|(word_id, _)| word_id).filter(|word_id| evidence.is_shared(*word_id)).collect()
}

/// How many of the words sought lead to each event.
#[derive(Debug, Default)]
struct Meetings {
    /// By event: the search and the word that met it last, and how many did.
    of_event: Vec<Meeting>,
    met: Vec<u32>,
    search: u32,
}

#[derive(Clone, Copy, Debug, Default)]
struct Meeting {
    search: u32,
    turn: u32,
    count: u32,
}

impl Meetings {
    fn begin(&mut self, event_count: usize) {
        self.of_event.resize(event_count, Meeting::default());
        self.met.clear();
        self.search += 1;
    }

    fn meet(&mut self, event: u32, turn: u32) {
        let Some(meeting) = self.of_event.get_mut(event as usize) else { return };
        if meeting.search != self.search {
            *meeting = Meeting { search: self.search, turn, count: 1 };
            self.met.push(event);
        } else if meeting.turn != turn {
            (meeting.turn, meeting.count) = (turn, meeting.count + 1);
        }
    }

    /// The events that most words led to, the oldest of equals first.
    fn most_met(&mut self) -> &[u32] {
        let of_event = &self.of_event;
        let count = |event: &u32| of_event.get(*event as usize).map_or(0, |meeting| meeting.count);
        let by_count = |event: &u32| (std::cmp::Reverse(count(event)), *event);
        if self.met.len() > MOST_CANDIDATES {
            self.met.select_nth_unstable_by_key(MOST_CANDIDATES, by_count);
            self.met.truncate(MOST_CANDIDATES);
        }
        self.met.sort_unstable_by_key(by_count);
        &self.met
    }
}
