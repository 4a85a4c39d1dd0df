//! When it appeared: what the page states, then what its path shows, then what its text tells.
//!
//! A date counts where it stands near the headline, behind a cue ("Published:", "Stand:"), or last in the text. The month
//! of an archive widget, the day in a page's head and dates that the text speaks of are none of the three. Where nothing
//! states a day, [`crate::time::publication`] reckons an interval from the text, and where it cannot, the date stays
//! unknown.

use super::Hints;
use super::cues::{Cue, cue};
use super::dates::{self, Found};
use super::page::{Line, Page};
use crate::corpus::{Alternative, Basis, Evidence, Known};
use crate::text::Span;
use crate::time::{self, Context, Interval, Precision, publication};

/// How many lines behind the headline its date can stand: share bars, captions, author boxes come between.
const BEHIND_TITLE: usize = 18;
/// How many lines before the headline.
const BEFORE_TITLE: usize = 4;
/// How many lines into the running text.
const INTO_TEXT: usize = 2;
/// How many lines before the running text are searched for a cue.
const IN_HEAD: usize = 60;
/// A line with a date and more than this is a sentence, not a date line.
const DATE_LINE_WIDTH: usize = 130;
/// The text that is read for expressions of time when nothing states the date.
const READ_BYTES: usize = 60_000;

/// A date that something states, before it is weighed against the others.
#[derive(Clone, Debug)]
struct Claim {
    interval: Interval,
    rule: &'static str,
    evidence: Evidence,
    confidence: f32,
}

/// When `page` appeared, as far as it, its path or its text tell.
pub(super) fn infer(
    page: &Page<'_>,
    title: Option<usize>,
    boilerplate: &[Span],
    hints: &Hints,
    context: &Context<'_>,
) -> Option<Known<Interval>> {
    let mut claims = Vec::new();
    claims.extend(in_address(hints));
    claims.extend(near_title(page, title, context));
    if claims.is_empty() {
        claims.extend(in_head(page, context));
    }
    claims.extend(behind_text(page, context));
    claims.extend(in_file_name(hints));
    if claims.is_empty() {
        return from_text(page, boilerplate, context);
    }
    Some(weighed(claims))
}

/// The strongest claim; others that agree strengthen it, others that do not are kept as rejected.
fn weighed(mut claims: Vec<Claim>) -> Known<Interval> {
    claims.sort_by(|a, b| b.confidence.total_cmp(&a.confidence));
    let mut claims = claims.into_iter();
    let first = claims.next().unwrap_or(Claim {
        interval: Interval::day(chrono::NaiveDate::MIN),
        rule: "none",
        evidence: Evidence::Outside(String::new()),
        confidence: 0.0,
    });
    let Claim { mut interval, rule, evidence, mut confidence } = first;
    let mut evidence = vec![evidence];
    let mut alternatives = Vec::new();
    for other in claims {
        if interval.overlaps(other.interval) {
            if interval.contains(other.interval) {
                interval = other.interval;
            }
            confidence = (1.0 - (1.0 - confidence) * 0.5).min(0.98);
            if !evidence.contains(&other.evidence) {
                evidence.push(other.evidence);
            }
        } else {
            let span = if let Evidence::Text(span) = other.evidence { Some(span) } else { None };
            let reason = format!("{}, weaker than {rule}", other.rule).into();
            alternatives.push(Alternative { value: other.interval.to_string(), reason, span });
        }
    }
    alternatives.truncate(4);
    Known::new(interval, Basis::Inferred { rule: rule.into(), evidence, alternatives, confidence })
}

fn in_address(hints: &Hints) -> Option<Claim> {
    let url = hints.url.as_deref()?;
    let interval = time::stated::in_path(url)?;
    let confidence = if interval.precision() == Precision::Day { 0.9 } else { 0.8 };
    Some(Claim { interval, rule: "date-in-address", evidence: Evidence::Outside(url.to_owned()), confidence })
}

fn in_file_name(hints: &Hints) -> Option<Claim> {
    let path = hints.path();
    let interval = time::stated::in_path(&hints.file_name).or_else(|| time::stated::in_path(&path))?;
    let confidence = match interval.precision() {
        Precision::Day => 0.7,
        Precision::Month => 0.5,
        _ => return None,
    };
    Some(Claim { interval, rule: "date-in-file-name", evidence: Evidence::Outside(path), confidence })
}

/// The date of the headline: behind a cue, or alone in a line, the nearest first.
fn near_title(page: &Page<'_>, title: Option<usize>, context: &Context<'_>) -> Vec<Claim> {
    let (first, last) = match title {
        Some(title) => (title.saturating_sub(BEFORE_TITLE), title + 1 + BEHIND_TITLE),
        None => (page.body_start.saturating_sub(10), page.body_start + INTO_TEXT),
    };
    let mut claims: Vec<Claim> = Vec::new();
    for index in first..last.min(page.lines.len()) {
        let Some(line) = page.lines.get(index) else { break };
        let previous = index.checked_sub(1).filter(|&before| before >= first).and_then(|i| page.lines.get(i));
        let is_before = title.is_some_and(|title| index < title);
        let distance = title.map_or(0, |title| index.abs_diff(title));
        // Inside the running text only a line that is nothing but a date is about the article.
        let is_inside = index >= page.body_start + INTO_TEXT;
        let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
        if !is_inside || letters < 28 {
            claims.extend(dated_line(line, previous, context, is_before, distance));
        }
    }
    claims
}

