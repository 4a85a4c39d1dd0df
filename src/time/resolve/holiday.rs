//! Feasts whose day can be reckoned.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The day of a feast in a year, by its name in the language files.
pub(super) fn day(name: &str, year: i32) -> Option<NaiveDate> {
    let fixed = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let nth = |month, weekday, n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n);
    let after_easter = |days: i64| super::cell::add_days(easter(year)?, days);
    match name {
        "christmas" => fixed(12, 25),
        "christmas-eve" => fixed(12, 24),
        "new-year" => fixed(1, 1),
        "new-year-eve" => fixed(12, 31),
        "easter" => easter(year),
        "good-friday" => after_easter(-2),
        "easter-monday" => after_easter(1),
        "ascension" => after_easter(39),
        "pentecost" => after_easter(49),
        "thanksgiving" => nth(11, Weekday::Thu, 4),
        "halloween" => fixed(10, 31),
        "independence-us" => fixed(7, 4),
        "labor-us" => nth(9, Weekday::Mon, 1),
        "memorial-us" => {
            let last = fixed(5, 31)?;
            last.checked_sub_days(Days::new(u64::from(last.weekday().num_days_from_monday())))
        }
        "valentine" => fixed(2, 14),
        "all-saints" => fixed(11, 1),
        "mlk" => nth(1, Weekday::Mon, 3),
        "veterans" => fixed(11, 11),
        _ => None,
    }
}

/// Western Easter Sunday (the anonymous Gregorian algorithm of 1876, as Meeus prints it).
#[allow(clippy::many_single_char_names, reason = "the letters are those of the printed algorithm")]
fn easter(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15).rem_euclid(30);
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k).rem_euclid(7);
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19).rem_euclid(32);
    NaiveDate::from_ymd_opt(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_falls_where_the_church_keeps_it() {
        for (year, month, day) in [(1961, 4, 2), (1999, 4, 4), (2000, 4, 23), (2023, 4, 9), (2024, 3, 31)] {
            assert_eq!(easter(year), NaiveDate::from_ymd_opt(year, month, day));
        }
    }
}
