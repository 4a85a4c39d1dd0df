//! What a timeline draws: the dated mentions of some articles, in one lane per outlet, event, language or tag.

use super::middles::Middles;
pub use super::spans::DayNumber;
use super::spans::SpanIndex;
use super::{Event, EventId, MentionRef, Mentions, main_events};
use crate::corpus::{Article, ArticleId, ArticleSet, Corpus, TagColour};
use crate::time::{Interval, Precision};
use crate::work::Cancel;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

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
    /// First and last day on which its article can have appeared.
    pub published: Option<(DayNumber, DayNumber)>,
    /// The event that the mention belongs to, once events have been grouped.
    pub event_id: Option<EventId>,
    /// True when it was still to come as its article appeared, or belongs to an event that is announced only.
    pub is_ahead: bool,
}

impl Mark {
    /// What the marks of a lane are sorted by.
    fn place(&self) -> (DayNumber, DayNumber, MentionRef) {
        (self.first_day, self.last_day, self.mention)
    }

    /// The middles of the days it refers to and of the days its article can have appeared on, twice as large as day numbers are;
    /// nothing where its article has no date.
    pub fn middles(&self) -> Option<[i32; 2]> {
        self.published.map(|(first, last)| [self.first_day + self.last_day + 1, first + last + 1])
    }
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

/// What a lane stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LanesBy {
    /// Who published the articles.
    #[default]
    Outlet,
    /// The event that the marks belong to, those of several articles.
    Event,
    /// The language of the articles.
    Language,
    /// What the user has tagged the articles with: an article stands in the lane of each of its tags.
    Tag,
}

impl LanesBy {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Outlet, Self::Event, Self::Language, Self::Tag];

    /// As the window calls it: "Lanes by outlet".
    pub fn name(self) -> &'static str {
        match self {
            Self::Outlet => "outlet",
            Self::Event => "event",
            Self::Language => "language",
            Self::Tag => "tag",
        }
    }

    /// The lane of what has no name.
    pub fn unnamed(self) -> &'static str {
        match self {
            Self::Outlet => "Unknown outlet",
            Self::Event => "Other mentions",
            Self::Language => "Unknown language",
            Self::Tag => "No tag",
        }
    }
}

/// The marks of one outlet, event, language or tag.
#[derive(Clone, Debug, Default)]
pub struct Lane {
    /// Its name; nothing for what has none: see [`LanesBy::unnamed`].
    pub name: Option<Arc<str>>,
    /// The event, where lanes stand for events.
    pub event_id: Option<EventId>,
    /// Place of the name in the order in which names first appear in the corpus: whatever the filters, it stays, and
    /// with it the lane's colour. Of a tag that has a colour, the place of that.
    pub rank: usize,
    /// Dated mentions, by first day.
    pub marks: Vec<Mark>,
    /// Publication dates, by first day.
    pub appearances: Vec<Appearance>,
    /// First and last day of each long stretch between two appearances in which there is none.
    pub silences: Vec<(DayNumber, DayNumber)>,
    /// The days of the marks, made ready to be counted.
    pub mark_spans: SpanIndex,
    /// The days of the appearances, likewise.
    pub appearance_spans: SpanIndex,
    /// The numbers of the marks by mention.
    by_mention: Vec<u32>,
    /// The numbers of the marks that belong to an event, by event and day.
    by_event: Vec<u32>,
    /// Its articles among those asked for.
    pub article_count: usize,
}

impl Lane {
    /// Of these marks and appearances, in whatever order.
    pub fn new(marks: Vec<Mark>, appearances: Vec<Appearance>) -> Self {
        let mut lane = Self { marks, appearances, ..Self::default() };
        lane.put_in_order();
        lane
    }

