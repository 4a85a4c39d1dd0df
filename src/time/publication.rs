//! When did a text that does not say so appear? The engine in reverse: the interval that fits all that the text says.

use super::{Interval, TimeExpression};
use crate::text::Span;

/// An inferred publication interval with what it rests on.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The days on which the text can have appeared.
    pub interval: Interval,
    /// Name of the rule that settled it, for the user to see.
    pub rule: &'static str,
    /// What it rests on, the weightiest first.
    pub evidence: Vec<Span>,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
}

/// The interval in which `text` appeared, as far as its own words tell, or nothing where they do not.
///
/// `ignored` are stretches that say nothing about it: boilerplate, archive widgets.
pub fn infer(text: &str, expressions: &[TimeExpression], ignored: &[Span]) -> Option<Publication> {
    let _ = (text, expressions, ignored);
    None
}
