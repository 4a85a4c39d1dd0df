//! The axis of a drawn timeline: which day stands where, and where lines and dates are set.

use crate::events::lanes::{DayNumber, day_number, day_of};
use crate::time::CalendarStep;
use chrono::NaiveDate;

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

/// How far apart lines may stand.
const STEPS: [CalendarStep; 16] = [
    CalendarStep::Days(1),
    CalendarStep::Days(2),
    CalendarStep::Weeks(1),
    CalendarStep::Weeks(2),
    CalendarStep::Months(1),
    CalendarStep::Months(2),
    CalendarStep::Months(3),
    CalendarStep::Months(6),
    CalendarStep::Years(1),
    CalendarStep::Years(2),
    CalendarStep::Years(5),
    CalendarStep::Years(10),
    CalendarStep::Years(20),
    CalendarStep::Years(50),
    CalendarStep::Years(100),
    CalendarStep::Years(500),
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
        let step = STEPS.into_iter().find(|step| self.room(*step) >= ROOM).unwrap_or(CalendarStep::Years(1000));
        let mut dates = Vec::new();
        let first = day_of(self.first);
        let mut day = step.begin(first).unwrap_or(first);
        while let Some(next) = step.next(day) {
            let number = day_number(day);
            if number > self.last {
                break;
            }
            if number >= self.first {
                dates.push((self.x(number), label(step, day)));
            }
            day = next;
        }
        dates
    }

    /// Room between two lines.
    fn room(&self, step: CalendarStep) -> f64 {
        let days = match step {
            CalendarStep::Days(days) => f64::from(days),
            CalendarStep::Weeks(weeks) => f64::from(weeks) * 7.0,
            CalendarStep::Months(months) => f64::from(months) * 30.4,
            CalendarStep::Years(years) => f64::from(years) * 365.2,
        };
        (self.right - self.left) * days / f64::from(self.last - self.first + 1)
    }
}

/// The date at a line.
fn label(step: CalendarStep, day: NaiveDate) -> String {
    let format = match step {
        CalendarStep::Days(_) | CalendarStep::Weeks(_) => "%-d %b %Y",
        CalendarStep::Months(_) => "%b %Y",
        CalendarStep::Years(_) => "%-Y",
    };
    day.format(format).to_string()
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
