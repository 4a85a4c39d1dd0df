//! Which stretch of time is in sight: days to points and back, pan, zoom, fit.
//!
//! A day number `n` names the stretch `n .. n + 1`: a mark of one day is one unit wide. All functions give new values;
//! nothing here knows of lanes or of a screen's place.

use crate::events::lanes::{DayNumber, day_number};
use crate::time::Interval;
use egui::Rangef;

/// The closest look: a few days across the panel.
const LEAST_DAYS: f64 = 4.0;
/// The widest look: three thousand years.
const MOST_DAYS: f64 = 1_100_000.0;
/// A fit shows at least this much, so that a single date does not fill the panel.
const LEAST_FIT_DAYS: f64 = 28.0;
/// Room left free on either side by a fit, as a share of what is fitted.
const FIT_MARGIN: f64 = 0.03;
/// Nothing is placed further out than this, in points: `f32` stays exact enough there.
const FAR_PX: f64 = 100_000.0;

/// A stretch of time, in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Viewport {
    first: f64,
    days: f64,
}

impl Default for Viewport {
    fn default() -> Self {
        Self { first: 738_000.0, days: 365.0 }
    }
}

impl Viewport {
    /// From day `first`, `days` long, as near to it as the limits allow.
    pub fn new(first: f64, days: f64) -> Self {
        let days = if days.is_finite() { days.clamp(LEAST_DAYS, MOST_DAYS) } else { LEAST_DAYS };
        let first = if first.is_finite() { first.clamp(-MOST_DAYS, 3.0 * MOST_DAYS) } else { 0.0 };
        Self { first, days }
    }

    /// The stretch that shows all of `extent` with a little room around it.
    pub fn fit(extent: Interval) -> Self {
        let (first, end) = (f64::from(day_number(extent.first())), f64::from(day_number(extent.last())) + 1.0);
        let middle = f64::midpoint(first, end);
        let days = ((end - first) * (1.0 + 2.0 * FIT_MARGIN)).max(LEAST_FIT_DAYS);
        Self::new(middle - days / 2.0, days)
    }

    /// Where it begins, in days.
    pub fn first(self) -> f64 {
        self.first
    }

    /// How long it is, in days.
    pub fn days(self) -> f64 {
        self.days
    }

    /// Where it ends, in days.
    pub fn end(self) -> f64 {
        self.first + self.days
    }

    /// The days in sight, the first and the last of them perhaps in part.
    pub fn day_range(self) -> (DayNumber, DayNumber) {
        (self.first.floor() as DayNumber, self.end().ceil() as DayNumber)
    }

    /// `factor` times as close (over 1) or as wide (under 1), with `day` staying where it is.
    pub fn zoom_at(self, day: f64, factor: f64) -> Self {
        if !(factor.is_finite() && factor > 0.0) {
            return self;
        }
        let days = (self.days / factor).clamp(LEAST_DAYS, MOST_DAYS);
        Self::new(day - (day - self.first) * days / self.days, days)
    }

    /// `factor` times as close, with the middle staying where it is.
    pub fn zoom(self, factor: f64) -> Self {
        self.zoom_at(self.first + self.days / 2.0, factor)
    }

    /// Moved to later days.
    pub fn pan(self, days: f64) -> Self {
        Self::new(self.first + days, self.days)
    }

    /// Moved as little as shows `first..end` with some room, if it is not in sight; never zoomed.
    pub fn reveal(self, first: f64, end: f64) -> Self {
        let room = self.days * 0.06;
        if first < self.first + room {
            self.pan(first - room - self.first)
        } else if end > self.end() - room {
            self.pan((end + room - self.end()).min(first - room - self.first))
        } else {
            self
        }
    }

    /// On the way from here to `target`, `share` (0 to 1) of it done.
    pub fn towards(self, target: Self, share: f64) -> Self {
        let mix = |from: f64, to: f64| from + (to - from) * share.clamp(0.0, 1.0);
        let first = mix(self.first, target.first);
        Self::new(first, mix(self.end(), target.end()) - first)
    }
}

/// A viewport laid over a stretch of the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    viewport: Viewport,
    left: f32,
    width: f32,
}

