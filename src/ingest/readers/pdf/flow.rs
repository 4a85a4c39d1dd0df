//! Lines to paragraphs, across columns and pages; running heads and page numbers are left out.

use super::lines::{Line, PageLines};
use crate::text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Lines at the upper and at the lower end of a page among which running heads are looked for.
const EDGE_LINES: usize = 3;

/// The share of a page's height in which they stand.
const EDGE_SHARE: f64 = 0.12;

/// How far they stand apart from the text, in heights of its type: lines of text stand at most at one and a half.
const SET_APART: f64 = 1.9;

/// How much larger than the text a headline is set.
const HEADLINE_FACTOR: f64 = 1.15;

/// The text of a document.
#[derive(Debug, Default)]
pub(super) struct Flowed {
    pub(super) text: String,
    /// What is set in the largest type of the first page.
    pub(super) headline: Option<Span>,
}

/// Puts the pages' lines together.
pub(super) fn flow(pages: &[PageLines]) -> Flowed {
    let text_size = text_size(pages);
    let furniture = furniture(pages, text_size);
    let words: BTreeSet<&str> =
        pages.iter().flat_map(|page| &page.lines).flat_map(|line| inner_words(&line.text)).collect();
    let first_sizes = pages.first().into_iter().flat_map(|page| &page.lines).map(|line| line.size);
    let largest = first_sizes.fold(0.0_f64, f64::max);
    let mut flowed = Flowed::default();
    let mut previous: Option<&Line> = None;
    let mut pitch = 0.0;
    for (page_index, page) in pages.iter().enumerate() {
        for (index, line) in page.lines.iter().enumerate() {
            if furniture.contains(&(page_index, index)) {
                continue;
            }
            let column_end = column_end(page, line);
            let step = previous.map_or(0.0, |previous| line.y - previous.y);
            let is_new = previous.is_none_or(|previous| begins_paragraph(previous, line, step, pitch, column_end));
            if is_new {
                trim_end(&mut flowed.text);
                flowed.text.push_str(if flowed.text.is_empty() { "" } else { "\n\n" });
                pitch = 0.0;
            } else {
                pitch = if step > 0.0 { step } else { pitch };
                join(&mut flowed.text, &line.text, &words);
            }
            let start = flowed.text.len();
            flowed.text.push_str(line.text.trim_start());
            if page_index == 0 && line.size > largest * 0.98 && largest > HEADLINE_FACTOR * text_size {
                flowed.headline = match flowed.headline {
                    None => Some(Span::new(start, flowed.text.len())),
                    Some(span) if flowed.text.get(span.end()..start).is_some_and(|gap| gap.trim().is_empty()) => {
                        Some(Span::new(span.start(), flowed.text.len()))
                    }
                    kept => kept,
                };
            }
            previous = Some(line);
        }
    }
    trim_end(&mut flowed.text);
    flowed.headline = flowed.headline.filter(|span| span.len() < 400 && !span.slice(&flowed.text).trim().is_empty());
    flowed
}

fn trim_end(text: &mut String) {
    text.truncate(text.trim_end().len());
}

/// True when `line` does not go on with the paragraph that `previous` belongs to. `pitch` is the step between the lines of
/// that paragraph, 0 where it has only one; a step up leads to another column or page.
fn begins_paragraph(previous: &Line, line: &Line, step: f64, pitch: f64, column_end: f64) -> bool {
    let size = previous.size.max(line.size).max(1.0);
    if previous.size.min(line.size) < 0.9 * size {
        return true;
    }
    let last = previous.text.trim_end();
    let quoted = last.trim_end_matches(['”', '"', '»', '’', '\'', ')', ']']);
    let ends_sentence = quoted.ends_with(['.', '!', '?', '…', ':', '。', '！', '？']);
    if step <= 0.0 || step > 4.0 * size {
        let goes_on = line.text.trim_start().starts_with(char::is_lowercase) || last.ends_with(['-', ',']);
        return ends_sentence && !goes_on;
    }
    let expected = if pitch > 0.0 { pitch } else { 1.5 * size };
    if step > 1.25 * expected {
        return true;
    }
    let is_indented = line.x > previous.x + 0.8 * size && line.x < previous.x + 6.0 * size;
    let is_item = line.text.trim_start().starts_with(['•', '–', '◦', '▪']);
    let is_short = previous.end_x < column_end - 0.25 * (column_end - previous.x);
    is_item || is_indented && ends_sentence || is_short && ends_sentence
}

/// The right edge of the column that `line` stands in.
fn column_end(page: &PageLines, line: &Line) -> f64 {
    let in_column = |other: &&Line| other.x < line.end_x && other.end_x > line.x;
    page.lines.iter().filter(in_column).take(400).map(|other| other.end_x).fold(line.end_x, f64::max)
}

