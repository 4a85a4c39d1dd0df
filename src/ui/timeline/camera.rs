//! What is in sight over time: when the timeline fits itself, when it stays, and how it moves.

use super::viewport::Viewport;
use crate::events::Lanes;
use crate::events::lanes::{Stretch, day_of};
use crate::events::stretch::{first_look, whole};
use crate::session::Snapshot;
use crate::time::Interval;

/// How long a move takes, in seconds.
const MOVE_SECONDS: f64 = 0.18;

/// The stretch of time in sight, and where it is moving.
#[derive(Debug, Default)]
pub struct Camera {
    shown: Viewport,
    glide: Option<Glide>,
    /// The person has zoomed or panned: nothing moves by itself any more.
    is_touched: bool,
    import: u64,
    /// The lanes that were last looked at.
    lanes_generation: Option<u64>,
    fitted: Option<Viewport>,
}

#[derive(Clone, Copy, Debug)]
struct Glide {
    from: Viewport,
    to: Viewport,
    started: f64,
}

impl Camera {
    /// What is in sight.
    pub fn shown(&self) -> Viewport {
        self.shown
    }

    /// Where it will rest.
    pub fn target(&self) -> Viewport {
        self.glide.map_or(self.shown, |glide| glide.to)
    }

    /// Shows `viewport` at once, as the person wants it.
    pub fn set(&mut self, viewport: Viewport) {
        self.is_touched = true;
        self.glide = None;
        self.shown = viewport;
    }

    /// Moves to `viewport`, as the person wants it.
    pub fn move_to(&mut self, viewport: Viewport, now: f64) {
        self.is_touched = true;
        self.start(viewport, now);
    }

    /// Moves to where all of `lanes` is in sight.
    pub fn fit(&mut self, lanes: &Lanes, now: f64) {
        if let Some(days) = whole(lanes) {
            self.move_to(fitting(days), now);
        }
    }

    /// Fits what has newly been opened, and what is still being read, until the person takes over. A filter alone
    /// moves nothing.
    pub fn follow(&mut self, snapshot: &Snapshot, now: f64) {
        if self.import != snapshot.opened.import {
            *self = Self { import: snapshot.opened.import, shown: self.shown, ..Self::default() };
        }
        let view = &snapshot.view;
        let may_follow = self.fitted.is_none() || !view.is_filtered() && !view.lanes_filter.is_set();
        if self.is_touched || !may_follow || self.lanes_generation == Some(view.lanes_generation) {
            return;
        }
        self.lanes_generation = Some(view.lanes_generation);
        let Some(wanted) = first_look(&view.lanes).map(fitting).filter(|&wanted| self.fitted != Some(wanted)) else {
            return;
        };
        if self.fitted.is_none() {
            self.shown = wanted;
        } else {
            self.start(wanted, now);
        }
        self.fitted = Some(wanted);
    }

    /// Moves on; true while there is still some way to go.
    pub fn advance(&mut self, now: f64, is_motion_wanted: bool) -> bool {
        let Some(glide) = self.glide else { return false };
        let share = if is_motion_wanted { ((now - glide.started) / MOVE_SECONDS).clamp(0.0, 1.0) } else { 1.0 };
        // Fast at first, then settling.
        self.shown = glide.from.towards(glide.to, 1.0 - (1.0 - share).powi(3));
        if share >= 1.0 {
            self.shown = glide.to;
            self.glide = None;
        }
        self.glide.is_some()
    }

    fn start(&mut self, to: Viewport, now: f64) {
        self.glide = Some(Glide { from: self.shown, to, started: now });
    }
}

/// Where all days of a stretch are in sight.
pub(super) fn fitting((first, last): Stretch) -> Viewport {
    Viewport::fit(Interval::new(day_of(first), day_of(last)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ArticleId;
    use crate::events::{Lane, Mark, MentionRef};
    use crate::search::Filter;
    use crate::time::Precision;
    use std::sync::Arc;

    fn snapshot(import: u64, year: i32) -> Snapshot {
        let mut snapshot = Snapshot::default();
        snapshot.opened.import = import;
        snapshot.view.lanes_generation = year as u64;
        snapshot.view.lanes = Arc::new(lanes(year));
        snapshot
    }

    fn lanes(year: i32) -> Lanes {
        Lanes { lanes: vec![Lane::default()], extent: Interval::of_year(year), ..Lanes::default() }
    }

    #[test]
    fn it_fits_at_first_and_follows_what_is_read_until_touched() {
        let mut camera = Camera::default();
        camera.follow(&snapshot(1, 2020), 0.0);
        assert_eq!(camera.shown(), Viewport::fit(Interval::of_year(2020).expect("a year")));
        camera.follow(&snapshot(1, 2021), 1.0);
        assert!(camera.advance(1.1, true));
        assert!(!camera.advance(2.0, true));
        assert_eq!(camera.shown(), Viewport::fit(Interval::of_year(2021).expect("a year")));
        let mine = camera.shown().zoom(3.0);
        camera.set(mine);
        camera.follow(&snapshot(1, 2022), 3.0);
        assert_eq!(camera.target(), mine);
    }

    #[test]
    fn a_filter_moves_nothing_and_another_corpus_is_fitted() {
        let mut camera = Camera::default();
        camera.follow(&snapshot(1, 2020), 0.0);
        let mut filtered = snapshot(1, 2021);
        filtered.view.filter = Arc::new(Filter { query: "visit".to_owned(), ..Filter::default() });
        camera.follow(&filtered, 1.0);
        assert_eq!(camera.target(), Viewport::fit(Interval::of_year(2020).expect("a year")));
        camera.set(camera.shown().zoom(2.0));
        camera.follow(&snapshot(2, 1999), 2.0);
        assert_eq!(camera.shown(), Viewport::fit(Interval::of_year(1999).expect("a year")));
    }

    #[test]
    fn a_few_far_off_do_not_squeeze_the_rest_at_first_and_a_fit_shows_them() {
        let days = (0..60).map(|number| 738_000 + number);
        let mark = |day: i32| Mark {
            mention: MentionRef { article_id: ArticleId(0), index: 0 },
            first_day: day,
            last_day: day,
            precision: Precision::Day,
            published: None,
            event_id: None,
            is_ahead: false,
        };
        let marks: Vec<Mark> = std::iter::once(700_000).chain(days).map(mark).collect();
        let extent = Some(Interval::new(day_of(700_000), day_of(738_059)));
        let lanes =
            Lanes { mark_count: marks.len(), lanes: vec![Lane::new(marks, Vec::new())], extent, ..Lanes::default() };
        let first = first_look(&lanes).map(fitting).expect("something to see");
        assert!(first.first() > 737_990.0 && first.end() > 738_045.0, "{first:?}");
        let mut camera = Camera::default();
        camera.fit(&lanes, 0.0);
        assert!(camera.target().first() < 700_000.0);
    }
}
