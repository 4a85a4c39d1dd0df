//! Which bars stand for months that are counted?
//!
//! The finest of months, years, decades and centuries that there is room for. A few articles that speak of another age would
//! press all others into one bar: what lies beyond the middle 98 in a hundred is one bar at each end then.

use crate::time::Interval;
use chrono::{Datelike, NaiveDate};

/// One in so many counts may lie beyond each end.
const BEYOND: usize = 100;

/// One bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// The days it stands for.
    pub days: Interval,
    /// What was counted in its months.
    pub count: usize,
    /// True for the one that stands for everything before or behind the others.
    pub is_beyond: bool,
}

/// What a bar stands for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A month.
    #[default]
    Month,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Unit {
    const ALL: [Self; 4] = [Self::Month, Self::Year, Self::Decade, Self::Century];

    /// As a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    fn number(self, month: NaiveDate) -> i32 {
        match self {
            Self::Month => month.year() * 12 + month.month0() as i32,
            Self::Year => month.year(),
            Self::Decade => month.year().div_euclid(10),
            Self::Century => month.year().div_euclid(100),
        }
    }

    fn days(self, number: i32) -> Option<Interval> {
        let years = |count: i32| {
            let first = Interval::of_year(number * count)?;
            Some(first.cover(Interval::of_year(number * count + count - 1)?))
        };
        match self {
            Self::Month => Interval::of_month(number.div_euclid(12), number.rem_euclid(12) as u32 + 1),
            Self::Year => years(1),
            Self::Decade => years(10),
            Self::Century => years(100),
        }
    }
}

/// The bars for counted `months`, in order, at most `most` of them (at least 4).
pub fn bars(months: &[(NaiveDate, usize)], most: usize) -> (Unit, Vec<Bar>) {
    let (Some(first), Some(last)) = (months.first(), months.last()) else { return (Unit::Month, Vec::new()) };
    let most = most.max(4);
    let middle = middle(months);
    for unit in Unit::ALL {
        let width = |from: NaiveDate, to: NaiveDate| (unit.number(to) - unit.number(from)) as usize + 1;
        if width(first.0, last.0) <= most {
            return (unit, between(months, unit, unit.number(first.0), unit.number(last.0)));
        }
        if width(middle.0, middle.1) + 2 <= most {
            return (unit, between(months, unit, unit.number(middle.0), unit.number(middle.1)));
        }
    }
    let unit = Unit::Century;
    let latest = unit.number(last.0);
    (unit, between(months, unit, latest - most as i32 + 2, latest))
}

/// The first and the last month but for the few counts that lie far out.
fn middle(months: &[(NaiveDate, usize)]) -> (NaiveDate, NaiveDate) {
    let few = months.iter().map(|(_, count)| count).sum::<usize>() / BEYOND;
    (first_behind(months.iter(), few), first_behind(months.iter().rev(), few))
}

/// The month at which more than `few` have been counted.
fn first_behind<'a>(mut months: impl Iterator<Item = &'a (NaiveDate, usize)>, few: usize) -> NaiveDate {
    let mut counted = 0;
    let found = months.find(|(_, count)| {
        counted += count;
        counted > few
    });
    found.map_or(NaiveDate::MIN, |(month, _)| *month)
}

/// A bar for each number from `first` to `last`, and one for what lies beyond each end where there is any.
fn between(months: &[(NaiveDate, usize)], unit: Unit, first: i32, last: i32) -> Vec<Bar> {
    let mut bars: Vec<Bar> = (first..=last)
        .filter_map(|number| Some(Bar { days: unit.days(number)?, count: 0, is_beyond: false }))
        .collect();
    let (mut before, mut behind) = (0, 0);
    for &(month, count) in months {
        let number = unit.number(month);
        if number < first {
            before += count;
        } else if let Some(bar) = bars.get_mut((number - first) as usize) {
            bar.count += count;
        } else {
            behind += count;
        }
    }
    if let Some(day) = bars.first().and_then(|bar| bar.days.first().pred_opt()).filter(|_| before > 0) {
        bars.insert(0, Bar { days: Interval::new(NaiveDate::MIN, day), count: before, is_beyond: true });
    }
    if let Some(day) = bars.last().and_then(|bar| bar.days.last().succ_opt()).filter(|_| behind > 0) {
        bars.push(Bar { days: Interval::new(day, NaiveDate::MAX), count: behind, is_beyond: true });
    }
    bars
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn month(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 1).expect("a month")
    }

    #[test]
    fn months_where_there_is_room_and_years_where_not() {
        let months = [(month(2022, 11), 3), (month(2023, 2), 5)];
        let (unit, bars_of_months) = bars(&months, 60);
        assert_eq!(
            (unit, bars_of_months.iter().map(|bar| bar.count).collect::<Vec<_>>()),
            (Unit::Month, vec![3, 0, 0, 5])
        );
        let (unit, years) = bars(&[(month(2010, 1), 3), (month(2023, 2), 5)], 60);
        assert_eq!((unit, years.len(), years.last().map(|bar| bar.days)), (Unit::Year, 14, Interval::of_year(2023)));
    }

    #[test]
    fn another_age_is_a_bar_of_its_own_and_presses_nobody() {
        let mut months = vec![(month(1453, 5), 1)];
        months.extend((1..=12).map(|number| (month(2023, number), 50)));
        let (unit, shown) = bars(&months, 60);
        assert_eq!((unit, shown.len()), (Unit::Month, 13));
        let first = shown[0];
        assert!(
            first.is_beyond && first.count == 1 && first.days.last() == month(2022, 12).with_day(31).expect("a day")
        );
    }

    proptest! {
        #[test]
        fn every_count_stands_in_one_bar_and_bars_follow_each_other(
            counts in proptest::collection::btree_map((1..2400_i32, 1..=12_u32), 1..500_usize, 0..40), most in 0..90_usize,
        ) {
            let months: Vec<_> = counts.into_iter().map(|((year, number), count)| (month(year, number), count)).collect();
            let (_, shown) = bars(&months, most);
            prop_assert!(shown.len() <= most.max(4));
            let sum = |counts: &mut dyn Iterator<Item = usize>| counts.sum::<usize>();
            prop_assert_eq!(sum(&mut shown.iter().map(|bar| bar.count)), sum(&mut months.iter().map(|(_, count)| *count)));
            for pair in shown.windows(2) {
                prop_assert_eq!(pair[0].days.last().succ_opt(), Some(pair[1].days.first()));
            }
        }
    }
}
