//! Dates in file names and in the paths of addresses.

use super::calendar;
use crate::time::Interval;
use crate::time::months;

/// The interval in a file name or the path of an address: `/2023/03/20/`, `2023-03-20-title.txt`, `20230320_title`,
/// `/2023/mar/20/`, `/2023/03/`, `/2023/`. The most exact one counts, and of equally exact ones the last. Nothing when
/// it holds none; fourteen-digit stamps are a crawler's, not the article's.
pub fn in_path(path: &str) -> Option<Interval> {
    let path = address_path(path);
    let runs = runs(path);
    let mut best: Option<Interval> = None;
    for at in 0..runs.len() {
        let Some(found) = starting_at(&runs, at) else { continue };
        if best.is_none_or(|best| found.day_count() <= best.day_count()) {
            best = Some(found);
        }
    }
    best
}

/// What follows the host, without the query where that comes after a path.
fn address_path(path: &str) -> &str {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    path.split_once('#').map_or(path, |(path, _)| path)
}

/// A run of digits or letters with what stands before and after it.
#[derive(Debug)]
struct Run<'a> {
    text: &'a str,
    before: Option<char>,
    after: Option<char>,
}

impl Run<'_> {
    fn number(&self, lengths: &[usize]) -> Option<u32> {
        (lengths.contains(&self.text.len()) && self.text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| self.text.parse().ok())
            .flatten()
    }
}

fn runs(path: &str) -> Vec<Run<'_>> {
    let mut found = Vec::new();
    let mut chars = path.char_indices().peekable();
    let mut before = None;
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            before = Some(c);
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some((at, next)) = chars.next_if(|&(_, next)| kind(next) == kind(c)) {
            end = at + next.len_utf8();
        }
        let after = chars.peek().map(|&(_, next)| next);
        found.push(Run { text: path.get(start..end).unwrap_or(""), before, after });
        before = Some(c);
    }
    found
}

fn kind(c: char) -> u8 {
    if c.is_ascii_digit() { 1 } else { u8::from(c.is_alphabetic()) * 2 }
}

fn starting_at(runs: &[Run<'_>], at: usize) -> Option<Interval> {
    let first = runs.get(at)?;
    if first.before.is_some_and(char::is_alphabetic) {
        return None;
    }
    if let Some(number) = first.number(&[8]) {
        return calendar::compact(number);
    }
    let second = runs.get(at + 1).filter(|_| is_separator(first.after));
    let third = runs.get(at + 2).filter(|_| second.is_some_and(|second| is_separator(second.after)));
    if let Some(year) = first.number(&[4]).and_then(calendar::year) {
        return year_first(year, first, second, third);
    }
    let year = third?.number(&[4]).and_then(calendar::year)?;
    let day = first.number(&[1, 2])?;
    if let Some(month) = second.and_then(|second| months::named(second.text)) {
        return Interval::of_day(year, month, day);
    }
    let month = second?.number(&[1, 2])?;
    // 03-04-2023 can be either, and a path has nobody to ask.
    (day > 12 || month > 12 || day == month || first.after == Some('.'))
        .then(|| calendar::day_and_month(day, month, year, false))
        .flatten()
}

fn year_first(year: i32, first: &Run<'_>, second: Option<&Run<'_>>, third: Option<&Run<'_>>) -> Option<Interval> {
    let whole_segment = is_slash(first.before) && is_slash(first.after);
    if let Some(second) = second {
        let compact = second.number(&[4]).filter(|_| whole_segment && is_slash(second.after));
        if let Some(day) = compact.and_then(|number| Interval::of_day(year, number / 100, number % 100)) {
            return Some(day);
        }
        let month = second.number(&[1, 2]).or_else(|| months::named(second.text));
        if let Some(month) = month.filter(|month| (1..=12).contains(month)) {
            let same = first.after == second.after;
            let day = third.and_then(|third| third.number(&[1, 2])).filter(|_| same);
            if let Some(day) = day.and_then(|day| Interval::of_day(year, month, day)) {
                return Some(day);
            }
            if whole_segment && is_slash(second.after) || second.text.len() == 2 && first.after == Some('-') {
                return Interval::of_month(year, month);
            }
        }
    }
    whole_segment.then(|| Interval::of_year(year)).flatten()
}

fn is_separator(c: Option<char>) -> bool {
    matches!(c, Some('-' | '_' | '.' | '/' | '\\' | ' '))
}

fn is_slash(c: Option<char>) -> bool {
    matches!(c, None | Some('/' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_and_addresses_give_their_date() {
        let cases = [
            ("https://example.org/2023/03/20/xi-visits", Some("2023-03-20")),
            ("https://example.org/Algora_blog/2023/11/20/after-its", Some("2023-11-20")),
            ("https://www.theguardian.com/world/2023/mar/20/xi", Some("2023-03-20")),
            ("2023-03-20-title.txt", Some("2023-03-20")),
            ("20230320_title", Some("2023-03-20")),
            ("archive/2022/2023-03-20.html", Some("2023-03-20")),
            ("news/2023/0320/c1001.html", Some("2023-03-20")),
            ("/2023/03/", Some("2023-03")),
            ("/2023/03/title", Some("2023-03")),
            ("articles/2023/title.txt", Some("2023")),
            ("20.03.2023 Besuch.txt", Some("2023-03-20")),
            ("03-04-2023.txt", None),
            ("web/20230320101530/http://x", None),
            ("000_644ebcc99eba9501.txt", None),
            ("agenda-2030-plan.txt", None),
            ("id/29307-xis-visit", None),
            ("2023-13-45.txt", None),
            ("", None),
        ];
        for (path, expected) in cases {
            assert_eq!(in_path(path).and_then(Interval::iso).as_deref(), expected, "in {path:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_path_is_read_without_panic(path in "(.|[0-9/_-]){0,60}") {
            let _ = in_path(&path);
        }
    }
}
