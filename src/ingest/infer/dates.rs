//! Whole dates inside a short line of a page.
//!
//! Finds what looks like a date with its year and lets [`crate::time::stated`] read it: "Stand: 22.04.2024, 06:00 Uhr",
//! "torsdag 09. mai 2024 - 13:26", "Published Jun 05, 2026".

use crate::text::{Span, one_line};
use crate::time::{Context, Interval, Precision, stated};
use regex::Regex;
use std::sync::LazyLock;

/// A date and where it stands in the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::ingest) struct Found {
    /// Where, in bytes of the line.
    pub(in crate::ingest) span: Span,
    /// The day.
    pub(in crate::ingest) interval: Interval,
}

/// At most so many dates are read in one line.
const MOST: usize = 4;

/// Every day that is written out in `line`, in order.
pub(in crate::ingest) fn find(line: &str, context: &Context<'_>) -> Vec<Found> {
    static SHAPE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?x) (?:19|20)\d\d \s? 年 \s? \d{1,2} \s? 月 \s? \d{1,2} \s? 日
            | (?:19|20)\d\d \s? 년 \s? \d{1,2} \s? 월 \s? \d{1,2} \s? 일
            | (?:19|20)\d\d (?: - \d\d - | / \d{1,2} / | \. \s? \d{1,2} \. \s? ) \d{1,2}
            | \d{1,2} (?: \. \s? \d{1,2} \. \s? | / \d{1,2} / | - \d{1,2} - ) (?: (?:19|20)\d\d | \d\d )
            | \d{1,2} (?: st | nd | rd | th | er | º )? (?: \.? [\s-] | \. ) (?: de \s | of \s )? \p{L}{3,12} \.? ,? [\s-] (?: de \s | del \s )? (?:19|20)\d\d
            | \p{L}{3,12} \.? \s \d{1,2} (?: st | nd | rd | th )? ,? \s (?:19|20)\d\d",
        )
        .ok()
    });
    let Some(shape) = SHAPE.as_ref().filter(|_| line.bytes().any(|b| b.is_ascii_digit())) else { return Vec::new() };
    shape
        .find_iter(line)
        .filter(|found| is_free(line, found.start()))
        .filter_map(|found| {
            let interval = read(found.as_str(), context)?;
            Some(Found { span: Span::new(found.start(), found.end()), interval })
        })
        .take(MOST)
        .collect()
}

/// No digit, dot or slash stands right before: "1.2.3.2024" and "10/20/3/2024" are no dates.
fn is_free(line: &str, start: usize) -> bool {
    let before = line.get(..start).and_then(|before| before.chars().next_back());
    !before.is_some_and(|c| c.is_ascii_digit() || matches!(c, '/' | '.'))
}

fn read(text: &str, context: &Context<'_>) -> Option<Interval> {
    let spelled: String = text
        .chars()
        .map(|c| match c {
            '년' => '年',
            '월' => '月',
            '일' => '日',
            c => c,
        })
        .collect();
    // "8.Mai" is written for "8. Mai".
    let spelled = if has_words(&spelled) { spelled.replace('.', ". ") } else { spelled };
    // Thin blanks between the numbers of a date: "28. 4. 2023".
    let spelled = one_line(&spelled.replace(['º', ','], " "));
    let spelled = if has_words(&spelled) { spelled } else { spelled.replace(' ', "") };
    let is_day = |interval: &Interval| interval.precision() == Precision::Day;
    stated::parse(&spelled, context).or_else(|| stated::parse(&without_of(&spelled), context)).filter(is_day)
}

fn has_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

/// "20 de marzo de 2023" without its "de": the field reader knows the languages that it knows.
fn without_of(text: &str) -> String {
    text.split_whitespace().filter(|word| !["de", "del", "of"].contains(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_found_in_a_date_line() {
        let german = Context { language: Some("de"), ..Context::default() };
        let english = Context { country: Some("US"), ..Context::default() };
        let cases = [
            ("Stand: 22.04.2024, 06:00 Uhr", german, Some("2024-04-22")),
            ("3. Mai 2024, 17:47", german, Some("2024-05-03")),
            ("3.Mai 2024 um 17:47", german, Some("2024-05-03")),
            ("May. 3, 2024", english, Some("2024-05-03")),
            ("Veröffentlicht am 27.04.24 um 07:39 Uhr", german, Some("2024-04-27")),
            ("30.01.202430. Januar 2024", german, Some("2024-01-30")),
            ("Published Jun 05, 2026", english, Some("2026-06-05")),
            ("By Jane Doe | 5 November 2024", english, Some("2024-11-05")),
            ("20 de marzo de 2023", german, Some("2023-03-20")),
            ("2026년 1월 29일", german, Some("2026-01-29")),
            ("June 2024", english, None),
            ("June 31, 2024", english, None),
            ("Version 1.2.3.2024", english, None),
        ];
        for (line, context, expected) in cases {
            let found = find(line, &context).first().and_then(|found| found.interval.iso());
            assert_eq!(found.as_deref(), expected, "{line}");
        }
    }
}
