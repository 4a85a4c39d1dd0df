//! Ranges of days as they are typed: `2023-03..2023-04-02`, `2023..`, `..2023-04`, `2023-03-20`.
//!
//! ```text
//! days = day | day ".." day | day ".." | ".." day
//! day  = YYYY | YYYY-MM | YYYY-MM-DD | what a field may state ("20 March 2023")
//! ```

use crate::time::{Context, Interval, stated};
use chrono::NaiveDate;

/// The days from the first day of FROM to the last day of TO; an open end reaches as far as the calendar does.
///
/// # Errors
/// What is wrong with `text`, in one sentence without a final period.
pub fn parse_days(text: &str) -> Result<Interval, String> {
    let text = text.trim();
    let Some((from, to)) = text.split_once("..") else { return one(text) };
    let (from, to) = (from.trim(), to.trim().trim_start_matches('.'));
    match (from.is_empty(), to.is_empty()) {
        (true, true) => Err("a range of days needs at least one end, as in 2023-03..".to_owned()),
        (true, false) => Ok(Interval::new(NaiveDate::MIN, one(to)?.last())),
        (false, true) => Ok(Interval::new(one(from)?.first(), NaiveDate::MAX)),
        (false, false) => {
            let (first, last) = (one(from)?.first(), one(to)?.last());
            if first > last {
                return Err(format!("{from}..{to} ends before it starts"));
            }
            Ok(Interval::new(first, last))
        }
    }
}

/// All the days that half a day or half a range may still become: `20` any day from 2000 to 2099, `2023-0` any before
/// October. Nothing for what cannot be the beginning of one.
pub(super) fn half_typed_days(text: &str) -> Option<Interval> {
    let text = text.trim();
    let either = |text: &str| one(text).ok().or_else(|| half(text));
    let Some((from, to)) = text.split_once("..") else { return either(text.strip_suffix('.').unwrap_or(text)) };
    let first = if from.is_empty() { NaiveDate::MIN } else { either(from)?.first() };
    let last = if to.is_empty() { NaiveDate::MAX } else { either(to)?.last() };
    (first <= last).then(|| Interval::new(first, last))
}

fn half(text: &str) -> Option<Interval> {
    if let Some(whole) = text.strip_suffix('-') {
        return iso(whole);
    }
    let span = |first: Option<Interval>, last: Option<Interval>| Some(Interval::new(first?.first(), last?.last()));
    if let Some(start) = text.strip_suffix("-0") {
        let least = iso(&format!("{start}-1"));
        return span(least, iso(&format!("{start}-9")));
    }
    let missing = 4_u32.checked_sub(text.len() as u32).filter(|&missing| (1..4).contains(&missing))?;
    let years = 10_i32.pow(missing);
    let first = number(text, text.len())?.cast_signed() * years;
    span(Interval::of_year(first.max(1)), Interval::of_year(first + years - 1))
}

/// `days` in the form that [`parse_days`] reads back.
pub fn show_days(days: Interval) -> String {
    let (first, last) = (days.first(), days.last());
    if first != NaiveDate::MIN
        && last != NaiveDate::MAX
        && let Some(iso) = days.iso()
        && one(&iso) == Ok(days)
    {
        return iso;
    }
    let end = |day: NaiveDate, open: NaiveDate| {
        if day == open { String::new() } else { day.format("%Y-%m-%d").to_string() }
    };
    format!("{}..{}", end(first, NaiveDate::MIN), end(last, NaiveDate::MAX))
}

fn one(text: &str) -> Result<Interval, String> {
    iso(text).or_else(|| stated::parse(text, &Context::default())).ok_or_else(|| {
        format!("\"{text}\" is not a day, month or year; write 2023, 2023-03 or 2023-03-20, and .. between two of them")
    })
}

fn iso(text: &str) -> Option<Interval> {
    let mut parts = text.split('-');
    let year = number(parts.next()?, 4)?.cast_signed();
    let interval = match (parts.next(), parts.next(), parts.next()) {
        (None, ..) => Interval::of_year(year),
        (Some(month), None, _) => Interval::of_month(year, number(month, 2)?),
        (Some(month), Some(day), None) => Interval::of_day(year, number(month, 2)?, number(day, 2)?),
        _ => None,
    };
    interval.filter(|_| year > 0)
}

fn number(digits: &str, most: usize) -> Option<u32> {
    let length_fits = if most == 4 { digits.len() == 4 } else { (1..=most).contains(&digits.len()) };
    (length_fits && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_days_are_read_and_shown_again() {
        let cases = [
            ("2023", "2023"),
            ("2023-03", "2023-03"),
            ("2023-3-5", "2023-03-05"),
            ("2023-03..2023-04-02", "2023-03-01..2023-04-02"),
            ("2023-03..2023-03", "2023-03"),
            (" 2023-03.. ", "2023-03-01.."),
            ("..2023-04", "..2023-04-30"),
        ];
        for (typed, shown) in cases {
            let days = parse_days(typed).unwrap_or_else(|reason| panic!("{typed}: {reason}"));
            assert_eq!(show_days(days), shown, "for {typed}");
            assert_eq!(parse_days(shown), Ok(days), "for {typed}");
        }
    }

    #[test]
    fn half_a_day_is_all_that_it_may_become() {
        let cases = [
            ("2", "2000-01-01..2999-12-31"),
            ("20", "2000-01-01..2099-12-31"),
            ("202", "2020-01-01..2029-12-31"),
            ("2023-", "2023"),
            ("2023-0", "2023-01-01..2023-09-30"),
            ("2023-03-", "2023-03"),
            ("2023-03-0", "2023-03-01..2023-03-09"),
            ("2023-03.", "2023-03"),
            ("2023-03..20", "2023-03-01..2099-12-31"),
            ("..20", "..2099-12-31"),
        ];
        for (typed, shown) in cases {
            let days = parse_days(typed).ok().or_else(|| half_typed_days(typed));
            assert_eq!(days.map(show_days).as_deref(), Some(shown), "for {typed}");
        }
        for typed in ["soon", "20230", "2023-13", "2023-0-", "2023-04..19", "-", "é"] {
            assert_eq!(half_typed_days(typed), None, "{typed}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_a_reason() {
        for typed in ["", "..", "soon", "2023-13", "2023-02-30", "2023-04..2023-03", "20230", "0000", "2023-1-2-3"] {
            assert!(parse_days(typed).is_err(), "{typed}");
        }
    }
}
