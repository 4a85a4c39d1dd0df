//! The axis of a drawn timeline: which day stands where, and where lines and dates are set.

use crate::events::lanes::{DayNumber, day_number, day_of};
use chrono::{Datelike, Months, NaiveDate};

/// Room that a date takes at least, in units of the picture.
const ROOM: f64 = 74.0;

/// Days from left to right.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    first: DayNumber,
    last: DayNumber,
    left: f64,
    right: f64,
}

/// How far apart the lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Days(i32),
    Months(u32),
    Years(i32),
}

const STEPS: [Step; 16] = [
    Step::Days(1),
    Step::Days(2),
    Step::Days(7),
    Step::Days(14),
    Step::Months(1),
    Step::Months(2),
    Step::Months(3),
    Step::Months(6),
    Step::Years(1),
    Step::Years(2),
    Step::Years(5),
    Step::Years(10),
    Step::Years(20),
    Step::Years(50),
    Step::Years(100),
    Step::Years(500),
];

impl Axis {
    /// An axis from `first` to `last`, both within it, between `left` and `right`.
    pub(super) fn new(first: NaiveDate, last: NaiveDate, left: f64, right: f64) -> Self {
        let (first, last) = (day_number(first), day_number(last.max(first)));
        // A little air, so that what stands at an end is seen whole.
        let air = ((last - first) / 40).max(1);
        Self { first: first - air, last: last + air, left, right }
    }

    /// Where a day begins; days outside stand at the edges.
    pub(super) fn x(&self, day: DayNumber) -> f64 {
        let days = f64::from(self.last - self.first + 1);
        let at = f64::from(day.clamp(self.first, self.last + 1) - self.first);
        self.left + (self.right - self.left) * at / days
    }

    /// True where some day of an interval stands on it.
    pub(super) fn shows(&self, first: DayNumber, last: DayNumber) -> bool {
        first <= self.last && last >= self.first
    }

    /// Dates with their places, from left to right.
    pub(super) fn dates(&self) -> Vec<(f64, String)> {
        let step = STEPS.into_iter().find(|step| self.room(*step) >= ROOM).unwrap_or(Step::Years(1000));
        let mut dates = Vec::new();
        let mut day = step.begin(day_of(self.first));
        while let Some(next) = step.next(day) {
            let number = day_number(day);
            if number > self.last {
                break;
            }
            if number >= self.first {
                dates.push((self.x(number), step.label(day)));
            }
            day = next;
        }
        dates
    }

    /// Room between two lines.
    fn room(&self, step: Step) -> f64 {
        let days = match step {
            Step::Days(days) => f64::from(days),
            Step::Months(months) => f64::from(months) * 30.4,
            Step::Years(years) => f64::from(years) * 365.2,
        };
        (self.right - self.left) * days / f64::from(self.last - self.first + 1)
    }
}

impl Step {
    /// The last line at or before a day.
    fn begin(self, day: NaiveDate) -> NaiveDate {
        let begun = match self {
            Self::Days(1 | 2) => Some(day),
            // Weeks begin on Mondays.
            Self::Days(_) => day.checked_sub_days(chrono::Days::new(u64::from(day.weekday().num_days_from_monday()))),
            Self::Months(months) => NaiveDate::from_ymd_opt(day.year(), day.month0() / months * months + 1, 1),
            Self::Years(years) => NaiveDate::from_ymd_opt(day.year().div_euclid(years) * years, 1, 1),
        };
        begun.unwrap_or(day)
    }

    fn next(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => day.checked_add_days(chrono::Days::new(u64::from(days.unsigned_abs()))),
            Self::Months(months) => day.checked_add_months(Months::new(months)),
            Self::Years(years) => NaiveDate::from_ymd_opt(day.year().checked_add(years)?, 1, 1),
        }
    }

    fn label(self, day: NaiveDate) -> String {
        match self {
            Self::Days(_) => day.format("%-d %b %Y").to_string(),
            Self::Months(_) => day.format("%b %Y").to_string(),
            Self::Years(_) => day.format("%-Y").to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn dates_have_room_and_stand_in_order_whatever_the_span() {
        let spans = [
            (day(2023, 3, 22), day(2023, 3, 22)),
            (day(2023, 3, 20), day(2023, 4, 2)),
            (day(2022, 11, 20), day(2023, 4, 2)),
            (day(2010, 1, 1), day(2023, 12, 31)),
            (day(1500, 1, 1), day(2023, 12, 31)),
            (day(1, 1, 1), day(2500, 1, 1)),
        ];
        for (first, last) in spans {
            let axis = Axis::new(first, last, 200.0, 1200.0);
            let dates = axis.dates();
            assert!((1..=14).contains(&dates.len()), "{first} {last}: {dates:?}");
            for pair in dates.windows(2) {
                assert!(pair[1].0 - pair[0].0 >= ROOM - 8.0, "{first} {last}: {dates:?}");
            }
            assert!(axis.x(day_number(first)) >= 200.0 && axis.x(day_number(last) + 1) <= 1200.0);
        }
        let axis = Axis::new(day(2023, 1, 10), day(2023, 12, 20), 0.0, 1000.0);
        let labels: Vec<String> = axis.dates().into_iter().map(|(_, label)| label).collect();
        assert_eq!(labels.first().map(String::as_str), Some("Feb 2023"));
    }
}
