//! Cells of the calendar: the day, week, month ... that holds a day, its name in TIMEX3, and the cells around it.

use crate::time::{Interval, Precision};
use chrono::{Datelike, Days, Months, NaiveDate};

/// A kind of cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Weekend,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

/// The cell of a kind that holds a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CalendarCell {
    pub(super) grain: Grain,
    pub(super) day: NaiveDate,
}

impl CalendarCell {
    pub(super) fn new(grain: Grain, day: NaiveDate) -> Self {
        Self { grain, day }
    }

    /// Its days.
    pub(super) fn interval(self) -> Option<Interval> {
        let (year, month) = (self.day.year(), self.day.month());
        let months = |first: u32, count: u32| {
            let first = NaiveDate::from_ymd_opt(year, first, 1)?;
            let last = first.checked_add_months(Months::new(count))?.pred_opt()?;
            Some(Interval::new(first, last))
        };
        let years = |first: i32, count: i32| {
            let last = NaiveDate::from_ymd_opt(first.checked_add(count - 1)?, 12, 31)?;
            Some(Interval::new(NaiveDate::from_ymd_opt(first, 1, 1)?, last))
        };
        match self.grain {
            Grain::Day => Some(Interval::day(self.day)),
            Grain::Weekend => {
                let sunday = Interval::of_week(self.day)?.last();
                Some(Interval::new(sunday.pred_opt()?, sunday))
            }
            Grain::Week => Interval::of_week(self.day),
            Grain::Month => Interval::of_month(year, month),
            Grain::Quarter => months((month - 1) / 3 * 3 + 1, 3),
            Grain::Season => {
                let (year, first) = self.season();
                let first = NaiveDate::from_ymd_opt(year, first, 1)?;
                Some(Interval::new(first, first.checked_add_months(Months::new(3))?.pred_opt()?))
            }
            Grain::Half => months((month - 1) / 6 * 6 + 1, 6),
            Grain::Year => Interval::of_year(year),
            Grain::Decade => years(start_of(year, 10), 10),
            Grain::Century => years(start_of(year, 100), 100),
        }
    }

    /// The year and month in which the season of its day begins; January belongs to the winter before.
    fn season(self) -> (i32, u32) {
        let (year, month) = (self.day.year(), self.day.month());
        if month < 3 { (year - 1, 12) } else { (year, month / 3 * 3) }
    }

    /// Its name in TIMEX3.
    pub(super) fn value(self) -> String {
        let (number, month, day) = (self.day.year(), self.day.month(), self.day.day());
        let year = name(number);
        match self.grain {
            Grain::Day => with_parts(year, &[month, day]),
            Grain::Weekend => format!("{}-WE", self.week()),
            Grain::Week => self.week(),
            Grain::Month => with_parts(year, &[month]),
            Grain::Quarter => format!("{year}-Q{}", month.div_ceil(3)),
            Grain::Season => {
                let (number, first) = self.season();
                let season = match first {
                    3 => "SP",
                    6 => "SU",
                    9 => "FA",
                    _ => "WI",
                };
                format!("{}-{season}", name(number))
            }
            Grain::Half => format!("{year}-H{}", month.div_ceil(6)),
            Grain::Year => year,
            Grain::Decade if number <= 0 => format!("BC{:03}", (1 - number) / 10),
            Grain::Decade => format!("{:03}", number / 10),
            Grain::Century if number <= 0 => format!("BC{:02}", (1 - number) / 100),
            Grain::Century => format!("{:02}", number / 100),
        }
    }

    fn week(self) -> String {
        let week = self.day.iso_week();
        format!("{:04}-W{:02}", week.year(), week.week())
    }

    /// The cell `count` further on.
    pub(super) fn step(self, count: i32) -> Option<Self> {
        let day = match self.grain {
            Grain::Day => add_days(self.day, i64::from(count))?,
            Grain::Weekend | Grain::Week => add_days(self.day, i64::from(count) * 7)?,
            Grain::Month => add_months(self.day, i64::from(count))?,
            Grain::Quarter | Grain::Season => add_months(self.day, i64::from(count) * 3)?,
            Grain::Half => add_months(self.day, i64::from(count) * 6)?,
            Grain::Year => add_months(self.day, i64::from(count) * 12)?,
            Grain::Decade => add_months(self.day, i64::from(count) * 120)?,
            Grain::Century => add_months(self.day, i64::from(count) * 1200)?,
        };
        Some(Self { grain: self.grain, day })
    }

    /// How exact it is.
    pub(super) fn precision(self) -> Precision {
        match self.grain {
            Grain::Day => Precision::Day,
            Grain::Weekend => Precision::Weekend,
            Grain::Week => Precision::Week,
            Grain::Month => Precision::Month,
            Grain::Quarter => Precision::Quarter,
            Grain::Season => Precision::Season,
            Grain::Half => Precision::Half,
            Grain::Year => Precision::Year,
            Grain::Decade => Precision::Decade,
            Grain::Century => Precision::Century,
        }
    }
}

/// The first year of the decade or century of a year. Before Christ they are named by the years of that era: the 480s BC
/// are 489 to 480, and 1 BC is the year 0.
fn start_of(year: i32, count: i32) -> i32 {
    if year > 0 { (year - year.rem_euclid(count)).max(1) } else { 2 - count - (1 - year) / count * count }
}

/// `day` moved by `count` days.
pub(super) fn add_days(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let days = Days::new(count.unsigned_abs());
    if count < 0 { day.checked_sub_days(days) } else { day.checked_add_days(days) }
}

/// `day` moved by `count` months, to the last day of a month that is too short.
pub(super) fn add_months(day: NaiveDate, count: i64) -> Option<NaiveDate> {
    let months = Months::new(u32::try_from(count.unsigned_abs()).ok()?);
    if count < 0 { day.checked_sub_months(months) } else { day.checked_add_months(months) }
}

/// A year as TIMEX3 writes it; the year 0 of the calendar is 1 BC.
fn name(year: i32) -> String {
    match u32::try_from(year) {
        Ok(year @ 1..=9999) => {
            let mut name = String::with_capacity("2023-03-20".len());
            push_two(&mut name, year / 100);
            push_two(&mut name, year % 100);
            name
        }
        _ if year > 0 => year.to_string(),
        _ => format!("BC{:04}", 1 - year),
    }
}

/// The name of a year with months and days of two digits behind it.
fn with_parts(mut name: String, parts: &[u32]) -> String {
    for &part in parts {
        name.push('-');
        push_two(&mut name, part);
    }
    name
}

/// A number below 100 in two digits; most expressions of a text are days, and what formats anything takes longer.
fn push_two(name: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        name.extend(char::from_digit(digit, 10));
    }
}
