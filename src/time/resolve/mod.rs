//! From what expressions say to days: anchor, direction, granularity.
//!
//! Knows no language. [`cell`] is the calendar, [`genre`] tells reports from narratives, [`settle`] gives one expression
//! its place, [`part`] finds a piece in a whole, [`story`] follows a narrative through its years, [`holiday`] reckons
//! feasts, [`narrow`] takes what "early" leaves, [`open`] names what stays open. This file walks through a text in order,
//! keeps what was mentioned last, and turns places into [`TimeExpression`]s.

mod cell;
mod genre;
mod holiday;
mod narrow;
mod open;
mod part;
mod settle;
mod story;

use super::expression::{Anchor, TimeExpression, TimexKind};
use super::language::Head;
use super::meaning::{Calendar, Cell, Said, Shade, TimeOfDay, What};
use super::tense::Tense;
use super::{Context, Interval, Precision};
use crate::text::Span;
use cell::CalendarCell;
pub(super) use genre::Evidence;
use settle::{How, Place, Settler};
use story::Told;

/// An expression in a text, before it is resolved.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) span: Span,
    pub(super) said: Said,
    pub(super) head: Head,
    pub(super) tense: Tense,
}

/// What was mentioned last.
#[derive(Clone, Copy, Debug)]
struct Mention {
    cell: CalendarCell,
    span: Span,
    interval: Interval,
}

/// What an expression stands behind.
#[derive(Clone, Copy, Debug)]
struct Before {
    last: Option<Mention>,
    focus: Option<CalendarCell>,
    told: Option<Told>,
}

/// Every expression with its value, in the order given; `ends` tells which of them end a range.
pub(super) fn resolve(
    stated: &[Stated],
    ends: &[bool],
    evidence: &Evidence,
    context: &Context<'_>,
) -> Vec<TimeExpression> {
    let (mut last, mut focus): (Option<Mention>, Option<CalendarCell>) = (None, None);
    let mut resolved = Vec::with_capacity(stated.len());
    let told = if evidence.narrative { story::years(stated, ends) } else { Vec::new() };
    for (index, one) in stated.iter().enumerate() {
        let told = told.get(index).copied().flatten();
        let (expression, cell) = resolve_one(one, evidence, Before { last, focus, told }, context);
        if let (Some(cell), Some(interval)) = (cell, expression.interval)
            && !(evidence.narrative && matches!(expression.anchor, Anchor::Publication(_)))
        {
            if is_about_quarter(&one.said.what) {
                focus = Some(cell);
            }
            last = Some(Mention { cell, span: expression.span, interval });
        }
        if is_long(&one.said.what) {
            focus = None;
        }
        resolved.push(expression);
    }
    let told: Vec<Option<Told>> = (0..resolved.len())
        .map(|index| match resolved.get(index) {
            Some(one) if one.rule.ends_with("year-of-the-text") => {
                evidence.only_year.map(|year| Told { year, by: evidence.only_year_by })
            }
            _ => told.get(index).copied().flatten(),
        })
        .collect();
    name_givers(&mut resolved, &told);
    resolved
}

/// Gives every date whose year another expression told that expression as its anchor.
fn name_givers(resolved: &mut [TimeExpression], told: &[Option<Told>]) {
    for (index, told) in told.iter().enumerate() {
        let giver = told.and_then(|told| resolved.get(told.by)).and_then(|one| Some((one.span, one.interval?)));
        if let (Some((span, interval)), Some(one)) = (giver, resolved.get_mut(index)) {
            one.anchor = Anchor::Mention { span, interval };
        }
    }
}

/// A quarter named by its number makes the report one on that quarter.
fn is_about_quarter(what: &What) -> bool {
    matches!(what, What::Latest(_, None) | What::Calendar(Calendar { cell: Cell::Quarter(_), .. }))
}

/// "The first nine months": what is compared now is no quarter.
fn is_long(what: &What) -> bool {
    matches!(what, What::Length(length) if matches!(length.as_str(), "P6M" | "P9M" | "P12M" | "P1Y"))
}

fn resolve_one(
    one: &Stated,
    evidence: &Evidence,
    before: Before,
    context: &Context<'_>,
) -> (TimeExpression, Option<CalendarCell>) {
    /// About two sentences.
    const NEAR_BYTES: usize = 240;
    let Before { last, focus, told } = before;
    let near = last.is_some_and(|last| one.span.start().saturating_sub(last.span.end()) <= NEAR_BYTES);
    let settle = |published| {
        Settler {
            published,
            last: last.map(|last| last.cell),
            focus,
            near,
            told: told.map(|told| told.year),
            evidence,
            tense: one.tense,
        }
        .settle(&one.said)
    };
    let ends = context.published.map(|published| (published.first(), published.last()));
    let early = settle(ends.map(|ends| ends.0));
    let late = match ends {
        Some((first, last)) if first != last => settle(Some(last)),
        _ => early.clone(),
    };
    let anchor = match early.how {
        How::Explicit => Anchor::Explicit,
        How::Publication => context.published.map_or(Anchor::Open, Anchor::Publication),
        How::Mention => last.map_or(Anchor::Open, |last| Anchor::Mention { span: last.span, interval: last.interval }),
        // The expression that names it may come later: filled in at the end.
        How::Text | How::Open => Anchor::Open,
    };
    let time = one.said.time;
    let (value, interval, precision, cell) = match (&early.place, &late.place) {
        (Place::Cell(first), Place::Cell(last)) if first.value() == last.value() => {
            (with_time(first.value(), time), first.interval(), first.precision(), Some(*first))
        }
        (Place::Cell(first), Place::Cell(last)) => {
            let interval = first.interval().zip(last.interval()).map(|(first, last)| first.cover(last));
            let value = interval.map_or_else(String::new, |days| format!("{}/{}", days.first(), days.last()));
            (value, interval, Precision::Range, None)
        }
        (Place::Named(value), _) | (_, Place::Named(value)) => {
            (with_time(value.clone(), time), None, Precision::Open, None)
        }
    };
    let shaded = one.said.shade.zip(cell).filter(|_| time.is_none());
    let now = match early.how {
        How::Mention => last.map(|last| last.interval.first()),
        _ => context.published.map(Interval::last),
    };
    let interval = shaded.and_then(|(shade, cell)| narrow::narrow(cell, shade, now)).or(interval);
    let kind = kind(&one.said);
    let precision = if kind == TimexKind::Time && interval.is_some() { Precision::Time } else { precision };
    let anchor = if interval.is_none() && anchor != Anchor::Explicit { Anchor::Open } else { anchor };
    let expression = TimeExpression {
        span: one.span,
        kind,
        value,
        modifier: one.said.shade.map(Shade::modifier),
        interval,
        precision,
        anchor,
        rule: rule_name(one.head, early.policy),
        confidence: early.confidence,
        range: None,
    };
    (expression, cell)
}

fn with_time(value: String, time: Option<TimeOfDay>) -> String {
    match time {
        Some(time) if !value.contains('T') => value + &time.suffix(),
        _ => value,
    }
}

fn kind(said: &Said) -> TimexKind {
    match said.what {
        What::Length(_) => TimexKind::Duration,
        What::Repeated(_) => TimexKind::Set,
        _ if said.time.is_some() => TimexKind::Time,
        _ => TimexKind::Date,
    }
}

fn rule_name(head: Head, policy: &'static str) -> std::borrow::Cow<'static, str> {
    if policy.is_empty() { head.name().into() } else { format!("{}-{policy}", head.name()).into() }
}
