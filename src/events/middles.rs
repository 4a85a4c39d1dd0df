//! How many marks lie where on the plane of days referred to and days of publication, without looking at every one?
//!
//! Marks are counted by the middles of their days, at several coarsenesses: where a square on the screen is many days wide,
//! what lies within a part of it need not be told apart. Ten million marks lie on some hundred thousand places then.

/// Half days that a place is wide and high, level by level.
const STEPS: [i32; 5] = [1, 8, 32, 128, 512];

/// Marks with the same middles, or with nearly the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The middle of the days referred to, in half days: twice as large as day numbers are.
    pub about: i32,
    /// The middle of the days of publication, likewise.
    pub published: i32,
    /// How many.
    pub count: u32,
}

/// The middles of many marks.
#[derive(Clone, Debug, Default)]
pub struct Middles {
    /// For each of [`STEPS`], in the order of `about`.
    levels: Vec<Vec<Place>>,
}

impl Middles {
    /// Of `[about, published]` each, in half days and in any order.
    pub fn new(middles: Vec<[i32; 2]>) -> Self {
        let mut level = merged(middles.into_iter().map(|[about, published]| Place { about, published, count: 1 }));
        let mut levels = Vec::with_capacity(STEPS.len());
        for &step in STEPS.iter().skip(1) {
            let middle_of = |value: i32| value.div_euclid(step).saturating_mul(step).saturating_add(step / 2);
            let coarser = merged(level.iter().map(|place| Place {
                about: middle_of(place.about),
                published: middle_of(place.published),
                ..*place
            }));
            levels.push(std::mem::replace(&mut level, coarser));
        }
        levels.push(level);
        Self { levels }
    }

    /// The places whose days referred to lie in `first..end` (days), told apart at least as well as `room` (half days); in the
    /// finest case each mark stands exactly where it lies.
    pub fn within(&self, first: f64, end: f64, room: f64) -> &[Place] {
        let level = STEPS.iter().rposition(|&step| f64::from(step) <= room).unwrap_or(0);
        let places = self.levels.get(level).map(Vec::as_slice).unwrap_or_default();
        let before = |day: f64| places.partition_point(|place| f64::from(place.about) < 2.0 * day);
        places.get(before(first)..before(end)).unwrap_or_default()
    }
}

/// In order, those of the same place counted together.
fn merged(places: impl Iterator<Item = Place>) -> Vec<Place> {
    // As one number, a place is compared at once.
    let key = |place: Place| {
        (u64::from(place.about.cast_unsigned() ^ (1 << 31)) << 32)
            | u64::from(place.published.cast_unsigned() ^ (1 << 31))
    };
    let mut keyed: Vec<(u64, u32)> = places.map(|place| (key(place), place.count)).collect();
    keyed.sort_unstable();
    let place = |same: &[(u64, u32)]| {
        let &(key, _) = same.first()?;
        let value = |bits: u64| (bits as u32 ^ (1 << 31)).cast_signed();
        let count = same.iter().map(|(_, count)| count).sum();
        Some(Place { about: value(key >> 32), published: value(key), count })
    };
    keyed.chunk_by(|(key, _), (other, _)| key == other).filter_map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_mark_counts_once_and_no_further_from_its_place_than_the_room(
            middles in proptest::collection::vec([-900..900_i32, -900..900_i32], 0..80),
            first in -500..500_i32, days in 1..400_i32, room in 0.0..700.0_f64,
        ) {
            let laid_out = Middles::new(middles.clone());
            let all = laid_out.within(-2_000.0, 2_000.0, room);
            prop_assert_eq!(all.iter().map(|place| place.count as usize).sum::<usize>(), middles.len());
            for [about, published] in &middles {
                let is_near = |place: &Place| {
                    let apart = about.abs_diff(place.about).max(published.abs_diff(place.published));
                    f64::from(apart) <= (room / 2.0).max(0.0)
                };
                prop_assert!(all.iter().any(is_near));
            }
            let (from, to) = (f64::from(first), f64::from(first + days));
            let exact = laid_out.within(from, to, 0.0).iter().map(|place| place.count as usize).sum::<usize>();
            let expected = middles.iter().filter(|[about, _]| (from..to).contains(&(f64::from(*about) / 2.0))).count();
            prop_assert_eq!(exact, expected);
        }
    }

    #[test]
    fn no_marks_are_nowhere() {
        assert!(Middles::default().within(0.0, 9.0, 100.0).is_empty());
        assert!(Middles::new(Vec::new()).within(0.0, 9.0, 100.0).is_empty());
    }
}
