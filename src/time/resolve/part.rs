//! A piece of a whole: "the second Monday of July", "the last week of 2015", "the 20th of next month".
//!
//! Weeks are counted as ISO 8601 counts those of a year: the first one is that with the first Thursday.

use super::cell::{CalendarCell, Grain, add_days};
use super::open;
use crate::time::Interval;
use crate::time::meaning::{Piece, Unit};
use chrono::{Datelike, NaiveDate};

/// The cell of a piece in the cell of its whole, if the whole has so many.
pub(super) fn find(piece: Piece, whole: CalendarCell) -> Option<CalendarCell> {
    let days = whole.interval()?;
    match piece {
        Piece::Weekday(weekday, order) => day_in(days, weekday, order).map(|day| CalendarCell::new(Grain::Day, day)),
        Piece::Day(day) => Some(CalendarCell::new(Grain::Day, days.first().with_day(day)?)),
        Piece::Holding(unit) => Some(CalendarCell::new(open::grain(unit), days.first())),
        Piece::Unit(Unit::Day, order) => {
            let day = if order < 0 { days.last() } else { add_days(days.first(), i64::from(order) - 1)? };
            (day <= days.last()).then(|| CalendarCell::new(Grain::Day, day))
        }
        Piece::Unit(Unit::Week, order) => day_in(days, 4, order).map(|day| CalendarCell::new(Grain::Week, day)),
        Piece::Unit(Unit::Weekend, order) => day_in(days, 6, order).map(|day| CalendarCell::new(Grain::Weekend, day)),
        Piece::Unit(unit, order) => {
            let grain = open::grain(unit);
            if grain >= whole.grain {
                return None;
            }
            let cell = CalendarCell::new(grain, if order < 0 { days.last() } else { days.first() });
            let cell = cell.step(if order < 0 { order + 1 } else { order - 1 })?;
            days.contains(cell.interval()?).then_some(cell)
        }
    }
}

/// The so-manieth of a day of the week among some days; -1 is the last.
fn day_in(days: Interval, weekday: u32, order: i32) -> Option<NaiveDate> {
    let number = |day: NaiveDate| i64::from(day.weekday().number_from_monday());
    let day = if order < 0 {
        let last = add_days(days.last(), -(number(days.last()) - i64::from(weekday)).rem_euclid(7))?;
        add_days(last, 7 * (i64::from(order) + 1))?
    } else {
        let first = add_days(days.first(), (i64::from(weekday) - number(days.first())).rem_euclid(7))?;
        add_days(first, 7 * (i64::from(order) - 1))?
    };
    (days.first() <= day && day <= days.last()).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_counted_from_either_end_and_never_outside() {
        let month =
            |year, month| CalendarCell::new(Grain::Month, NaiveDate::from_ymd_opt(year, month, 9).expect("a day"));
        let year = CalendarCell::new(Grain::Year, NaiveDate::from_ymd_opt(2015, 5, 5).expect("a day"));
        let cases = [
            (Piece::Weekday(1, 1), month(2023, 7), Some("2023-07-03")),
            (Piece::Weekday(5, -1), month(2023, 7), Some("2023-07-28")),
            (Piece::Weekday(1, 5), month(2023, 6), None),
            (Piece::Unit(Unit::Week, 3), month(2016, 11), Some("2016-W46")),
            (Piece::Unit(Unit::Week, 1), year, Some("2015-W01")),
            (Piece::Unit(Unit::Week, -1), year, Some("2015-W53")),
            (Piece::Unit(Unit::Day, -1), month(2024, 2), Some("2024-02-29")),
            (Piece::Unit(Unit::Month, -1), year, Some("2015-12")),
            (Piece::Unit(Unit::Month, 13), year, None),
            (Piece::Day(31), month(2023, 6), None),
            (Piece::Holding(Unit::Week), CalendarCell::new(Grain::Day, year.day), Some("2015-W19")),
        ];
        for (piece, whole, expected) in cases {
            assert_eq!(find(piece, whole).map(CalendarCell::value).as_deref(), expected, "{piece:?} of {whole:?}");
        }
    }
}
