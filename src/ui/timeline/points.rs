//! The marks of the plane arranged: where each stands by the days it refers to (across) and the days its article appeared on
//! (down), drawn one by one, or counted in small squares where there are too many.

use super::viewport::Projection;
use crate::events::Lanes;
use crate::events::lanes::Mark;
use crate::events::middles::Middles;
use egui::{Pos2, Rangef, Rect, Vec2, vec2};

/// So many marks are drawn one by one at most.
pub(super) const MOST_SINGLE: usize = 10_000;
/// Size of a mark of one day published on one day, in points.
const DOT_PX: f32 = 7.0;
/// Edge of a square in which marks are counted, in points.
pub(super) const CELL_PX: f32 = 4.0;
/// How far beside a mark the pointer still finds it, in points.
const REACH_PX: f32 = 3.0;

/// A mark with its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// The lane's number.
    pub(super) lane: usize,
    /// The mark's number in it.
    pub(super) index: usize,
    /// Where it stands: a dot, or as wide and as high as the days are vague.
    pub(super) rect: Rect,
}

/// Marks counted in squares of [`CELL_PX`].
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Counted {
    /// Squares from left to right.
    pub(super) columns: usize,
    /// Marks by square, row by row from the top.
    pub(super) counts: Vec<u32>,
    /// The most that a square has.
    pub(super) most: u32,
}

/// What is in sight of the plane, arranged.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum PlanePicture {
    /// One by one, the widest first.
    Single(Vec<Placed>),
    /// Counted.
    Counted(Counted),
}

impl Default for PlanePicture {
    fn default() -> Self {
        Self::Single(Vec::new())
    }
}

/// Days to points across and down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Plane {
    /// The days referred to, from left to right.
    pub(super) x: Projection,
    /// The days of publication, from top to bottom.
    pub(super) y: Projection,
}

impl Plane {
    /// Where it is.
    pub(super) fn rect(self) -> Rect {
        Rect::from_x_y_ranges(self.x.range(), self.y.range())
    }

    /// Where a mark stands; nothing where its article has no date.
    pub(super) fn place(self, mark: &Mark) -> Option<Rect> {
        let (first, last) = mark.published?;
        let (x, y) = (self.x.range_of(mark.first_day, mark.last_day), self.y.range_of(first, last));
        let at_least = |range: Rangef| {
            if range.span() < DOT_PX { Rangef::point(range.center()).expand(DOT_PX / 2.0) } else { range }
        };
        // A day that is wider than a dot holds one dot, not a bar.
        let dot = |range: Rangef, is_day: bool| {
            if is_day { Rangef::point(range.center()).expand(DOT_PX / 2.0) } else { at_least(range) }
        };
        Some(Rect::from_x_y_ranges(dot(x, mark.first_day == mark.last_day), dot(y, first == last)))
    }
}

/// Arranges what is in sight.
pub(super) fn arrange(lanes: &Lanes, plane: Plane) -> PlanePicture {
    let counted = count(plane, &lanes.middles);
    if counted.counts.iter().map(|&count| count as usize).sum::<usize>() > MOST_SINGLE {
        return PlanePicture::Counted(counted);
    }
    let (first, last) = plane.x.viewport().day_range();
    let (from, to) = plane.y.viewport().day_range();
    let is_in_sight = |mark: &Mark| mark.published.is_some_and(|(first, last)| last >= from && first <= to);
    let in_sight = lanes.lanes.iter().enumerate().flat_map(|(lane, marks)| {
        let seen = marks.marks_in(first, last).filter(|(_, mark)| is_in_sight(mark));
        seen.filter_map(move |(index, mark)| Some(Placed { lane, index, rect: plane.place(mark)? }))
    });
    // Wide ones reach into sight from a middle that is not: of them there can be more.
    let mut placed: Vec<Placed> = in_sight.take(MOST_SINGLE + 1).collect();
    if placed.len() > MOST_SINGLE {
        return PlanePicture::Counted(counted);
    }
    placed.sort_by(|a, b| b.rect.area().total_cmp(&a.rect.area()).then((a.lane, a.index).cmp(&(b.lane, b.index))));
    PlanePicture::Single(placed)
}

/// Counts marks by the middles of their days. What lies in the same half of a square is not told apart.
fn count(plane: Plane, middles: &Middles) -> Counted {
    let rect = plane.rect();
    let (columns, rows) = ((rect.width() / CELL_PX).ceil() as usize, (rect.height() / CELL_PX).ceil() as usize);
    let mut counts = vec![0_u32; columns * rows];
    let (across, down) = (Scale::new(plane.x), Scale::new(plane.y));
    let half_square = across.days_of_square().min(down.days_of_square());
    let viewport = plane.x.viewport();
    for place in middles.within(viewport.first(), viewport.end(), half_square) {
        let (x, y) = (across.cell(place.about), down.cell(place.published));
        if (0.0..columns as f64).contains(&x)
            && (0.0..rows as f64).contains(&y)
            && let Some(slot) = counts.get_mut(y as usize * columns + x as usize)
        {
            *slot += place.count;
        }
    }
    let most = counts.iter().copied().max().unwrap_or_default();
    Counted { columns, counts, most }
}

/// Days to squares: what a projection does, made ready for a million marks.
struct Scale {
    first: f64,
    per_day: f64,
}

