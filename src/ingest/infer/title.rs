//! The headline among the lines before the running text.
//!
//! [`super::title_signs`] weighs every line there; the likeliest is the headline. Whether it is shown is decided by how likely
//! it is in the outlet's own words ([`wording`]): below [`SHOWN`] the title stays unknown, for a caption, a menu entry or a
//! headline in other words shown as title is worse than none.

use super::headline::{ends_as_sentence, is_caption, is_date_line, is_label, is_trail, split_suffix, word_weight};
use super::house_lines::HouseLines;
use super::page::{Line, Page};
use super::title_signs::{Candidate, REACH, Weigher};
use crate::corpus::{Alternative, Basis, Evidence, Known};
use crate::text::{Span, fold};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many lines into what was taken for running text the headline can be: teasers before it look like text.
pub(super) const DEPTH: usize = 14;
/// The likelihood from which on a line is taken for the headline, though perhaps not shown.
const ENOUGH: f32 = 0.15;
/// How likely the wording must be the outlet's own, that a headline is shown. Below it, it still tells where the article begins.
///
/// The weights of [`wording`] were fitted to 499 texts of 460 saved pages, ten times without a tenth of the hosts, and measured on
/// that tenth: of 211 headlines shown so, 195 were what the outlet gives, word for word; of 92 in news pages whose publishers
/// state their headline apart, 84. The limits were chosen on those same figures.
const SHOWN: f32 = 0.86;
/// The same for the first line of a bare text, which stands right before its paragraphs: 36 of 41 of those.
const SHOWN_BARE: f32 = 0.65;
/// Lines before the paragraphs of a bare text.
const BARE: usize = 3;
/// The same for a headline that the page has twice to be said to be sure. It rests on little: 65 of 66 measured so, 22 of 22 in
/// the news pages, which can hardly tell 97 in 100 from 93. What stands but once is never sure: of 75 as likely, 5 were
/// worded otherwise.
const SURE: f32 = 0.9;
/// The confidence of the only line of a text.
const ONLY: f32 = 0.6;

/// A headline and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The headline with its basis.
    pub(super) known: Known<Arc<str>>,
    /// Index of its line.
    pub(super) line: usize,
    /// Enough speaks for its wording.
    pub(super) is_shown: bool,
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
    let (value, span, is_cut_on_doubt) = without_suffix(page, line);
    let is_remade = is_cut_on_doubt || line.key != page.lines.get(best.line)?.key;
    let wording = wording(likelihood, best, weigher.shared_with_rival(best.line), is_remade, is_running(&line.key));
    let rule = match (best.is_repeated(), best.line) {
        (true, _) => "repeated-line",
        (false, 0) => "first-line",
        (false, _) => "line-before-text",
    };
    let basis = Basis::Inferred {
        rule: rule.into(),
        evidence: vec![Evidence::Text(span)],
        alternatives: rejected(page, best.line),
        confidence: confidence(wording, best.is_repeated()),
    };
    // Where a word may be broken is no part of what it says.
    let known = Known::new(value.replace('\u{ad}', "").into(), basis);
    let is_first = (0..best.line).all(is_usual);
    let is_bare = is_first && (0..page.body_start).filter(|&line| !is_usual(line)).count() <= BARE;
    let enough = if is_bare { SHOWN_BARE } else { SHOWN };
    Some(Title { known, line: best.line, is_shown: wording >= enough && !weigher.is_run_together(best.line) })
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
        let is_neighbour = other_index.abs_diff(index) == 1 && !other.key.ends_with(&format!("{kicker}{}", line.key));
        (4..=60).contains(&kicker.len()) && !is_trail(kicker) && (is_neighbour || kicker.ends_with([':', '：']))
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
    let known = Known::new(line.text.into(), Basis::inferred("first-line", line.span, ONLY));
    Some(Title { known, line: 0, is_shown: true })
}

/// How likely the outlet gives the headline in these words: pages word their headline in several ways. A logistic model of
/// how likely `best` is the headline, of whether the page repeats it, of how much it shares with a line before it, and of
/// whether a kicker was joined to it or a part cut that may be its own.
fn wording(likelihood: f32, best: &Candidate, shared_with_rival: f32, is_remade: bool, is_running: bool) -> f32 {
    let likelihood = likelihood.min(0.999);
    let weight = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    let sum = 0.09 + 0.54 * (likelihood / (1.0 - likelihood)).ln() - 1.34 * shared_with_rival
        + weight(best.is_twice, 0.54)
        + weight(best.is_extended, 0.41)
        + weight(is_remade, -1.07)
        + weight(is_running, -5.17);
    1.0 / (1.0 + (-sum).exp())
}

/// The confidence that is stated, below what is shown as sure for what stands but once.
fn confidence(wording: f32, is_repeated: bool) -> f32 {
    if is_repeated && wording >= SURE { wording.min(0.98) } else { wording.min(0.79) }
}

/// Words of a headline whose wording goes with the events: what such pages are called in one place is old in another.
const RUNNING: &[&str] = &["live", "liveblog", "newsblog", "ticker", "liveticker", "newsticker"];

/// True for the headline of a page that is written on while things happen.
fn is_running(key: &str) -> bool {
    key.contains("+++") || key.split(|c: char| !c.is_alphanumeric()).any(|word| RUNNING.contains(&word))
}

/// The line without " | Outlet" where the page shows that it is a suffix: it names the site, or stands behind a bar and is
/// short, or the headline stands alone too. Of the last alone is not known which of the two is the headline: true then.
fn without_suffix<'a>(page: &Page<'a>, line: &Line<'a>) -> (&'a str, Span, bool) {
    let text = line.text.trim_start_matches(['#', '*', '_', ' ']).trim_end_matches(['#', '*', '_', ' ']);
    let start = line.span.start() + line.text.find(text).unwrap_or(0);
    let whole = (text, Span::new(start, start + text.len()), false);
    let Some((headline, suffix)) = split_suffix(text) else { return whole };
    let cut = |is_doubtful: bool| (headline, Span::new(start, start + headline.len()), is_doubtful);
    let (key, suffix_key) = (super::page::line_key(headline), super::page::line_key(suffix));
    let is_site = |other: &Line<'_>| {
        other.key == suffix_key || other.text.contains('©') && suffix_key.len() > 2 && other.key.contains(&suffix_key)
    };
    let names_site = page.lines.iter().enumerate().any(|(index, other)| page.is_edge(index) && is_site(other));
    let is_known = super::gazetteer::outlets().named(&fold(suffix)).is_some();
    if is_known || text.contains(" | ") || names_site {
        cut(false)
    } else if page.lines.iter().any(|other| other.key == key) {
        cut(true)
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
