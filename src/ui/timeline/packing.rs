//! The marks of one lane, arranged: each in a sub-row of its own with room for words, or close together, or counted.
//!
//! Three ways, the first that holds everything in sight:
//! 1. few marks: high rows, each mark followed by the words it stands for, as far as the next mark lets them;
//! 2. more: low rows; a mark that finds no free row is piled on the one that it meets there;
//! 3. many: columns of a histogram for what is short, and a shade for what is long.

use super::viewport::Projection;
use crate::events::Lane;
use crate::events::lanes::{Appearance, Mark};
use crate::events::spans::Columns;
use egui::{Rangef, Rect};

/// A mark narrower than this is drawn as a dot, in points.
const DOT_PX: f32 = 8.0;
/// Room kept free for publication dates along the lower border of a lane.
pub const BASE_PX: f32 = 9.0;
/// Room kept free along its upper border.
const TOP_PX: f32 = 3.0;
/// Height of a row with words.
const WORD_ROW_PX: f32 = 17.0;
/// Least and greatest height of a row without.
const ROW_PX: Rangef = Rangef { min: 9.0, max: 12.0 };
/// Between two marks of a row.
const GAP_PX: f32 = 3.0;
/// Words need this much room to be worth it.
const LEAST_WORDS_PX: f32 = 34.0;
/// Words are tried with no more marks than this in a lane.
const MOST_WITH_WORDS: usize = 60;
/// More marks than this in a lane are counted, not drawn.
const MOST_DRAWN: usize = 1200;
/// So many marks may be piled before the lane is counted; or this share of it.
const MOST_PILED: usize = 12;
const MOST_PILED_SHARE: f32 = 0.35;
/// Width of a column of the histogram.
pub const COLUMN_PX: f32 = 3.0;
/// Publication dates are drawn one by one while they have this much room each, in points.
const APPEARANCE_PX: f32 = 9.0;

/// One mark in its place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placed {
    /// Its index in [`Lane::marks`].
    pub index: usize,
    /// Where.
    pub rect: Rect,
    /// True for a mark too short to have a width.
    pub is_dot: bool,
    /// How many more marks lie under it.
    pub piled: u32,
    /// Room for its words.
    pub words: Option<Rangef>,
}

/// How many marks there are in each column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Density {
    /// Marks that are shorter than a column or not much longer, by column.
    pub short: Vec<u32>,
    /// Longer marks that cover the column.
    pub long: Vec<u32>,
}

/// One lane, arranged.
#[derive(Clone, Debug, PartialEq)]
pub struct LanePicture {
    /// Which lane.
    pub lane: usize,
    /// Where.
    pub rect: Rect,
    /// Marks drawn one by one; none where `density` stands.
    pub marks: Vec<Placed>,
    /// Marks counted.
    pub density: Option<Density>,
    /// Publication dates drawn one by one: index and place.
    pub appearances: Vec<(usize, Rangef)>,
    /// Publication dates counted, by column; empty where they are drawn.
    pub appearance_columns: Vec<u32>,
}

/// Arranges what is in sight of a lane. `range` of the projection is the lane's width.
pub fn arrange(lane_index: usize, lane: &Lane, projection: Projection, rect: Rect) -> LanePicture {
    let (first, last) = projection.viewport().day_range();
    let mut picture = LanePicture {
        lane: lane_index,
        rect,
        marks: Vec::new(),
        density: None,
        appearances: Vec::new(),
        appearance_columns: Vec::new(),
    };
    arrange_appearances(&mut picture, lane, projection, (first, last));
    if lane.mark_spans.reaching_count(first, last) > MOST_DRAWN {
        picture.density = Some(count(projection, lane));
        return picture;
    }
    let mut items: Vec<Item> =
        lane.marks_in(first, last).map(|(index, mark)| Item::new(index, mark, projection)).collect();
    items.sort_by(|a, b| {
        a.span.min.total_cmp(&b.span.min).then(b.span.max.total_cmp(&a.span.max)).then(a.index.cmp(&b.index))
    });
    let room = Rangef::new(rect.top() + TOP_PX, rect.bottom() - BASE_PX);
    match with_words(&items, room, projection).or_else(|| in_low_rows(&items, room)) {
        Some(marks) => picture.marks = marks,
        None => picture.density = Some(count(projection, lane)),
    }
    picture
}

/// A mark that wants a place.
struct Item {
    index: usize,
    /// Where it would stand by itself.
    span: Rangef,
    /// How far right it may be moved: the end of its day.
    end: f32,
    is_dot: bool,
}

impl Item {
    fn new(index: usize, mark: &Mark, projection: Projection) -> Self {
        let days = projection.range_of(mark.first_day, mark.last_day);
        let is_day = mark.first_day == mark.last_day;
        if !is_day && days.span() >= DOT_PX {
            let sight = projection.range().expand(2.0 * DOT_PX);
            let span = Rangef::new(days.min.max(sight.min), days.max.min(sight.max));
            return Self { index, span: span.shrink(0.5), end: span.max, is_dot: false };
        }
        let left = if days.span() > 2.5 * DOT_PX { days.min + 3.0 } else { days.center() - DOT_PX / 2.0 };
        let span = Rangef::new(left, left + DOT_PX);
        Self { index, span, end: days.max.max(span.max), is_dot: true }
    }
}

/// Rows from the bottom up, each with the end of what stands in it.
struct Rows {
    ends: Vec<f32>,
    last: Vec<usize>,
}

impl Rows {
    fn new(count: usize) -> Self {
        Self { ends: vec![f32::NEG_INFINITY; count], last: vec![usize::MAX; count] }
    }

