//! Mentions joined into events.
//!
//! Each mention, the most exact first, joins the event whose words are nearest to its own among those whose days agree
//! with its days, or opens a new one. Candidates are found through the rare words of the month (or of the year), so that
//! the work grows with the number of mentions and not with its square. Source of the plan: single-pass clustering as in
//! topic detection and tracking (Allan et al. 1998), restricted to agreeing days.

use super::agreement::needed;
use super::evidence::{Evidence, Piece, WordId, gather};
use super::label::label;
use super::{Event, EventId, Mentions};
use crate::corpus::Corpus;
use crate::text::Span;
use crate::time::Interval;
use crate::work::Cancel;
use chrono::Datelike;
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

/// Joins mentions into events, in order of their first day. Nothing when cancelled.
pub fn group(corpus: &Corpus, mentions: &Mentions, cancel: &Cancel) -> Option<Vec<Event>> {
    let evidence = gather(corpus, mentions, cancel)?;
    let mut order: Vec<&Piece> = evidence.pieces.iter().collect();
    order.sort_by_key(|piece| (piece.interval.day_count(), piece.mention));
    let mut groups = Groups::default();
    for piece in order {
        if cancel.is_cancelled() {
            return None;
        }
        groups.add(piece);
    }
    let mut events: Vec<(Interval, Group<'_>)> =
        groups.groups.into_iter().map(|group| (group.usual_interval(), group)).collect();
    for (_, group) in &mut events {
        group.pieces.sort_by_key(|piece| piece.mention);
    }
    events.sort_by_key(|(interval, group)| {
        (interval.first(), interval.last(), group.pieces.first().map(|piece| piece.mention))
    });
    let events = events.into_iter().enumerate().map(|(number, (interval, group))| Event {
        event_id: EventId(number as u32),
        interval,
        label: name(corpus, mentions, &evidence, &group),
        mentions: group.pieces.iter().map(|piece| piece.mention).collect(),
    });
    Some(events.collect())
}

/// The label that the sentence nearest to all others gives.
fn name(corpus: &Corpus, mentions: &Mentions, evidence: &Evidence, group: &Group<'_>) -> String {
    let likeness = |piece: &Piece| group.likeness(piece).0;
    // The first of equals: copies of one sentence are named by the first article that has it.
    let most_telling = group.pieces.iter().rev().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    let Some(piece) = most_telling else { return String::new() };
    let Some(article) = corpus.get(piece.mention.article_id) else { return String::new() };
    let in_sentence = mentions.of(piece.mention.article_id).iter().filter(|other| other.sentence == piece.sentence);
    let dates: Vec<Span> = in_sentence.map(|mention| mention.expression.span).collect();
    let weight_of = |stem: &str| evidence.number(stem).map_or(0.0, |word_id| group.weight(word_id));
    let mention = mentions.get(piece.mention).map_or(piece.sentence, |mention| mention.expression.span);
    label(&article.text, piece.sentence, &dates, mention, weight_of)
}

/// Mentions that speak of one happening.
#[derive(Debug)]
struct Group<'a> {
    /// The most exact first while the group grows, then in corpus order.
    pieces: Vec<&'a Piece>,
    /// The interval of its most exact mention.
    interval: Interval,
    /// Sum of the words of its mentions, each mention scaled to length 1.
    words: HashMap<WordId, f32>,
    /// Square of the length of that sum.
    length_squared: f32,
}

impl<'a> Group<'a> {
    fn new(piece: &'a Piece) -> Self {
        let mut group =
            Self { pieces: Vec::new(), interval: piece.interval, words: HashMap::new(), length_squared: 0.0 };
        group.add(piece);
        group
    }

    fn add(&mut self, piece: &'a Piece) {
        let length = length(piece);
        for &(word_id, weight) in &piece.words {
            let slot = self.words.entry(word_id).or_default();
            let before = *slot;
            *slot += weight / length;
            self.length_squared += *slot * *slot - before * before;
        }
        self.pieces.push(piece);
    }

