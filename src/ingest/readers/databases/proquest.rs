//! `ProQuest`: letters and pages with a mark before each document, and texts ruled by lines of underscores. Fields bear
//! labels; the first line is the headline where no label tells it.

use super::blocks::{Block, Mark};
use super::{Download, Found, day_in};

/// Labels in lower case.
const LABELS: &[&str] = &[
    "title",
    "author",
    "publication info",
    "publication title",
    "publication date",
    "publication year",
    "publication subject",
    "source",
    "abstract",
    "full text",
    "subject",
    "people",
    "company / organization",
    "location",
    "language of publication",
    "language",
    "document type",
    "document url",
    "url",
    "proquest document id",
    "issn",
    "eissn",
    "copyright",
    "last updated",
    "database",
    "section",
    "pages",
    "place of publication",
    "country of publication",
    "publisher",
    "source type",
    "links",
    "classification",
    "identifier / keyword",
    "dateline",
    "column",
    "first page",
    "credit",
    "document feature",
    "number of pages",
    "edition",
    "volume",
    "issue",
    "accession number",
    "email",
    "correspondence author",
    "company",
    "dataset",
    "contact us",
    "persons",
    "illustration",
    "caption",
    "page",
    "publication note",
    "places",
    "e-issn",
    "coden",
    "word count",
    "business indexing term",
    "supplement",
];

/// The articles of a download.
pub(super) fn articles(blocks: &[Block]) -> Download {
    let mut download = Download { name: "ProQuest", declared: None, articles: Vec::new() };
    let is_start = |block: &Block| block.mark == Some(Mark::Article);
    if blocks.iter().any(is_start) {
        let starts: Vec<usize> = (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(is_start)).collect();
        for (index, start) in starts.iter().enumerate() {
            let end = starts.get(index + 1).copied().unwrap_or(blocks.len());
            download.articles.extend(blocks.get(*start..end).and_then(article));
        }
    } else {
        // Ruled text: a line of underscores between records.
        for segment in blocks.split(|block| is_rule(&block.text)) {
            download.articles.extend(article(segment).filter(|found| !found.body.is_empty() || found.id.is_some()));
        }
    }
    download
}

fn is_rule(text: &str) -> bool {
    text.len() >= 20 && text.bytes().all(|byte| byte == b'_')
}

/// The label that a block opens with and what stands behind it.
fn label_of(text: &str) -> Option<(&'static str, &str)> {
    let (name, value) = text.split_once(':')?;
    let name = name.trim();
    let name = name.strip_suffix("(s)").unwrap_or(name).to_lowercase();
    let label = LABELS.iter().find(|label| **label == name)?;
    Some((label, value.trim()))
}

fn article(segment: &[Block]) -> Option<Found> {
    let marked = segment.first().filter(|block| block.mark.is_some());
    let id = marked.map(|block| block.text.clone()).filter(|id| !id.is_empty());
    let mut found = Found { id, ..Found::default() };
    let mut info = String::new();
    let mut summary: Vec<String> = Vec::new();
    let mut open = "";
    let mut is_in_text = false;
    let mut has_text_end = segment.iter().any(|block| block.mark == Some(Mark::BodyEnd));
    for block in segment.iter().skip(usize::from(segment.first().is_some_and(|block| block.mark.is_some()))) {
        match block.mark {
            Some(Mark::Body) => is_in_text = true,
            // Mail programs move the paragraphs out of the element: then they follow it, up to the next label.
            Some(Mark::BodyEnd) if found.body.is_empty() => (has_text_end, is_in_text) = (false, true),
            Some(Mark::BodyEnd) => (is_in_text, open) = (false, "after"),
            _ => {}
        }
        for line in lines_of(&block.text, is_in_text) {
            let labelled = if is_in_text && has_text_end { None } else { label_of(line) };
            let value = if let Some((label, value)) = labelled {
                (open, is_in_text) = (label, label == "full text");
                value
            } else {
                line
            };
            if value.is_empty() || is_rule(value) {
                continue;
            }
            if is_in_text {
                found.body.push(value.to_owned());
                continue;
            }
            match open {
                "" | "title" if found.title.is_none() && !is_furniture(value) => found.title = Some(value.to_owned()),
                "author" if labelled.is_some() => found.byline = Some(authors(value)),
                "publication title" if labelled.is_some() => found.outlet = Some(paper_of(value)),
                "publication info" | "publication date" | "publication year" | "source" if labelled.is_some() => {
                    info.push_str(value);
                    info.push('\n');
                }
                "abstract" => summary.push(value.to_owned()),
                "language of publication" | "language" if labelled.is_some() => found.language = Some(value.to_owned()),
                "document url" | "url" if value.starts_with("http") => found.url = Some(value.to_owned()),
                "proquest document id" if found.id.is_none() => found.id = Some(value.to_owned()),
                _ => {}
            }
        }
    }
    found.published = info.lines().find_map(day_of_info);
    if found.outlet.is_none() {
        found.outlet = info.split([';', '[', '\n']).next().map(paper_of).filter(|name| !name.is_empty());
    }
    if found.body.is_empty() {
        found.body = summary;
    }
    found.title = found.title.map(|title| without_edition(&title).to_owned());
    found.title.is_some().then_some(found)
}

/// Labels of ruled texts stand on lines of their own paragraph.
fn lines_of(text: &str, is_in_text: bool) -> Vec<&str> {
    let lines: Vec<&str> = text.lines().collect();
    let labels = lines.iter().filter(|line| label_of(line).is_some()).count();
    if !is_in_text && labels >= 2 { lines } else { vec![text] }
}

fn is_furniture(text: &str) -> bool {
    text.starts_with("Document ") && text.contains(" of ") || text == "ProQuest document link" || is_rule(text)
}

/// `Los Angeles Times ; Los Angeles, Calif. [Los Angeles, Calif]08 May 2010: AA.2.`: the day stands behind the place. Spaces
/// that letters got on their way (`2 009`) are no part of a number.
fn day_of_info(info: &str) -> Option<String> {
    let behind = info.rsplit_once(']').map_or(info, |(_, behind)| behind);
    let mended = joined_digits(behind);
    [behind, mended.as_str(), joined_digits(info).as_str()].into_iter().find_map(|text| {
        let head = text.split(": ").next().unwrap_or(text);
        day_in(head.trim(), None).or_else(|| day_in(text.trim(), None))
    })
}

/// `2 009` as `2009`.
fn joined_digits(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut joined = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let is_digit = |index: Option<usize>| index.and_then(|i| chars.get(i)).is_some_and(char::is_ascii_digit);
        if c != ' ' || !(is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))) {
            joined.push(c);
        }
    }
    joined
}

/// A headline without the edition or desk that the database adds: `…: [Late Edition]`.
fn without_edition(title: &str) -> &str {
    let added = title.strip_suffix(']').and_then(|title| title.rsplit_once(": ["));
    added.map_or(title, |(title, _)| title).trim()
}

/// The paper's name without the edition and the place that follow it.
fn paper_of(text: &str) -> String {
    let name = text.split([';', '[']).next().unwrap_or_default().trim();
    let name = match name.split_once(',') {
        Some((paper, rest)) if rest.contains("dition") => paper,
        _ => name,
    };
    name.trim_end_matches([',', '.']).trim().to_owned()
}

/// `Smith, Jane; Doe, John` as people write it.
fn authors(value: &str) -> String {
    let names = value.split(';').map(|name| super::super::references::forename_first(name.trim()));
    names.filter(|name| !name.is_empty()).collect::<Vec<_>>().join(", ")
}
