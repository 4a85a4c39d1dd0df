//! What a link rests on: the rare words, figures and names that both sentences hold.

use super::likeness::Likeness;
use super::passages::Passage;
use crate::text::Span;
use std::collections::BTreeSet;

/// Words or runs of words that are named.
const MOST_NAMED: usize = 6;

/// The shared words of content as they stand in the first sentence, neighbours joined ("Xi Jinping"), what says most first.
pub(super) fn shared(text_a: &str, a: &Passage, b: &Passage, likeness: &Likeness) -> Vec<String> {
    let stems_b: BTreeSet<&str> = b.terms.iter().map(|term| term.stem.as_str()).collect();
    let mut runs: Vec<(f32, Span)> = Vec::new();
    let mut stems_seen: BTreeSet<&str> = BTreeSet::new();
    for term in &a.terms {
        let is_new = stems_seen.insert(&term.stem);
        if !is_new || !stems_b.contains(term.stem.as_str()) {
            continue;
        }
        let rarity = likeness.rarity(&term.stem);
        match runs.last_mut() {
            Some((sum, run)) if touches(text_a, *run, term.span) => {
                *sum += rarity;
                *run = run.cover(term.span);
            }
            _ => runs.push((rarity, term.span)),
        }
    }
    runs.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
    runs.into_iter().take(MOST_NAMED).map(|(_, run)| run.slice(text_a).to_owned()).collect()
}

/// Does nothing, or one space, stand between?
fn touches(text: &str, run: Span, next: Span) -> bool {
    next.start <= run.end || matches!(Span::new(run.end(), next.start()).slice(text), " " | "-")
}
