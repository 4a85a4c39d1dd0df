//! The engine against the phrase cases of another recogniser: dates and stretches of days in five languages.
//!
//! Those cases give two readings of what names no year or week, one before and one after the day of reference; a news
//! text knows only one of them, and which one is decided by policy. A case agrees when the days of one expression that
//! overlaps its own, or of the range that it ends, are the days of either reading. What differs is counted by class: some
//! classes differ on purpose, because TIMEX3 means something else by the same words.
//!
//! Reads `PARALLAX_DATA/timex/recognizers_cases_dev.jsonl`. With `PHRASES=LANGUAGE` set, prints what differs.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test that cannot read its cases must fail; it prints a table"
)]

use chrono::NaiveDate;
use parallax::text::CodePoints;
use parallax::time::{self, Context, Interval, TimeExpression, TimexKind};
use serde_json::Value;
use std::collections::BTreeMap;

/// Language, kind of cases, and the share in percent that must agree: a little under what was measured.
const FLOORS: [(&str, &str, f64); 10] = [
    ("en", "DateParser", 56.0),
    ("en", "DatePeriodParser", 54.0),
    ("de", "DateParser", 90.0),
    ("de", "DatePeriodParser", 57.0),
    ("fr", "DateParser", 58.0),
    ("fr", "DatePeriodParser", 44.0),
    ("es", "DateParser", 77.0),
    ("es", "DatePeriodParser", 51.0),
    ("zh", "DateParser", 75.0),
    ("zh", "DatePeriodParser", 61.0),
];

/// How a case came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Agrees,
    /// "Since March", "before 2010": the case gives the open stretch, TIMEX3 the date that bounds it.
    OpenEnd,
    /// "The next three weeks": the case gives days, TIMEX3 the length.
    Length,
    /// "Two weeks ago", "in a month": the case gives the day, TIMEX3 the week or month.
    WholeUnit,
    /// "Early May": the case gives a third of it, TIMEX3 the whole with a modifier.
    Modified,
    /// "2014 to 2018", "until June 2018": the case ends where the last unit begins, TIMEX3 where it ends.
    LastUnit,
    /// "Next Sunday", "last September", said when the nearest one is of another week or year.
    WhichNext,
    /// The case counts from a day that it does not give.
    NoReference,
    /// The case says that this is no date.
    NoDate,
    Wrong,
    Missed,
}

impl Outcome {
    fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::OpenEnd => "open end (on purpose)",
            Self::Length => "a length (on purpose)",
            Self::WholeUnit => "whole unit (on purpose)",
            Self::LastUnit => "last unit included (on purpose)",
            Self::WhichNext => "which last or next (on purpose)",
            Self::NoReference => "no day of reference (on purpose)",
            Self::Modified => "modifier (on purpose)",
            Self::NoDate => "read where nothing is",
            Self::Wrong => "other days",
            Self::Missed => "not found",
        }
    }
}

/// The days that a case allows, first and last included.
struct Wanted {
    start: usize,
    end: usize,
    days: Vec<(NaiveDate, NaiveDate)>,
    /// What the case names where it gives no days: a season.
    value: String,
    has_reference: bool,
    is_open: bool,
    is_modified: bool,
}

fn day(text: &Value) -> Option<NaiveDate> {
    text.as_str()?.get(..10)?.parse().ok()
}

fn wanted(result: &Value, has_reference: bool) -> Wanted {
    let value = &result["Value"];
    let mut days = Vec::new();
    let mut is_open = false;
    for reading in ["PastResolution", "FutureResolution"] {
        let reading = &value[reading];
        let (first, last) = (day(&reading["startDate"]), day(&reading["endDate"]));
        is_open |= first.is_some() != last.is_some();
        days.extend(day(&reading["date"]).map(|day| (day, day)));
        if let (Some(first), Some(end)) = (first, last) {
            // The end is not included, but where the words name it.
            days.extend(end.pred_opt().map(|last| (first, last)));
            if value["Timex"].as_str().is_some_and(|timex| timex.starts_with('(')) {
                days.push((first, end));
            }
        }
    }
    // The year 1 says that there is no such day.
    days.retain(|(first, _)| first.format("%Y").to_string() != "0001");
    let number = |key: &str| result[key].as_u64().expect("a place") as usize;
    Wanted {
        start: number("Start"),
        end: number("Start") + number("Length"),
        days,
        value: value["Timex"].as_str().unwrap_or("").to_owned(),
        has_reference,
        is_open,
        is_modified: value["Mod"].is_string(),
    }
}

