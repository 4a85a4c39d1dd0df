//! Which quotations of two articles are the same, even when altered?

use super::changes::common_words;
use super::facts::Quoted;
use super::likeness::Likeness;
use super::prepared::Prepared;
use crate::text::Span;
use std::collections::BTreeMap;

/// The same quotation on both sides of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteMatch {
    /// What is quoted in the first article, without the marks.
    pub a: Span,
    /// The same in the second.
    pub b: Span,
    /// True where words differ; one may be a part of the other without that.
    pub is_altered: bool,
}

/// Share of the shorter one's words that both must have in the same order.
const SAME: f32 = 0.7;

/// Words that both must have.
const FEWEST_COMMON: usize = 3;

/// Words of content of the shorter one without which it says nothing of its own.
const FEWEST_TELLING: usize = 2;

/// The quotations that both articles have, by the sentences that hold them; of several the longest.
pub(super) fn same_quotations(a: &Prepared, b: &Prepared) -> BTreeMap<(usize, usize), QuoteMatch> {
    let mut found: BTreeMap<(usize, usize), QuoteMatch> = BTreeMap::new();
    for one in &a.facts.quotations {
        for other in &b.facts.quotations {
            if !may_be_same(&one.fact, &other.fact, SAME) {
                continue;
            }
            let Some(is_altered) = altered(&one.fact, &other.fact) else { continue };
            let (a, b) = (one.fact.span, other.fact.span);
            let quote = QuoteMatch { a, b, is_altered };
            let known = found.entry((one.sentence, other.sentence)).or_insert(quote);
            if known.a.len() + known.b.len() < a.len() + b.len() {
                *known = quote;
            }
        }
    }
    found
}

/// Whether two quotations are the same one, and then whether its words were altered.
fn altered(a: &Quoted, b: &Quoted) -> Option<bool> {
    let (short, long) = if a.words.len() <= b.words.len() { (a, b) } else { (b, a) };
    let is_part = long.words.windows(short.words.len().max(1)).any(|part| part == short.words.as_slice());
    let common = common_words(&a.words, &b.words);
    let is_same =
        common >= FEWEST_COMMON && short.telling >= FEWEST_TELLING && common as f32 >= short.words.len() as f32 * SAME;
    is_same.then_some(!is_part)
}

/// True when two quotations have so many words in common, in whatever order, as a share of the shorter one's.
pub(super) fn may_be_same(a: &Quoted, b: &Quoted, share: f32) -> bool {
    let least = (a.words.len().min(b.words.len()) as f32 * share).ceil() as usize;
    shared_count(&a.sorted, &b.sorted) >= least.max(FEWEST_COMMON)
}

/// How many entries two sorted lists share.
fn shared_count(a: &[u64], b: &[u64]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    while let (Some(one), Some(other)) = (a.peek(), b.peek()) {
        match one.cmp(other) {
            std::cmp::Ordering::Less => _ = a.next(),
            std::cmp::Ordering::Greater => _ = b.next(),
            std::cmp::Ordering::Equal => {
                count += 1;
                a.next();
                b.next();
            }
        }
    }
    count
}

/// True when a quotation says so much that it alone links what holds it.
pub(super) fn is_telling(quote: &QuoteMatch, a: &Prepared, sentence: usize, likeness: &Likeness) -> bool {
    let terms = a.sentences.get(sentence).map_or(&[][..], |sentence| &sentence.terms);
    let inside = terms.iter().filter(|term| quote.a.contains(term.span) && likeness.rarity(term.stem) > 0.0);
    inside.count() > FEWEST_TELLING
}
