//! What the reader remembers of one column: its text as cut into blocks, the place of reading, what is selected.

use super::blocks::{Folds, block_at};
use super::document::Document;
use super::flow::Flow;
use super::glyphs::{PlacedBlock, estimated_height, lay_out, room_before};
use super::keys::stepped;
use crate::corpus::{Article, ArticleId};
use crate::text::{Span, occurrences};
use crate::ui::theme::{self, Tokens};
use egui::{Painter, Pos2, Rect, pos2};
use std::sync::Arc;

/// Room at each side of the text, for the bars of linked passages, in points.
const SIDE_ROOM: f32 = 22.0;
/// A passage that is jumped to stands this share of the height below the top.
const JUMP_SHARE: f32 = 0.28;

/// One column between frames.
#[derive(Clone, Debug)]
pub struct ColumnView {
    /// Which article.
    pub article_id: ArticleId,
    /// Its text.
    pub document: Document,
    /// Where each block stands and where the person reads.
    pub flow: Flow,
    /// The room that the flow was reckoned for: width of the text and pixels a point.
    laid_out_for: (f32, f32),
    /// The last request to scroll that has been followed.
    pub followed_request: u64,
    /// When that was, in seconds of egui's clock: the passage flashes.
    pub followed_at: f64,
    /// Where to scroll as soon as the text is laid out.
    pub pending: Option<Pending>,
    /// What is selected, by the byte where it began and the byte where it ends.
    pub selected: Option<(usize, usize)>,
    /// What the context menu is about.
    pub menu_span: Option<Span>,
    /// The date that the keyboard is at, by its place among the article's mentions.
    pub current_mention: Option<usize>,
    /// The hit that the keyboard is at, by its place among the hits.
    pub current_hit: Option<usize>,
    /// Where the wording stands that is looked for, in order.
    pub found: Vec<Span>,
    /// Which of these places one is at.
    pub current_found: Option<usize>,
    looked_for: String,
    /// Where the text was painted.
    pub viewport: Rect,
    /// The blocks that were painted.
    pub placed: Vec<PlacedBlock>,
    /// True when the person scrolled it in this frame: tied columns follow.
    pub was_scrolled: bool,
    /// It jumps in the next frame, and the columns tied to it follow.
    pub will_scroll: bool,
}

/// Where to scroll.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pending {
    /// So that a passage stands as far below the top of the view as said, or where one reads well.
    Passage(Span, Option<f32>),
    /// To a distance from the top of the text.
    Position(f32),
}

impl ColumnView {
    /// A column at the top of its article.
    pub fn new(article_id: ArticleId) -> Self {
        Self {
            article_id,
            document: Document::default(),
            flow: Flow::default(),
            laid_out_for: (0.0, 0.0),
            followed_request: 0,
            followed_at: 0.0,
            pending: None,
            selected: None,
            menu_span: None,
            current_mention: None,
            current_hit: None,
            found: Vec::new(),
            current_found: None,
            looked_for: String::new(),
            viewport: Rect::ZERO,
            placed: Vec::new(),
            was_scrolled: false,
            will_scroll: false,
        }
    }

    /// Goes to the next or the previous hit, from where the person reads when there is no current one yet.
    pub fn step_hit(&mut self, step: isize) {
        let top = self.bytes_in_view().start;
        let start = self.document.hits.partition_point(|hit| hit.start < top);
        self.current_hit = stepped(self.current_hit, start, step, self.document.hits.len());
        if let Some(&hit) = self.current_hit.and_then(|index| self.document.hits.get(index)) {
            self.selected = Some((hit.start(), hit.end()));
            self.reveal(hit);
        }
    }

    /// Looks for a wording in the text; for nothing where it is empty.
    pub fn look_for(&mut self, wanted: &str) {
        if self.looked_for != wanted {
            wanted.clone_into(&mut self.looked_for);
            self.found = occurrences(self.document.text(), wanted);
            self.current_found = None;
        }
    }

