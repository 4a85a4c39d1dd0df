//! The timeline as a picture: what stands where. [`super::svg`] writes it.
//!
//! A lane for every outlet, those with most articles first. What an article refers to is a dot where the day is known, else a bar
//! as long as what it may be; the same days told by several articles are one mark, the larger the more. A triangle stands
//! where an article appeared. Above the lanes stand the events that most of the articles tell of, by name.

use super::Selection;
use super::time_axis::Axis;
use crate::corpus::ArticleId;
use crate::events::lanes::{DayNumber, day_number, day_of};
use crate::events::stretch::first_look;
use crate::events::{Event, Lane, Lanes, LanesBy, Mark, Told, lanes};
use crate::text::columns::{self, shortened};
use crate::text::one_line;
use crate::time::{Interval, Precision};
use std::collections::{BTreeMap, BTreeSet};

/// Width of a picture.
pub(super) const WIDTH: f64 = 1200.0;
/// Where lanes begin, right of their names.
pub(super) const LEFT: f64 = 190.0;
/// Where they end.
pub(super) const RIGHT: f64 = WIDTH - 24.0;
/// Height of a row of bars.
const ROW: f64 = 10.0;
/// Lanes that are drawn; what is left out is told.
const MOST_LANES: usize = 30;
/// Rows of bars in a lane; bars beyond them lie in the last.
const MOST_ROWS: usize = 8;
/// Events that are named.
const MOST_EVENTS: usize = 12;

/// A timeline that is laid out.
#[derive(Debug)]
pub(super) struct Picture {
    pub(super) axis: Axis,
    pub(super) events: Vec<NamedEvent>,
    /// Rows that the events take.
    pub(super) event_rows: usize,
    pub(super) lanes: Vec<DrawnLane>,
    /// What is not drawn, in words.
    pub(super) left_out: Vec<String>,
}

/// An event with its name.
#[derive(Debug)]
pub(super) struct NamedEvent {
    pub(super) x: [f64; 2],
    pub(super) row: usize,
    pub(super) label: String,
    pub(super) told: String,
}

/// The marks of an outlet.
#[derive(Debug)]
pub(super) struct DrawnLane {
    pub(super) name: String,
    pub(super) article_count: usize,
    /// Which colour, the same wherever the outlet is drawn.
    pub(super) rank: usize,
    pub(super) bars: Vec<Bar>,
    pub(super) dots: Vec<Dot>,
    /// When articles appeared: from and to.
    pub(super) appearances: Vec<[f64; 2]>,
    pub(super) height: f64,
}

/// Days that are not known exactly.
#[derive(Debug)]
pub(super) struct Bar {
    pub(super) x: [f64; 2],
    /// Its middle, below the top of its lane.
    pub(super) y: f64,
    pub(super) count: usize,
    pub(super) is_ahead: bool,
    pub(super) told: String,
}

/// A day.
#[derive(Debug)]
pub(super) struct Dot {
    pub(super) x: f64,
    pub(super) count: usize,
    pub(super) is_ahead: bool,
    pub(super) told: String,
}

/// Height of the stretch of a lane in which dots and triangles stand.
pub(super) const DOTS: f64 = 26.0;

/// Lays out the timeline of a selection; nothing where no day is known of it.
pub(super) fn picture(selection: &Selection<'_>) -> Option<Picture> {
    let told = Told {
        corpus: selection.corpus,
        mentions: selection.mentions,
        events: selection.events,
        tagged: &selection.marks.tagged,
        tag_colours: &selection.marks.colours,
    };
    let lanes = lanes(told, selection.article_ids, LanesBy::Outlet, &selection.cancel)?;
    let (first, last) = first_look(&lanes)?;
    let axis = Axis::new(day_of(first), day_of(last), LEFT, RIGHT);
    let (events, event_rows) = events(selection, &axis);
    let drawn = lanes.lanes.iter().take(MOST_LANES).map(|lane| drawn(lane, &axis)).collect();
    Some(Picture { axis, events, event_rows, lanes: drawn, left_out: left_out(&lanes, &axis) })
}

