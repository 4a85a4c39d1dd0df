//! What a link rests on: the rare words, figures and names that both sentences hold.

use super::likeness::Likeness;
use super::prepared::Prepared;
use crate::text::{Span, TermKind};

/// Words or runs of words that are named.
const MOST_NAMED: usize = 6;

/// What both sentences of a link hold, as it stands in the first, what says most first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared {
    /// Names: "Fumio Kishida".
    pub names: Vec<String>,
    /// Figures: "40".
    pub figures: Vec<String>,
    /// Other words of content, neighbours joined: "arrest warrant".
    pub words: Vec<String>,
}

struct Run {
    rarity: f32,
    span: Span,
    kind: TermKind,
}

/// The shared words of content of two sentences by their numbers.
pub(super) fn shared(a: &Prepared, in_a: usize, b: &Prepared, in_b: usize, likeness: &Likeness) -> Shared {
    let (Some(sentence_a), Some(sentence_b)) = (a.sentences.get(in_a), b.sentences.get(in_b)) else {
        return Shared::default();
    };
    let mut runs: Vec<Run> = Vec::new();
    let mut seen: Vec<u64> = Vec::new();
    for term in &sentence_a.terms {
        if seen.contains(&term.stem) || !sentence_b.terms.iter().any(|other| other.stem == term.stem) {
            continue;
        }
        seen.push(term.stem);
        let rarity = likeness.rarity(term.stem);
        match runs.last_mut() {
            Some(run) if joins(run.kind, term.kind) && touches(&a.text, run.span, term.span) => {
                run.rarity += rarity;
                run.span = run.span.cover(term.span);
            }
            _ => runs.push(Run { rarity, span: term.span, kind: term.kind }),
        }
    }
    runs.sort_by(|x, y| y.rarity.total_cmp(&x.rarity).then(x.span.cmp(&y.span)));
    runs.truncate(MOST_NAMED);
    let of = |kind| {
        let runs = runs.iter().filter(|run| run.kind == kind);
        runs.map(|run| run.span.slice(&a.text).to_owned()).collect()
    };
    Shared { names: of(TermKind::Name), figures: of(TermKind::Figure), words: of(TermKind::Word) }
}

/// Names are told apart from what stands beside them; a figure goes with what it counts.
fn joins(run: TermKind, next: TermKind) -> bool {
    run == next || (run == TermKind::Figure && next == TermKind::Word)
}

/// Does nothing, or one space, stand between?
fn touches(text: &str, run: Span, next: Span) -> bool {
    next.start <= run.end || matches!(Span::new(run.end(), next.start()).slice(text), " " | "-")
}
