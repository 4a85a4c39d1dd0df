//! Which numbers make a date: years that an article can bear, two-digit years, the order of day and month.

use crate::time::{Context, Interval};
use chrono::{Datelike, NaiveDate, Weekday};

/// Years that a stated date may have: newspapers are older than computers, and no field states a far future.
pub(super) fn year(number: u32) -> Option<i32> {
    (1600..=2199).contains(&number).then_some(number.cast_signed())
}

/// A two-digit year: in the century that brings it nearest the publication, or nearest 2000 when that is unknown.
pub(super) fn short_year(number: u32, context: &Context<'_>) -> Option<i32> {
    if number > 99 {
        return None;
    }
    let near = context.published.map_or(2000, |published| published.last().year());
    let century = near - near.rem_euclid(100);
    [century - 100, century, century + 100]
        .into_iter()
        .map(|century| century + number.cast_signed())
        .min_by_key(|year| (year - near).abs())
}

/// True where numeric dates put the month first: the United States and what follows it. Without a country, English is
/// taken as American: most of it on the web is.
pub(in crate::time) fn month_first(context: &Context<'_>) -> bool {
    match context.country {
        Some(country) => ["US", "PH", "FM", "MH", "PW", "PR", "GU", "AS", "VI", "BZ"]
            .iter()
            .any(|american| american.eq_ignore_ascii_case(country)),
        None => context.language.is_none_or(|language| language.eq_ignore_ascii_case("en")),
    }
}

/// The day that two numbers before a year name: as their sizes tell, else in the given order.
pub(super) fn day_and_month(first: u32, second: u32, year: i32, month_first: bool) -> Option<Interval> {
    let (month, day) = match (first > 12, second > 12) {
        (true, _) => (second, first),
        (_, true) => (first, second),
        _ if month_first => (first, second),
        _ => (second, first),
    };
    Interval::of_day(year, month, day)
}

/// The day or week of an ISO week date.
pub(super) fn iso_week(year: i32, week: u32, weekday: Option<u32>) -> Option<Interval> {
    let day = |weekday| NaiveDate::from_isoywd_opt(year, week, weekday);
    match weekday {
        None => Interval::of_week(day(Weekday::Mon)?),
        Some(number) => {
            let weekday = Weekday::try_from(u8::try_from(number.checked_sub(1)?).ok()?).ok()?;
            Some(Interval::day(day(weekday)?))
        }
    }
}

/// The day in `YYYYMMDD`.
pub(super) fn compact(number: u32) -> Option<Interval> {
    Interval::of_day(year(number / 10_000)?, number / 100 % 100, number % 100)
}
