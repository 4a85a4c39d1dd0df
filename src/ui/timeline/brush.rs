//! Brushing: a stretch of days drawn over the lanes keeps the articles that refer to them, or were published in them.

use super::viewport::Projection;
use crate::events::lanes::{DayNumber, day_number, day_of};
use crate::search::Filter;
use crate::session::Action;
use crate::time::Interval;
use crate::ui::theme::{self, Tokens};
use egui::{Color32, Painter, Rangef, Rect, Stroke, pos2, vec2};

/// How near the pointer has to be to an edge to take it, in points.
const EDGE_REACH_PX: f32 = 5.0;

/// Which days a brush is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BrushAxis {
    /// Those that the articles refer to.
    #[default]
    About,
    /// Those on which they were published.
    Published,
}

impl BrushAxis {
    /// Both, in the order in which they are shown.
    pub const ALL: [Self; 2] = [Self::About, Self::Published];

    /// What is set now.
    pub fn interval(self, filter: &Filter) -> Option<Interval> {
        match self {
            Self::About => filter.about,
            Self::Published => filter.published,
        }
    }

    /// What asks for `interval`.
    pub fn action(self, interval: Option<Interval>) -> Action {
        match self {
            Self::About => Action::SetAbout(interval),
            Self::Published => Action::SetPublished(interval),
        }
    }

    /// As a person calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "Referred to",
            Self::Published => "Published",
        }
    }

    fn color(self, tokens: &Tokens) -> Color32 {
        match self {
            Self::About => tokens.accent,
            Self::Published => tokens.published,
        }
    }
}

/// An edge of a brush.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its first day.
    First,
    /// Its last day.
    Last,
}

/// A brush under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Drag {
    /// Which days it is about.
    pub axis: BrushAxis,
    /// What it covers now.
    pub interval: Interval,
    hold: Hold,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Hold {
    /// A new brush: the day where it was begun.
    New(DayNumber),
    /// One edge of a brush.
    Edge(Edge),
}

impl Drag {
    /// A new brush from `day`.
    pub fn begin(axis: BrushAxis, day: f64) -> Self {
        let day = day.floor() as DayNumber;
        Self { axis, interval: Interval::day(day_of(day)), hold: Hold::New(day) }
    }

    /// An edge of `interval` taken.
    pub fn take(axis: BrushAxis, interval: Interval, edge: Edge) -> Self {
        Self { axis, interval, hold: Hold::Edge(edge) }
    }

    /// The same with the pointer at `day`.
    pub fn to(self, day: f64) -> Self {
        let interval = match self.hold {
            Hold::New(anchor) => Interval::new(day_of(anchor), day_of(day.floor() as DayNumber)),
            Hold::Edge(Edge::First) => {
                let first = (day.round() as DayNumber).min(day_number(self.interval.last()));
                Interval::new(day_of(first), self.interval.last())
            }
            Hold::Edge(Edge::Last) => {
                let last = (day.round() as DayNumber - 1).max(day_number(self.interval.first()));
                Interval::new(self.interval.first(), day_of(last))
            }
        };
        Self { interval, ..self }
    }
}

/// Where a brush lies.
pub fn range_of(projection: Projection, interval: Interval) -> Rangef {
    projection.range_of(day_number(interval.first()), day_number(interval.last()))
}

/// The edge of a set brush at `x`; the brush that new ones are drawn for comes first.
pub fn edge_at(projection: Projection, filter: &Filter, axis: BrushAxis, x: f32) -> Option<Drag> {
    let other = BrushAxis::ALL.into_iter().filter(|other| *other != axis);
    std::iter::once(axis).chain(other).find_map(|axis| {
        let interval = axis.interval(filter)?;
        let range = range_of(projection, interval);
        let (to_first, to_last) = ((x - range.min).abs(), (x - range.max).abs());
        let edge = if to_first < to_last { Edge::First } else { Edge::Last };
        (to_first.min(to_last) <= EDGE_REACH_PX).then(|| Drag::take(axis, interval, edge))
    })
}

/// Paints a brush over the lanes in `rect`, which reaches up into the axis.
pub fn paint(painter: &Painter, tokens: &Tokens, axis: BrushAxis, x: Rangef, rect: Rect) {
    let color = axis.color(tokens);
    let sight = rect.x_range();
    let shown = Rect::from_x_y_ranges(Rangef::new(x.min.max(sight.min), x.max.min(sight.max)), rect.y_range());
    if shown.width() <= 0.0 {
        return;
    }
    painter.rect_filled(shown, 0.0, theme::faded(color, 0.13));
    // A firm line along the axis, for brushes in lanes full of marks.
    painter.rect_filled(shown.with_max_y(shown.top() + 1.0).translate(vec2(0.0, -1.0)), 0.0, color);
    for edge in [x.min, x.max].into_iter().filter(|edge| sight.expand(1.0).contains(*edge)) {
        painter.vline(painter.round_to_pixel_center(edge), rect.y_range(), Stroke::new(1.0, color));
        let grip = Rect::from_center_size(pos2(edge, rect.center().y), vec2(5.0, 22.0_f32.min(rect.height() * 0.4)));
        painter.rect_filled(grip, 2.5, color);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brush_covers_whole_days_whichever_way_it_is_drawn() {
        let day = |number: DayNumber| day_of(number);
        let right = Drag::begin(BrushAxis::About, 738_000.7).to(738_003.2);
        assert_eq!(right.interval, Interval::new(day(738_000), day(738_003)));
        let left = Drag::begin(BrushAxis::About, 738_003.2).to(738_000.7);
        assert_eq!(left.interval, right.interval);
    }

    #[test]
    fn an_edge_never_passes_the_other() {
        let brush = Interval::new(day_of(738_000), day_of(738_010));
        let first = Drag::take(BrushAxis::About, brush, Edge::First).to(738_050.0);
        assert_eq!(first.interval, Interval::day(day_of(738_010)));
        let last = Drag::take(BrushAxis::About, brush, Edge::Last).to(738_004.9);
        assert_eq!(last.interval, Interval::new(day_of(738_000), day_of(738_004)));
    }
}
