//! What the timeline alone remembers between frames.

use super::beyond::Beyond;
use super::brush::{BrushAxis, Drag};
use super::camera::Camera;
use super::lanes::LaneStack;
use super::packing::{LanePicture, arrange};
use super::plane_view::PlaneView;
use super::tray::OpenDates;
use super::viewport::Projection;
use super::walk::Cursor;
use crate::events::Lanes;
use crate::session::Action;

/// What a command asks of the stretch of time in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraWish {
    /// To show less of it, larger.
    Closer,
    /// To show more of it.
    Wider,
    /// To show everything.
    Fit,
}

/// What the timeline alone needs to remember.
#[derive(Debug, Default)]
pub struct TimelineView {
    /// The stretch of time in sight.
    pub(super) camera: Camera,
    /// What is asked of it in the next frame.
    pub(super) wish: Option<CameraWish>,
    /// How far the lanes are scrolled up, in points.
    pub(super) scroll_px: f32,
    /// What a new brush is about.
    pub(super) brush_axis: BrushAxis,
    /// The brush under the pointer.
    pub(super) drag: Option<Drag>,
    /// The mark that the keyboard is on.
    pub(super) cursor: Cursor,
    /// The list of undated articles is shown.
    pub(super) is_tray_open: bool,
    /// Mentions without a calendar date, as far as they have been counted.
    pub(super) open_dates: OpenDates,
    /// The plane of days published and referred to.
    pub(super) plane: PlaneView,
    /// The lanes in sight as last arranged.
    pub(super) picture: Picture,
}

impl TimelineView {
    /// Has the stretch of time in sight moved in the next frame; for the run of a command, which asks the session for nothing.
    pub fn ask(&mut self, wish: CameraWish) -> Option<Action> {
        self.wish = Some(wish);
        None
    }

    /// The stretch of time that is in sight once the view has come to rest, in days from the first to the end.
    pub fn in_sight(&self) -> std::ops::Range<f64> {
        let target = self.camera.target();
        target.first()..target.end()
    }
}

/// The lanes in sight, arranged; made anew only when something that it depends on has changed.
#[derive(Debug, Default)]
pub(super) struct Picture {
    key: Option<PictureKey>,
    lanes: Vec<LanePicture>,
    beyond: Beyond,
}

/// What an arrangement depends on.
type PictureKey = ((u64, u64), Projection, LaneStack);

impl Picture {
    /// The arrangement of `lanes`, which are those of `generation`.
    pub(super) fn refresh(&mut self, generation: (u64, u64), lanes: &Lanes, projection: Projection, stack: LaneStack) {
        let key = (generation, projection, stack);
        if self.key == Some(key) {
            return;
        }
        self.key = Some(key);
        self.beyond = Beyond::count(lanes, projection.viewport());
        let visible = stack.visible();
        self.lanes = visible
            .filter_map(|index| Some((index, lanes.lanes.get(index)?)))
            .map(|(index, lane)| arrange(index, lane, projection, stack.rect_of(index)))
            .collect();
    }

    /// How much is out of sight.
    pub(super) fn beyond(&self) -> Beyond {
        self.beyond
    }

    /// As last arranged.
    pub(super) fn lanes(&self) -> &[LanePicture] {
        &self.lanes
    }
}