/// A cue with a date farther up, where nothing nearer tells: menus between headline and text, or a headline not found.
fn in_head(page: &Page<'_>, context: &Context<'_>) -> Option<Claim> {
    let lines = page.lines.get(..page.body_start + INTO_TEXT).unwrap_or(&page.lines);
    lines.iter().rev().take(IN_HEAD).find_map(|line| {
        let claims = dated_line(line, None, context, false, 0);
        let claim = claims.into_iter().find(|claim| claim.rule == "published-cue")?;
        Some(Claim { confidence: 0.75, ..claim })
    })
}

fn dated_line(
    line: &Line<'_>,
    previous: Option<&Line<'_>>,
    context: &Context<'_>,
    is_before: bool,
    distance: usize,
) -> Vec<Claim> {
    if line.width > DATE_LINE_WIDTH {
        return Vec::new();
    }
    let mut claims = Vec::new();
    let mut from = 0;
    for Found { span, interval } in dates::find(line.text, context) {
        let before = line.text.get(from..span.start()).unwrap_or("");
        let own = cue(before);
        let alone = previous.filter(|line| from == 0 && before.trim().is_empty() && line.width <= 40);
        let cue = own.or_else(|| alone.and_then(|line| cue(line.text)));
        from = span.end();
        let letters = line.text.chars().filter(|c| c.is_alphabetic()).count();
        let mostly_date = super::headline::is_date_line(line.text) || letters < 40;
        let near = 0.01 * distance.min(16) as f32;
        let (rule, confidence) = match cue {
            Some(Cue::Original | Cue::Published) => ("published-cue", 0.93 - near),
            Some(Cue::Updated) => ("updated-cue", 0.72 - near),
            None if !mostly_date => continue,
            None if is_before => ("date-before-title", 0.72 - 3.0 * near),
            None => ("date-near-title", 0.86 - near),
        };
        let evidence = Evidence::Text(Span::new(line.span.start() + span.start(), line.span.start() + span.end()));
        claims.push(Claim { interval, rule, evidence, confidence });
    }
    claims
}

/// A date in brackets at the very end of the text, or behind a cue just after it.
fn behind_text(page: &Page<'_>, context: &Context<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    if let Some(last) = page.body().last() {
        let tail = last.text.char_indices().rev().nth(90).map_or(0, |(at, _)| at);
        let end = last.text.get(tail..).unwrap_or("");
        if let Some(bracket) = end.rfind('(').filter(|_| end.trim_end().ends_with(')')) {
            let part = end.get(bracket..).unwrap_or("");
            let at = last.span.start() + tail + bracket;
            for found in dates::find(part, context).into_iter().take(1) {
                let evidence = Evidence::Text(Span::new(at + found.span.start(), at + found.span.end()));
                claims.push(Claim { interval: found.interval, rule: "date-behind-text", evidence, confidence: 0.75 });
            }
        }
    }
    for line in page.tail().iter().take(6).filter(|line| line.width <= DATE_LINE_WIDTH) {
        for found in dates::find(line.text, context).into_iter().take(1) {
            let before = line.text.get(..found.span.start()).unwrap_or("");
            if matches!(cue(before), Some(Cue::Original | Cue::Published)) {
                let at = line.span.start();
                let evidence = Evidence::Text(Span::new(at + found.span.start(), at + found.span.end()));
                claims.push(Claim { interval: found.interval, rule: "published-cue", evidence, confidence: 0.7 });
            }
        }
    }
    claims
}

/// What the text's own words tell.
fn from_text(page: &Page<'_>, boilerplate: &[Span], context: &Context<'_>) -> Option<Known<Interval>> {
    let mut end = page.text.len().min(READ_BYTES);
    while !page.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = page.text.get(..end)?;
    // Every rule needs a year, and the words that it looks for are English.
    if context.language.is_some_and(|language| language != "en") || !holds_year(text) {
        return None;
    }
    let expressions = time::read(text, &Context { published: None, ..*context });
    let told = publication::infer(text, &expressions, boilerplate)?;
    let evidence = told.evidence.into_iter().map(Evidence::Text).collect();
    let basis =
        Basis::Inferred { rule: told.rule.into(), evidence, alternatives: Vec::new(), confidence: told.confidence };
    Some(Known::new(told.interval, basis))
}

/// Four digits that begin as a year does.
fn holds_year(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.any(|number| number.starts_with("18") || number.starts_with("19") || number.starts_with("20"))
}
