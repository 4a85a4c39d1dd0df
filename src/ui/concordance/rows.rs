//! One hit: where it stands, the words before it, the hit, the words behind it. All hits begin at the same place.

use crate::search::{ConcordanceOrder, Occurrence, in_context};
use crate::session::Snapshot;
use crate::ui::lines::{end_of_line, line};
use crate::ui::theme::{self, size};
use egui::{Align2, FontId, Pos2, Rangef, Rect, Ui, Vec2};

/// Where the text of a heading stands in its cell.
pub(super) const LEFT: Align2 = Align2::LEFT_CENTER;
/// The same of words that end at the hit.
pub(super) const RIGHT: Align2 = Align2::RIGHT_CENTER;

/// Share of the width that says where a hit stands, and its bounds in points.
const WHERE_SHARE: f32 = 0.26;
const WHERE_LIMITS: (f32, f32) = (90.0, 250.0);
/// A day that would leave the outlet less room is left out, in points.
const LEAST_OUTLET: f32 = 84.0;
/// Share of the rest that the words before a hit have.
const LEFT_SHARE: f32 = 0.45;
/// Room for the heading of the hit, in points.
const HIT_HEADING: f32 = 52.0;
/// No character is narrower, in points: so many are read around a hit that its row is filled.
const NARROWEST_CHAR: f32 = 3.6;

/// Where the columns stand, from the left edge, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns {
    hit: f32,
    left: f32,
    width: f32,
}

impl Columns {
    /// Shares out a width.
    pub(super) fn new(width: f32) -> Self {
        let left = (width * WHERE_SHARE).clamp(WHERE_LIMITS.0, WHERE_LIMITS.1);
        Self { hit: (left + (width - left) * LEFT_SHARE).round(), left: left.round(), width }
    }

    /// Where the heading of an order stands.
    pub(super) fn heading(&self, order: ConcordanceOrder) -> (Rangef, Align2) {
        let behind = self.hit + HIT_HEADING;
        match order {
            ConcordanceOrder::Article => (Rangef::new(0.0, self.left), LEFT),
            ConcordanceOrder::Left => (Rangef::new(self.left, self.hit), RIGHT),
            ConcordanceOrder::Hit => (Rangef::new(self.hit, behind), LEFT),
            ConcordanceOrder::Right => (Rangef::new(behind, self.width.max(behind)), LEFT),
        }
    }
}

/// Paints a hit. Says how it is called.
pub(super) fn row_ui(ui: &Ui, snapshot: &Snapshot, hit: Option<Occurrence>, rect: Rect, columns: &Columns) -> String {
    let tokens = theme::tokens(ui);
    let Some(hit) = hit else { return String::new() };
    let Some(article) = snapshot.article(hit.article_id) else { return "No longer there".to_owned() };
    let outlet = article.outlet().unwrap_or("Unknown outlet").to_owned();
    let published = article.published().map_or_else(|| "undated".to_owned(), |days| days.to_string());
    let y = rect.center().y;
    let clip = |from: f32, to: f32| {
        let range = Rect::from_x_y_ranges(rect.left() + from..=rect.left() + to, rect.y_range());
        ui.painter().with_clip_rect(range.intersect(ui.clip_rect()))
    };
    let small = FontId::proportional(size::SMALL);
    let day = line(ui, &published, &small, tokens.text_weak, columns.left - 12.0);
    let whole_room = columns.left - 12.0;
    let beside_day = whole_room - day.size().x - 8.0;
    let named = line(ui, &outlet, &small, tokens.text, whole_room);
    let has_day = beside_day >= LEAST_OUTLET.min(named.size().x);
    let named = if has_day { line(ui, &outlet, &small, tokens.text, beside_day) } else { named };
    let at = Pos2::new(rect.left() + 6.0, y - named.size().y / 2.0);
    clip(0.0, columns.left).galley(at, named, tokens.text);
    if has_day {
        let at = Pos2::new(rect.left() + columns.left - 6.0 - day.size().x, y - day.size().y / 2.0);
        clip(0.0, columns.left).galley(at, day, tokens.text_weak);
    }

    let room = (columns.hit - columns.left).max(columns.width - columns.hit);
    let context = in_context(&article.text, hit.span, (room / NARROWEST_CHAR) as usize);
    let font = FontId::proportional(size::BODY);
    let left = end_of_line(ui, &context.left, &font, tokens.text_weak, columns.hit - columns.left - 8.0);
    let at = Pos2::new(rect.left() + columns.hit + 4.0 - left.size().x, y - left.size().y / 2.0);
    clip(columns.left + 6.0, columns.hit + 4.0).galley(at, left, tokens.text_weak);
    let met =
        line(ui, &context.hit, &theme::strong(size::BODY), tokens.text_strong, columns.width - columns.hit - 12.0);
    let at = Pos2::new(rect.left() + columns.hit + 6.0, y - met.size().y / 2.0);
    let behind = columns.hit + 6.0 + met.size().x;
    let ground = Rect::from_min_size(at, met.size()).expand2(Vec2::new(2.0, 1.0));
    let painter = clip(columns.hit, columns.width);
    painter.rect_filled(ground, 3.0, tokens.hit);
    painter.galley(at, met, tokens.text_strong);
    let right = line(ui, &context.right, &font, tokens.text, (columns.width - behind - 8.0).max(8.0));
    let at = Pos2::new(rect.left() + behind + 2.0, y - right.size().y / 2.0);
    clip(behind, columns.width).galley(at, right, tokens.text);
    format!("{}{}{}, {outlet}, {published}", tail(&context.left), context.hit, head(&context.right))
}

/// Characters that are spoken before and behind a hit.
const SPOKEN: usize = 60;

fn head(text: &str) -> String {
    text.chars().take(SPOKEN).collect()
}

fn tail(text: &str) -> String {
    let skipped = text.chars().count().saturating_sub(SPOKEN);
    text.chars().skip(skipped).collect()
}
