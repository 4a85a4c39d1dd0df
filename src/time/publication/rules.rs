//! What follows from what a text says about its own time.
//!
//! The rules are strict: on 494 dated texts without datelines or pages around them (`tests/infer_publication.rs`) looser
//! forms of them answered 20 to 160 times and were wrong more often than right, these hardly ever answer. Their
//! confidences are therefore reckoned, not measured, and low.

use super::Publication;
use super::clues::{Cited, Clues, Yearless};
use crate::text::Span;
use crate::time::{Interval, Precision};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeSet;

/// A text that speaks of last week cites days of the two weeks before it.
const LAST_WEEK_DAYS: u64 = 14;
/// A text that names weekdays without a date speaks of days at most so long past.
const CURRENT_DAYS: u64 = 10;
/// Days cited within so many days before the latest show that it is recent.
const RECENT_DAYS: u64 = 120;
/// So many cited days on one weekday are issues of a weekly.
const WEEKLY_ISSUES: usize = 4;
/// Cited and coming days farther apart than this tell nothing worth showing.
const WIDEST_DAYS: i64 = 550;
/// Two years so near each other in the text are compared.
const BESIDE_BYTES: u32 = 250;
/// A weekday falls on the same day of the year again after five or six years.
const WEEKDAY_YEARS: i32 = 5;

/// The narrowest interval that some rule gives, rules that are right more often first.
pub(super) fn settle(clues: &Clues) -> Option<Publication> {
    let found = weekly_issue(clues)
        .or_else(|| last_week(clues))
        .or_else(|| weekday_of_day(clues))
        .or_else(|| year_before_election(clues))
        .or_else(|| year_after_latest(clues))
        .or_else(|| between(clues))?;
    (found.interval.day_count() > 1).then_some(found)
}

/// The latest whole day cited as past, if other days cited are near: one far day is history, a row of near ones is news.
fn latest_day(clues: &Clues) -> Option<(&Cited, Vec<NaiveDate>)> {
    let days = || clues.past.iter().filter(|cited| cited.precision <= Precision::Day);
    let latest = days().max_by_key(|cited| cited.interval.last())?;
    let latest_past = clues.past.iter().map(|cited| cited.interval.first()).max()?;
    let since = latest.interval.last().checked_sub_days(Days::new(RECENT_DAYS))?;
    let near: BTreeSet<NaiveDate> = days().map(|cited| cited.interval.last()).filter(|day| *day >= since).collect();
    (near.len() >= 2 && latest_past <= latest.interval.last()).then(|| (latest, near.into_iter().collect()))
}

/// Cited days that all fall on one weekday: the issues of a weekly, of which this is the next.
fn weekly_issue(clues: &Clues) -> Option<Publication> {
    let (latest, _) = latest_day(clues)?;
    let days: BTreeSet<NaiveDate> = clues
        .past
        .iter()
        .filter(|cited| cited.precision == Precision::Day)
        .map(|cited| cited.interval.last())
        .collect();
    let weekday = latest.interval.last().weekday();
    let fits = days.len() >= WEEKLY_ISSUES && days.iter().all(|day| day.weekday() == weekday);
    let first = latest.interval.last().checked_add_days(Days::new(1)).filter(|_| fits)?;
    let last = first.checked_add_days(Days::new(6))?;
    let evidence = std::iter::once(latest.span).chain(clues.last_week).collect();
    bounded(
        clues,
        Publication { interval: Interval::new(first, last), rule: "weekly-issue", evidence, confidence: 0.5 },
    )
}

/// "Last week" beside a row of recent days.
fn last_week(clues: &Clues) -> Option<Publication> {
    let said = clues.last_week?;
    let (latest, _) = latest_day(clues)?;
    let interval = after(latest.interval.last(), LAST_WEEK_DAYS)?;
    let evidence = vec![said, latest.span];
    bounded(clues, Publication { interval, rule: "last-week-after-latest-day", evidence, confidence: 0.5 })
}

