//! Civil days, closed intervals of them, and how exact a date is.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use std::fmt;

/// A closed interval of civil days, `first <= last`, in the proleptic Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Interval {
    first: NaiveDate,
    last: NaiveDate,
}

impl Interval {
    /// From `first` to `last`, whichever of the two is earlier coming first.
    pub fn new(first: NaiveDate, last: NaiveDate) -> Self {
        Self { first: first.min(last), last: first.max(last) }
    }

    /// One day.
    pub fn day(day: NaiveDate) -> Self {
        Self { first: day, last: day }
    }

    /// The civil day `year`-`month`-`day`, if there is one.
    pub fn of_day(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self::day)
    }

    /// A whole month.
    pub fn of_month(year: i32, month: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let last = first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?;
        Some(Self { first, last })
    }

    /// A whole year.
    pub fn of_year(year: i32) -> Option<Self> {
        Some(Self { first: NaiveDate::from_ymd_opt(year, 1, 1)?, last: NaiveDate::from_ymd_opt(year, 12, 31)? })
    }

    /// The ISO week (Monday to Sunday) that holds `day`.
    pub fn of_week(day: NaiveDate) -> Option<Self> {
        let week = day.week(Weekday::Mon);
        Some(Self { first: week.checked_first_day()?, last: week.checked_last_day()? })
    }

    /// First day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Last day.
    pub fn last(self) -> NaiveDate {
        self.last
    }

    /// How many days, at least 1.
    pub fn day_count(self) -> i64 {
        (self.last - self.first).num_days() + 1
    }

    /// True when the two share a day.
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// True when `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// The days that both share.
    pub fn intersection(self, other: Self) -> Option<Self> {
        let (first, last) = (self.first.max(other.first), self.last.min(other.last));
        (first <= last).then_some(Self { first, last })
    }

    /// The smallest interval that covers both.
    pub fn cover(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }

    /// True where it begins with a month and ends with one: nobody need have named its days.
    pub fn is_of_months(self) -> bool {
        let next = self.last.succ_opt();
        self.first.day() == 1 && next.is_none_or(|next| next.day() == 1)
    }

    /// The precision that the shape of the interval tells: a whole month is a month, a whole year a year.
    pub fn precision(self) -> Precision {
        let (first, last) = (self.first, self.last);
        if first == last {
            return Precision::Day;
        }
        if Self::of_month(first.year(), first.month()) == Some(self) {
            return Precision::Month;
        }
        if Self::of_week(first) == Some(self) {
            return Precision::Week;
        }
        let whole_years = first.ordinal() == 1 && last.month() == 12 && last.day() == 31;
        match last.year() - first.year() + 1 {
            1 if whole_years => Precision::Year,
            10 if whole_years => Precision::Decade,
            100 if whole_years => Precision::Century,
            _ => Precision::Range,
        }
    }

    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD` where the interval is just that; otherwise the longest of the three that
    /// covers it, or nothing where it spans several years.
    pub fn iso(self) -> Option<String> {
        let (first, last) = (self.first, self.last);
        if first == last {
            Some(first.format("%Y-%m-%d").to_string())
        } else if (first.year(), first.month()) == (last.year(), last.month()) {
            Some(first.format("%Y-%m").to_string())
        } else if first.year() == last.year() {
            Some(first.format("%Y").to_string())
        } else {
            None
        }
    }
}

/// As a person reads it: `20 Mar 2023`, `Mar 2023`, `2023`, `22–28 Mar 2023`, `28 Mar – 2 Apr 2023`, `2010–2019`;
/// whole months as months, `Jan–Apr 2023`, `Dec 2022 – Feb 2023`: nobody said a first or a last day of them.
impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = (self.first, self.last);
        match self.precision() {
            Precision::Day => write!(f, "{}", first.format("%-d %b %Y")),
            Precision::Month => write!(f, "{}", first.format("%b %Y")),
            Precision::Year => write!(f, "{}", first.format("%Y")),
            Precision::Decade | Precision::Century => write!(f, "{}–{}", first.year(), last.year()),
            _ if (first.year(), first.month()) == (last.year(), last.month()) => {
                write!(f, "{}–{}", first.format("%-d"), last.format("%-d %b %Y"))
            }
            _ if self.is_of_months() && first.year() == last.year() => {
                write!(f, "{}–{}", first.format("%b"), last.format("%b %Y"))
            }
            _ if first.year() == last.year() => write!(f, "{} – {}", first.format("%-d %b"), last.format("%-d %b %Y")),
            _ if first.ordinal() == 1 && (last.month(), last.day()) == (12, 31) => {
                write!(f, "{}–{}", first.year(), last.year())
            }
            _ if self.is_of_months() => write!(f, "{} – {}", first.format("%b %Y"), last.format("%b %Y")),
            _ => write!(f, "{} – {}", first.format("%-d %b %Y"), last.format("%-d %b %Y")),
        }
    }
}

/// How exact an expression of time is, from the finest to the coarsest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A time of day.
    Time,
    /// One day.
    Day,
    /// A Saturday and Sunday.
    Weekend,
    /// An ISO week.
    Week,
    /// Several days that are no calendar unit.
    Range,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A meteorological season.
    Season,
    /// Half a year.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// No calendar interval: durations, sets, "recently".
    Open,
}

impl Precision {
    /// The word for it, in lower case.
    pub fn name(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Day => "day",
            Self::Weekend => "weekend",
            Self::Week => "week",
            Self::Range => "range",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Season => "season",
            Self::Half => "half",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
            Self::Open => "open",
        }
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
    fn an_interval_is_written_as_a_person_writes_it() {
        let cases = [
            (between((2023, 3, 20), (2023, 3, 20)), "20 Mar 2023", Some("2023-03-20")),
            (between((2023, 3, 1), (2023, 3, 31)), "Mar 2023", Some("2023-03")),
            (between((2023, 1, 1), (2023, 12, 31)), "2023", Some("2023")),
            (between((2023, 3, 22), (2023, 3, 28)), "22–28 Mar 2023", Some("2023-03")),
            (between((2023, 3, 28), (2023, 4, 2)), "28 Mar – 2 Apr 2023", Some("2023")),
            (between((2010, 1, 1), (2019, 12, 31)), "2010–2019", None),
            (between((2022, 1, 1), (2022, 4, 30)), "Jan–Apr 2022", Some("2022")),
            (between((2022, 1, 1), (2022, 4, 29)), "1 Jan – 29 Apr 2022", Some("2022")),
            (between((2022, 12, 1), (2024, 2, 29)), "Dec 2022 – Feb 2024", None),
            (between((2022, 12, 2), (2024, 2, 29)), "2 Dec 2022 – 29 Feb 2024", None),
        ];
        for (interval, shown, iso) in cases {
            assert_eq!((interval.to_string().as_str(), interval.iso().as_deref()), (shown, iso));
        }
    }
}
