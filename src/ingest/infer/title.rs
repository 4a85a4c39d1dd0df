//! The headline among the lines before the running text.
//!
//! [`super::title_signs`] weighs every line there; the likeliest is the headline. Below [`SHOWN`] the title stays unknown: a
//! caption or a menu entry shown as title is worse than none.

use super::headline::{ends_as_sentence, is_caption, is_date_line, is_label, split_suffix, word_weight};
use super::house_lines::HouseLines;
use super::page::{Line, Page};
use super::phrases::{Place, phrases};
use super::title_signs::{Candidate, REACH, Weigher};
use crate::corpus::{Alternative, Basis, Evidence, Known};
use crate::text::{Span, fold};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many lines into what was taken for running text the headline can be: teasers before it look like text.
const DEPTH: usize = 14;
/// The likelihood from which on a line is taken for the headline, though perhaps not shown.
const ENOUGH: f32 = 0.15;
/// The likelihood from which on a headline that stands twice is said to be sure: on pages of outlets that the weights were not
/// fitted to, 98 of 100 were what the outlet gives, word for word.
const SURE: f32 = 0.95;
/// The confidence from which on a headline is shown. Below it, it still tells where the article begins.
pub(super) const SHOWN: f32 = 0.6;

/// A headline and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The headline with its basis.
    pub(super) known: Known<Arc<str>>,
    /// Index of its line.
    pub(super) line: usize,
}

/// The headline of `page`, if one of its lines is clearly it. What most files around it have (`house`) is none.
pub(super) fn infer(page: &Page<'_>, house: Option<&HouseLines>) -> Option<Title> {
    if page.body().is_empty() {
        return only_line(page);
    }
    let weigher = Weigher::new(page);
    let first = page.body_start.saturating_sub(REACH);
    let last = page.body_end.min(page.body_start + DEPTH);
    let is_usual = |line: usize| page.lines.get(line).zip(house).is_some_and(|(line, house)| house.is_usual(line));
    let candidates: Vec<Candidate> = (first..last)
        .chain(0..first.min(3))
        .filter_map(|line| weigher.weigh(line))
        .filter(|candidate| !is_usual(candidate.line))
        .collect();
    let best = candidates.iter().fold(None::<&Candidate>, |best, candidate| match best {
        Some(best) if best.weight >= candidate.weight => Some(best),
        _ => Some(candidate),
    })?;
    let likelihood = likelihood(page, best, &candidates);
    if likelihood < ENOUGH {
        return None;
    }
    let line = with_kicker(page, best.line)?;
    let (value, span) = without_suffix(page, line);
    let rule = match (best.is_repeated, best.line) {
        (true, _) => "repeated-line",
        (false, 0) => "first-line",
        (false, _) => "line-before-text",
    };
    let basis = Basis::Inferred {
        rule: rule.into(),
        evidence: vec![Evidence::Text(span)],
        alternatives: rejected(page, best.line),
        confidence: confidence(likelihood, best.is_repeated),
    };
    // Where a word may be broken is no part of what it says.
    Some(Title { known: Known::new(value.replace('\u{ad}', "").into(), basis), line: best.line })
}

/// How likely `best` is the headline among `candidates` and the answer that none is; lines that say the same are one.
fn likelihood(page: &Page<'_>, best: &Candidate, candidates: &[Candidate]) -> f32 {
    let mut strongest: BTreeMap<&str, f32> = BTreeMap::new();
    for candidate in candidates {
        let Some(line) = page.lines.get(candidate.line) else { continue };
        let weight = strongest.entry(line.key.as_str()).or_insert(f32::MIN);
        *weight = weight.max(candidate.weight);
    }
    let all: f32 = strongest.values().map(|weight| weight.min(30.0).exp()).sum();
    best.weight.min(30.0).exp() / (1.0 + all)
}

/// The same headline with its kicker in front ("Floods: The hall is empty"), where a line of the page has it so.
fn with_kicker<'p, 'a>(page: &'p Page<'a>, index: usize) -> Option<&'p Line<'a>> {
    let line = page.lines.get(index)?;
    let extends = |(other_index, other): &(usize, &Line<'_>)| {
        let kicker = other.key.strip_suffix(line.key.as_str()).unwrap_or("").trim_end();
        let first_word = kicker.split(' ').next().unwrap_or("");
        let is_trail = kicker.contains(['/', '»', '›', '>', '|']) || phrases().matches(first_word, Place::Edge);
        let is_neighbour =
            other_index.abs_diff(index) == 1 && !is_trail && !other.key.ends_with(&format!("{kicker}{}", line.key));
        (4..=60).contains(&kicker.len()) && (is_neighbour || kicker.ends_with([':', '：']))
    };
    let longer = page.lines.iter().enumerate().find(extends).filter(|_| line.width >= 14).map(|(_, other)| other);
    Some(longer.unwrap_or(line))
}

/// A text of one to three short lines and nothing else: its first line, if it reads like a headline.
fn only_line(page: &Page<'_>) -> Option<Title> {
    let line = page.lines.first()?;
    let fits = page.lines.len() <= 3 && (15..=160).contains(&line.width) && word_weight(line) >= 3;
    if !fits || is_caption(line) || is_label(line) || is_date_line(line.text) || ends_as_sentence(line.text) {
        return None;
    }
    Some(Title { known: Known::new(line.text.into(), Basis::inferred("first-line", line.span, SHOWN)), line: 0 })
}

/// The confidence that is stated: pages word their headline in several ways, and what stands but once is never [`SURE`] to be
/// the wording that its outlet gives.
fn confidence(likelihood: f32, is_repeated: bool) -> f32 {
    if is_repeated && likelihood >= SURE { likelihood.min(0.98) } else { likelihood.min(0.79) }
}

/// The line without " | Outlet" where the page shows that it is a suffix: the headline stands alone too, or the part
/// behind a bar is short.
fn without_suffix<'a>(page: &Page<'a>, line: &Line<'a>) -> (&'a str, Span) {
    let text = line.text.trim_start_matches(['#', '*', '_', ' ']).trim_end_matches(['#', '*', '_', ' ']);
    let start = line.span.start() + line.text.find(text).unwrap_or(0);
    let whole = (text, Span::new(start, start + text.len()));
    let Some((headline, suffix)) = split_suffix(text) else { return whole };
    let key = super::page::line_key(headline);
    let is_known = super::gazetteer::outlets().named(&fold(suffix)).is_some();
    if is_known || text.contains(" | ") || page.lines.iter().any(|other| other.key == key) {
        (headline, Span::new(start, start + headline.len()))
    } else {
        whole
    }
}

/// What stood where a headline can stand and was not taken.
fn rejected(page: &Page<'_>, taken: usize) -> Vec<Alternative> {
    let near = page.lines.iter().enumerate().take(page.body_start + 1);
    near.filter(|(index, line)| *index != taken && is_caption(line) && line.width < 200)
        .take(3)
        .map(|(_, line)| Alternative {
            value: line.text.to_owned(),
            reason: "picture caption".into(),
            span: Some(line.span),
        })
        .collect()
}