/// What the picture does not show.
fn left_out(lanes: &Lanes, axis: &Axis) -> Vec<String> {
    let mut left_out = Vec::new();
    let further = lanes.lanes.len().saturating_sub(MOST_LANES);
    if further > 0 {
        left_out.push(counted(further, "further outlet", "further outlets"));
    }
    if !lanes.undated.is_empty() {
        let [one, many] = ["article without a date of publication", "articles without a date of publication"];
        left_out.push(counted(lanes.undated.len(), one, many));
    }
    let marks = lanes.lanes.iter().take(MOST_LANES).flat_map(|lane| &lane.marks);
    let outside = marks.filter(|mark| !axis.shows(mark.first_day, mark.last_day)).count();
    if outside > 0 {
        let [one, many] = ["expression of time outside these days", "expressions of time outside these days"];
        left_out.push(counted(outside, one, many));
    }
    left_out
}

pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn drawn(lane: &Lane, axis: &Axis) -> DrawnLane {
    let mut same: BTreeMap<(DayNumber, DayNumber, bool), Vec<&Mark>> = BTreeMap::new();
    for mark in lane.marks.iter().filter(|mark| axis.shows(mark.first_day, mark.last_day)) {
        same.entry((mark.first_day, mark.last_day, mark.is_ahead)).or_default().push(mark);
    }
    let (mut bars, mut dots, mut rows) = (Vec::new(), Vec::new(), Rows::default());
    for ((first, last, is_ahead), marks) in same {
        let (from, to) = (axis.x(first), axis.x(last + 1));
        let told = told(first, last, marks.len());
        if first == last && marks.iter().all(|mark| mark.precision <= Precision::Day) {
            dots.push(Dot { x: f64::midpoint(from, to), count: marks.len(), is_ahead, told });
        } else {
            let row = rows.place(from, to.max(from + 3.0) + 3.0, MOST_ROWS);
            let y = DOTS + ROW * (row as f64 + 0.5);
            bars.push(Bar { x: [from, to.max(from + 3.0)], y, count: marks.len(), is_ahead, told });
        }
    }
    let appearances: BTreeSet<(DayNumber, DayNumber)> =
        lane.appearances.iter().map(|appearance| (appearance.first_day, appearance.last_day)).collect();
    let shown = appearances.into_iter().filter(|(first, last)| axis.shows(*first, *last));
    DrawnLane {
        name: lane.name.as_deref().map_or_else(|| "Unknown outlet".to_owned(), one_line),
        article_count: lane.article_count,
        rank: lane.rank,
        appearances: shown.map(|(first, last)| [axis.x(first), axis.x(last + 1)]).collect(),
        bars,
        dots,
        height: DOTS + ROW * rows.count() as f64 + 8.0,
    }
}

/// `22 Mar 2023, told 3 times`
fn told(first: DayNumber, last: DayNumber, count: usize) -> String {
    let days = Interval::new(day_of(first), day_of(last));
    let times = if count == 1 { "told once".to_owned() } else { format!("told {count} times") };
    format!("{days}, {times}")
}

/// The events that most articles of the selection tell of, several at least, each with its name beside it.
fn events(selection: &Selection<'_>, axis: &Axis) -> (Vec<NamedEvent>, usize) {
    let chosen: BTreeSet<ArticleId> = selection.article_ids.iter().copied().collect();
    let count = |event: &Event| event.article_ids().intersection(&chosen).count();
    let mut main: Vec<(usize, &Event)> = selection
        .events
        .iter()
        .map(|event| (count(event), event))
        .filter(|(count, event)| {
            *count > 1 && axis.shows(day_number(event.interval.first()), day_number(event.interval.last()))
        })
        .collect();
    main.sort_by_key(|(count, event)| (std::cmp::Reverse(*count), event.interval.first(), event.event_id));
    main.truncate(MOST_EVENTS);
    main.sort_by_key(|(_, event)| (event.interval.first(), event.event_id));
    let mut rows = Rows::default();
    let named = main.into_iter().map(|(count, event)| {
        let from = axis.x(day_number(event.interval.first()));
        let to = axis.x(day_number(event.interval.last()) + 1).max(from + 3.0);
        let label = shortened(&one_line(&event.label), 44).into_owned();
        // A name stands right of its days, or left of them where there is no room.
        let room = width(&label) + 10.0;
        let [begin, end] = if to + room <= RIGHT { [from, to + room] } else { [from - room, to] };
        let row = rows.place(begin, end + 6.0, usize::MAX);
        NamedEvent { x: [from, to], row, label, told: format!("{}, told by {count} articles", event.interval) }
    });
    let named: Vec<NamedEvent> = named.collect();
    (named, rows.count())
}

