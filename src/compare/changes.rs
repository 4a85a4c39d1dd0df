//! Which words differ between two wordings of one sentence?

use crate::text::{Span, fold, words};

/// Cells of the largest table that is filled; beyond it all words between the common ends count as changed.
const MOST_CELLS: usize = 1_000_000;

/// The stretches of `a` that `b` lacks, and of `b` that `a` lacks: whole words, in order, neighbours joined. Case and accents
/// do not count. Longest common subsequence of words (Wagner and Fischer 1974) between the common ends.
pub fn word_changes(a: &str, b: &str) -> (Vec<Span>, Vec<Span>) {
    let (a, b) = (folded(a), folded(b));
    let (folded_a, folded_b): (Vec<&str>, Vec<&str>) = (texts(&a), texts(&b));
    let (kept_a, kept_b) = kept(&folded_a, &folded_b);
    let spans = |words: &[(Span, String)]| -> Vec<Span> { words.iter().map(|(span, _)| *span).collect() };
    (changed(&spans(&a), &kept_a), changed(&spans(&b), &kept_b))
}

/// How alike two sequences of words are: twice the words that both have in the same order, over the words of both.
pub(super) fn sameness(a: &[u64], b: &[u64]) -> f32 {
    2.0 * common_words(a, b) as f32 / (a.len() + b.len()).max(1) as f32
}

/// How many words both have in the same order.
pub(super) fn common_words(a: &[u64], b: &[u64]) -> usize {
    let (kept, _) = kept(a, b);
    kept.iter().filter(|&&kept| kept).count()
}

/// Where `a` has one wording and `b` another between words that both have: the replaced words of both.
pub(super) fn replacements(a: &str, b: &str) -> Vec<(Span, Span)> {
    let (a, b) = (folded(a), folded(b));
    let (kept_a, kept_b) = kept(&texts(&a), &texts(&b));
    let gaps = |words: &[(Span, String)], kept: &[bool]| -> Vec<Option<Span>> {
        // One gap before every kept word, and one behind the last.
        let mut gaps = vec![None];
        for (&(span, _), &is_kept) in words.iter().zip(kept) {
            match gaps.last_mut() {
                _ if is_kept => gaps.push(None),
                Some(gap) => *gap = Some(gap.map_or(span, |gap: Span| gap.cover(span))),
                None => {}
            }
        }
        gaps
    };
    let pairs = gaps(&a, &kept_a).into_iter().zip(gaps(&b, &kept_b));
    pairs.filter_map(|(a, b)| a.zip(b)).collect()
}

/// The words of a text, folded.
fn folded(text: &str) -> Vec<(Span, String)> {
    words(text).map(|span| (span, fold(span.slice(text)))).collect()
}

fn texts(words: &[(Span, String)]) -> Vec<&str> {
    words.iter().map(|(_, folded)| folded.as_str()).collect()
}

/// Which words of each side stand in the longest common subsequence.
pub(super) fn kept<W: PartialEq>(a: &[W], b: &[W]) -> (Vec<bool>, Vec<bool>) {
    let same = |(a, b): &(&W, &W)| a == b;
    let front = a.iter().zip(b).take_while(same).count();
    let most_back = a.len().min(b.len()) - front;
    let back = a.iter().rev().zip(b.iter().rev()).take(most_back).take_while(same).count();
    let middle = |words: &'_ [W]| front..words.len() - back;
    let (rows, columns) = (middle(a).len(), middle(b).len());
    let ends = |words: &[W]| -> Vec<bool> { (0..words.len()).map(|at| !middle(words).contains(&at)).collect() };
    let (mut kept_a, mut kept_b) = (ends(a), ends(b));
    if (rows + 1).saturating_mul(columns + 1) > MOST_CELLS {
        return (kept_a, kept_b);
    }
    let words_a: Vec<&W> = a.iter().skip(front).take(rows).collect();
    let words_b: Vec<&W> = b.iter().skip(front).take(columns).collect();
    // Common words of what begins at a row and column, row by row.
    let width = columns + 1;
    let mut lengths = vec![0_u32; (rows + 1) * width];
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let at = row * width + column;
            lengths[at] = if words_a[row] == words_b[column] {
                lengths[at + width + 1] + 1
            } else {
                lengths[at + width].max(lengths[at + 1])
            };
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        let at = row * width + column;
        if words_a[row] == words_b[column] {
            kept_a[front + row] = true;
            kept_b[front + column] = true;
            row += 1;
            column += 1;
        } else if lengths[at + width] >= lengths[at + 1] {
            row += 1;
        } else {
            column += 1;
        }
    }
    (kept_a, kept_b)
}

/// The words not kept, neighbours joined.
pub(super) fn changed(words: &[Span], kept: &[bool]) -> Vec<Span> {
    let mut changed: Vec<Span> = Vec::new();
    let mut is_open = false;
    for (&span, &is_kept) in words.iter().zip(kept) {
        match changed.last_mut() {
            _ if is_kept => {}
            Some(last) if is_open => *last = last.cover(span),
            _ => changed.push(span),
        }
        is_open = !is_kept;
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(a: &str, b: &str, changed_a: &[&str], changed_b: &[&str]) {
        let (spans_a, spans_b) = word_changes(a, b);
        let shown =
            |text: &'static str, spans: &[Span]| -> Vec<&str> { spans.iter().map(|span| span.slice(text)).collect() };
        let (a, b) = (a.to_owned().leak(), b.to_owned().leak());
        assert_eq!((shown(a, &spans_a), shown(b, &spans_b)), (changed_a.to_vec(), changed_b.to_vec()));
    }

    #[test]
    fn changed_words_are_told_in_both_wordings() {
        check("At least 8 people were hurt.", "At least 11 people were badly hurt.", &["8"], &["11", "badly"]);
        check("Xi left Moscow on Monday.", "On Monday, Xi left.", &["Xi left Moscow"], &["Xi left"]);
        check("The same words", "the SAME, words!", &[], &[]);
        check("", "all new", &[], &["all new"]);
    }

    proptest! {
        #[test]
        fn what_is_not_changed_is_the_same_on_both_sides(a in "([a-c]{1,2} ?){0,12}", b in "([a-c]{1,2} ?){0,12}") {
            let (spans_a, spans_b) = word_changes(&a, &b);
            let rest = |text: &str, spans: &[Span]| -> Vec<String> {
                words(text).filter(|word| !spans.iter().any(|span| span.overlaps(*word)))
                    .map(|word| fold(word.slice(text))).collect()
            };
            prop_assert_eq!(rest(&a, &spans_a), rest(&b, &spans_b));
        }

        #[test]
        fn spans_fit_any_text(a in "\\PC{0,40}", b in "\\PC{0,40}") {
            let (spans_a, spans_b) = word_changes(&a, &b);
            prop_assert!(spans_a.iter().all(|span| !span.slice(&a).is_empty()));
            prop_assert!(spans_b.iter().all(|span| !span.slice(&b).is_empty()));
        }
    }
}
