//! The words of one passage, each with what it is to the passage.

use super::admission::Admission;
use super::kinds::kinds;
use super::passages::{Passage, passages};
use crate::corpus::{Article, ArticleId, Mention};
use crate::text::{Span, Term, TermKind, terms};

/// A sentence with fewer words of content besides its dates names no happening: datelines, "Published on …".
const FEWEST_TERMS: usize = 2;

/// So many bytes on either side of the expression are read; what is longer is no sentence.
const REACH_BYTES: usize = 1500;

/// A word is counted in full up to so many terms away from the expression of time, and by half beyond.
const NEAR_TERMS: usize = 12;

/// What a word is to its passage, the lightest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// The kind of a happening, far from the expression of time.
    FarKind,
    FarWord,
    Kind,
    FarName,
    Word,
    Name,
}

impl Standing {
    /// Bits that a standing takes.
    pub(super) const BITS: u32 = 3;

    /// A name tells two happenings apart better than a word of the same rarity; the kind of a happening weighs less
    /// than the words that name it; what is far counts by half.
    const WEIGHTS: [f32; 6] = [0.3, 0.5, 0.6, 0.75, 1.0, 1.5];

    /// The weight of the standing with this number; none where there is no such standing.
    pub(super) fn weight_of(number: u32) -> f32 {
        Self::WEIGHTS.get(number as usize).copied().unwrap_or_default()
    }

    pub(super) fn is_name(self) -> bool {
        matches!(self, Self::Name | Self::FarName)
    }

    pub(super) fn is_kind(self) -> bool {
        matches!(self, Self::Kind | Self::FarKind)
    }
}

/// A passage with hashes of its words.
pub(super) struct Unnumbered {
    pub(super) article_id: ArticleId,
    pub(super) passage: Passage,
    pub(super) is_first_of_sentence: bool,
    pub(super) words: Vec<(u64, Standing)>,
}

/// The passages of an article that say enough, as far as they are admitted.
pub(super) fn of_article(
    article_id: ArticleId,
    article: &Article,
    mentions: &[Mention],
    admission: Admission,
) -> Vec<Unnumbered> {
    let mut found: Vec<Unnumbered> = Vec::new();
    for passage in passages(article, mentions) {
        if !admission.admits(passage, found.len()) {
            continue;
        }
        let scope = scope(&article.text, passage);
        let first = mentions.partition_point(|mention| mention.expression.span.end <= scope.start);
        let dates: Vec<Span> = mentions
            .iter()
            .skip(first)
            .take_while(|mention| mention.expression.span.start < scope.end)
            .map(|mention| mention.expression.span)
            .collect();
        let words = words_near(&article.text, scope, passage.centre, &dates);
        if words.iter().filter(|(_, standing)| !standing.is_kind()).count() >= FEWEST_TERMS {
            let is_first_of_sentence = found.last().is_none_or(|last| last.passage.sentence != passage.sentence);
            found.push(Unnumbered { article_id, passage, is_first_of_sentence, words });
        }
    }
    found
}

/// The part of a sentence that is read: all of it, but for lines without an end.
fn scope(text: &str, passage: Passage) -> Span {
    let (sentence, centre) = (passage.sentence, passage.centre);
    let start = text.floor_char_boundary(centre.start().saturating_sub(REACH_BYTES)).max(sentence.start());
    let end = text.floor_char_boundary(centre.end() + REACH_BYTES).min(sentence.end());
    Span::new(start, end.max(start))
}

/// The words of a passage outside its expressions of time, each once, with the heaviest of its standings.
fn words_near(text: &str, scope: Span, centre: Span, dates: &[Span]) -> Vec<(u64, Standing)> {
    let mut terms: Vec<Term> = terms(text, scope);
    terms.retain(|term| !dates.iter().any(|date| date.overlaps(term.span)));
    let here = terms.partition_point(|term| term.span.start < centre.start);
    let mut words: Vec<(u64, Standing)> = Vec::with_capacity(terms.len());
    for (position, term) in terms.iter().enumerate() {
        let (kind, standing) = match (position.abs_diff(here) <= NEAR_TERMS, term.kind == TermKind::Name) {
            (true, true) => (Standing::Kind, Standing::Name),
            (true, false) => (Standing::Kind, Standing::Word),
            (false, true) => (Standing::FarKind, Standing::FarName),
            (false, false) => (Standing::FarKind, Standing::FarWord),
        };
        words.extend(kinds(&term.stem).map(|name| (hash(&name), kind)));
        words.push((hash(&term.stem), standing));
    }
    words.sort_unstable();
    words.dedup_by(|heavier, kept| {
        let is_same = heavier.0 == kept.0;
        if is_same {
            kept.1 = heavier.1;
        }
        is_same
    });
    words
}

/// FNV-1a (Fowler, Noll, Vo) of 64 bits: among ten million stems two that share one are not to be expected.
pub(super) fn hash(stem: &str) -> u64 {
    stem.bytes().fold(0xCBF2_9CE4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_held_once_as_what_it_is_most() {
        let text = "The Harbour closed, said the harbour master.";
        let words = words_near(text, Span::of(text), Span::new(0, 0), &[]);
        let standing = |stem: &str| words.iter().find(|(known, _)| *known == hash(stem)).map(|(_, standing)| *standing);
        assert_eq!(standing("harbour"), Some(Standing::Name));
        assert_eq!(words.iter().filter(|(known, _)| *known == hash("harbour")).count(), 1);
        assert!(Standing::WEIGHTS.is_sorted(), "the order of standings is that of their weights");
    }
}