    /// Sorts marks and appearances, and makes them ready to be counted and found.
    fn put_in_order(&mut self) {
        self.marks.sort_unstable_by_key(Mark::place);
        self.appearances.sort_unstable_by_key(|appearance| (appearance.first_day, appearance.article_id));
        self.mark_spans = SpanIndex::new(self.marks.iter().map(|mark| (mark.first_day, mark.last_day)));
        self.appearance_spans = SpanIndex::new(self.appearances.iter().map(|one| (one.first_day, one.last_day)));
        let numbered = || self.marks.iter().zip(0_u32..);
        self.by_mention = in_order(numbered().map(|(mark, number)| (mark.mention, number)).collect());
        self.by_event = in_order(numbered().filter_map(|(mark, number)| Some((mark.event_id?, number))).collect());
    }

    /// The marks that have a day in `first..=last`, class by class of their lengths, each with its number.
    pub fn marks_in(&self, first: DayNumber, last: DayNumber) -> impl Iterator<Item = (usize, &Mark)> {
        let candidates = self.mark_spans.candidates(first, last);
        let mark = |number: usize| Some((number, self.marks.get(number)?));
        candidates.filter_map(mark).filter(move |(_, mark)| mark.last_day >= first)
    }

    /// The appearances that have a day in `first..=last`, each with its number.
    pub fn appearances_in(&self, first: DayNumber, last: DayNumber) -> impl Iterator<Item = (usize, &Appearance)> {
        let candidates = self.appearance_spans.candidates(first, last);
        let appearance = |number: usize| Some((number, self.appearances.get(number)?));
        candidates.filter_map(appearance).filter(move |(_, appearance)| appearance.last_day >= first)
    }

    /// The number of the mark of a mention.
    pub fn mark_of(&self, mention: MentionRef) -> Option<usize> {
        let place =
            self.by_mention.partition_point(|&number| self.mark(number).is_some_and(|mark| mark.mention < mention));
        let number = *self.by_mention.get(place)?;
        self.mark(number).filter(|mark| mark.mention == mention).map(|_| number as usize)
    }

    /// The marks of an article, by their places in it.
    pub fn marks_of_article(&self, article_id: ArticleId) -> impl Iterator<Item = &Mark> {
        let of_article = |mark: &Mark| mark.mention.article_id;
        self.run(&self.by_mention, move |mark| of_article(mark).cmp(&article_id))
    }

    /// The marks of an event, by day.
    pub fn marks_of_event(&self, event_id: EventId) -> impl Iterator<Item = &Mark> {
        self.run(&self.by_event, move |mark| mark.event_id.cmp(&Some(event_id)))
    }

    /// The marks of the run of `numbers` that is equal, where all before are less and all after are greater.
    fn run<'a>(&'a self, numbers: &'a [u32], order: impl Fn(&Mark) -> Ordering) -> impl Iterator<Item = &'a Mark> {
        let order_of = |number: u32| self.mark(number).map_or(Ordering::Greater, &order);
        let from = numbers.partition_point(|&number| order_of(number) == Ordering::Less);
        let to = numbers.partition_point(|&number| order_of(number) != Ordering::Greater);
        numbers.get(from..to).unwrap_or_default().iter().filter_map(|&number| self.mark(number))
    }

    fn mark(&self, number: u32) -> Option<&Mark> {
        self.marks.get(number as usize)
    }
}

/// Numbers in the order of what stands before them, then of themselves.
fn in_order<T: Ord>(mut numbered: Vec<(T, u32)>) -> Vec<u32> {
    numbered.sort_unstable();
    numbered.into_iter().map(|(_, number)| number).collect()
}

/// All lanes, the one with most articles first, the one without a name last.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    /// What each stands for.
    pub by: LanesBy,
    /// At most [`MOST_EVENTS`] where they stand for events.
    pub lanes: Vec<Lane>,
    /// From the first to the last day of all marks and appearances, the widest marks (over ten years) left out.
    pub extent: Option<Interval>,
    /// Articles without a publication date, in the order given.
    pub undated: Vec<ArticleId>,
    /// Articles asked for.
    pub article_count: usize,
    /// Dated mentions, each counted once though it stand in several lanes.
    pub mark_count: usize,
    /// Those of them that were still to come.
    pub ahead_count: usize,
    /// Where those marks lie on the plane whose articles have a date: [`Mark::middles`].
    pub middles: Middles,
}