    /// Cosine of a mention's words and the group's, and how many they share.
    fn likeness(&self, piece: &Piece) -> (f32, usize) {
        let shared = piece.words.iter().filter_map(|(word_id, weight)| Some(weight * self.words.get(word_id)?));
        let (product, count) = shared.fold((0.0, 0), |(sum, count), product| (sum + product, count + 1));
        (product / (length(piece) * self.length_squared.max(f32::MIN_POSITIVE).sqrt()), count)
    }

    /// How much a word says of this group, on average over its mentions.
    fn weight(&self, word_id: WordId) -> f32 {
        self.words.get(&word_id).map_or(0.0, |weight| weight / self.pieces.len().max(1) as f32)
    }

    /// Among its most exact intervals the one that most mentions give, the earliest of equals.
    fn usual_interval(&self) -> Interval {
        let finest = self.pieces.iter().map(|piece| grain(piece.interval)).min();
        let mut counts: BTreeMap<Interval, usize> = BTreeMap::new();
        for piece in self.pieces.iter().filter(|piece| Some(grain(piece.interval)) == finest) {
            *counts.entry(piece.interval).or_default() += 1;
        }
        let usual = counts.into_iter().rev().max_by_key(|&(_, count)| count);
        usual.map_or(self.interval, |(interval, _)| interval)
    }
}

/// Days, spans of days, months, years: among them the finer wins over the more frequent.
fn grain(interval: Interval) -> u8 {
    match interval.day_count() {
        1 => 0,
        2..=14 => 1,
        15..=MONTH_DAYS => 2,
        _ => 3,
    }
}

fn length(piece: &Piece) -> f32 {
    piece.words.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(f32::MIN_POSITIVE)
}

/// A month, counted from year 0, or a year below all of them.
type Bucket = i32;

#[derive(Default)]
struct Groups<'a> {
    groups: Vec<Group<'a>>,
    /// Which groups a word leads to in a month or year.
    postings: HashMap<(Bucket, WordId), Vec<u32>>,
}

impl<'a> Groups<'a> {
    fn add(&mut self, piece: &'a Piece) {
        let sought = heaviest(piece);
        let found = self.nearest(piece, &sought);
        let index = found.unwrap_or(self.groups.len());
        match self.groups.get_mut(index) {
            Some(group) => group.add(piece),
            None => self.groups.push(Group::new(piece)),
        }
        for bucket in posted_in(piece.interval) {
            for &word_id in &sought {
                let postings = self.postings.entry((bucket, word_id)).or_default();
                if !postings.iter().rev().take(LONGEST_POSTINGS).any(|&known| known as usize == index) {
                    postings.push(index as u32);
                }
            }
        }
    }

    fn nearest(&self, piece: &Piece, sought: &[WordId]) -> Option<usize> {
        let mut meetings: BTreeMap<u32, usize> = BTreeMap::new();
        for bucket in sought_in(piece.interval) {
            for &word_id in sought {
                let Some(postings) = self.postings.get(&(bucket, word_id)) else { continue };
                for &index in postings.iter().rev().take(LONGEST_POSTINGS) {
                    *meetings.entry(index).or_default() += 1;
                }
            }
        }
        let mut candidates: Vec<(usize, u32)> = meetings.into_iter().map(|(index, count)| (count, index)).collect();
        candidates.sort_by_key(|&(count, index)| (std::cmp::Reverse(count), index));
        let mut best: Option<(f32, usize)> = None;
        for (_, index) in candidates.into_iter().take(MOST_CANDIDATES) {
            let Some(group) = self.groups.get(index as usize) else { continue };
            let Some(needed) = needed(group.interval, piece.interval) else { continue };
            let (likeness, shared) = group.likeness(piece);
            let margin = likeness - needed;
            if shared >= FEWEST_SHARED && margin >= 0.0 && best.is_none_or(|(most, _)| margin > most) {
                best = Some((margin, index as usize));
            }
        }
        best.map(|(_, index)| index)
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

fn year(day: chrono::NaiveDate) -> Bucket {
    i32::MIN / 2 + day.year()
}

/// Where a mention is posted: its months, if it names any, and its year, for vaguer mentions to find it.
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