impl Projection {
    /// `viewport` over the points from `range.min` to `range.max`.
    pub fn new(viewport: Viewport, range: Rangef) -> Self {
        Self { viewport, left: range.min, width: range.span().max(1.0) }
    }

    /// What is shown.
    pub fn viewport(self) -> Viewport {
        self.viewport
    }

    /// Where it is shown.
    pub fn range(self) -> Rangef {
        Rangef::new(self.left, self.left + self.width)
    }

    /// Width of a day, in points.
    pub fn day_px(self) -> f32 {
        (f64::from(self.width) / self.viewport.days) as f32
    }

    /// Where a day begins.
    pub fn x_from_day(self, day: f64) -> f32 {
        let x = (day - self.viewport.first) / self.viewport.days * f64::from(self.width);
        self.left + x.clamp(-FAR_PX, FAR_PX) as f32
    }

    /// Where the days from `first_day` to `last_day` lie, both included.
    pub fn range_of(self, first_day: DayNumber, last_day: DayNumber) -> Rangef {
        Rangef::new(self.x_from_day(f64::from(first_day)), self.x_from_day(f64::from(last_day) + 1.0))
    }

    /// Which day, with its fraction, is at `x`.
    pub fn day_from_x(self, x: f32) -> f64 {
        self.viewport.first + f64::from(x - self.left) / f64::from(self.width) * self.viewport.days
    }

    /// The viewport after what is shown has been dragged `dx` points to the right.
    pub fn dragged(self, dx: f32) -> Viewport {
        self.viewport.pan(-f64::from(dx) / f64::from(self.width) * self.viewport.days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn viewports() -> impl Strategy<Value = Viewport> {
        (600_000.0..800_000.0f64, 4.0..200_000.0f64).prop_map(|(first, days)| Viewport::new(first, days))
    }

    proptest! {
        #[test]
        fn zooming_keeps_the_day_under_the_pointer(view in viewports(), at in 0.0..1.0f64, factor in 0.05..20.0f64) {
            let day = view.first() + at * view.days();
            let zoomed = view.zoom_at(day, factor);
            let there: f64 = (day - zoomed.first()) / zoomed.days();
            prop_assert!((there - at).abs() < 1e-6, "{at} became {there}");
        }

        #[test]
        fn panning_back_returns(view in viewports(), days in -50_000.0..50_000.0f64) {
            let back = view.pan(days).pan(-days);
            prop_assert!((back.first() - view.first()).abs() < 1e-6);
            prop_assert!((back.days() - view.days()).abs() < 1e-9);
        }

        #[test]
        fn points_and_days_are_inverse(view in viewports(), left in -50.0f32..500.0, width in 50.0f32..4000.0, at in 0.0f32..1.0) {
            let projection = Projection::new(view, Rangef::new(left, left + width));
            let x = left + at * width;
            let back = projection.x_from_day(projection.day_from_x(x));
            prop_assert!((back - x).abs() < 0.01, "{x} became {back}");
        }

        #[test]
        fn what_is_revealed_is_in_sight(view in viewports(), day in 500_000.0f64..900_000.0) {
            let view = view.reveal(day, day + 1.0);
            prop_assert!(view.first() <= day && day < view.end());
        }

        #[test]
        fn no_input_leaves_the_limits(first in any::<f64>(), days in any::<f64>(), day in any::<f64>(), factor in any::<f64>()) {
            for view in [Viewport::new(first, days), Viewport::new(first, days).zoom_at(day, factor)] {
                prop_assert!(view.first().is_finite() && (LEAST_DAYS..=MOST_DAYS).contains(&view.days()));
            }
        }
    }

    #[test]
    fn a_fit_shows_both_ends_and_a_single_day_keeps_its_surroundings() {
        let year = Interval::of_year(2023).expect("a year");
        let view = Viewport::fit(year);
        let (first, last) = (f64::from(day_number(year.first())), f64::from(day_number(year.last())));
        assert!(view.first() < first && view.end() > last + 1.0);
        assert!(view.days() < 400.0);
        let day = Viewport::fit(Interval::of_day(2023, 3, 20).expect("a day"));
        assert!((day.days() - LEAST_FIT_DAYS).abs() < 1e-9);
    }
}
