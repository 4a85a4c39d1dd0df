//! When an outlet is heard of, and when it falls silent: a line at the foot of its lane from its first article to its last,
//! broken where there is none for far longer than usual. Before and after the line nothing is known.

use super::lanes::{LaneStack, lane_name};
use super::marks::lane_color;
use super::packing::BASE_PX;
use super::viewport::Projection;
use crate::events::lanes::{DayNumber, day_of};
use crate::events::{Lane, Lanes};
use crate::time::Interval;
use crate::ui::numbers::counted;
use crate::ui::theme::{self, Tokens};
use egui::{Align2, FontId, Painter, Pos2, Rangef, Rect, Stroke, pos2};

/// A silence that is at least so wide says how long it is, in points.
const NAMED_PX: f32 = 96.0;

/// Paints the lines of the lanes in sight.
pub(super) fn paint(painter: &Painter, tokens: &Tokens, projection: Projection, stack: LaneStack, lanes: &Lanes) {
    for index in stack.visible() {
        let Some(lane) = lanes.lanes.get(index).filter(|lane| !lane.silences.is_empty()) else { continue };
        let y = foot(stack.rect_of(index)).center();
        let stroke = Stroke::new(1.5, theme::faded(lane_color(tokens, lane), 0.45));
        let Some((first, last)) = ends(lane) else { continue };
        let mut from = first;
        for &(silent, until) in &lane.silences {
            stretch(painter, projection, y, (from, silent - 1), stroke);
            from = until + 1;
            let x = projection.range_of(silent, until);
            let seen = x.intersection(projection.range());
            if seen.span() >= NAMED_PX {
                let text = format!("none for {}", counted((until - silent + 1).unsigned_abs() as usize, "day", "days"));
                let font = FontId::proportional(theme::size::TINY - 0.5);
                painter.text(pos2(seen.center(), y), Align2::CENTER_CENTER, text, font, tokens.text_weak);
            }
        }
        stretch(painter, projection, y, (from, last), stroke);
    }
}

/// The silence at a point of the foot of a lane, as a person says it, and where it is.
pub(super) fn find(projection: Projection, stack: LaneStack, lanes: &Lanes, at: Pos2) -> Option<(String, Rect)> {
    let index = stack.visible().find(|&index| foot(stack.rect_of(index)).contains(at.y))?;
    let lane = lanes.lanes.get(index)?;
    let day = projection.day_from_x(at.x).floor() as DayNumber;
    let &(first, last) = lane.silences.iter().find(|&&(first, last)| (first..=last).contains(&day))?;
    let name = lane_name(lanes, lane);
    let days = Interval::new(day_of(first), day_of(last));
    let count = counted((last - first + 1).unsigned_abs() as usize, "day", "days");
    let x = projection.range_of(first, last).intersection(projection.range());
    let text = format!("{name}: none of the articles shown from {days}, {count}");
    Some((text, Rect::from_x_y_ranges(x, foot(stack.rect_of(index)))))
}

/// The strip at the foot of a lane.
fn foot(lane: Rect) -> Rangef {
    Rangef::new(lane.bottom() - BASE_PX, lane.bottom())
}

/// The first and the last day of which an article is known.
fn ends(lane: &Lane) -> Option<(DayNumber, DayNumber)> {
    Some((lane.appearances.first()?.first_day, lane.appearances.last()?.last_day))
}

fn stretch(painter: &Painter, projection: Projection, y: f32, (first, last): (DayNumber, DayNumber), stroke: Stroke) {
    let x = projection.range_of(first, last).intersection(projection.range());
    if x.span() > 0.0 {
        painter.hline(x, painter.round_to_pixel_center(y), stroke);
    }
}