/// Events that get a lane of their own: those of most articles.
pub const MOST_EVENTS: usize = 60;

/// What a timeline is laid out from.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The articles.
    pub corpus: &'a Corpus,
    /// Their mentions; those in boilerplate are left out.
    pub mentions: &'a Mentions,
    /// The events that mentions belong to.
    pub events: &'a [Event],
    /// The articles of each tag.
    pub tagged: &'a BTreeMap<Arc<str>, ArticleSet>,
    /// The colours of tags.
    pub tag_colours: &'a BTreeMap<Arc<str>, TagColour>,
}

/// The lanes of `article_ids`. Nothing when cancelled.
pub fn lanes(told: Told<'_>, article_ids: &[ArticleId], by: LanesBy, cancel: &Cancel) -> Option<Lanes> {
    let event_of: HashMap<MentionRef, &Event> =
        told.events.iter().flat_map(|event| event.mentions.iter().map(move |&mention| (mention, event))).collect();
    let mut rows = Rows::new(told, article_ids, by);
    let mut laid_out = Lanes { by, article_count: article_ids.len(), ..Lanes::default() };
    let mut middles = Vec::new();
    for &article_id in article_ids {
        if cancel.is_cancelled() {
            return None;
        }
        let Some(article) = told.corpus.get(article_id) else { continue };
        let published = article.published().map(|days| (day_number(days.first()), day_number(days.last())));
        if published.is_none() {
            laid_out.undated.push(article_id);
        }
        let own = rows.of_article(article_id, &article);
        for (index, mention) in told.mentions.of(article_id).iter().enumerate() {
            let Some(interval) = mention.interval().filter(|_| !mention.is_boilerplate) else { continue };
            let mention_ref = MentionRef { article_id, index: index as u32 };
            let event = event_of.get(&mention_ref);
            let first_day = day_number(interval.first());
            let is_later = published.is_some_and(|(_, last)| first_day > last);
            let mark = Mark {
                mention: mention_ref,
                first_day,
                last_day: day_number(interval.last()),
                precision: mention.expression.precision,
                published,
                event_id: event.map(|event| event.event_id),
                is_ahead: is_later || event.is_some_and(|event| event.outlook.is_ahead()),
            };
            laid_out.mark_count += 1;
            laid_out.ahead_count += usize::from(mark.is_ahead);
            middles.extend(mark.middles());
            rows.put(&own, mark);
        }
        rows.finish(&own, article_id, published);
    }
    laid_out.middles = Middles::new(middles);
    laid_out.lanes = rows.into_lanes();
    laid_out.extent = extent(&laid_out.lanes);
    Some(laid_out)
}

/// The lanes while they are being filled.
struct Rows<'a> {
    by: LanesBy,
    told: Told<'a>,
    lanes: Vec<Lane>,
    by_name: HashMap<Option<Arc<str>>, usize>,
    by_event: HashMap<EventId, usize>,
    /// The lanes that the marks of the article at hand stand in, where lanes stand for events.
    touched: Vec<usize>,
}

