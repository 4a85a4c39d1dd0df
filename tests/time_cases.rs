//! Named cases of reading time: `tests/cases/time/*.txt`, whose README says how they are written.

#![allow(clippy::expect_used, reason = "a test that cannot read its cases must fail")]

use chrono::NaiveDate;
use parallax::time::{self, Context, Interval, TimeExpression};
use std::path::Path;

/// A text without its marks, and the surface, the value and perhaps more of each mark.
fn unmarked(case: &str) -> (String, Vec<(String, String, Option<String>)>) {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = case;
    while let Some((before, after)) = rest.split_once('[') {
        let (mark, tail) = after.split_once(']').expect("a closing bracket");
        let (surface, value) = mark.split_once('|').expect("a value");
        text.push_str(before);
        text.push_str(surface);
        let (value, more) = value.split_once('|').map_or((value, None), |(value, more)| (value, Some(more.to_owned())));
        marks.push((surface.to_owned(), value.to_owned(), more));
        rest = tail;
    }
    text.push_str(rest);
    (text, marks)
}

/// Modifier and days of an expression, or the rule that read it.
fn more(one: &TimeExpression, rule: bool) -> String {
    if rule {
        return format!("by {}", one.rule);
    }
    let days = one.interval.map_or_else(|| "no day".to_owned(), |days| days.to_string());
    one.modifier.map_or_else(|| days.clone(), |modifier| format!("{} {days}", modifier.name()))
}

fn published(days: &str) -> Option<Interval> {
    let day = |day: &str| day.parse::<NaiveDate>().expect("a day");
    match days.split_once("..") {
        Some((first, last)) => Some(Interval::new(day(first), day(last))),
        None if days == "-" => None,
        None => Some(Interval::day(day(days))),
    }
}

#[test]
fn every_case_is_read_as_marked() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/time");
    let mut case_count = 0;
    let mut wrong = Vec::new();
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the cases").map(|file| file.expect("a file").path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "txt")) {
        let (mut language, mut days, mut country) = (String::from("en"), None, None);
        for line in std::fs::read_to_string(file).expect("cases").lines() {
            if let Some(header) = line.strip_prefix("@ ") {
                let (code, when) = header.split_once(' ').expect("language and publication");
                let (when, place) = when.split_once(' ').map_or((when, None), |(when, place)| (when, Some(place)));
                (language, days, country) = (code.to_owned(), published(when), place.map(ToOwned::to_owned));
                continue;
            }
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            case_count += 1;
            let (text, expected) = unmarked(line);
            let context = Context { published: days, language: Some(&language), country: country.as_deref() };
            let found: Vec<(String, String, Option<String>)> = time::read(&text, &context)
                .into_iter()
                .enumerate()
                .map(|(index, one)| {
                    let asked = expected.get(index).and_then(|(.., more)| more.as_deref());
                    let more = asked.map(|asked| more(&one, asked.starts_with("by ")));
                    (one.span.slice(&text).to_owned(), one.value, more)
                })
                .collect();
            if found != expected {
                wrong.push(format!("{text}\n  expected {expected:?}\n  found    {found:?}"));
            }
        }
    }
    assert!(case_count > 40, "only {case_count} cases were read");
    assert!(wrong.is_empty(), "{} of {case_count} cases:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn both_ends_of_a_range_carry_the_whole() {
    let text = "The tour lasted from 20 to 23 March 2023.";
    let found = time::read(text, &Context::default());
    let ranges: Vec<String> =
        found.iter().filter_map(|one| one.range).map(|range| range.interval.to_string()).collect();
    assert_eq!(ranges, ["20–23 Mar 2023", "20–23 Mar 2023"]);
}