/// "Tuesday, June 14" fixes the year, given one that the text cites as past.
fn weekday_of_day(clues: &Clues) -> Option<Publication> {
    let (year, year_span) = latest_year(clues)?;
    let named = || clues.yearless.iter().filter(|day| day.weekday.is_some());
    let fits =
        |year: i32| named().all(|named| in_year(named, year).is_some_and(|day| Some(day.weekday()) == named.weekday));
    let year = (year..=year + WEEKDAY_YEARS).find(|year| fits(*year)).filter(|_| named().next().is_some())?;
    let latest = clues.yearless.iter().filter_map(|day| Some((in_year(day, year)?, day.span))).max()?;
    let interval = after(latest.0, LAST_WEEK_DAYS)?;
    let evidence = vec![latest.1, year_span];
    bounded(clues, Publication { interval, rule: "weekday-of-the-day", evidence, confidence: 0.5 })
}

/// An election spoken of as coming, by its year alone, is mostly next year's.
fn year_before_election(clues: &Clues) -> Option<Publication> {
    let election = clues.election?;
    let year = election.interval.first().year() - 1;
    if latest_year(clues).is_some_and(|(latest, _)| latest > year) {
        return None;
    }
    let latest = clues.yearless.iter().filter_map(|day| Some((in_year(day, year)?, day.span))).max();
    if let (Some((day, span)), Some(weekday)) = (latest, clues.weekday) {
        let interval = after(day, CURRENT_DAYS)?;
        let evidence = vec![span, election.span, weekday];
        let rule = "days-in-the-year-before-the-election";
        return bounded(clues, Publication { interval, rule, evidence, confidence: 0.35 });
    }
    let evidence = vec![election.span];
    let interval = Interval::of_year(year)?;
    bounded(clues, Publication { interval, rule: "year-before-the-election", evidence, confidence: 0.35 })
}

/// Figures of a whole year beside those of the year before, "last year" and a weekday without a date: news of the year
/// after. The latest year that a text cites is its own, the last or an older one about equally often, so that it alone
/// tells nothing.
fn year_after_latest(clues: &Clues) -> Option<Publication> {
    let (said, _) = (clues.last_year?, clues.weekday?);
    let all = || clues.past.iter().chain(&clues.unclear);
    let years = || all().filter(|cited| cited.precision == Precision::Year);
    let latest =
        clues.past.iter().filter(|cited| cited.precision == Precision::Year).max_by_key(|cited| cited.interval)?;
    let year = latest.interval.last().year();
    // Days and months of that year would show that it was going on.
    let is_going_on = all().any(|cited| cited.interval.last().year() > year)
        || all().any(|cited| cited.precision != Precision::Year && cited.interval.last().year() == year);
    let beside = |other: &Cited| other.span.start.abs_diff(latest.span.start) < BESIDE_BYTES;
    let compares = years().any(|other| other.interval.last().year() == year - 1 && beside(other));
    if is_going_on || !compares {
        return None;
    }
    let interval = Interval::of_year(year + 1)?;
    let evidence = vec![said, latest.span];
    bounded(clues, Publication { interval, rule: "year-after-the-latest", evidence, confidence: 0.4 })
}

/// After the latest that is cited, before the first that is coming.
fn between(clues: &Clues) -> Option<Publication> {
    let cited = clues.past.iter().max_by_key(|cited| cited.interval.first())?;
    // Terms of one contract lie in one year and are all to come, whatever their verbs.
    let is_later = |coming: &&Cited| coming.interval.last().year() > cited.interval.last().year();
    let coming = clues.coming.iter().filter(is_later);
    let coming = coming.min_by_key(|coming| coming.interval.last())?;
    let interval = Interval::new(cited.interval.first(), coming.interval.last());
    let evidence = vec![cited.span, coming.span];
    let fits = interval.day_count() <= WIDEST_DAYS;
    fits.then_some(Publication { interval, rule: "between-cited-and-coming", evidence, confidence: 0.5 })
}

/// `found` unless it leaves no day between what is cited and what is coming.
fn bounded(clues: &Clues, found: Publication) -> Option<Publication> {
    let latest = clues.past.iter().map(|cited| cited.interval.first()).max();
    let is_late_enough = latest.is_none_or(|latest| latest <= found.interval.last());
    is_late_enough.then_some(found)
}

/// From `day` to `days` after it.
fn after(day: NaiveDate, days: u64) -> Option<Interval> {
    Some(Interval::new(day, day.checked_add_days(Days::new(days))?))
}

fn in_year(yearless: &Yearless, year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, yearless.month, yearless.day)
}

/// The latest year that something cited as past begins in.
fn latest_year(clues: &Clues) -> Option<(i32, Span)> {
    clues.past.iter().map(|cited| (cited.interval.first().year(), cited.span)).max_by_key(|(year, _)| *year)
}
