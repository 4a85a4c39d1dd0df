//! Which days of a month "early" in it are: the part of a cell that the words around an expression name.
//!
//! The value of an expression stays that of the whole cell, as annotators write it; a timeline wants the part. Early, mid
//! and late are thirds, the beginning and the end sixths, in the unit that people count in: months of a year, years of a decade, days of a month.

use super::cell::{CalendarCell, Grain, add_days, add_months};
use crate::time::Interval;
use crate::time::meaning::Shade;
use chrono::NaiveDate;

/// The days of `cell` that `shade` leaves; `now` is the day that "earlier" and "later" are reckoned from.
pub(super) fn narrow(cell: CalendarCell, shade: Shade, now: Option<NaiveDate>) -> Option<Interval> {
    let whole = cell.interval()?;
    let (first, last) = (whole.first(), whole.last());
    match shade {
        Shade::Early => part(cell, whole, 0, 3),
        Shade::Mid => part(cell, whole, 1, 3),
        Shade::Late => part(cell, whole, 2, 3),
        Shade::Start => part(cell, whole, 0, 6),
        Shade::End => part(cell, whole, 5, 6),
        Shade::FirstHalf => part(cell, whole, 0, 2),
        Shade::LastHalf => part(cell, whole, 1, 2),
        Shade::Earlier => now.filter(|now| first < *now && *now <= last).map(|now| Interval::new(first, now)),
        Shade::Later => now.filter(|now| first <= *now && *now < last).map(|now| Interval::new(now, last)),
        Shade::About | Shade::MoreThan | Shade::LessThan | Shade::AtLeast | Shade::AtMost => None,
    }
}

/// The part `index` of `count` parts of a cell.
fn part(cell: CalendarCell, whole: Interval, index: i64, count: i64) -> Option<Interval> {
    let first = whole.first();
    let step = |units: i64| match cell.grain {
        Grain::Season | Grain::Quarter | Grain::Half | Grain::Year => add_months(first, units),
        Grain::Decade | Grain::Century => add_months(first, units * 12),
        _ => add_days(first, units),
    };
    let units = match cell.grain {
        Grain::Day | Grain::Weekend => return None,
        Grain::Week => 7,
        Grain::Month => whole.day_count(),
        Grain::Season | Grain::Quarter => 3,
        Grain::Half => 6,
        Grain::Year => 12,
        Grain::Decade => 10,
        Grain::Century => 100,
    };
    let count = count.min(units);
    let index = if index > 0 && index * 2 > count { count - 1 } else { index };
    // What does not divide evenly goes to the last part of a month, to the middle of anything else.
    let start = |index: i64| match cell.grain {
        Grain::Month | Grain::Season | Grain::Quarter | Grain::Half | Grain::Year => units / count * index,
        _ if index * 2 > count => units - units / count * (count - index),
        _ => units / count * index,
    };
    let end = if index + 1 == count { whole.last() } else { step(start(index + 1))?.pred_opt()? };
    Some(Interval::new(step(start(index))?, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_counted_in_the_units_of_people() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let now = Some(day("2023-03-16"));
        for (grain, shade, expected) in [
            (Grain::Month, Shade::Early, "1–10 Mar 2023"),
            (Grain::Month, Shade::Mid, "11–20 Mar 2023"),
            (Grain::Month, Shade::Late, "21–31 Mar 2023"),
            (Grain::Month, Shade::FirstHalf, "1–15 Mar 2023"),
            (Grain::Month, Shade::Earlier, "1–16 Mar 2023"),
            (Grain::Year, Shade::Late, "Sep–Dec 2023"),
            (Grain::Year, Shade::Later, "16 Mar – 31 Dec 2023"),
            (Grain::Year, Shade::End, "Nov–Dec 2023"),
            (Grain::Month, Shade::Start, "1–5 Mar 2023"),
            (Grain::Quarter, Shade::End, "Mar 2023"),
            (Grain::Week, Shade::Early, "13–14 Mar 2023"),
            (Grain::Week, Shade::Late, "18–19 Mar 2023"),
        ] {
            let interval = narrow(CalendarCell::new(grain, day("2023-03-16")), shade, now).unwrap();
            assert_eq!(interval.to_string(), expected, "{shade:?} in a {grain:?}");
        }
        let decade = narrow(CalendarCell::new(Grain::Decade, day("1994-01-01")), Shade::Early, None).unwrap();
        assert_eq!((decade.first(), decade.last()), (day("1990-01-01"), day("1992-12-31")));
        assert_eq!(narrow(CalendarCell::new(Grain::Day, day("2023-03-16")), Shade::Early, now), None);
    }
}
