//! Days and dates of the proleptic Gregorian calendar, and on which days news appears.

use super::random::Random;
use super::{FIRST_DAY, LAST_DAY};

/// Year, month from 1, day from 1 of a day since 1970 (Hinnant, "chrono-Compatible Low-Level Date Algorithms").
pub(super) fn date_of(day: i32) -> (i32, u32, u32) {
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i32::from(month <= 2), month as u32, day_of_month as u32)
}

/// 0 for Monday to 6 for Sunday.
pub(super) fn weekday_of(day: i32) -> usize {
    (day + 3).rem_euclid(7) as usize
}

/// `2023-03-20`.
pub(super) fn iso_day(day: i32) -> String {
    let (year, month, day) = date_of(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Months from January 2009 to the month of a day.
pub(crate) fn month_from_2009(day: i32) -> u32 {
    let (year, month, _) = date_of(day);
    (year - 2009) as u32 * 12 + month - 1
}

/// A day of the 16 years: later years have more news, and half of what would appear at a weekend appears before it.
pub(super) fn news_day(random: &mut Random) -> i32 {
    let days = (LAST_DAY - FIRST_DAY + 1) as usize;
    let (one, other) = (random.below(days), random.below(days));
    let day = FIRST_DAY + if random.one_in(3) { one.max(other) } else { one } as i32;
    let weekday = weekday_of(day) as i32;
    if weekday > 4 && random.one_in(2) { (day - (weekday - 4)).max(FIRST_DAY) } else { day }
}

#[cfg(test)]
mod tests {
    #[allow(unused_imports, reason = "only `tests/generated_corpus.rs` has a harness that runs these")]
    use super::*;

    #[test]
    fn days_are_dates() {
        for (day, date, weekday) in
            [(0, "1970-01-01", 3), (FIRST_DAY, "2009-01-01", 3), (LAST_DAY, "2024-12-31", 1), (19_782, "2024-02-29", 3)]
        {
            assert_eq!((iso_day(day).as_str(), weekday_of(day)), (date, weekday));
        }
    }
}
