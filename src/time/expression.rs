//! What a reading of an expression of time is.

use super::{Interval, Precision};
use crate::text::Span;
use std::borrow::Cow;

/// The four TIMEX3 types (ISO 24617-1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TimexKind {
    /// A calendar date of any precision: "20 March", "last week", "the 2010s".
    Date,
    /// A time of day: "5 p.m. on Monday", "Tuesday night".
    Time,
    /// A length of time: "three days".
    Duration,
    /// A repetition: "every Monday".
    Set,
}

impl TimexKind {
    /// The name that TIMEX3 gives the type.
    pub fn name(self) -> &'static str {
        match self {
            Self::Date => "DATE",
            Self::Time => "TIME",
            Self::Duration => "DURATION",
            Self::Set => "SET",
        }
    }
}

/// The TIMEX3 `mod` of an expression: what the words around it say of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Modifier {
    /// "early", "the beginning of".
    Start,
    /// "mid", "the middle of".
    Mid,
    /// "late", "the end of".
    End,
    /// "about", "or so".
    Approx,
    /// "more than".
    MoreThan,
    /// "less than".
    LessThan,
    /// "at least".
    EqualOrMore,
    /// "up to".
    EqualOrLess,
}

impl Modifier {
    /// Its name in TIMEX3.
    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::Approx => "APPROX",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
        }
    }
}

/// What a value was reckoned from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Nothing: the words say it all ("20 March 2023").
    Explicit,
    /// The publication date of the article, as the context gave it.
    Publication(Interval),
    /// Another expression in the same text.
    Mention {
        /// Where that expression stands.
        span: Span,
        /// What it means.
        interval: Interval,
    },
    /// It needed one and there was none, or it hangs on an event that the text does not date: left open.
    Open,
}

/// One expression of time in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// Where it stands, as TIMEX3 draws it: without a preposition, with "the", "early", "late".
    pub span: Span,
    /// Its TIMEX3 type.
    pub kind: TimexKind,
    /// Its TIMEX3 value: `2023-03-20`, `2023-W12`, `P3D`, `XXXX-WXX-1`, `PAST_REF`.
    pub value: String,
    /// What the words around it say of the value.
    pub modifier: Option<Modifier>,
    /// The days it means, both included; none for durations, sets and what stays open. "Early March" is March by its
    /// value and the first ten days of it here.
    pub interval: Option<Interval>,
    /// How exact the words are.
    pub precision: Precision,
    /// What it was reckoned from.
    pub anchor: Anchor,
    /// Name of the rule that read it, for the user to see: `day-month-year`, `weekday-nearest-past`.
    pub rule: Cow<'static, str>,
    /// How sure the reading is, from 0 to 1.
    pub confidence: f32,
    /// The span of the whole range that this is an end of: "20–23 March" is two expressions under TIMEX3 and one
    /// happening on a timeline. Both ends carry the same range.
    pub range: Option<TimeRange>,
}

/// Two expressions that together name one stretch of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeRange {
    /// From the first expression's start to the last one's end.
    pub span: Span,
    /// From the first day of the first to the last day of the last.
    pub interval: Interval,
}
