//! Painting arranged lanes: all marks of all lanes in one mesh, then the few words.

use super::packing::{BASE_PX, COLUMN_PX, Density, LanePicture, Placed};
use super::shapes;
use super::viewport::Projection;
use crate::corpus::ArticleId;
use crate::events::lanes::Mark;
use crate::events::{EventId, Lane, MentionRef};
use crate::text::visual;
use crate::ui::Hover;
use crate::ui::theme::{self, Tokens};
use egui::text::{LayoutJob, TextFormat};
use egui::{Align2, Color32, FontId, Mesh, Painter, Pos2, Rangef, Rect, Stroke, pos2};

/// Words that do not fit are cut only where this much room is left, in points: "31 D…" says nothing.
const LEAST_CUT_PX: f32 = 90.0;
/// Marks of what was still to come are hollow: width of their rim, in points, and how solid it is at least.
const RIM_PX: f32 = 1.5;
const LEAST_RIM: f32 = 0.6;

/// Of the marks that are counted in a lane, so many are lit at most.
const MOST_LIT: usize = 400;

/// What is lit up, the rest being dimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Light {
    /// Nothing in particular.
    Even,
    /// All mentions of one event.
    Event(EventId),
    /// One mention.
    Mention(MentionRef),
    /// All marks of one article.
    Article(ArticleId),
}

impl Light {
    /// What the pointer rests on, here or in another panel.
    pub fn of(hover: Hover) -> Self {
        match hover {
            Hover { event_id: Some(event_id), .. } => Self::Event(event_id),
            Hover { mention: Some(mention), .. } => Self::Mention(mention),
            Hover { article_id: Some(article_id), .. } => Self::Article(article_id),
            Hover { .. } => Self::Even,
        }
    }

    pub(super) fn lights(self, mark: &Mark) -> bool {
        match self {
            Self::Even => true,
            Self::Event(event_id) => mark.event_id == Some(event_id),
            Self::Mention(mention) => mark.mention == mention,
            Self::Article(article_id) => mark.mention.article_id == article_id,
        }
    }

    /// How much of a mark that is not lit is left.
    pub(super) fn dim(self) -> f32 {
        match self {
            Self::Even => 1.0,
            Self::Mention(_) => 0.55,
            Self::Event(_) | Self::Article(_) => 0.28,
        }
    }
}

/// The colour of a lane: its outlet's own, whatever the filters leave.
pub fn lane_color(tokens: &Tokens, lane: &Lane) -> Color32 {
    tokens.lanes.get(lane.rank % tokens.lanes.len()).copied().unwrap_or(tokens.accent)
}

/// How solid a mark of so many days is: the wider, the fainter.
fn solidity(mark: &Mark) -> f32 {
    match mark.last_day - mark.first_day + 1 {
        ..=1 => 1.0,
        2..=7 => 0.72,
        8..=31 => 0.52,
        32..=200 => 0.4,
        201..=800 => 0.3,
        _ => 0.22,
    }
}

/// Paints lanes with everything in them but words.
#[derive(Debug)]
pub struct MarkPainter<'a> {
    /// The colours.
    pub tokens: &'static Tokens,
    /// What is lit.
    pub light: Light,
    /// Days to points.
    pub projection: Projection,
    /// The lanes by number.
    pub lanes: &'a [Lane],
}

