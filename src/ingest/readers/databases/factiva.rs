//! Factiva: HTML and RTF. Fields bear codes of two letters; without them (the display without indexing) the order tells:
//! headline, byline, length, day, source. An article ends with its identifier.

use super::blocks::{Block, Mark};
use super::labels::name_of;
use super::{Download, Found, day_in};
use crate::ingest::detect_databases::{CODES, is_factiva_id};
use std::collections::BTreeMap;

/// Blocks before the line of the length, where an article has no codes.
const ABOVE_LENGTH: usize = 6;

/// The articles of a download.
pub(super) fn articles(blocks: &[Block]) -> Download {
    let mut download = Download { name: "Factiva", declared: None, articles: Vec::new() };
    let has_marks = blocks.iter().any(|block| block.mark == Some(Mark::Article));
    let mut segment: Vec<&Block> = Vec::new();
    for block in blocks {
        if block.mark == Some(Mark::Article) {
            download.articles.extend(article(&segment));
            segment.clear();
            continue;
        }
        segment.push(block);
        let is_last = document_id(&block.text).is_some();
        if is_last && !has_marks {
            download.articles.extend(article(&segment));
            segment.clear();
        }
    }
    download.articles.extend(article(&segment));
    download
}

/// The identifier at the end of an article.
fn document_id(text: &str) -> Option<&str> {
    let line = text.rsplit(['\t', '\n']).next()?.trim();
    line.strip_prefix("Document ").map(str::trim).filter(|id| is_factiva_id(id))
}

/// The code that a block is, or opens with, and the rest of the block.
fn code_of(text: &str) -> Option<(&'static str, &str)> {
    let text = text.trim_matches(|c: char| c.is_whitespace());
    let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
    let (code, rest) = text.split_at_checked(end)?;
    let known = CODES.iter().find(|known| **known == code)?;
    let is_apart = rest.is_empty() || rest.starts_with(['\t', '\n', '\u{a0}']);
    is_apart.then(|| (*known, rest.trim()))
}

fn article(segment: &[&Block]) -> Option<Found> {
    let id = segment.iter().find_map(|block| document_id(&block.text)).map(str::to_owned);
    let lines = segment.iter().flat_map(|block| block.text.lines());
    let codes = lines.filter(|line| code_of(line).is_some()).count();
    let mut found = if codes >= 3 { coded(segment) } else { uncoded(segment)? };
    found.id = id.or(found.id);
    (found.title.is_some() || !found.body.is_empty()).then_some(found)
}

fn coded(segment: &[&Block]) -> Found {
    let mut fields: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut open = None;
    // The rows of a table are the lines of a block.
    for line in segment.iter().flat_map(|block| block.text.lines()) {
        let value = match code_of(line) {
            Some((code, rest)) => {
                open = Some(code);
                rest
            }
            None => line.trim(),
        };
        if let Some(code) = open.filter(|_| !value.is_empty()) {
            fields.entry(code).or_default().push(value.to_owned());
        }
    }
    let take = |code: &str| fields.get(code).map(|values| values.join(" ").replace('\n', " "));
    let language = take("LA");
    let body = ["LP", "TD"].iter().filter_map(|code| fields.get(code)).flatten().cloned().collect();
    Found {
        id: take("AN"),
        title: take("HD"),
        outlet: take("SN"),
        byline: take("BY").map(|byline| name_of(&byline)),
        published: take("PD").and_then(|day| day_in_any(&day)),
        url: None,
        language,
        body,
    }
}

/// Days stand in the language of the page, which nothing states.
fn day_in_any(line: &str) -> Option<String> {
    [None, Some("fr"), Some("de"), Some("es"), Some("ru")].into_iter().find_map(|language| day_in(line, language))
}

fn uncoded(segment: &[&Block]) -> Option<Found> {
    let texts: Vec<&str> = segment.iter().map(|block| block.text.as_str()).filter(|text| !text.is_empty()).collect();
    let length_at = texts.iter().position(|text| is_length(text))?;
    let start = length_at.saturating_sub(ABOVE_LENGTH);
    let above = texts.get(start..length_at)?;
    let below = texts.get(length_at + 1..)?;
    let day_at = below.iter().take(3).position(|text| text.len() < 60 && day_in_any(text).is_some())?;
    let mut after_day = below.get(day_at + 1..)?.iter().copied().peekable();
    // A time of day may stand between the day and the source.
    if after_day.peek().is_some_and(|text| text.len() < 12 && text.starts_with(|c: char| c.is_ascii_digit())) {
        after_day.next();
    }
    let outlet = after_day.next().map(str::to_owned);
    let rest: Vec<&str> = after_day.collect();
    let header_end = rest.iter().take(8).rposition(|text| is_header(text)).map_or(0, |at| at + 1);
    let body = rest.get(header_end..)?.iter().take_while(|text| document_id(text).is_none());
    Some(Found {
        title: above.first().map(|title| (*title).to_owned()),
        byline: above.get(1).map(|byline| name_of(byline)),
        outlet,
        published: below.get(day_at).and_then(|day| day_in_any(day)),
        body: body.map(|text| (*text).to_owned()).collect(),
        ..Found::default()
    })
}

/// `937 words`.
fn is_length(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_number = words.next().is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || ",.".contains(c)));
    let unit = words.next().unwrap_or_default().to_lowercase();
    is_number
        && words.next().is_none()
        && ["words", "mots", "wörter", "palabras", "parole", "слов", "woorden"].contains(&unit.as_str())
}

/// A source's code, a page, a language, a copyright.
fn is_header(text: &str) -> bool {
    let is_code = text.len() <= 8 && text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
    let is_copyright = ["copyright", "(c)", "©"].iter().any(|sign| text.to_lowercase().starts_with(sign));
    let languages = ["English", "French", "German", "Spanish", "Français", "Anglais", "Deutsch", "Englisch", "Español"];
    is_code || is_copyright && text.len() < 200 || languages.contains(&text)
}