fn outcome(found: &[(usize, usize, TimeExpression)], wanted: &Wanted) -> Outcome {
    let near: Vec<&TimeExpression> = found
        .iter()
        .filter(|(start, end, _)| *start < wanted.end && *end > wanted.start)
        .map(|(.., one)| one)
        .collect();
    let pair = |days: Interval| (days.first(), days.last());
    let agrees = |one: &&TimeExpression| {
        let range = one.range.map(|range| range.interval);
        if wanted.days.is_empty() && !wanted.is_open {
            let season = |value: &str| value.rsplit('-').next().map(str::to_owned);
            return one.interval.is_none() || season(&one.value) == season(&wanted.value);
        }
        [one.interval, range].into_iter().flatten().any(|days| wanted.days.contains(&pair(days)))
    };
    let contains = |one: &&TimeExpression| {
        one.interval.is_some_and(|days| {
            wanted
                .days
                .iter()
                .any(|&(first, last)| days.first() <= first && last <= days.last().succ_opt().unwrap_or(last))
        })
    };
    let outer: Vec<Interval> =
        near.iter().filter_map(|one| one.range.map(|range| range.interval).or(one.interval)).collect();
    let is_last_unit = outer.iter().any(|days| {
        wanted.days.iter().any(|&(first, last)| {
            let starts_unit = |day: NaiveDate| day.format("%d").to_string() == "01";
            days.first() == first
                && days.last() > last
                && (starts_unit(last) || last.succ_opt().is_some_and(starts_unit))
        })
    });
    let is_other = |one: &&TimeExpression| {
        let apart = |days: Interval| {
            wanted.days.iter().any(|&(first, _)| [7, 365, 366].contains(&(days.first() - first).num_days().abs()))
        };
        let said = ["last", "next", "this", "relative", "unit", "part", "nearest-past", "nearest-future"]
            .iter()
            .any(|policy| one.rule.ends_with(policy));
        said && one.interval.is_some_and(apart)
    };
    let is_shift =
        |one: &&TimeExpression| ["ago", "hence", "earlier", "later"].iter().any(|head| one.rule.starts_with(head));
    if near.iter().any(agrees) {
        Outcome::Agrees
    } else if wanted.is_open {
        Outcome::OpenEnd
    } else if near.is_empty() {
        if wanted.days.is_empty() { Outcome::Agrees } else { Outcome::Missed }
    } else if near.iter().any(|one| one.kind == TimexKind::Duration) {
        Outcome::Length
    } else if near.iter().any(|one| contains(one) && is_shift(one)) {
        Outcome::WholeUnit
    } else if wanted.is_modified && near.iter().any(contains) {
        Outcome::Modified
    } else if is_last_unit {
        Outcome::LastUnit
    } else if near.iter().any(is_other) {
        Outcome::WhichNext
    } else if !wanted.has_reference {
        Outcome::NoReference
    } else {
        Outcome::Wrong
    }
}

fn read(case: &Value, language: &str) -> Vec<(usize, usize, TimeExpression)> {
    let text = case["Input"].as_str().expect("a text");
    // Most cases that give no day of reference count from this one.
    let usual = NaiveDate::from_ymd_opt(2016, 11, 7);
    let published = day(&case["Context"]["ReferenceDateTime"]).or(usual).map(Interval::day);
    let points = CodePoints::new(text);
    let found = time::read(text, &Context { published, language: Some(language), country: None });
    found
        .into_iter()
        .map(|one| {
            let (start, end) = points.span(one.span);
            (start, end, one)
        })
        .collect()
}

#[test]
fn phrases_are_read_at_least_as_well_as_measured() {
    let Some(data) = std::env::var_os("PARALLAX_DATA") else {
        assert!(std::env::var_os("CI").is_none(), "PARALLAX_DATA is not set");
        println!("ignored: PARALLAX_DATA is not set");
        return;
    };
    let path = std::path::Path::new(&data).join("timex/recognizers_cases_dev.jsonl");
    let lines = std::fs::read_to_string(path).expect("the cases");
    let cases: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let shown = std::env::var("PHRASES").unwrap_or_default();
    let mut short = Vec::new();
    for (language, kind, floor) in FLOORS {
        let mut counts: BTreeMap<Outcome, usize> = BTreeMap::new();
        let mine = cases.iter().filter(|case| case["language"] == language && case["spec"] == kind);
        for case in mine {
            let found = read(case, language);
            let results = case["Results"].as_array().expect("results");
            let worst = results.iter().map(|result| outcome(&found, &wanted(result, !case["Context"].is_null()))).max();
            let nothing = if found.is_empty() { Outcome::Agrees } else { Outcome::NoDate };
            let outcome = worst.unwrap_or(nothing);
            *counts.entry(outcome).or_default() += 1;
            if outcome != Outcome::Agrees && shown == language {
                let seen: Vec<String> = found
                    .iter()
                    .map(|(.., one)| {
                        let days = one.range.map(|range| range.interval).or(one.interval);
                        format!("{} {} {}", one.value, one.rule, days.map_or_else(String::new, |days| days.to_string()))
                    })
                    .collect();
                println!(
                    "{}: {} @{} | {} {} | {}",
                    outcome.name(),
                    case["Input"],
                    case["Context"]["ReferenceDateTime"].as_str().and_then(|day| day.get(..10)).unwrap_or(""),
                    results.first().map_or(&Value::Null, |result| &result["Text"]),
                    results.first().map_or(&Value::Null, |result| &result["Value"]["PastResolution"]),
                    seen.join("; "),
                );
            }
        }
        let total: usize = counts.values().sum();
        let agreeing = 100.0 * counts.get(&Outcome::Agrees).copied().unwrap_or(0) as f64 / total as f64;
        let classes: Vec<String> =
            counts.iter().map(|(outcome, count)| format!("{} {count}", outcome.name())).collect();
        println!("{language} {kind:16} {agreeing:5.1} % of {total}: {}", classes.join(", "));
        if agreeing < floor {
            short.push(format!("{language} {kind}: {agreeing:.1} under {floor}"));
        }
    }
    assert!(short.is_empty(), "{}", short.join("\n"));
}
