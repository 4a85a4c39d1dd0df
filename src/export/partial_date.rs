//! A date with the parts that are known and no others, for formats that write year, month and day apart.

use crate::time::{Interval, Precision};
use chrono::{Datelike, NaiveDate};
use std::fmt;

/// Year, then month, then day, as far as they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PartialDate {
    pub(super) year: i32,
    /// From 1 to 12.
    pub(super) month: Option<u32>,
    /// From 1; only where the month is known.
    pub(super) day: Option<u32>,
}

impl PartialDate {
    fn of_day(day: NaiveDate) -> Self {
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()) }
    }

    fn of_month(day: NaiveDate) -> Self {
        Self { day: None, ..Self::of_day(day) }
    }

    fn of_year(day: NaiveDate) -> Self {
        Self { month: None, ..Self::of_month(day) }
    }

    /// `interval` without loss: one date where it is a day, a month or a year, else the two between which it lies, as
    /// short as they can be.
    pub(super) fn bounds(interval: Interval) -> (Self, Option<Self>) {
        let (first, last) = (interval.first(), interval.last());
        match interval.precision() {
            Precision::Day => (Self::of_day(first), None),
            Precision::Month => (Self::of_month(first), None),
            Precision::Year => (Self::of_year(first), None),
            _ => {
                let part = match (interval.is_of_months(), (first.month(), last.month())) {
                    (true, (1, 12)) => Self::of_year,
                    (true, _) => Self::of_month,
                    (false, _) => Self::of_day,
                };
                (part(first), Some(part(last)))
            }
        }
    }

    /// The day, month or year that holds all of `interval`; nothing where it spans several years.
    pub(super) fn around(interval: Interval) -> Option<Self> {
        let (first, last) = (interval.first(), interval.last());
        if first == last {
            return Some(Self::of_day(first));
        }
        let is_one_year = first.year() == last.year();
        let part = if is_one_year && first.month() == last.month() { Self::of_month } else { Self::of_year };
        is_one_year.then(|| part(first))
    }
}

/// ISO 8601: `2023`, `2023-03`, `2023-03-20`.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        [self.month, self.day].into_iter().flatten().try_for_each(|part| write!(f, "-{part:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn between(first: (i32, u32, u32), last: (i32, u32, u32)) -> Interval {
        let day = |(y, m, d)| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
        Interval::new(day(first), day(last))
    }

    #[test]
    fn a_date_has_the_parts_that_are_known() {
        let date = |year, month, day| PartialDate { year, month, day };
        let cases = [
            (between((2023, 3, 24), (2023, 3, 24)), (date(2023, Some(3), Some(24)), None)),
            (between((2023, 3, 1), (2023, 3, 31)), (date(2023, Some(3), None), None)),
            (between((2023, 1, 1), (2023, 12, 31)), (date(2023, None, None), None)),
            (between((2010, 1, 1), (2019, 12, 31)), (date(2010, None, None), Some(date(2019, None, None)))),
            (between((2023, 3, 1), (2023, 5, 31)), (date(2023, Some(3), None), Some(date(2023, Some(5), None)))),
            (
                between((2023, 3, 22), (2023, 3, 28)),
                (date(2023, Some(3), Some(22)), Some(date(2023, Some(3), Some(28)))),
            ),
        ];
        for (interval, bounds) in cases {
            assert_eq!(PartialDate::bounds(interval), bounds, "{interval}");
        }
    }

    #[test]
    fn what_holds_an_interval_is_never_finer_than_it() {
        let cases = [
            (between((2023, 3, 24), (2023, 3, 24)), Some((2023, Some(3), Some(24)))),
            (between((2023, 3, 22), (2023, 3, 28)), Some((2023, Some(3), None))),
            (between((2023, 3, 28), (2023, 4, 2)), Some((2023, None, None))),
            (between((2023, 12, 28), (2024, 1, 2)), None),
        ];
        for (interval, around) in cases {
            let expected = around.map(|(year, month, day)| PartialDate { year, month, day });
            assert_eq!(PartialDate::around(interval), expected, "{interval}");
        }
    }
}