/// Rows in which nothing overlaps but what had to go into the last.
#[derive(Debug, Default)]
struct Rows(Vec<Row>);

impl Rows {
    /// The first row with room from `begin` to `end`; the last of `most` where none has.
    fn place(&mut self, begin: f64, end: f64, most: usize) -> usize {
        let free = self.0.iter().position(|row| row.is_free(begin, end));
        let row = free.unwrap_or(self.0.len()).min(most.saturating_sub(1));
        if row == self.0.len() {
            self.0.push(Row::default());
        }
        if let Some(row) = self.0.get_mut(row) {
            row.take(begin, end);
        }
        row
    }

    fn count(&self) -> usize {
        self.0.len()
    }
}

/// What is taken of a row, joined where it touches: a place is found by halving, however many marks stand in it.
#[derive(Debug, Default)]
struct Row(Vec<[f64; 2]>);

impl Row {
    fn is_free(&self, begin: f64, end: f64) -> bool {
        self.0.get(self.ended_before(begin)).is_none_or(|[from, _]| end <= *from)
    }

    fn take(&mut self, mut begin: f64, mut end: f64) {
        let first = self.0.partition_point(|[_, to]| *to < begin);
        let behind = self.0.partition_point(|[from, _]| *from <= end);
        for [from, to] in self.0.get(first..behind).unwrap_or_default() {
            (begin, end) = (begin.min(*from), end.max(*to));
        }
        self.0.splice(first..behind.max(first), [[begin, end]]);
    }

    /// How many stretches end where `begin` is, or before.
    fn ended_before(&self, begin: f64) -> usize {
        self.0.partition_point(|[_, to]| *to <= begin)
    }
}

/// How wide words of 11 units of height are, about.
pub(super) fn width(words: &str) -> f64 {
    columns::width(words) as f64 * 6.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_overlaps_stands_in_rows_of_its_own() {
        let mut rows = Rows::default();
        let placed: Vec<usize> = [(0.0, 10.0), (5.0, 20.0), (12.0, 30.0), (0.0, 40.0), (1.0, 2.0)]
            .map(|(begin, end)| rows.place(begin, end, 3))
            .into();
        assert_eq!(placed, [0, 1, 0, 2, 1]);
        assert_eq!(rows.count(), 3);
    }

    #[test]
    fn what_is_taken_of_a_row_is_joined_so_that_few_places_are_looked_at() {
        let mut rows = Rows::default();
        for day in 0..10_000 {
            rows.place(f64::from(day), f64::from(day) + 500.0, 8);
        }
        assert_eq!(rows.count(), 8);
        let stretches: Vec<usize> = rows.0.iter().map(|row| row.0.len()).collect();
        assert!(stretches.iter().all(|count| *count <= 10_000 / 500 + 1), "{stretches:?}");
    }

    proptest::proptest! {
        #[test]
        fn a_row_is_free_where_nothing_that_was_put_into_it_lies(
            stretches in proptest::collection::vec((0_u16..60, 1_u16..12), 1..40), begin in 0_u16..60, length in 1_u16..12,
        ) {
            let mut row = Row::default();
            let as_stretch = |(begin, length): (u16, u16)| [f64::from(begin), f64::from(begin + length)];
            for [begin, end] in stretches.iter().copied().map(as_stretch) {
                row.take(begin, end);
            }
            let [begin, end] = as_stretch((begin, length));
            let is_free = stretches.iter().copied().map(as_stretch).all(|[from, to]| end <= from || begin >= to);
            proptest::prop_assert_eq!(row.is_free(begin, end), is_free, "{:?}", row);
            proptest::prop_assert!(row.0.windows(2).all(|pair| pair[0][1] < pair[1][0]), "{:?}", row);
        }
    }
}
