//! Where do days, weeks, months and years begin? For axes.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A stretch of the calendar that follows upon itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CalendarStep {
    /// So many days.
    Days(u32),
    /// So many weeks, which begin on Mondays.
    Weeks(u32),
    /// So many months; they divide a year.
    Months(u32),
    /// So many years, counted from year 0.
    Years(i32),
}

impl CalendarStep {
    /// Where the stretch begins that holds `day`; days and weeks in any number begin with it and with its own week. Nothing beyond
    /// the calendar.
    pub fn begin(self, day: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(_) => Some(day),
            Self::Weeks(_) => day.week(Weekday::Mon).checked_first_day(),
            Self::Months(months) => NaiveDate::from_ymd_opt(day.year(), day.month0() / months * months + 1, 1),
            Self::Years(years) => NaiveDate::from_ymd_opt(day.year().div_euclid(years) * years, 1, 1),
        }
    }

    /// Where the stretch after the one from `begin` on begins. Nothing beyond the calendar.
    pub fn next(self, begin: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Days(days) => begin.checked_add_days(Days::new(days.into())),
            Self::Weeks(weeks) => begin.checked_add_days(Days::new(u64::from(weeks) * 7)),
            Self::Months(months) => begin.checked_add_months(Months::new(months)),
            Self::Years(years) => NaiveDate::from_ymd_opt(begin.year().checked_add(years)?, 1, 1),
        }
    }
}
