//! Which days does a timeline show of its own accord: all of them, or where nearly everything is told?
//!
//! One mark of the year 1900 among a thousand of this year must not press these together. The window looks at these days first,
//! and a picture that leaves shows the same.

use super::Lanes;
use super::lanes::{Stretch, WIDE_DAYS, covering, day_number};

/// The share of all days that has to be shown: a few far off must not squeeze the rest.
const KEPT_SHARE: f64 = 0.85;
/// Others are left out only where what is shown gets closer by this factor.
const WORTH_FACTOR: f64 = 2.5;
/// The same of few days, of which each may be what matters.
const WORTH_FACTOR_OF_FEW: f64 = 8.0;
/// Fewer days than this are few.
const FEW: usize = 20;
/// No more marks than this are asked where they are.
const MOST_ASKED: usize = 20_000;

/// What there is to see; where only very wide marks are left, these. Nothing where nothing has a day.
pub fn whole(lanes: &Lanes) -> Option<Stretch> {
    let known = lanes.extent.map(|extent| (day_number(extent.first()), day_number(extent.last())));
    known.or_else(|| {
        covering(lanes.lanes.iter().flat_map(|lane| &lane.marks).map(|mark| (mark.first_day, mark.last_day)))
    })
}

/// What to show at first: everything, or the shortest stretch that holds most of it where that is much closer.
pub fn first_look(lanes: &Lanes) -> Option<Stretch> {
    let everything = whole(lanes)?;
    let marks = lanes.lanes.iter().flat_map(|lane| &lane.marks).map(|mark| (mark.first_day, mark.last_day));
    let appearances = lanes.lanes.iter().flat_map(|lane| &lane.appearances).map(|one| (one.first_day, one.last_day));
    let count = lanes.lanes.iter().map(|lane| lane.marks.len() + lane.appearances.len()).sum();
    Some(nearly_all(marks.chain(appearances), count, everything))
}

/// The shortest stretch that holds most of `count` of these days where that is much closer than everything; otherwise
/// everything.
pub fn nearly_all(days: impl Iterator<Item = Stretch>, count: usize, everything: Stretch) -> Stretch {
    let length = |(first, last): Stretch| f64::from(last) - f64::from(first) + 1.0;
    let factor = if count < FEW { WORTH_FACTOR_OF_FEW } else { WORTH_FACTOR };
    of_most(days, count).filter(|&most| length(most) * factor < length(everything)).unwrap_or(everything)
}

/// The shortest stretch that holds most of `count` of these days; nothing where there is none. Of many some are asked.
fn of_most(days: impl Iterator<Item = Stretch>, count: usize) -> Option<Stretch> {
    let asked = days.step_by(count.div_ceil(MOST_ASKED).max(1));
    let mut asked: Vec<Stretch> = asked.filter(|(first, last)| last - first <= WIDE_DAYS).collect();
    let middle = |days: &Stretch| i32::midpoint(days.0, days.1);
    asked.sort_unstable_by_key(middle);
    let kept = ((asked.len() as f64 * KEPT_SHARE).ceil() as usize).max(1);
    let length = |days: &&[Stretch]| days.last().zip(days.first()).map(|(last, first)| middle(last) - middle(first));
    covering(asked.windows(kept).min_by_key(length)?.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleId;
    use crate::events::lanes::day_of;
    use crate::events::{Lane, Mark, MentionRef};
    use crate::time::{Interval, Precision};

    fn lanes(days: impl Iterator<Item = Stretch>, is_extent_known: bool) -> Lanes {
        let mark = |(first_day, last_day): Stretch| Mark {
            mention: MentionRef { article_id: ArticleId(0), index: 0 },
            first_day,
            last_day,
            precision: Precision::Day,
            published: None,
            event_id: None,
            is_ahead: false,
        };
        let marks: Vec<Mark> = days.map(mark).collect();
        let (first, last) = covering(marks.iter().map(|mark| (mark.first_day, mark.last_day))).unwrap_or_default();
        let extent = is_extent_known.then(|| Interval::new(day_of(first), day_of(last)));
        Lanes { lanes: vec![Lane::new(marks, Vec::new())], extent, ..Lanes::default() }
    }

    #[test]
    fn a_few_far_off_do_not_squeeze_the_rest() {
        let near = || (0..60).map(|number| (738_000 + number, 738_000 + number));
        let stray = lanes(std::iter::once((700_000, 700_000)).chain(near()), true);
        assert_eq!(whole(&stray), Some((700_000, 738_059)));
        let (first, last) = first_look(&stray).expect("something to see");
        assert!(first >= 738_000 && last - first >= 50, "{first} {last}");
        assert_eq!(first_look(&lanes(near(), true)), Some((738_000, 738_059)), "none is far off");
        let few = |first: i32| lanes(std::iter::once((first, first)).chain(near().take(10)), true);
        assert_eq!(first_look(&few(700_000)), Some((738_000, 738_009)), "one of a few, very far off");
        assert_eq!(first_look(&few(737_950)), whole(&few(737_950)), "one of a few, not that far");
        let two = lanes([(700_000, 700_000), (738_000, 738_000)].into_iter(), true);
        assert_eq!(first_look(&two), whole(&two), "neither of two is stray");
    }

    #[test]
    fn where_only_wide_marks_are_left_they_are_shown() {
        let wide = lanes([(1, 10_000)].into_iter(), false);
        assert_eq!((whole(&wide), first_look(&wide)), (Some((1, 10_000)), Some((1, 10_000))));
        assert_eq!(first_look(&Lanes::default()), None);
    }
}
