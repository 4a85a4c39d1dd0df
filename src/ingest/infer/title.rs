//! The headline among the lines before the running text.
//!
//! Every line there is weighed: how long it is, whether it stands twice (page title and heading), how near it is to the
//! text, what follows it, how many of its words the text takes up. Below [`ENOUGH`] the title stays unknown: a caption
//! or a menu entry shown as title is worse than none.

use super::headline::{ends_as_sentence, is_caption, is_date_line, is_label, split_suffix, word_weight};
use super::house_lines::HouseLines;
use super::page::{Line, Page};
use super::phrases::{Place, phrases};
use crate::corpus::{Alternative, Basis, Evidence, Known};
use crate::text::{Span, fold, words};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// How many lines before the running text can be a headline. Between the two stand share bars, captions, teasers.
const REACH: usize = 70;
/// How many lines into what was taken for running text the headline can be: teasers before it look like text.
const DEPTH: usize = 14;
/// A line this long that ends as a sentence is one.
const SENTENCE_WIDTH: usize = 60;
/// The weight that a line must have.
const ENOUGH: f32 = 2.6;
/// The confidence from which on a headline is shown. Below it, it still tells where the article begins. Chosen so that nine
/// of ten that are shown are the page's own headline.
pub(super) const SHOWN: f32 = 0.65;
/// So many bytes of running text are compared with the words of a headline.
const SAMPLE_BYTES: usize = 6000;

/// A headline and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// The headline with its basis.
    pub(super) known: Known<Arc<str>>,
    /// Index of its line.
    pub(super) line: usize,
}

/// A line that was weighed.
struct Candidate {
    line: usize,
    weight: f32,
    is_repeated: bool,
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
        .filter_map(|line| weigher.weigh(line))
        .chain((0..first.min(3)).filter_map(|line| weigher.weigh(line)))
        .filter(|candidate| !is_usual(candidate.line))
        .collect();
    let best = candidates.iter().fold(None::<&Candidate>, |best, candidate| match best {
        Some(best) if best.weight >= candidate.weight => Some(best),
        _ => Some(candidate),
    })?;
    if best.weight < ENOUGH {
        return None;
    }
    let line = with_kicker(page, best.line)?;
    let runner_up = candidates.iter().filter(|other| page.lines.get(other.line).is_some_and(|l| l.key != line.key));
    let margin = best.weight - runner_up.map(|other| other.weight).fold(0.0, f32::max);
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
        confidence: confidence(best, margin),
    };
    Some(Title { known: Known::new(value.into(), basis), line: best.line })
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