impl MarkPainter<'_> {
    /// All marks of these lanes as one mesh.
    pub fn mesh(&self, pictures: &[LanePicture]) -> Mesh {
        let mut mesh = Mesh::default();
        for picture in pictures {
            let Some(lane) = self.lanes.get(picture.lane) else { continue };
            self.add_appearances(&mut mesh, picture, lane);
            if let Some(density) = &picture.density {
                self.add_density(&mut mesh, picture, lane, density);
                self.add_lit(&mut mesh, picture, lane);
            }
            // Wide ones first, so that a dot on a bar is seen.
            for is_dot in [false, true] {
                for placed in picture.marks.iter().filter(|placed| placed.is_dot == is_dot) {
                    self.add_mark(&mut mesh, lane, placed);
                }
            }
        }
        mesh
    }

    fn add_mark(&self, mesh: &mut Mesh, lane: &Lane, placed: &Placed) {
        let Some(mark) = lane.marks.get(placed.index) else { return };
        let color = lane_color(self.tokens, lane);
        let is_lit = self.light.lights(mark);
        let share = solidity(mark) * if is_lit { 1.0 } else { self.light.dim() };
        if placed.is_dot {
            if is_lit && self.light != Light::Even {
                shapes::pill(mesh, placed.rect.expand(3.0), 20.0, theme::faded(color, 0.3));
            }
            if placed.piled > 0 {
                let above = placed.rect.translate(egui::vec2(2.0, -2.0));
                shapes::pill(mesh, above, 20.0, theme::faded(color, 0.45 * share));
            }
            shapes::pill(mesh, placed.rect, 20.0, theme::faded(color, share));
            if mark.is_ahead {
                shapes::pill(mesh, placed.rect.shrink(RIM_PX), 20.0, self.tokens.content);
            }
            return;
        }
        let share = if is_lit && self.light != Light::Even { (share * 1.4).min(0.66) } else { share };
        if mark.is_ahead {
            let rim = if is_lit { LEAST_RIM } else { LEAST_RIM * self.light.dim() };
            shapes::pill(mesh, placed.rect, 3.0, theme::faded(color, share.max(rim)));
            shapes::pill(mesh, placed.rect.shrink(RIM_PX), 2.0, self.tokens.content);
            return;
        }
        shapes::pill(mesh, placed.rect, 3.0, theme::faded(color, share));
    }

    fn add_density(&self, mesh: &mut Mesh, picture: &LanePicture, lane: &Lane, density: &Density) {
        let color = lane_color(self.tokens, lane);
        let share = if self.light == Light::Even { 1.0 } else { self.light.dim().max(0.4) };
        let base = picture.rect.bottom() - BASE_PX;
        let room = (base - picture.rect.top() - 4.0).max(4.0);
        let left = self.projection.range().min;
        let most = |counts: &[u32]| counts.iter().copied().max().unwrap_or(0).max(1) as f32;
        let columns = [(&density.long, 0.22, COLUMN_PX), (&density.short, 0.95, COLUMN_PX - 1.0)];
        let scale = most(&density.long).max(most(&density.short)).sqrt();
        for (counts, solid, width) in columns {
            for (column, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
                let height = (f32::sqrt(count as f32) / scale * room).max(2.5);
                let x = left + column as f32 * COLUMN_PX;
                shapes::block(mesh, x, x + width, base - height, base, theme::faded(color, solid * share));
            }
        }
    }

    /// Lit marks in a lane whose marks are counted: full-height lines.
    fn add_lit(&self, mesh: &mut Mesh, picture: &LanePicture, lane: &Lane) {
        let (first, last) = self.projection.viewport().day_range();
        let color = lane_color(self.tokens, lane);
        let y = Rangef::new(picture.rect.top() + 3.0, picture.rect.bottom() - BASE_PX);
        let lit: Box<dyn Iterator<Item = &Mark>> = match self.light {
            Light::Even => return,
            Light::Event(event_id) => Box::new(lane.marks_of_event(event_id)),
            Light::Article(article_id) => Box::new(lane.marks_of_article(article_id)),
            Light::Mention(mention) => {
                Box::new(lane.mark_of(mention).and_then(|index| lane.marks.get(index)).into_iter())
            }
        };
        let in_sight = lit.filter(|mark| mark.first_day <= last && mark.last_day >= first);
        for mark in in_sight.take(MOST_LIT) {
            let x = self.projection.range_of(mark.first_day, mark.last_day);
            if mark.first_day == mark.last_day || x.span() < 4.0 {
                shapes::block(mesh, x.center() - 1.0, x.center() + 1.0, y.min, y.max, color);
            } else {
                shapes::block(mesh, x.min, x.max, y.max - 5.0, y.max, theme::faded(color, 0.7));
            }
        }
    }

    fn add_appearances(&self, mesh: &mut Mesh, picture: &LanePicture, lane: &Lane) {
        let color = self.tokens.published;
        let y = picture.rect.bottom() - BASE_PX / 2.0;
        let scale = picture.appearance_columns.iter().copied().max().unwrap_or(0).max(1) as f32;
        for (column, &count) in picture.appearance_columns.iter().enumerate().filter(|(_, count)| **count > 0) {
            let height = 2.0 + 5.0 * (count as f32 / scale).sqrt();
            let x = self.projection.range().min + column as f32 * COLUMN_PX;
            shapes::block(mesh, x, x + COLUMN_PX - 1.0, y + 3.5 - height, y + 3.5, theme::faded(color, 0.75));
        }
        for &(index, x) in &picture.appearances {
            let Some(appearance) = lane.appearances.get(index) else { continue };
            let is_lit = match self.light {
                Light::Even => true,
                Light::Article(article_id) => appearance.article_id == article_id,
                Light::Mention(mention) => appearance.article_id == mention.article_id,
                Light::Event(_) => false,
            };
            let color = theme::faded(color, if is_lit { 1.0 } else { 0.4 });
            if appearance.first_day < appearance.last_day && x.span() > 10.0 {
                let bar = Rect::from_x_y_ranges(x, Rangef::new(y - 1.0, y + 1.0));
                shapes::pill(mesh, bar, 1.0, theme::faded(color, 0.6));
            }
            shapes::diamond(mesh, pos2(x.center(), y), 4.0, color, self.tokens.content);
        }
    }

    /// The words beside marks, where there is room for them.
    pub fn paint_words(&self, painter: &Painter, picture: &LanePicture, words_of: impl Fn(&Mark, bool) -> String) {
        let Some(lane) = self.lanes.get(picture.lane) else { return };
        let font = FontId::proportional(theme::size::SMALL - 0.5);
        for placed in &picture.marks {
            let (Some(room), Some(mark)) = (placed.words, lane.marks.get(placed.index)) else { continue };
            let share = if self.light.lights(mark) { 1.0 } else { self.light.dim().max(0.4) };
            let text = visual(&words_of(mark, room.span() >= 150.0)).into_owned();
            let color = theme::faded(self.tokens.text, share);
            let mut job = LayoutJob::single_section(text, TextFormat::simple(font.clone(), color));
            job.wrap = egui::text::TextWrapping::truncate_at_width(room.span());
            let galley = painter.layout_job(job);
            if galley.elided && room.span() < LEAST_CUT_PX {
                continue;
            }
            let top = placed.rect.center().y - galley.size().y / 2.0;
            painter.galley(pos2(room.min.round(), top.round()), galley, color);
        }
        for placed in picture.marks.iter().filter(|placed| placed.piled > 0 && placed.rect.width() >= 26.0) {
            let more = format!("+{}", placed.piled);
            let at = placed.rect.right_center() - egui::vec2(3.0, 0.0);
            painter.text(at, Align2::RIGHT_CENTER, more, FontId::proportional(9.5), self.tokens.text);
        }
    }
}