/// Joins the end of `text` with what a line begins with: a hyphen at the line's end goes, unless the word is written with
/// one elsewhere in the document.
fn join(text: &mut String, next: &str, words: &BTreeSet<&str>) {
    trim_end(text);
    if text.ends_with('\u{ad}') {
        text.pop();
        return;
    }
    let is_hyphen = text.ends_with(['-', '\u{2010}']);
    if !is_hyphen {
        let is_wide = |c: char| matches!(c as u32, 0x3000..=0x9FFF | 0xF900..=0xFAFF | 0xFF00..=0xFFEF);
        let is_joined = text.chars().next_back().is_some_and(is_wide) && next.trim_start().starts_with(is_wide);
        text.push_str(if is_joined { "" } else { " " });
        return;
    }
    let head: String = {
        let reversed: Vec<char> = text.chars().rev().take_while(|c| !c.is_whitespace()).take(40).collect();
        reversed.into_iter().rev().collect()
    };
    let tail: String = next.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '-').take(40).collect();
    let head = head.trim_start_matches(|c: char| !c.is_alphanumeric());
    let whole = format!("{head}{tail}");
    let plain = whole.replace(['-', '\u{2010}'], "");
    let is_compound = words.contains(whole.as_str()) && !words.contains(plain.as_str());
    if tail.starts_with(char::is_lowercase) && !is_compound && head.len() > 1 {
        text.pop();
    }
}

/// Words of a line that no line end cuts.
fn inner_words(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    words.filter(|word| !word.is_empty())
}

/// The height of most of the type.
fn text_size(pages: &[PageLines]) -> f64 {
    let mut weights: BTreeMap<u64, usize> = BTreeMap::new();
    for line in pages.iter().flat_map(|page| &page.lines) {
        *weights.entry((line.size * 4.0).round() as u64).or_default() += line.text.len();
    }
    weights.into_iter().max_by_key(|(_, weight)| *weight).map_or(10.0, |(size, _)| size as f64 / 4.0)
}

/// True for what looks like a line of the text: it fills the column, or goes on with a sentence.
fn is_running_text(page: &PageLines, line: &Line, text_size: f64) -> bool {
    let widest = page.lines.iter().map(|other| other.end_x - other.x).fold(1.0, f64::max);
    let is_full = line.end_x - line.x > 0.85 * widest && (line.size - text_size).abs() < 0.1 * text_size;
    is_full || line.text.trim_start().starts_with(char::is_lowercase)
}

/// How many of the first lines, in order of their height on the page, a wide gap sets apart from the rest.
fn set_apart(heights: impl Iterator<Item = f64>, least_gap: f64) -> usize {
    let heights: Vec<f64> = heights.take(EDGE_LINES + 1).collect();
    let gaps = heights.windows(2).map(|two| if let [a, b] = two { (a - b).abs() } else { 0.0 });
    gaps.collect::<Vec<_>>().iter().rposition(|gap| *gap >= least_gap).map_or(0, |index| index + 1)
}

/// Lines at the edges of several pages that are the same but for numbers, and page numbers.
fn furniture(pages: &[PageLines], text_size: f64) -> BTreeSet<(usize, usize)> {
    let mut places: BTreeMap<(bool, String), Vec<(usize, usize)>> = BTreeMap::new();
    for (page_index, page) in pages.iter().enumerate() {
        let mut by_height: Vec<usize> = (0..page.lines.len()).collect();
        let y = |index: &usize| page.lines.get(*index).map_or(0.0, |line| line.y);
        by_height.sort_by(|a, b| y(a).total_cmp(&y(b)));
        let heights: Vec<f64> = by_height.iter().map(y).collect();
        let least_gap = SET_APART * text_size;
        let upper_count = set_apart(heights.iter().copied(), least_gap);
        let lower_count = set_apart(heights.iter().rev().copied(), least_gap);
        let upper = by_height.iter().take(upper_count).filter(|index| y(index) < EDGE_SHARE * page.height);
        let lower =
            by_height.iter().rev().take(lower_count).filter(|index| y(index) > (1.0 - EDGE_SHARE) * page.height);
        for (is_upper, index) in upper.map(|index| (true, *index)).chain(lower.map(|index| (false, *index))) {
            let Some(line) = page.lines.get(index).filter(|line| !is_running_text(page, line, text_size)) else {
                continue;
            };
            let masked: String = line.text.trim().chars().map(|c| if c.is_numeric() { '0' } else { c }).collect();
            places.entry((is_upper, masked.replace("00", "0"))).or_default().push((page_index, index));
        }
    }
    let is_number = |masked: &str| masked.chars().all(|c| c == '0' || !c.is_alphanumeric()) && masked.contains('0');
    let least = |masked: &str| if is_number(masked) { 1 } else { 3.min(pages.len()).max(2) };
    places
        .into_iter()
        .filter(|((_, masked), places)| places.len() >= least(masked))
        .flat_map(|(_, places)| places)
        .collect()
}
