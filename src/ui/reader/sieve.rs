//! Which links are shown, and what of the texts: of some kinds, from a strength on, with what is shared folded or what is not.

use crate::compare::{Link, LinkKind, Strength};
use std::collections::BTreeSet;

/// What of the texts is folded away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Folding {
    /// Nothing.
    #[default]
    Nothing,
    /// What has a counterpart: the differences remain.
    Shared,
    /// What has none: what the texts share remains.
    Alone,
}

/// Which links are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sieve {
    hidden: BTreeSet<LinkKind>,
    /// Weaker links are not shown.
    pub least: Strength,
    /// What of the texts is folded away.
    pub folding: Folding,
    /// Mark the words that differ in every linked passage, not only in the one that is lit.
    pub marks_changes: bool,
}

impl Default for Sieve {
    fn default() -> Self {
        Self { hidden: BTreeSet::new(), least: Strength::Weak, folding: Folding::default(), marks_changes: false }
    }
}

impl Sieve {
    /// Are links of this kind shown?
    pub fn shows(&self, kind: LinkKind) -> bool {
        !self.hidden.contains(&kind)
    }

    /// Shows links of a kind, or no longer.
    pub fn show(&mut self, kind: LinkKind, is_shown: bool) {
        if is_shown {
            self.hidden.remove(&kind);
        } else {
            self.hidden.insert(kind);
        }
    }

    /// Is this link shown?
    pub fn passes(&self, link: &Link) -> bool {
        self.shows(link.kind) && link.strength() >= self.least
    }
}

/// Go so many links further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkStep {
    /// How many, back where it is negative.
    pub by: isize,
    /// Only those whose passages say the same with a difference.
    pub among_differences: bool,
}

impl LinkStep {
    /// Is this a link to stop at?
    pub fn is_wanted(self, link: &Link) -> bool {
        !self.among_differences || is_difference(link)
    }
}

/// Do the two passages say the same with a difference: words changed, another figure, an altered quotation?
pub fn is_difference(link: &Link) -> bool {
    matches!(link.kind, LinkKind::Edited | LinkKind::Conflict) || link.quote.is_some_and(|quote| quote.is_altered)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::{QuoteMatch, Shared};
    use crate::text::Span;

    fn link(kind: LinkKind, score: f32) -> Link {
        let (a, b) = (Span::default(), Span::default());
        Link { kind, a, b, score, shared: Shared::default(), quote: None, conflicts: Vec::new() }
    }

    #[test]
    fn links_pass_by_kind_and_by_strength() {
        let mut sieve = Sieve::default();
        assert!(LinkKind::ALL.into_iter().all(|kind| sieve.passes(&link(kind, 0.0))));
        sieve.show(LinkKind::Paraphrase, false);
        assert!(!sieve.passes(&link(LinkKind::Paraphrase, 1.0)) && sieve.passes(&link(LinkKind::Edited, 0.0)));
        sieve.show(LinkKind::Paraphrase, true);
        sieve.least = Strength::Strong;
        assert!(sieve.passes(&link(LinkKind::Paraphrase, 1.0)) && !sieve.passes(&link(LinkKind::Edited, 0.0)));
    }

    #[test]
    fn an_altered_quotation_is_a_difference_and_the_same_words_are_none() {
        let quoted = |is_altered| {
            let quote = QuoteMatch { a: Span::default(), b: Span::default(), is_altered };
            Link { quote: Some(quote), ..link(LinkKind::Quote, 0.5) }
        };
        assert!(is_difference(&quoted(true)) && !is_difference(&quoted(false)));
        assert!(is_difference(&link(LinkKind::Conflict, 0.5)) && !is_difference(&link(LinkKind::Identical, 0.5)));
    }
}