/// A ring around the mark that the keyboard is on.
pub fn paint_ring(painter: &Painter, tokens: &Tokens, rect: Rect) {
    let ring = rect.expand(3.0);
    painter.rect_stroke(ring, 6.0, Stroke::new(2.0, tokens.accent), egui::StrokeKind::Middle);
}

/// Where a mark is that is not drawn by itself: the whole height of its lane.
pub fn counted_rect(projection: Projection, picture_rect: Rect, mark: &Mark) -> Rect {
    let x = projection.range_of(mark.first_day, mark.last_day);
    let x = if x.span() < 6.0 { Rangef::point(x.center()).expand(3.0) } else { x };
    let sight = projection.range();
    let x = Rangef::new(x.min.clamp(sight.min, sight.max), x.max.clamp(sight.min, sight.max));
    Rect::from_x_y_ranges(x, Rangef::new(picture_rect.top() + 3.0, picture_rect.bottom() - BASE_PX))
}

/// What lies at a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hit {
    /// A mark: its index in the lane, and its place.
    Mark(usize, usize, Rect),
    /// So many marks that are counted, in these days.
    Column {
        /// How many.
        count: u32,
        /// The middle of the column.
        x: f32,
    },
    /// A publication date: its index in the lane, and its place.
    Appearance(usize, usize, Rect),
}

/// How near the pointer has to be to a mark, in points.
const REACH_PX: f32 = 6.0;

/// What lies at `at` or near it, the nearest first.
pub fn hit(pictures: &[LanePicture], projection: Projection, at: Pos2) -> Option<Hit> {
    let picture = pictures.iter().find(|picture| picture.rect.y_range().contains(at.y))?;
    let nearest = picture
        .marks
        .iter()
        // A dot wins over the bar behind it.
        .map(|placed| (placed.rect.distance_to_pos(at) + if placed.is_dot { 0.0 } else { 1.0 }, placed))
        .filter(|(distance, _)| *distance <= REACH_PX)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    let y = picture.rect.bottom() - BASE_PX / 2.0;
    let appearance = picture
        .appearances
        .iter()
        .map(|&(index, x)| {
            (
                pos2(x.center(), y).distance(at),
                index,
                Rect::from_center_size(pos2(x.center(), y), egui::Vec2::splat(8.0)),
            )
        })
        .filter(|(distance, ..)| *distance <= REACH_PX)
        .min_by(|a, b| a.0.total_cmp(&b.0));
    match (nearest, appearance) {
        (Some((near, _)), Some((nearer, index, rect))) if nearer < near => {
            return Some(Hit::Appearance(picture.lane, index, rect));
        }
        (Some((_, placed)), _) => return Some(Hit::Mark(picture.lane, placed.index, placed.rect)),
        (None, Some((_, index, rect))) => return Some(Hit::Appearance(picture.lane, index, rect)),
        (None, None) => {}
    }
    let density = picture.density.as_ref()?;
    let column = ((at.x - projection.range().min) / COLUMN_PX).max(0.0) as usize;
    let near = column.saturating_sub(1)..=column + 1;
    let count: u32 = near.filter_map(|column| density.short.get(column)).sum();
    let count = count + density.long.get(column).copied().unwrap_or(0);
    (count > 0).then_some(Hit::Column { count, x: at.x })
}