impl Scale {
    fn new(projection: Projection) -> Self {
        let per_day = f64::from(projection.range().span()) / projection.viewport().days() / f64::from(CELL_PX);
        Self { first: projection.viewport().first(), per_day }
    }

    /// Days that a square is wide: as many half days as half of it.
    fn days_of_square(&self) -> f64 {
        1.0 / self.per_day
    }

    /// The square of a middle, which is twice as large as day numbers are, and how far into it.
    fn cell(&self, middle: i32) -> f64 {
        (f64::from(middle) / 2.0 - self.first) * self.per_day
    }
}

/// What lies under the pointer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Found {
    /// One mark.
    Mark(Placed),
    /// A square that holds so many.
    Square(u32, Rect),
}

impl PlanePicture {
    /// What lies at `at`: the smallest of the marks there.
    pub(super) fn find(&self, plane: Plane, at: Pos2) -> Option<Found> {
        match self {
            Self::Single(placed) => {
                let here = placed.iter().filter(|one| one.rect.expand(REACH_PX).contains(at));
                let nearest = here.min_by(|a, b| {
                    (a.rect.area(), a.rect.center().distance_sq(at))
                        .partial_cmp(&(b.rect.area(), b.rect.center().distance_sq(at)))
                        .unwrap_or(std::cmp::Ordering::Equal)
                });
                nearest.copied().map(Found::Mark)
            }
            Self::Counted(counted) => {
                let offset: Vec2 = (at - plane.rect().min) / CELL_PX;
                if offset.x < 0.0 || offset.y < 0.0 || offset.x as usize >= counted.columns {
                    return None;
                }
                let (column, row) = (offset.x as usize, offset.y as usize);
                let count = counted.counts.get(row * counted.columns + column).copied().filter(|count| *count > 0)?;
                let min = plane.rect().min + vec2(column as f32, row as f32) * CELL_PX;
                Some(Found::Square(count, Rect::from_min_size(min, Vec2::splat(CELL_PX))))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::viewport::Viewport;
    use super::*;
    use crate::corpus::ArticleId;
    use crate::events::{Lane, MentionRef};
    use crate::time::Precision;
    use egui::pos2;

    fn mark(number: u32, day: i32, published: Option<(i32, i32)>) -> Mark {
        Mark {
            mention: MentionRef { article_id: ArticleId(number), index: 0 },
            first_day: day,
            last_day: day,
            precision: Precision::Day,
            published,
            event_id: None,
            is_ahead: false,
        }
    }

    fn lanes(marks: Vec<Mark>) -> Lanes {
        let middles = Middles::new(marks.iter().filter_map(Mark::middles).collect());
        Lanes { lanes: vec![Lane::new(marks, Vec::new())], middles, ..Lanes::default() }
    }

    /// A hundred days a side, four points a day.
    fn plane() -> Plane {
        let view = Viewport::new(1000.0, 100.0);
        let side = Rangef::new(0.0, 400.0);
        Plane { x: Projection::new(view, side), y: Projection::new(view, side) }
    }

    #[test]
    fn what_is_of_the_day_stands_on_the_diagonal_memory_below_and_announcements_above() {
        let news = plane().place(&mark(0, 1050, Some((1050, 1050)))).expect("dated").center();
        assert!((news.x - news.y).abs() < 0.01);
        let memory = plane().place(&mark(0, 1020, Some((1050, 1050)))).expect("dated").center();
        assert!(memory.y > memory.x);
        let announced = plane().place(&mark(0, 1080, Some((1050, 1050)))).expect("dated").center();
        assert!(announced.y < announced.x);
        assert_eq!(plane().place(&mark(0, 1050, None)), None, "an article without a date has no place");
    }

    #[test]
    fn many_marks_are_counted_each_once_and_found_by_their_square() {
        let few = lanes((0..100).map(|number| mark(number, 1000 + number as i32, Some((1000, 1000)))).collect());
        assert!(matches!(arrange(&few, plane()), PlanePicture::Single(placed) if placed.len() == 100));
        let many = lanes((0..=MOST_SINGLE as u32).map(|number| mark(number, 1010, Some((1020, 1020)))).collect());
        let picture = arrange(&many, plane());
        let PlanePicture::Counted(counted) = &picture else { panic!("counted") };
        assert_eq!(counted.counts.iter().sum::<u32>() as usize, MOST_SINGLE + 1);
        assert!(
            matches!(picture.find(plane(), pos2(42.0, 82.0)), Some(Found::Square(count, _)) if count == counted.most)
        );
        assert_eq!(picture.find(plane(), pos2(2.0, 2.0)), None);
    }

    #[test]
    fn the_smallest_of_the_marks_under_the_pointer_is_found() {
        let year = Mark { first_day: 900, last_day: 1200, ..mark(0, 0, Some((1050, 1050))) };
        let lanes = lanes(vec![year, mark(1, 1050, Some((1050, 1050)))]);
        let picture = arrange(&lanes, plane());
        let index = |at| match picture.find(plane(), at) {
            Some(Found::Mark(placed)) => Some(placed.index),
            _ => None,
        };
        assert_eq!(index(pos2(202.0, 202.0)), Some(1));
        assert_eq!(index(pos2(100.0, 202.0)), Some(0));
        assert_eq!(index(pos2(100.0, 100.0)), None);
    }
}
