//! What the plane remembers between frames: which days of publication are in sight, and what is being drawn.

use super::camera::fitting;
use super::points::{Plane, PlanePicture, arrange};
use super::viewport::Viewport;
use crate::events::Lanes;
use crate::events::lanes::covering;
use crate::events::stretch::nearly_all;
use crate::session::Snapshot;

/// What the plane alone needs to remember.
#[derive(Debug, Default)]
pub(super) struct PlaneView {
    /// The stretch of publication in sight.
    pub(super) y: Viewport,
    /// The person has zoomed or panned: it is not fitted any more.
    is_touched: bool,
    /// The corpus and the lanes that it was last fitted to.
    fitted: Option<(u64, u64)>,
    /// Where a rectangle was begun: a day referred to and a day of publication.
    pub(super) begun: Option<(f64, f64)>,
    pub(super) picture: PlanePicture,
    /// What the picture was made of.
    key: Option<((u64, u64), Plane)>,
}

impl PlaneView {
    pub(super) fn follow(&mut self, snapshot: &Snapshot) {
        let generation = (snapshot.opened.import, snapshot.view.lanes_generation);
        if self.fitted.is_some_and(|(import, _)| import != snapshot.opened.import) {
            (self.is_touched, self.fitted) = (false, None);
        }
        let is_new = self.fitted.is_none() || !snapshot.view.is_filtered();
        if !self.is_touched && is_new && self.fitted != Some(generation) {
            self.fitted = Some(generation);
            self.fit(&snapshot.view.lanes);
        }
    }

    pub(super) fn fit(&mut self, lanes: &Lanes) {
        let days = || lanes.lanes.iter().flat_map(|lane| &lane.appearances).map(|one| (one.first_day, one.last_day));
        if let Some(everything) = covering(days()) {
            self.y = fitting(nearly_all(days(), days().count(), everything));
        }
    }

    pub(super) fn set(&mut self, y: Viewport) {
        (self.y, self.is_touched) = (y, true);
    }

    /// Arranges the marks anew where something has changed.
    pub(super) fn refresh(&mut self, generation: (u64, u64), lanes: &Lanes, plane: Plane) {
        if self.key != Some((generation, plane)) {
            self.key = Some((generation, plane));
            self.picture = arrange(lanes, plane);
        }
    }
}