    /// Goes so many places of the wording further, round at the ends; by 0 to the first from where the person reads. Gives the
    /// place.
    pub fn step_found(&mut self, step: isize) -> Option<Span> {
        let count = self.found.len();
        let top = self.bytes_in_view().start;
        let from = self.found.partition_point(|place| place.start < top);
        let next = match self.current_found {
            Some(current) if step != 0 => current as isize + step,
            _ if step < 0 => from as isize - 1,
            _ => from as isize,
        };
        self.current_found = (count > 0).then(|| next.rem_euclid(count.max(1) as isize) as usize);
        let place = self.found.get(self.current_found?).copied()?;
        self.reveal(place);
        Some(place)
    }

    /// Scrolls to a stretch of text unless it is well in view.
    pub fn reveal(&mut self, span: Span) {
        let (top, bottom) = self.y_of(span);
        let is_placed = !self.rects(span).is_empty();
        if !is_placed || top < self.viewport.top() + 8.0 || bottom > self.viewport.bottom() - 8.0 {
            self.pending = Some(Pending::Passage(span, None));
        }
    }

    /// Makes the hit at a passage that was jumped to the current one.
    pub fn follow_hit(&mut self, target: Span) {
        self.current_hit = self.document.hits.iter().position(|hit| *hit == target);
    }

    /// Follows the article, the query and what is folded.
    pub fn update(&mut self, article: &Arc<Article>, query: &str, folds: &Folds) {
        let top = self.top_byte();
        if !self.document.is_of(query) {
            self.current_hit = None;
        }
        if self.document.update(article, query, folds) {
            self.laid_out_for = (0.0, 0.0);
            let wanted = std::mem::take(&mut self.looked_for);
            self.look_for(&wanted);
            if top > 0 {
                self.pending.get_or_insert(Pending::Passage(Span::new(top, top + 1), Some(0.0)));
            }
        }
    }

    /// Where the lines stand in the room for the text.
    pub fn measure_of(viewport: Rect) -> Rect {
        let width = (viewport.width() - 2.0 * SIDE_ROOM).clamp(40.0, theme::READING_WIDTH);
        let left = (viewport.center().x - width / 2.0).round();
        Rect::from_min_max(pos2(left, viewport.top()), pos2(left + width, viewport.bottom()))
    }

    /// Scrolls by `delta` points.
    pub fn scroll_by(&mut self, delta: f32, painter: &Painter, tokens: &Tokens) {
        let (width, height) = self.room();
        let Self { document, flow, .. } = self;
        flow.scroll_by(delta, height, &mut |block| measured(document, painter, tokens, width, block));
    }

    /// Scrolls to a distance from the top of the text.
    pub fn scroll_to(&mut self, y: f32, painter: &Painter, tokens: &Tokens) {
        let (width, height) = self.room();
        let Self { document, flow, .. } = self;
        flow.scroll_to(y, height, &mut |block| measured(document, painter, tokens, width, block));
    }

    /// Lays out what is in view: follows a change of width, then what is pending, then places the blocks.
    pub fn place(&mut self, viewport: Rect, painter: &Painter, tokens: &Tokens) {
        let lines = Self::measure_of(viewport);
        let room = (lines.width(), painter.pixels_per_point());
        if self.laid_out_for != room || self.flow.block_count() != self.document.blocks.len() {
            let top = self.top_byte();
            let estimates = self.document.blocks.iter().map(|block| estimated_height(block, lines.width())).collect();
            self.flow = Flow::new(estimates);
            self.laid_out_for = room;
            if top > 0 && self.pending.is_none() {
                self.pending = Some(Pending::Passage(Span::new(top, top + 1), Some(0.0)));
            }
        }
        self.viewport = viewport;
        match self.pending.take() {
            Some(Pending::Passage(span, above)) => self.show(span, above, painter, tokens),
            Some(Pending::Position(y)) => self.scroll_to(y, painter, tokens),
            None => {}
        }
        let Self { document, flow, placed, .. } = self;
        let mut measure = |block| measured(document, painter, tokens, lines.width(), block);
        let in_view = flow.in_view(viewport.height(), &mut measure);
        placed.clear();
        placed.extend(in_view.into_iter().filter_map(|(index, y)| {
            let block = *document.blocks.get(index)?;
            let galley = lay_out(painter, tokens, document.text(), &block, lines.width());
            let corner = pos2(lines.left(), (viewport.top() + y + room_before(&block)).round());
            Some(PlacedBlock { index, block, galley, corner })
        }));
    }