impl<'a> Rows<'a> {
    fn new(told: Told<'a>, article_ids: &[ArticleId], by: LanesBy) -> Self {
        let mut rows = Self {
            by,
            told,
            lanes: Vec::new(),
            by_name: HashMap::new(),
            by_event: HashMap::new(),
            touched: Vec::new(),
        };
        match by {
            LanesBy::Outlet | LanesBy::Language => {
                for (_, article) in told.corpus.iter() {
                    rows.named(name_of(&article, by));
                }
            }
            LanesBy::Tag => {
                for tag in told.tagged.keys() {
                    let lane = rows.named(Some(tag.clone()));
                    let colour = told.tag_colours.get(tag);
                    if let (Some(lane), Some(colour)) = (rows.lanes.get_mut(lane), colour) {
                        lane.rank = colour.place();
                    }
                }
            }
            LanesBy::Event => {
                let asked: ArticleSet = article_ids.iter().copied().collect();
                let main = main_events(told.events, |event| dated_articles(event, &asked));
                for event in main.into_iter().take(MOST_EVENTS) {
                    rows.by_event.insert(event.event_id, rows.lanes.len());
                    rows.lanes.push(Lane {
                        name: Some(event.label.as_str().into()),
                        event_id: Some(event.event_id),
                        rank: event.event_id.0 as usize,
                        ..Lane::default()
                    });
                }
            }
        }
        rows
    }

    /// The lane of a name.
    fn named(&mut self, name: Option<Arc<str>>) -> usize {
        if let Some(&lane) = self.by_name.get(&name) {
            return lane;
        }
        let rank = self.lanes.len();
        self.lanes.push(Lane { name: name.clone(), rank, ..Lane::default() });
        self.by_name.insert(name, rank);
        rank
    }

    /// The lanes that all marks of an article stand in; none where each mark has its own.
    fn of_article(&mut self, article_id: ArticleId, article: &Article) -> Vec<usize> {
        match self.by {
            LanesBy::Outlet | LanesBy::Language => vec![self.named(name_of(article, self.by))],
            LanesBy::Tag => {
                let told = self.told;
                let tags = told.tagged.iter().filter(|(_, articles)| articles.contains(article_id));
                let own: Vec<usize> = tags.map(|(tag, _)| self.named(Some(tag.clone()))).collect();
                if own.is_empty() { vec![self.named(None)] } else { own }
            }
            LanesBy::Event => Vec::new(),
        }
    }

    fn put(&mut self, own: &[usize], mark: Mark) {
        for &lane in own {
            self.lanes.get_mut(lane).into_iter().for_each(|lane| lane.marks.push(mark));
        }
        if self.by == LanesBy::Event {
            let known = mark.event_id.and_then(|event_id| self.by_event.get(&event_id).copied());
            let lane = known.unwrap_or_else(|| self.named(None));
            self.lanes.get_mut(lane).into_iter().for_each(|lane| lane.marks.push(mark));
            self.touched.push(lane);
        }
    }

    /// Counts an article in its lanes.
    fn finish(&mut self, own: &[usize], article_id: ArticleId, published: Option<(DayNumber, DayNumber)>) {
        self.touched.extend(own);
        self.touched.sort_unstable();
        self.touched.dedup();
        for lane in self.touched.drain(..) {
            let Some(lane) = self.lanes.get_mut(lane) else { continue };
            lane.article_count += 1;
            if let Some((first_day, last_day)) = published {
                lane.appearances.push(Appearance { article_id, first_day, last_day });
            }
        }
    }

    fn into_lanes(mut self) -> Vec<Lane> {
        self.lanes.retain(|lane| lane.article_count > 0);
        for lane in &mut self.lanes {
            lane.put_in_order();
            if self.by == LanesBy::Outlet && lane.name.is_some() {
                lane.silences = silences(&lane.appearances);
            }
        }
        self.lanes.sort_by(|a, b| {
            (a.name.is_none(), std::cmp::Reverse(a.article_count), &a.name, a.rank).cmp(&(
                b.name.is_none(),
                std::cmp::Reverse(b.article_count),
                &b.name,
                b.rank,
            ))
        });
        self.lanes
    }
}

fn name_of(article: &Article, by: LanesBy) -> Option<Arc<str>> {
    let field = if by == LanesBy::Language { &article.language } else { &article.outlet };
    field.as_ref().map(|known| known.value.clone())
}

