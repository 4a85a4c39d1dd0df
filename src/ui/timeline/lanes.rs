//! Where each lane stands: heights, scrolling, and which marks of a lane can be in sight.

use crate::events::{Lane, Lanes, LanesBy};
use crate::ui::why::language_name;
use egui::{Rect, pos2, vec2};
use std::ops::Range;

/// A lane is never lower than this, in points.
const LEAST_HEIGHT: f32 = 28.0;
/// A lane is never higher than this: beyond it, room is left free below.
const MOST_HEIGHT: f32 = 132.0;

/// Lanes below each other in the room there is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LaneStack {
    room: Rect,
    lane_height: f32,
    lane_count: usize,
    scroll_px: f32,
}

impl LaneStack {
    /// `lane_count` lanes in `room`, moved up by `scroll_px` as far as there is something to see.
    pub fn new(room: Rect, lane_count: usize, scroll_px: f32) -> Self {
        let share = (room.height() / lane_count.max(1) as f32).floor();
        let lane_height = share.clamp(LEAST_HEIGHT, MOST_HEIGHT);
        let mut stack = Self { room, lane_height, lane_count, scroll_px };
        stack.scroll_px = scroll_px.clamp(0.0, stack.most_scroll_px()).round();
        stack
    }

    /// The room of all lanes.
    pub fn room(self) -> Rect {
        self.room
    }

    /// How far the lanes are moved up.
    pub fn scroll_px(self) -> f32 {
        self.scroll_px
    }

    /// How far they can be moved up.
    pub fn most_scroll_px(self) -> f32 {
        (self.height() - self.room.height()).max(0.0)
    }

    /// Height of all lanes.
    pub fn height(self) -> f32 {
        self.lane_height * self.lane_count as f32
    }

    /// Where a lane is, in sight or not.
    pub fn rect_of(self, lane: usize) -> Rect {
        let top = self.room.top() - self.scroll_px + lane as f32 * self.lane_height;
        Rect::from_min_size(pos2(self.room.left(), top), vec2(self.room.width(), self.lane_height))
    }

    /// The lanes in sight.
    pub fn visible(self) -> Range<usize> {
        let first = (self.scroll_px / self.lane_height).floor() as usize;
        let end = ((self.scroll_px + self.room.height()) / self.lane_height).ceil() as usize;
        first.min(self.lane_count)..end.min(self.lane_count)
    }

    /// The scrolling that brings a lane into sight.
    pub fn scroll_to(self, lane: usize) -> f32 {
        let top = lane as f32 * self.lane_height;
        self.scroll_px.clamp((top + self.lane_height - self.room.height()).max(0.0), top.max(0.0))
    }
}

/// A lane's name as a person says it.
pub(super) fn lane_name(lanes: &Lanes, lane: &Lane) -> String {
    match &lane.name {
        Some(code) if lanes.by == LanesBy::Language => language_name(code),
        Some(name) => name.to_string(),
        None => lanes.by.unnamed().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_share_the_room_and_scroll_when_they_do_not_fit() {
        let room = Rect::from_min_size(pos2(0.0, 100.0), vec2(500.0, 120.0));
        let three = LaneStack::new(room, 3, 50.0);
        assert_eq!((three.rect_of(2).bottom(), three.scroll_px(), three.visible()), (220.0, 0.0, 0..3));
        let ten = LaneStack::new(room, 10, 1000.0);
        assert_eq!((ten.scroll_px(), ten.rect_of(9).bottom(), ten.visible()), (160.0, 220.0, 5..10));
        assert!(ten.scroll_to(0).abs() < f32::EPSILON);
        assert!((LaneStack::new(room, 10, 0.0).scroll_to(9) - 160.0).abs() < f32::EPSILON);
    }

    #[test]
    fn no_lanes_take_no_room() {
        let none = LaneStack::new(Rect::ZERO, 0, 10.0);
        assert_eq!((none.visible(), none.scroll_px()), (0..0, 0.0));
    }
}
