//! Which events a word leads to, at a time.

use super::evidence::{Mixer, WordId};
use crate::events::lanes::{DayNumber, day_number};
use crate::time::Interval;
use chrono::{Datelike, NaiveDate};
use std::collections::HashMap;
use std::hash::BuildHasherDefault;

/// Longest interval that is looked for by its days; longer ones by their months.
const FEW_DAYS: i64 = 7;

/// Longest interval that is looked for by its months; longer ones by their year.
const MONTH_DAYS: i64 = 31;

/// Events of one word and time that are looked at, the newest first.
pub(super) const LONGEST: usize = 256;

/// Events of one word and time among which an event is looked for so as not to be posted twice.
const LOOKED_BACK: usize = 8;

/// A stretch of time under which events are posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    /// Passages of this day alone.
    Day(DayNumber),
    /// Passages of several days that begin or end in this month.
    Span(i32),
    /// Passages of days in this month.
    Month(i32),
    /// Passages of this year.
    Year(i32),
}

impl Cell {
    /// Where a passage is posted, for those as exact to find.
    pub(super) fn near(interval: Interval) -> Vec<Self> {
        match interval.day_count() {
            1 => vec![Self::Day(day_number(interval.first()))],
            ..=MONTH_DAYS => ends(interval, |day| Self::Span(month(day))),
            _ => Vec::new(),
        }
    }

    /// Where it is posted for vaguer ones to find.
    pub(super) fn far(interval: Interval) -> Vec<Self> {
        let mut cells = ends(interval, |day| Self::Year(day.year()));
        if interval.day_count() <= MONTH_DAYS {
            cells.extend(ends(interval, |day| Self::Month(month(day))));
        }
        cells
    }

    /// Where a passage looks for its event: on its days and those next to them, in its months, or in its year.
    pub(super) fn sought(interval: Interval) -> Vec<Self> {
        let (first, last) = (day_number(interval.first()), day_number(interval.last()));
        match interval.day_count() {
            days @ ..=FEW_DAYS => {
                let reach = i32::from(days == 1);
                let days = (first - reach..=last + reach).map(Self::Day);
                days.chain(ends(interval, |day| Self::Span(month(day)))).collect()
            }
            ..=MONTH_DAYS => {
                let mut cells = ends(interval, |day| Self::Month(month(day)));
                cells.extend(ends(interval, |day| Self::Span(month(day))));
                cells
            }
            _ => ends(interval, |day| Self::Year(day.year())),
        }
    }

    /// The cell and a word in one number.
    fn with(self, word_id: WordId) -> u64 {
        let (kind, number) = match self {
            Self::Day(day) => (0, day),
            Self::Span(month) => (1, month),
            Self::Month(month) => (2, month),
            Self::Year(year) => (3, year),
        };
        let cell = u64::from(number.cast_unsigned() & 0x3FFF_FFFF) | (kind << 30);
        (cell << 32) | u64::from(word_id)
    }
}

/// The cells of the first and the last day, once where they are one.
fn ends(interval: Interval, cell_of: impl Fn(NaiveDate) -> Cell) -> Vec<Cell> {
    let mut cells = vec![cell_of(interval.first()), cell_of(interval.last())];
    cells.dedup();
    cells
}

/// The number of a day's month, counted from year 0.
pub(super) fn month(day: NaiveDate) -> i32 {
    day.year() * 12 + day.month0().cast_signed()
}

/// Lists of events, each linked from the newest to the oldest.
#[derive(Debug, Default)]
pub(super) struct Postings {
    newest: HashMap<u64, u32, BuildHasherDefault<Mixer>>,
    /// An event and the entry before it, plus one; zero where there is none.
    entries: Vec<(u32, u32)>,
}

impl Postings {
    /// Puts an event in front of the list of a word at a time, unless it is near the front already.
    pub(super) fn post(&mut self, cell: Cell, word_id: WordId, event: u32) {
        if self.newest(cell, word_id).take(LOOKED_BACK).any(|known| known == event) {
            return;
        }
        let front = self.newest.entry(cell.with(word_id)).or_default();
        self.entries.push((event, *front));
        *front = self.entries.len() as u32;
    }

    /// The list, the newest first.
    pub(super) fn newest(&self, cell: Cell, word_id: WordId) -> impl Iterator<Item = u32> {
        let mut next = self.newest.get(&cell.with(word_id)).copied().unwrap_or_default();
        std::iter::from_fn(move || {
            let (event, before) = *self.entries.get((next as usize).checked_sub(1)?)?;
            next = before;
            Some(event)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_agrees_is_found_whoever_is_posted_first() {
        let day = |day| Interval::of_day(2023, 3, day).expect("a day");
        let days = |first, last| Interval::new(day(first).first(), day(last).last());
        let month = Interval::of_month(2023, 3).expect("a month");
        let year = Interval::of_year(2023).expect("a year");
        let posted = |interval| [Cell::near(interval), Cell::far(interval)].concat();
        for (a, b) in [(day(20), day(21)), (days(1, 5), day(3)), (days(1, 12), days(12, 14)), (month, day(9))] {
            for (posted, sought) in [(posted(a), Cell::sought(b)), (posted(b), Cell::sought(a))] {
                assert!(posted.iter().any(|cell| sought.contains(cell)), "{a} and {b}");
            }
        }
        assert!(posted(day(20)).iter().any(|cell| Cell::sought(year).contains(cell)));
        assert!(!posted(day(20)).iter().any(|cell| Cell::sought(day(22)).contains(cell)));
    }

    #[test]
    fn lists_run_from_the_newest_to_the_oldest() {
        let mut postings = Postings::default();
        for event in [1, 2, 2, 3] {
            postings.post(Cell::Day(5), 7, event);
        }
        postings.post(Cell::Day(6), 7, 9);
        postings.post(Cell::Day(5), 8, 10);
        assert_eq!(postings.newest(Cell::Day(5), 7).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(postings.newest(Cell::Span(5), 7).count(), 0);
    }
}
