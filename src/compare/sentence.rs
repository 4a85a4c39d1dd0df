//! What is one sentence compared by? Its words, and its words of content with what each counts for.

use super::alike::{GroupsOf, hashed};
use crate::text::{self, Span, TermKind};

/// One sentence.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) span: Span,
    /// Words of content, in order.
    pub(super) terms: Vec<Term>,
    /// All words, folded and hashed, in order.
    pub(super) words: Vec<u64>,
    /// Does it hold a number?
    pub(super) has_figure: bool,
}

/// A word of content.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) span: Span,
    /// The form in which it is compared, hashed.
    pub(super) stem: u64,
    /// The groups of words that mean alike which it stands in.
    pub(super) groups: GroupsOf,
    pub(super) kind: TermKind,
    /// What it counts for: 1, or less inside a name of several words.
    pub(super) weight: f32,
    /// Does it tell only who somebody is?
    pub(super) is_office: bool,
}

/// Terms with what each counts for. The words of one name ("Russian President Vladimir Putin") come together or not at all: they are
/// not four coincidences, though more than one.
pub(super) fn weighed(text: &str, terms: &[text::Term]) -> Vec<Term> {
    let joins = |pair: &[text::Term]| match pair {
        [a, b] => {
            let is_name = |term: &text::Term| term.span.slice(text).starts_with(char::is_uppercase);
            b.kind == TermKind::Name && is_name(a) && Span::new(a.span.end(), b.span.start()).slice(text) == " "
        }
        _ => false,
    };
    let mut found: Vec<Term> = Vec::with_capacity(terms.len());
    let mut start = 0;
    while start < terms.len() {
        let rest = terms.get(start..).unwrap_or_default();
        let length = 1 + rest.windows(2).take_while(|pair| joins(pair)).count();
        found.extend(rest.iter().take(length).map(|term| {
            let stem = hashed(&term.stem);
            let weight = 1.0 / (length as f32).sqrt();
            Term { span: term.span, stem, groups: GroupsOf::new(stem), kind: term.kind, weight, is_office: false }
        }));
        start += length;
    }
    found
}
