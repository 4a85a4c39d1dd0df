//! `LexisNexis` as it was: TXT and HTML. An article opens with `3 of 10 DOCUMENTS`; source, day and headline come in any
//! order; the text follows the labelled lines and ends where labelled lines begin again.

use super::blocks::Block;
use super::labels::{Label, name_of, nexis as label_of};
use super::{Download, Found, day_in};
use crate::ingest::detect_databases::NUMBERED;
use std::collections::BTreeMap;

/// The number of an article and how many there are to be.
fn numbered(block: &Block) -> Option<(usize, usize)> {
    let found = NUMBERED.as_ref()?.captures(&block.text)?;
    let number = |group: usize| found.get(group).and_then(|digits| digits.as_str().parse().ok());
    Some((number(1)?, number(2)?))
}

/// True where articles are numbered so.
pub(super) fn is_classic(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| numbered(block).is_some())
}

/// The articles of a download.
pub(super) fn articles(blocks: &[Block]) -> Download {
    let mut download = Download { name: "Nexis", declared: declared(blocks), articles: Vec::new() };
    let starts: Vec<usize> =
        (0..blocks.len()).filter(|at| blocks.get(*at).is_some_and(|b| numbered(b).is_some())).collect();
    for (index, start) in starts.iter().enumerate() {
        let end = starts.get(index + 1).copied().unwrap_or(blocks.len());
        if let Some(segment) = blocks.get(start + 1..end) {
            download.articles.push(article(segment));
        }
    }
    download
}

/// What the numbers of a whole download say. Of those of a selection out of many the total is that of the search; a number
/// that only one article bears is a slip.
fn declared(blocks: &[Block]) -> Option<usize> {
    let numbers: Vec<(usize, usize)> = blocks.iter().filter_map(numbered).collect();
    let mut totals: BTreeMap<usize, usize> = BTreeMap::new();
    for (_, total) in &numbers {
        *totals.entry(*total).or_default() += 1;
    }
    let (total, _) = totals.into_iter().max_by_key(|(_, count)| *count)?;
    let is_from_one = numbers.iter().any(|(number, _)| *number == 1);
    let reaches_end = numbers.iter().any(|(number, _)| *number == total);
    (is_from_one && reaches_end).then_some(total)
}

fn article(segment: &[Block]) -> Found {
    let mut found = Found::default();
    let label = |block: &Block| label_of(&block.text).map(|(label, _)| label);
    let first_label = segment.iter().position(|block| label(block).is_some()).unwrap_or(segment.len());
    let language = segment.iter().find_map(|block| {
        label_of(&block.text).filter(|(label, _)| *label == Label::Language).map(|(_, value)| value.to_owned())
    });
    let mut rest = Vec::new();
    for block in segment.get(..first_label).unwrap_or_default() {
        let first_line = block.text.lines().next().unwrap_or_default();
        match day_in(first_line, None)
            .or_else(|| day_in(first_line, Some("fr")))
            .or_else(|| day_in(first_line, Some("de")))
        {
            Some(day) if found.published.is_none() && first_line.len() < 100 => found.published = Some(day),
            _ if block.text != "Correction Appended" => rest.push(block.text.clone()),
            _ => {}
        }
    }
    let mut rest = rest.into_iter();
    found.outlet = rest.next();
    found.title = Some(rest.collect::<Vec<_>>().join(" ")).filter(|title| !title.is_empty());
    // Labelled lines, and a last one of them before the text.
    let mut body_at = first_label;
    for (at, block) in segment.iter().enumerate().skip(first_label) {
        match label_of(&block.text) {
            Some((Label::Byline, value)) if found.byline.is_none() => found.byline = Some(name_of(value)),
            Some(_) => {}
            None => break,
        }
        body_at = at + 1;
    }
    let body = segment.get(body_at..).unwrap_or_default();
    let is_end = |block: &Block| {
        let name = block.text.split(':').next().unwrap_or_default();
        let is_loud = name.chars().all(|c| !c.is_lowercase());
        is_loud && label(block).is_some_and(|label| !matches!(label, Label::Byline | Label::Section | Label::Length))
    };
    let end = body.iter().position(is_end).unwrap_or(body.len());
    found.body = body.get(..end).unwrap_or_default().iter().map(|block| block.text.clone()).collect();
    if found.body.last().is_some_and(|last| last.starts_with("Copyright") || last.starts_with('©')) {
        found.body.pop();
    }
    found.language = language;
    found
}