/// How many of these articles have a dated mention of an event.
fn dated_articles(event: &Event, asked: &ArticleSet) -> usize {
    let mut articles: Vec<ArticleId> = event.mentions.iter().map(|mention| mention.article_id).collect();
    articles.retain(|article_id| asked.contains(*article_id));
    articles.sort_unstable();
    articles.dedup();
    articles.len()
}

/// Of fewer appearances nothing is said about silence.
const LEAST_APPEARANCES: usize = 5;
/// A silence is so many times as long as the middle one of all distances between two appearances...
const SILENCE_FACTOR: i32 = 6;
/// ... and at least so long, in days.
const LEAST_SILENCE: i32 = 14;
/// Dates that are vaguer than this many days say nothing about silence.
const SILENCE_PRECISION: i32 = 7;

/// The stretches without an appearance that are far longer than usual.
fn silences(appearances: &[Appearance]) -> Vec<(DayNumber, DayNumber)> {
    let (exact, vague): (Vec<&Appearance>, Vec<&Appearance>) =
        appearances.iter().partition(|one| one.last_day - one.first_day < SILENCE_PRECISION);
    if exact.len() < LEAST_APPEARANCES {
        return Vec::new();
    }
    let mut distances: Vec<i32> =
        exact.windows(2).filter_map(|pair| Some(pair.last()?.first_day - pair.first()?.first_day)).collect();
    distances.sort_unstable();
    let usual = distances.get(distances.len() / 2).copied().unwrap_or_default();
    let least = LEAST_SILENCE.max(usual.saturating_mul(SILENCE_FACTOR));
    let gap = |pair: &[&Appearance]| Some((pair.first()?.last_day + 1, pair.last()?.first_day - 1));
    let is_broken =
        |first: DayNumber, last: DayNumber| vague.iter().any(|one| one.first_day <= last && one.last_day >= first);
    let gaps = exact.windows(2).filter_map(gap).filter(|(first, last)| last - first + 1 >= least);
    gaps.filter(|&(first, last)| !is_broken(first, last)).collect()
}

/// First and last day.
pub type Stretch = (DayNumber, DayNumber);

/// From the first to the last of all these days; nothing of none.
pub fn covering(days: impl Iterator<Item = Stretch>) -> Option<Stretch> {
    days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
}

/// Marks wider than this do not decide what the whole timeline shows at first.
pub(super) const WIDE_DAYS: i32 = 3660;

fn extent(lanes: &[Lane]) -> Option<Interval> {
    let marks = lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| (mark.first_day, mark.last_day)));
    let appearances = lanes.iter().flat_map(|lane| lane.appearances.iter().map(|a| (a.first_day, a.last_day)));
    let (first, last) = covering(marks.chain(appearances).filter(|(first, last)| last - first <= WIDE_DAYS))?;
    Some(Interval::new(day_of(first), day_of(last)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(days: &[i32]) -> Vec<Appearance> {
        days.iter().map(|&day| Appearance { article_id: ArticleId(0), first_day: day, last_day: day }).collect()
    }

    #[test]
    fn a_silence_is_far_longer_than_the_usual_distance_and_two_weeks() {
        assert_eq!(silences(&days(&[1, 2, 3, 4, 30, 31])), [(5, 29)]);
        assert!(silences(&days(&[1, 2, 3, 4, 15, 16])).is_empty(), "ten days are none");
        assert!(silences(&days(&[1, 8, 15, 22, 50, 57])).is_empty(), "a weekly paper left out three");
        assert_eq!(silences(&days(&[1, 8, 15, 22, 80, 87])), [(23, 79)]);
        assert!(silences(&days(&[1, 100, 400])).is_empty(), "too few to tell");
        let mut vague = days(&[1, 2, 3, 4, 5, 40]);
        vague.push(Appearance { article_id: ArticleId(1), first_day: 6, last_day: 39 });
        vague.sort_by_key(|one| one.first_day);
        assert!(silences(&vague).is_empty(), "one of which only the month is known may have appeared in it");
    }
}
