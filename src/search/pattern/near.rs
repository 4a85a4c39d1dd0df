//! Several patterns, each near the one before.
//!
//! Two places are n words apart when the first word of the later is the n-th behind the last word of the earlier:
//! neighbours are 1 apart. Either may come first; places that overlap are not near each other. In a chain
//! (`a NEAR/5 b NEAR/5 c`) the same `b` is near an `a` and near a `c`.

use super::Pattern;
use super::haystack::Haystack;
use crate::text::Span;

/// Patterns, each near the one before.
#[derive(Clone, Debug)]
pub(in crate::search) struct Near {
    first: Box<Pattern>,
    /// How many words apart at most from the one before, and what.
    others: Vec<(usize, Pattern)>,
}

impl Near {
    pub(in crate::search) fn new(first: Pattern, others: Vec<(usize, Pattern)>) -> Self {
        Self { first: Box::new(first), others }
    }

    /// What stands first.
    pub(in crate::search) fn first(&self) -> &Pattern {
        &self.first
    }

    /// What follows: how many words apart at most from the one before, and what. At least one.
    pub(in crate::search) fn others(&self) -> &[(usize, Pattern)] {
        &self.others
    }

    pub(super) fn is_in(&self, text: &Haystack<'_>) -> bool {
        let mut patterns = std::iter::once(&*self.first).chain(self.others.iter().map(|other| &other.1));
        patterns.all(|pattern| pattern.is_in(text)) && self.places_by_side(text).iter().any(|side| !side.is_empty())
    }

    /// Where each side stands near the others, in the order of the sides; nothing at all when they are nowhere near.
    pub(in crate::search) fn places_by_side(&self, text: &Haystack<'_>) -> Vec<Vec<Span>> {
        let mut sides = vec![self.first.places(text)];
        for (most, pattern) in &self.others {
            let before = sides.last().map_or(&[][..], Vec::as_slice);
            if before.is_empty() {
                return Vec::new();
            }
            let places = Sorted::new(before);
            let near = pattern.places(text).into_iter().filter(|&place| places.has_near(place, *most, text)).collect();
            sides.push(near);
        }
        // What led nowhere goes, from the end back.
        for number in (0..self.others.len()).rev() {
            let (Some((most, _)), Some(behind)) = (self.others.get(number), sides.get(number + 1)) else { continue };
            let places = Sorted::new(behind);
            let kept: Vec<Span> = sides
                .get(number)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .copied()
                .filter(|&place| places.has_near(place, *most, text))
                .collect();
            if kept.is_empty() {
                return Vec::new();
            }
            if let Some(side) = sides.get_mut(number) {
                *side = kept;
            }
        }
        sides
    }
}

/// Where places begin and where they end, each in order.
struct Sorted {
    starts: Vec<usize>,
    ends: Vec<usize>,
}

impl Sorted {
    fn new(places: &[Span]) -> Self {
        let starts = places.iter().map(|place| place.start()).collect();
        let mut ends: Vec<usize> = places.iter().map(|place| place.end()).collect();
        ends.sort_unstable();
        Self { starts, ends }
    }

    /// Is one of the places, before or behind, at most so many words from `place`? The nearest decide.
    fn has_near(&self, place: Span, most: usize, text: &Haystack<'_>) -> bool {
        let apart = |end: usize, start: usize| (text.first_word(start) + 1).saturating_sub(text.words_before(end));
        let next = self.starts.get(self.starts.partition_point(|&start| start < place.end()));
        let last = self.ends.partition_point(|&end| end <= place.start()).checked_sub(1);
        next.is_some_and(|&start| apart(place.end(), start) <= most)
            || last.and_then(|last| self.ends.get(last)).is_some_and(|&end| apart(end, place.start()) <= most)
    }
}