fn confidence(best: &Candidate, margin: f32) -> f32 {
    let raw = 0.45 + 0.05 * (best.weight - ENOUGH) + 0.08 * margin + if best.is_repeated { 0.1 } else { 0.0 };
    // Fitted to what was measured: what is just enough is right in two of five pages.
    let fitted = if raw < 0.6 { 0.6 - 2.0 * (0.6 - raw) } else { raw };
    fitted.clamp(0.3, 0.95)
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

/// What all lines of a page are weighed against.
struct Weigher<'p, 'a> {
    page: &'p Page<'a>,
    /// How often each line stands in the page.
    counts: HashMap<&'p str, usize>,
    /// Words of the running text, folded.
    body_words: HashSet<String>,
}

impl<'p, 'a> Weigher<'p, 'a> {
    fn new(page: &'p Page<'a>) -> Self {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for line in page.lines.iter().filter(|line| !line.key.is_empty()) {
            *counts.entry(line.key.as_str()).or_default() += 1;
        }
        let mut body_words = HashSet::new();
        let mut taken = 0;
        for line in page.body().iter().filter(|line| line.is_prose) {
            body_words.extend(stems(line.text));
            taken += line.text.len();
            if taken > SAMPLE_BYTES {
                break;
            }
        }
        Self { page, counts, body_words }
    }

    /// The weight of a line as headline; nothing for lines that cannot be one.
    fn weigh(&self, index: usize) -> Option<Candidate> {
        let line = self.page.lines.get(index)?;
        let list = phrases();
        let is_shaped = (14..=220).contains(&line.width) && word_weight(line) >= 2;
        if !is_shaped
            || list.matches_any(&line.key, &[Place::Edge, Place::Head, Place::Tail])
            || is_label(line)
            || is_caption(line)
            || is_date_line(line.text)
            || super::byline::read(line.text).is_some()
            || line.text.contains("://")
            || line.text.starts_with(['©', '@', '<', '{', ':', '|', '/'])
            || is_glued(line.text)
        {
            return None;
        }
        let is_repeated = self.counts.get(line.key.as_str()).is_some_and(|&count| count > 1) || self.is_extended(index);
        let mut weight = shape_weight(line);
        // A sentence of some length is the article's first, not its headline.
        if !is_repeated && line.width >= SENTENCE_WIDTH && ends_as_sentence(line.text) {
            return None;
        }
        let shared = self.shared_words(line);
        // What stands twice and is not taken up by the text is part of the page, not of the article.
        weight += if is_repeated { 0.2 + 1.8 * (shared * 2.0).min(1.0) } else { 0.0 };
        weight += self.place_weight(index, is_repeated);
        weight += 3.0 * shared;
        weight += self.neighbour_weight(index);
        Some(Candidate { line: index, weight, is_repeated })
    }

    /// Does a line nearby hold this one with more around it: "Headline | Outlet", "Home » Politics » Headline"?
    fn is_extended(&self, index: usize) -> bool {
        let Some(line) = self.page.lines.get(index).filter(|line| line.width >= 24 && !line.key.is_empty()) else {
            return false;
        };
        let from = index.saturating_sub(25);
        let near = self.page.lines.iter().enumerate().skip(from).take(40);
        near.filter(|(other, _)| *other != index).any(|(_, other)| {
            other.key.len() > line.key.len() && other.key.len() < line.key.len() + 70 && other.key.contains(&line.key)
        })
    }

    /// The nearer to the running text the better; the document's first line is a place of its own.
    fn place_weight(&self, index: usize, is_repeated: bool) -> f32 {
        let start = self.page.body_start;
        if index >= start {
            return if is_repeated || index == start { -0.3 } else { -0.9 } - 0.15 * (index - start) as f32;
        }
        let between = self.page.lines.get(index + 1..start).unwrap_or(&[]);
        let texts = between.iter().filter(|line| word_weight(line) > 3).count() as f32;
        let others = between.len() as f32 - texts;
        let nearness = 1.2 - 0.12 * texts - 0.03 * others;
        nearness.max(-1.5) + if index == 0 { 0.7 } else { 0.0 }
    }

    /// Which part of the line's longer words the running text takes up.
    fn shared_words(&self, line: &Line<'_>) -> f32 {
        let (mut all, mut shared) = (0, 0);
        for stem in stems(line.text) {
            all += 1;
            shared += usize::from(self.body_words.contains(&stem));
        }
        // One word in common of one or two is chance.
        shared as f32 / all.max(3) as f32
    }

    /// A headline is followed by a standfirst, a byline or a date, and seldom preceded by them.
    fn neighbour_weight(&self, index: usize) -> f32 {
        let line = |index: usize| self.page.lines.get(index);
        let follow: Vec<&Line<'_>> = self.page.lines.iter().skip(index + 1).take(5).collect();
        let mut weight = 0.0;
        if follow.iter().any(|line| super::byline::read(line.text).is_some()) {
            weight += 0.5;
        }
        if follow.iter().any(|line| is_date_line(line.text)) {
            weight += 0.4;
        }
        let own = line(index).map_or(0, |line| line.width);
        let is_last = index + 1 >= self.page.body_start;
        if !is_last && follow.first().is_some_and(|line| line.width > own + 15 && line.width > 70) {
            weight += 0.5;
        }
        let before: Vec<&Line<'_>> = (index.saturating_sub(5)..index).filter_map(line).collect();
        if before.iter().any(|line| super::byline::read(line.text).is_some()) {
            weight -= 0.6;
        }
        // A heading between two paragraphs, or the line under the headline.
        if before.iter().any(|line| line.width >= 45 && ends_as_sentence(line.text) && !is_known_phrase(line)) {
            weight -= 1.0;
        }
        let previous = index.checked_sub(1).and_then(line);
        if previous.is_some_and(|line| is_headline_shaped(line) && self.shared_words(line) >= 0.3) {
            weight -= 0.5;
        }
        // Captions and teasers stand between headline and text: the first line that the text takes up is the headline.
        let shared = line(index).map_or(0.0, |line| self.shared_words(line));
        let rivals = (index.saturating_sub(12)..index).filter_map(line);
        if rivals
            .filter(|line| is_headline_shaped(line))
            .any(|line| self.shared_words(line) >= (shared - 0.25).max(0.5))
        {
            weight -= 0.8;
        }
        weight
    }
}

/// A line of menus or a caption.
fn is_known_phrase(line: &Line<'_>) -> bool {
    phrases().matches_any(&line.key, &[Place::Edge, Place::Head, Place::Credit])
}

/// The beginnings of the longer words of `text`, folded: inflected forms of a word begin alike. Where a character is a
/// word, all of them.
fn stems(text: &str) -> impl Iterator<Item = String> {
    words(text).filter_map(move |word| {
        let word = word.slice(text);
        let is_long = word.chars().count() > 3 || !word.is_ascii() && word.len() > 2;
        is_long.then(|| fold(word).chars().take(6).collect())
    })
}

/// Long enough to be a headline and no known phrase, label or caption.
fn is_headline_shaped(line: &Line<'_>) -> bool {
    (28..=150).contains(&line.width)
        && word_weight(line) >= 4
        && !phrases().matches_any(&line.key, &[Place::Edge, Place::Head])
        && !is_label(line)
        && !is_caption(line)
        && !is_date_line(line.text)
}

/// Menu entries that lost the blanks between them: "News` `Sport".
fn is_glued(line: &str) -> bool {
    let mut last = ' ';
    let mut joints = 0;
    for c in line.chars() {
        joints += usize::from(last.is_lowercase() && c.is_uppercase());
        last = c;
    }
    joints >= 3
}

/// Headlines have 30 to 120 letters, no final dot and more than three words.
fn shape_weight(line: &Line<'_>) -> f32 {
    let mut weight = match line.width {
        30..=115 => 1.0,
        22..30 | 116..=140 => 0.5,
        141..=170 => -0.2,
        _ => -0.8,
    };
    weight += match word_weight(line) {
        0..=2 => -0.6,
        3 => 0.0,
        _ => 0.4,
    };
    if ends_as_sentence(line.text) {
        weight -= 2.2;
    }
    if line.is_prose {
        weight -= 0.8;
    }
    if line.text.ends_with([',', ';']) {
        weight -= 0.8;
    }
    if line.text.starts_with(|c: char| c.is_lowercase()) {
        weight -= 0.5;
    }
    weight
}
