//! Walking from mark to mark with the keyboard.

use crate::events::lanes::Mark;
use crate::events::{Lane, Lanes, MentionRef};

/// The mark that the keyboard is on.
#[derive(Debug, Default)]
pub struct Cursor {
    place: Option<Place>,
    mention: Option<MentionRef>,
    generation: (u64, u64),
    /// The keyboard was used last, not the pointer: the mark's explanation is shown.
    pub is_shown: bool,
}

/// A lane and a mark in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The lane's number.
    pub lane: usize,
    /// The mark's number in it.
    pub index: usize,
}

/// Where to go from a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the mark before it in its lane.
    Back,
    /// To the mark after it in its lane.
    On,
    /// To the nearest mark in the lane above.
    Up,
    /// To the nearest mark in the lane below.
    Down,
    /// To the first mark of the lane.
    First,
    /// To the last mark of the lane.
    Last,
}

impl Cursor {
    /// Finds its mark again where the lanes have been replaced.
    pub fn follow(&mut self, lanes: &Lanes, generation: (u64, u64)) {
        if self.generation == generation {
            return;
        }
        self.generation = generation;
        let Some(mention) = self.mention else { return };
        self.place = lanes
            .lanes
            .iter()
            .enumerate()
            .find_map(|(lane, marks)| Some(Place { lane, index: marks.mark_of(mention)? }));
        self.mention = self.place.and(Some(mention));
    }

    /// The mark it is on.
    pub fn mark<'a>(&self, lanes: &'a Lanes) -> Option<(Place, &'a Mark)> {
        let place = self.place?;
        Some((place, lanes.lanes.get(place.lane)?.marks.get(place.index)?))
    }

    /// Puts it on a mark.
    pub fn put(&mut self, lanes: &Lanes, place: Place) {
        self.place = Some(place);
        self.mention = self.mark(lanes).map(|(_, mark)| mark.mention);
    }

    /// Takes a step; from nowhere, to the first mark from day `from_day` on.
    pub fn step(&mut self, lanes: &Lanes, step: Step, from_day: i32) {
        self.is_shown = true;
        let next = match self.mark(lanes) {
            Some((place, mark)) => next(lanes, place, mark, step),
            None => enter(lanes, from_day).map(|place| match step {
                Step::First | Step::Last => at_end(lanes, place, step).unwrap_or(place),
                _ => place,
            }),
        };
        if let Some(next) = next {
            self.put(lanes, next);
        }
    }
}

fn enter(lanes: &Lanes, from_day: i32) -> Option<Place> {
    let first_from = |lane: &Lane| lane.marks.partition_point(|mark| mark.first_day < from_day);
    let ahead = lanes.lanes.iter().enumerate().find_map(|(lane, marks)| {
        let index = first_from(marks);
        (index < marks.marks.len()).then_some(Place { lane, index })
    });
    ahead.or_else(|| {
        let lane = lanes.lanes.iter().position(|lane| !lane.marks.is_empty())?;
        Some(Place { lane, index: 0 })
    })
}

fn next(lanes: &Lanes, place: Place, mark: &Mark, step: Step) -> Option<Place> {
    let index = match step {
        Step::Back => place.index.checked_sub(1)?,
        Step::On => place.index + 1,
        Step::First | Step::Last => return at_end(lanes, place, step),
        Step::Up => return nearest(lanes, (0..place.lane).rev(), mark),
        Step::Down => return nearest(lanes, place.lane + 1..lanes.lanes.len(), mark),
    };
    (index < lanes.lanes.get(place.lane)?.marks.len()).then_some(Place { lane: place.lane, index })
}

/// The first or the last mark of a lane.
fn at_end(lanes: &Lanes, place: Place, step: Step) -> Option<Place> {
    let last = lanes.lanes.get(place.lane)?.marks.len().checked_sub(1)?;
    Some(Place { lane: place.lane, index: if step == Step::Last { last } else { 0 } })
}

/// The mark nearest in time in the first of `candidates` that has any.
fn nearest(lanes: &Lanes, mut candidates: impl Iterator<Item = usize>, mark: &Mark) -> Option<Place> {
    candidates.find_map(|lane| {
        let marks = &lanes.lanes.get(lane)?.marks;
        let after = marks.partition_point(|other| other.first_day < mark.first_day);
        let distance = |index: usize| marks.get(index).map(|other| other.first_day.abs_diff(mark.first_day));
        let index = [after.checked_sub(1), Some(after)].into_iter().flatten().filter(|&index| index < marks.len());
        Some(Place { lane, index: index.min_by_key(|&index| distance(index))? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleId;
    use crate::time::Precision;

    fn lanes(days: &[&[i32]]) -> Lanes {
        let mut counter = 0;
        let mut mark = |day: i32| {
            counter += 1;
            let mention = MentionRef { article_id: ArticleId(counter), index: 0 };
            Mark {
                mention,
                first_day: day,
                last_day: day,
                precision: Precision::Day,
                published: None,
                event_id: None,
                is_ahead: false,
            }
        };
        let lanes =
            days.iter().map(|days| Lane::new(days.iter().map(|&day| mark(day)).collect(), Vec::new())).collect();
        Lanes { lanes, ..Lanes::default() }
    }

    fn walk(lanes: &Lanes, steps: &[Step]) -> Option<(usize, i32)> {
        let mut cursor = Cursor::default();
        for &step in steps {
            cursor.step(lanes, step, 15);
        }
        cursor.mark(lanes).map(|(place, mark)| (place.lane, mark.first_day))
    }

    #[test]
    fn steps_go_through_a_lane_in_time_and_to_the_nearest_mark_of_another() {
        let lanes = lanes(&[&[10, 20, 30], &[], &[12, 29]]);
        let cases: [(&[Step], (usize, i32)); 8] = [
            (&[Step::Last], (0, 30)),
            (&[Step::On], (0, 20)),
            (&[Step::On, Step::On], (0, 30)),
            (&[Step::On, Step::On, Step::On], (0, 30)),
            (&[Step::On, Step::Back], (0, 10)),
            (&[Step::On, Step::On, Step::Down], (2, 29)),
            (&[Step::On, Step::Back, Step::Down, Step::Up], (0, 10)),
            (&[Step::On, Step::Last, Step::First], (0, 10)),
        ];
        for (steps, expected) in cases {
            assert_eq!(walk(&lanes, steps), Some(expected), "{steps:?}");
        }
    }

    #[test]
    fn the_cursor_stays_on_its_mention_when_the_lanes_are_replaced() {
        let (before, after) = (lanes(&[&[10], &[20]]), lanes(&[&[10], &[20]]));
        let mut cursor = Cursor::default();
        cursor.follow(&before, (1, 1));
        cursor.step(&before, Step::On, 15);
        let mut after = after;
        after.lanes.reverse();
        cursor.follow(&after, (1, 2));
        assert_eq!(cursor.mark(&after).map(|(place, mark)| (place.lane, mark.first_day)), Some((0, 20)));
        cursor.follow(&Lanes::default(), (1, 3));
        assert_eq!(cursor.mark(&Lanes::default()), None);
    }
}
