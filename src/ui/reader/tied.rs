//! Scrolling tied to what two columns share: while one is scrolled, the linked passages of the other pass the same height.

use super::column::ColumnView;
use super::sieve::Sieve;
use crate::compare::Comparison;

/// Share of the height, from the top, at which linked passages meet.
const MEETING_SHARE: f32 = 0.3;

/// Where `follower` must stand (distance from the top of its text to the top of its view) so that the passages it shares
/// with `leader` meet at the same height. `leader` is the left article of `comparison` where `leads_left`.
pub fn position_beside(
    leader: &ColumnView,
    follower: &ColumnView,
    (comparison, sieve): (&Comparison, &Sieve),
    leads_left: bool,
) -> f32 {
    let anchors: Vec<(f32, f32)> = comparison
        .links
        .iter()
        .filter(|link| sieve.passes(link))
        .map(|link| if leads_left { (link.a, link.b) } else { (link.b, link.a) })
        .map(|(mine, other)| (leader.position_of(mine), follower.position_of(other)))
        .collect();
    let ends = (leader.flow.total(), follower.flow.total());
    let meeting = leader.viewport.height() * MEETING_SHARE;
    beside(anchors, ends, leader.flow.position() + meeting) - follower.viewport.height() * MEETING_SHARE
}

/// The place in the other text that belongs to `at` in this one: exact at the anchors that keep the order, in between
/// in proportion.
fn beside(mut anchors: Vec<(f32, f32)>, ends: (f32, f32), at: f32) -> f32 {
    anchors.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let mut points = vec![(0.0, 0.0)];
    points.extend(in_order(&anchors));
    points.push(ends);
    let after = points.partition_point(|point| point.0 <= at).clamp(1, points.len() - 1);
    let (Some(&from), Some(&to)) = (points.get(after - 1), points.get(after)) else { return at };
    let share = ((at - from.0) / (to.0 - from.0).max(1.0)).clamp(0.0, 1.0);
    from.1 + share * (to.1 - from.1)
}

/// The longest run of anchors whose other ends stand in order too (patience sorting, Fredman 1975). Anchors that would
/// make the other text run backwards are left out.
fn in_order(anchors: &[(f32, f32)]) -> Vec<(f32, f32)> {
    let other_end = |index: &usize| anchors.get(*index).map_or(0.0, |anchor| anchor.1);
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (index, anchor) in anchors.iter().enumerate() {
        let length = tails.partition_point(|tail| other_end(tail) < anchor.1);
        before.push(length.checked_sub(1).and_then(|at| tails.get(at).copied()));
        match tails.get_mut(length) {
            Some(tail) => *tail = index,
            None => tails.push(index),
        }
    }
    let mut run = Vec::new();
    let mut next = tails.last().copied();
    while let Some(index) = next {
        run.extend(anchors.get(index).copied());
        next = before.get(index).copied().flatten();
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn linked_passages_meet_and_one_out_of_order_does_not_turn_the_text_back() {
        let anchors = vec![(100.0, 300.0), (200.0, 50.0), (400.0, 500.0)];
        let at = |y: f32| beside(anchors.clone(), (1000.0, 800.0), y);
        assert!((at(400.0) - 500.0).abs() < 0.01);
        let mut last = 0.0;
        for y in 0..100 {
            let now = at(y as f32 * 10.0);
            assert!(now >= last, "{now} after {last}");
            last = now;
        }
        assert!((at(1000.0) - 800.0).abs() < 0.01);
    }
}