    /// Scrolls so that a passage stands `above` points below the top of the view.
    fn show(&mut self, span: Span, above: Option<f32>, painter: &Painter, tokens: &Tokens) {
        let (width, height) = self.room();
        let Self { document, flow, .. } = self;
        let index = block_at(&document.blocks, span.start());
        let Some(&block) = document.blocks.get(index) else { return };
        let galley = lay_out(painter, tokens, document.text(), &block, width);
        let placed = PlacedBlock { index, block, galley, corner: Pos2::ZERO };
        let row_top = placed.rows(document.text(), span).map_or(0.0, |(top, _)| top);
        let above = above.unwrap_or(height * JUMP_SHARE) - room_before(&block) - row_top;
        flow.show(index, above, height, &mut |block| measured(document, painter, tokens, width, block));
    }

    /// Top and bottom of a passage on the screen: exact where it is in view, else where its block is thought to stand.
    pub fn y_of(&self, span: Span) -> (f32, f32) {
        let text = self.document.text();
        let rows = self.placed.iter().filter_map(|placed| placed.rows(text, span));
        if let Some((top, bottom)) = rows.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))) {
            return (top, bottom);
        }
        let y = self.viewport.top() - self.flow.position() + self.position_of(span);
        let share =
            span.len() as f32 / self.document.blocks.get(self.block_of(span)).map_or(1, |b| b.span.len()) as f32;
        (y, y + share.clamp(0.05, 1.0) * self.flow.height(self.block_of(span)))
    }

    /// Distance from the top of the text to a passage.
    pub fn position_of(&self, span: Span) -> f32 {
        let index = self.block_of(span);
        let Some(block) = self.document.blocks.get(index) else { return 0.0 };
        let before = span.start().saturating_sub(block.span.start()) as f32 / block.span.len().max(1) as f32;
        self.flow.top(index) + room_before(block) + before.min(1.0) * (self.flow.height(index) - room_before(block))
    }

    /// The bytes that are in view.
    pub fn bytes_in_view(&self) -> Span {
        match (self.placed.first(), self.placed.last()) {
            (Some(first), Some(last)) => first.block.span.cover(last.block.span),
            _ => Span::default(),
        }
    }

    /// The byte under a point, or the nearest in the block nearest to it.
    pub fn byte_at(&self, point: Pos2) -> Option<usize> {
        let index = self.placed.partition_point(|placed| placed.corner.y <= point.y).saturating_sub(1);
        self.placed.get(index).map(|placed| placed.byte_at(self.document.text(), point))
    }

    /// The rectangles of a stretch of text that are in view.
    pub fn rects(&self, span: Span) -> Vec<Rect> {
        self.placed.iter().flat_map(|placed| placed.rects(self.document.text(), span)).collect()
    }

    /// What is selected, if it is anything.
    pub fn selection(&self) -> Option<Span> {
        let (from, to) = self.selected?;
        (from != to).then(|| Span::new(from.min(to), from.max(to)))
    }

    fn block_of(&self, span: Span) -> usize {
        block_at(&self.document.blocks, span.start())
    }

    fn top_byte(&self) -> usize {
        self.placed.iter().find(|placed| placed.rect().bottom() > self.viewport.top()).map_or(0, |placed| {
            let point = pos2(placed.corner.x, self.viewport.top().max(placed.corner.y) + 1.0);
            if placed.index == 0 { 0 } else { placed.byte_at(self.document.text(), point) }
        })
    }

    fn room(&self) -> (f32, f32) {
        (Self::measure_of(self.viewport).width(), self.viewport.height())
    }
}

fn measured(document: &Document, painter: &Painter, tokens: &Tokens, width: f32, index: usize) -> f32 {
    let Some(block) = document.blocks.get(index) else { return 0.0 };
    room_before(block) + lay_out(painter, tokens, document.text(), block, width).size().y
}