    /// The row for an item and where in it; the item is moved right within its day if that helps.
    fn find(&self, item: &Item, may_bar_take: usize) -> Option<(usize, f32)> {
        let rows = if item.is_dot { self.ends.len() } else { may_bar_take };
        let free = self.ends.iter().take(rows).position(|end| end + GAP_PX <= item.span.min);
        if let Some(row) = free {
            return Some((row, item.span.min));
        }
        let (row, end) = self.ends.iter().enumerate().take(rows).min_by(|a, b| a.1.total_cmp(b.1))?;
        let moved = end + GAP_PX;
        (item.is_dot && moved + item.span.span() <= item.end).then_some((row, moved))
    }

    fn take(&mut self, row: usize, end: f32, placed: usize) {
        if let (Some(known_end), Some(last)) = (self.ends.get_mut(row), self.last.get_mut(row)) {
            *known_end = end;
            *last = placed;
        }
    }
}

fn row_rect(room: Rangef, row: usize, row_px: f32, height: f32, x: Rangef) -> Rect {
    let top = room.max - (row + 1) as f32 * row_px + (row_px - height) / 2.0;
    Rect::from_x_y_ranges(x, Rangef::new(top.round(), top.round() + height))
}

fn with_words(items: &[Item], room: Rangef, projection: Projection) -> Option<Vec<Placed>> {
    let row_count = (room.span() / WORD_ROW_PX).floor().max(1.0) as usize;
    if items.len() > MOST_WITH_WORDS {
        return None;
    }
    let mut rows = Rows::new(row_count);
    let mut placed: Vec<Placed> = Vec::with_capacity(items.len());
    let words_end = projection.range().max - GAP_PX;
    for item in items {
        let (row, left) = rows.find(item, row_count)?;
        let x = Rangef::new(left, left + item.span.span());
        let before = rows.last.get(row).copied().unwrap_or(usize::MAX);
        if let Some(words) = placed.get_mut(before).and_then(|before| before.words.as_mut()) {
            words.max = x.min - 2.0 * GAP_PX;
        }
        let sight_left = x.min.max(projection.range().min);
        let words_left =
            if !item.is_dot && x.max - sight_left >= 3.0 * LEAST_WORDS_PX { sight_left + 6.0 } else { x.max + 5.0 };
        let height = if item.is_dot { DOT_PX } else { WORD_ROW_PX - 3.0 };
        rows.take(row, x.max, placed.len());
        let rect = row_rect(room, row, WORD_ROW_PX, height, x);
        let words = Some(Rangef::new(words_left, words_end));
        placed.push(Placed { index: item.index, rect, is_dot: item.is_dot, piled: 0, words });
    }
    for mark in &mut placed {
        mark.words = mark.words.filter(|words| words.span() >= LEAST_WORDS_PX);
    }
    Some(placed)
}

fn in_low_rows(items: &[Item], room: Rangef) -> Option<Vec<Placed>> {
    let row_count = (room.span() / ROW_PX.min).floor().max(1.0) as usize;
    let bar_rows = if items.iter().any(|item| item.is_dot) { (row_count - 1).max(1) } else { row_count };
    let mut rows = Rows::new(row_count);
    let mut placed: Vec<(usize, Placed)> = Vec::with_capacity(items.len());
    let mut piled = 0_usize;
    for item in items {
        let Some((row, left)) = rows.find(item, bar_rows) else {
            piled += 1;
            let under = rows
                .last
                .iter()
                .filter_map(|&last| placed.get(last))
                .position(|(_, under)| under.is_dot == item.is_dot);
            let last = rows.last.get(under.unwrap_or(0)).copied().unwrap_or(usize::MAX);
            if let Some((_, under)) = placed.get_mut(last) {
                under.piled += 1;
            }
            continue;
        };
        let x = Rangef::new(left, left + item.span.span());
        rows.take(row, x.max, placed.len());
        let rect = Rect::from_x_y_ranges(x, Rangef::point(0.0));
        placed.push((row, Placed { index: item.index, rect, is_dot: item.is_dot, piled: 0, words: None }));
    }
    if piled > MOST_PILED && piled as f32 > MOST_PILED_SHARE * items.len() as f32 {
        return None;
    }
    let used = placed.iter().map(|(row, _)| row + 1).max().unwrap_or(1);
    let row_px = ROW_PX.clamp(room.span() / used as f32);
    let place = |(row, mark): (usize, Placed)| {
        let height = if mark.is_dot { DOT_PX } else { DOT_PX - 2.0 };
        Placed { rect: row_rect(room, row, row_px, height, mark.rect.x_range()), ..mark }
    };
    Some(placed.into_iter().map(place).collect())
}

/// The columns of the histogram over what is in sight.
fn columns(projection: Projection) -> Columns {
    Columns {
        first: projection.viewport().first(),
        days: f64::from(COLUMN_PX / projection.day_px()),
        count: (projection.range().span() / COLUMN_PX).ceil() as usize + 1,
    }
}

fn count(projection: Projection, lane: &Lane) -> Density {
    let columns = columns(projection);
    let mut density = Density { short: vec![0; columns.count], long: vec![0; columns.count] };
    lane.mark_spans.count_columns(columns, &mut density.short, &mut density.long);
    density
}

fn arrange_appearances(picture: &mut LanePicture, lane: &Lane, projection: Projection, days: (i32, i32)) {
    let most = (projection.range().span() / APPEARANCE_PX) as usize;
    if lane.appearance_spans.reaching_count(days.0, days.1) <= most {
        let range_of = |(index, appearance): (usize, &Appearance)| {
            (index, projection.range_of(appearance.first_day, appearance.last_day))
        };
        picture.appearances = lane.appearances_in(days.0, days.1).map(range_of).collect();
        return;
    }
    let columns = columns(projection);
    picture.appearance_columns = vec![0; columns.count];
    lane.appearance_spans.count_middles(columns, &mut picture.appearance_columns);
}
