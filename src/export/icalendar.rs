//! iCalendar (RFC 5545): an all-day entry for every day that a sentence refers to, for calendars.
//!
//! Only what is known to the day has a place in a calendar: "March 2023" would fill a month, or become a first of March.
//! Names, counts and query are the calendar's name and description.

use super::reference::{Names, line};
use super::sheet::{self, Reference};
use super::{Scope, Selection};
use crate::corpus::{Article, ArticleId};
use crate::search::Marks;
use crate::time::Precision;
use chrono::{Datelike, NaiveDate};
use std::io::{self, Write};

/// Octets of a line, its end left out (RFC 5545, 3.1).
const LINE: usize = 75;

/// Bytes of an entry's title.
const SUMMARY: usize = 200;

/// When an entry was made, where that is not to be told: the format asks for a moment, and the same input gives the same bytes.
const NO_MOMENT: &str = "19700101T000000Z";

/// Writes a calendar with an entry for every sentence of `selection` and day that it refers to.
pub(super) fn render(selection: &Selection<'_>, out: &mut dyn Write) -> io::Result<()> {
    let scope = &selection.scope;
    property("BEGIN", "VCALENDAR", out)?;
    property("VERSION", "2.0", out)?;
    property("PRODID", &escaped(&format!("-//Parallax//Parallax {}//EN", scope.program_version)), out)?;
    property("CALSCALE", "GREGORIAN", out)?;
    property("X-WR-CALNAME", &escaped(&sheet::heading(scope)), out)?;
    property("X-WR-CALDESC", &escaped(&description_of(scope)), out)?;
    let moment = scope.exported_at.map_or_else(|| NO_MOMENT.to_owned(), |at| at.format("%Y%m%dT%H%M%SZ").to_string());
    let mut uids = Names::default();
    for (article_id, article) in selection.articles() {
        for reference in sheet::references(&selection.mentions.of(article_id)) {
            for day in days_of(&reference) {
                let uid = uid(&article, &reference, day, &mut uids);
                property("BEGIN", "VEVENT", out)?;
                property("UID", &format!("{uid}@parallax"), out)?;
                property("DTSTAMP", &moment, out)?;
                entry(article_id, &article, &reference, day, selection.marks, out)?;
                property("END", "VEVENT", out)?;
            }
        }
    }
    property("END", "VCALENDAR", out)
}

fn description_of(scope: &Scope) -> String {
    scope.told().map(|told| line(&told)).collect::<Vec<_>>().join("\n")
}

/// The days of a reference that are known to the day and that the format can write.
fn days_of(reference: &Reference) -> impl Iterator<Item = NaiveDate> {
    let to_the_day = reference.days.iter().filter(|interval| interval.precision() == Precision::Day);
    to_the_day.map(|interval| interval.first()).filter(|day| (1..9999).contains(&day.year()))
}

/// The same in every export of the same article, so that a calendar that imports it again changes its entries and adds none.
fn uid(article: &Article, reference: &Reference, day: NaiveDate, uids: &mut Names) -> String {
    let hash: String = article.sha256.to_string().chars().take(24).collect();
    uids.unique(&format!("{hash}-{}-{}", reference.sentence.start, day.format("%Y%m%d")))
}

fn entry(
    article_id: ArticleId,
    article: &Article,
    reference: &Reference,
    day: NaiveDate,
    marks: &Marks,
    out: &mut dyn Write,
) -> io::Result<()> {
    property("DTSTART;VALUE=DATE", &day.format("%Y%m%d").to_string(), out)?;
    // The first day that is not in it.
    if let Some(next) = day.succ_opt() {
        property("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string(), out)?;
    }
    let sentence = line(reference.sentence.slice(&article.text));
    property("SUMMARY", &escaped(&sheet::shortened(&sentence, SUMMARY)), out)?;
    let facts = sheet::facts(article).into_iter().map(|fact| line(&format!("{}: {}", fact.name, fact.value)));
    let told: Vec<String> = [sentence, line(&article.shown_title())].into_iter().chain(facts).collect();
    property("DESCRIPTION", &escaped(&told.join("\n")), out)?;
    let tags: Vec<String> = marks.tags_of(article_id).map(|tag| escaped(&line(tag))).collect();
    if !tags.is_empty() {
        property("CATEGORIES", &tags.join(","), out)?;
    }
    // A day that is read about takes no time.
    property("TRANSP", "TRANSPARENT", out)
}

/// `words` as a value of type TEXT (RFC 5545, 3.3.11).
fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + words.len() / 16);
    for c in words.chars() {
        match c {
            '\\' | ';' | ',' => escaped.extend(['\\', c]),
            '\n' => escaped.push_str("\\n"),
            c if c.is_control() => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Writes one property, folded: no line is longer than [`LINE`], and none is cut within a character.
fn property(name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut folded = String::with_capacity(name.len() + value.len() + 8);
    let mut length = 0;
    for c in name.chars().chain([':']).chain(value.chars()) {
        if length + c.len_utf8() > LINE {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(c);
        length += c.len_utf8();
    }
    write!(out, "{folded}\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, value: &str) -> String {
        let mut out = Vec::new();
        property(name, value, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let value = "標é𝄞x".repeat(60);
        let folded = written("SUMMARY", &value);
        assert!(folded.lines().all(|line| line.len() <= LINE), "{folded}");
        assert!(folded.lines().skip(1).all(|line| line.starts_with(' ')));
        assert_eq!(folded.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
        assert_eq!(written("A", &"x".repeat(LINE - 2)).lines().count(), 1);
        assert_eq!(written("A", &"x".repeat(LINE - 1)).lines().count(), 2);
    }

    #[test]
    fn words_end_no_property() {
        assert_eq!(escaped("a\r\nEND:VEVENT;b,c\\\u{0}"), "a \\nEND:VEVENT\\;b\\,c\\\\ ");
    }
}
