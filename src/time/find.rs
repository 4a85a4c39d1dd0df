//! Where expressions stand: patterns laid over tokens, the longest from the left.

use super::build::build;
use super::language::{Head, Language, Rule};
use super::matching::{Way, matches};
use super::meaning::Said;
use super::tokens::Tokens;

/// An expression found among tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its first token.
    pub(super) first: usize,
    /// The token after its last one.
    pub(super) end: usize,
    pub(super) said: Said,
    /// The head of the rule that found it.
    pub(super) head: Head,
}

/// A pattern that fits.
#[derive(Clone, Copy, Debug)]
struct Fit {
    first: usize,
    end: usize,
    total: usize,
    rule: u32,
}

/// Every expression among `tokens`, none overlapping another.
pub(super) fn find(tokens: &Tokens, language: &Language) -> Vec<Found> {
    let mut fits = fits(tokens, language);
    let veto = |fit: &Fit| rule(language, fit).is_some_and(|rule| matches!(rule.head, Head::Veto | Head::Skip));
    let line = |fit: &Fit| rule(language, fit).map_or(u32::MAX, |rule| rule.line);
    fits.sort_by(|a, b| {
        (a.first.cmp(&b.first))
            .then(b.end.cmp(&a.end))
            .then(veto(b).cmp(&veto(a)))
            .then(b.total.cmp(&a.total))
            .then(line(a).cmp(&line(b)))
    });
    let mut found: Vec<Found> = Vec::new();
    let (mut free, mut skipped) = (0, None);
    for fit in &fits {
        let Some(rule) = rule(language, fit) else { continue };
        if fit.first < free {
            continue;
        }
        if skipped == Some(fit.first) {
            continue;
        }
        if rule.head == Head::Skip {
            skipped = Some(fit.first);
        } else if rule.head == Head::Veto {
            free = fit.end;
        } else if let Some(said) = build(rule, tokens, fit.first - rule.left, language) {
            found.push(Found { first: fit.first, end: fit.end, said, head: rule.head });
            free = fit.end;
        }
    }
    found
}

fn rule<'a>(language: &'a Language, fit: &Fit) -> Option<&'a Rule> {
    language.rules.get(fit.rule as usize)
}

fn fits(tokens: &Tokens, language: &Language) -> Vec<Fit> {
    let mut fits = Vec::with_capacity(tokens.len() / 16);
    let (mut open, mut matched) = (Vec::new(), Vec::new());
    let mut next = 0;
    while let Some(start) = tokens.next_known(next) {
        next = start + 1;
        if !tokens.senses(start).iter().any(|&(class, _)| language.patterns.begins_with(class)) {
            continue;
        }
        matched.clear();
        matches(&language.patterns, tokens, start, Way::Rightwards, &mut open, &mut matched);
        for &(id, total) in &matched {
            let Some(rule) = language.rules.get(id as usize) else { continue };
            fits.push(Fit { first: start + rule.left, end: start + total - rule.right, total, rule: id });
        }
    }
    fits
}
