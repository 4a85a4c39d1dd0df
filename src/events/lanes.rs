//! What a timeline draws: the dated mentions of some articles, in one lane per outlet.

use super::{Event, EventId, MentionRef, Mentions};
use crate::corpus::{ArticleId, Corpus};
use crate::time::{Interval, Precision};
use crate::work::Cancel;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A day as a number: days since 1 January of year 1, counted from 1.
pub type DayNumber = i32;

/// The number of a civil day.
pub fn day_number(day: NaiveDate) -> DayNumber {
    day.num_days_from_ce()
}

/// The civil day of a number; the nearest that the calendar holds where there is none.
pub fn day_of(number: DayNumber) -> NaiveDate {
    NaiveDate::from_num_days_from_ce_opt(number).unwrap_or(if number > 0 { NaiveDate::MAX } else { NaiveDate::MIN })
}

/// One dated mention, ready to be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which mention.
    pub mention: MentionRef,
    /// First day.
    pub first_day: DayNumber,
    /// Last day, included.
    pub last_day: DayNumber,
    /// How exact.
    pub precision: Precision,
    /// The event that the mention belongs to, once events have been grouped.
    pub event_id: Option<EventId>,
    /// True when it was still to come as its article appeared, or belongs to an event that is announced only.
    pub is_ahead: bool,
}

/// When one article appeared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Appearance {
    /// Which article.
    pub article_id: ArticleId,
    /// First day on which it can have appeared.
    pub first_day: DayNumber,
    /// Last day on which it can have appeared.
    pub last_day: DayNumber,
}

/// The marks of one outlet.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// The outlet; nothing for articles whose outlet is unknown.
    pub outlet: Option<Arc<str>>,
    /// Place of the outlet in the order in which outlets first appear in the corpus: whatever the filters, it stays, and
    /// with it the lane's colour.
    pub rank: usize,
    /// Dated mentions, by first day.
    pub marks: Vec<Mark>,
    /// Publication dates, by first day.
    pub appearances: Vec<Appearance>,
    /// The longest mark, in days: how far before a window a mark that reaches into it can start.
    pub longest_days: i32,
    /// Articles of this outlet among those asked for.
    pub article_count: usize,
}

/// All lanes, the outlet with most articles first, unknown last.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// One per outlet.
    pub lanes: Vec<Lane>,
    /// From the first to the last day of all marks and appearances, the widest marks (over ten years) left out.
    pub extent: Option<Interval>,
    /// Articles without a publication date, in the order given.
    pub undated: Vec<ArticleId>,
    /// Dated mentions in all lanes.
    pub mark_count: usize,
    /// Those of them that were still to come.
    pub ahead_count: usize,
}

/// The lanes of `article_ids`. Mentions in boilerplate are left out. Nothing when cancelled.
pub fn lanes(
    corpus: &Corpus,
    mentions: &Mentions,
    events: &[Event],
    article_ids: &[ArticleId],
    cancel: &Cancel,
) -> Option<Lanes> {
    let event_of: HashMap<MentionRef, &Event> =
        events.iter().flat_map(|event| event.mentions.iter().map(move |&mention| (mention, event))).collect();
    let ranks = ranks(corpus);
    let mut by_outlet: BTreeMap<Option<Arc<str>>, Lane> = BTreeMap::new();
    let mut undated = Vec::new();
    for &article_id in article_ids {
        if cancel.is_cancelled() {
            return None;
        }
        let Some(article) = corpus.get(article_id) else { continue };
        let outlet = article.outlet.as_ref().map(|known| known.value.clone());
        let lane = by_outlet.entry(outlet.clone()).or_insert_with(|| {
            let rank = ranks.get(&outlet).copied().unwrap_or_default();
            Lane { outlet, rank, ..Lane::default() }
        });
        lane.article_count += 1;
        match article.published() {
            Some(published) => lane.appearances.push(Appearance {
                article_id,
                first_day: day_number(published.first()),
                last_day: day_number(published.last()),
            }),
            None => undated.push(article_id),
        }
        for (index, mention) in mentions.of(article_id).iter().enumerate() {
            let Some(interval) = mention.interval().filter(|_| !mention.is_boilerplate) else { continue };
            let mention_ref = MentionRef { article_id, index: index as u32 };
            let event = event_of.get(&mention_ref);
            let is_later = article.published().is_some_and(|published| interval.first() > published.last());
            lane.marks.push(Mark {
                mention: mention_ref,
                first_day: day_number(interval.first()),
                last_day: day_number(interval.last()),
                precision: mention.expression.precision,
                event_id: event.map(|event| event.event_id),
                is_ahead: is_later || event.is_some_and(|event| event.outlook.is_ahead()),
            });
        }
    }
    let mut lanes: Vec<Lane> = by_outlet.into_values().collect();
    for lane in &mut lanes {
        lane.marks.sort_by_key(|mark| (mark.first_day, mark.last_day, mark.mention));
        lane.appearances.sort_by_key(|appearance| (appearance.first_day, appearance.article_id));
        lane.longest_days = lane.marks.iter().map(|mark| mark.last_day - mark.first_day + 1).max().unwrap_or(0);
    }
    lanes.sort_by(|a, b| {
        (a.outlet.is_none(), std::cmp::Reverse(a.article_count), &a.outlet).cmp(&(
            b.outlet.is_none(),
            std::cmp::Reverse(b.article_count),
            &b.outlet,
        ))
    });
    let mark_count = lanes.iter().map(|lane| lane.marks.len()).sum();
    let ahead_count = lanes.iter().flat_map(|lane| &lane.marks).filter(|mark| mark.is_ahead).count();
    Some(Lanes { extent: extent(&lanes), lanes, undated, mark_count, ahead_count })
}

/// The order in which outlets first appear in the corpus.
fn ranks(corpus: &Corpus) -> HashMap<Option<Arc<str>>, usize> {
    let mut ranks = HashMap::new();
    for (_, article) in corpus.iter() {
        let next = ranks.len();
        ranks.entry(article.outlet.as_ref().map(|known| known.value.clone())).or_insert(next);
    }
    ranks
}

/// Marks wider than this do not decide what the whole timeline shows at first.
const WIDE_DAYS: i32 = 3660;

fn extent(lanes: &[Lane]) -> Option<Interval> {
    let marks = lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| (mark.first_day, mark.last_day)));
    let appearances = lanes.iter().flat_map(|lane| lane.appearances.iter().map(|a| (a.first_day, a.last_day)));
    let (first, last) = marks
        .chain(appearances)
        .filter(|(first, last)| last - first <= WIDE_DAYS)
        .reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(Interval::new(day_of(first), day_of(last)))
}
