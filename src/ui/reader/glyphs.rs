//! Where on the screen does a stretch of laid-out text stand, and which byte stands at a point?

use super::blocks::{Block, BlockKind, painted};
use crate::text::Span;
use crate::ui::theme::{self, Tokens, size};
use egui::text::{CCursor, CharIndex, LayoutJob, TextFormat};
use egui::{Align, Galley, Pos2, Rect, Vec2, pos2};
use std::sync::Arc;

/// A block as laid out, with its place on the screen.
#[derive(Clone, Debug)]
pub struct PlacedBlock {
    /// Which of the blocks.
    pub index: usize,
    /// What it is.
    pub block: Block,
    /// Its lines.
    pub galley: Arc<Galley>,
    /// Upper left corner of the first line.
    pub corner: Pos2,
}

/// Room before a block, in points.
pub fn room_before(block: &Block) -> f32 {
    match block.kind {
        _ if block.is_continued => 0.0,
        BlockKind::Body => 12.0,
        BlockKind::Boilerplate => 6.0,
        BlockKind::Folded { .. } => 14.0,
    }
}

/// Lays a block out at a width. egui keeps what was laid out in the last frame, so this is cheap in all but the first.
pub fn lay_out(painter: &egui::Painter, tokens: &Tokens, text: &str, block: &Block, width: f32) -> Arc<Galley> {
    let (content, font, color, leading) = match block.kind {
        BlockKind::Body => (
            painted(block.span.slice(text)),
            theme::reading(size::READING),
            tokens.text,
            size::READING * theme::READING_LEADING,
        ),
        BlockKind::Boilerplate => {
            (painted(block.span.slice(text)), theme::reading(size::BODY), tokens.text_weak, size::BODY * 1.4)
        }
        BlockKind::Folded { word_count, part } => (
            format!("{} folded: {word_count} {}", part.name(), if word_count == 1 { "word" } else { "words" }),
            egui::FontId::proportional(size::SMALL),
            tokens.text_weak,
            size::SMALL * 1.5,
        ),
    };
    let format =
        TextFormat { line_height: Some(leading.round()), valign: Align::Center, ..TextFormat::simple(font, color) };
    let mut job = LayoutJob::single_section(content, format);
    job.wrap.max_width = width;
    job.break_on_newline = false;
    painter.layout_job(job)
}

/// A guess at the height of a block that has not been laid out.
pub fn estimated_height(block: &Block, width: f32) -> f32 {
    let (font_size, leading) = match block.kind {
        BlockKind::Body => (size::READING, theme::READING_LEADING),
        BlockKind::Boilerplate => (size::BODY, 1.4),
        BlockKind::Folded { .. } => return room_before(block) + size::SMALL * 1.5,
    };
    let letters_a_line = (width / (font_size * 0.42)).max(8.0);
    room_before(block) + (block.span.len() as f32 / letters_a_line).ceil().max(1.0) * (font_size * leading).round()
}

impl PlacedBlock {
    /// What the block covers on the screen.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(self.corner, self.galley.size())
    }

    /// The stretches of its lines that `span` covers, each as high as the letters are.
    pub fn rects(&self, text: &str, span: Span) -> Vec<Rect> {
        if matches!(self.block.kind, BlockKind::Folded { .. }) || !self.block.span.overlaps(span) {
            return Vec::new();
        }
        let from = self.char_index(text, span.start());
        let to = self.char_index(text, span.end());
        let start = self.galley.layout_from_cursor(CCursor { index: CharIndex(from), prefer_next_row: true });
        let end = self.galley.layout_from_cursor(CCursor { index: CharIndex(to), prefer_next_row: false });
        let rows = self.galley.rows.iter().enumerate().take(end.row + 1).skip(start.row);
        rows.map(|(index, row)| {
            let left = if index == start.row { row.x_offset(start.column) } else { 0.0 };
            let right = if index == end.row { row.x_offset(end.column) } else { row.size.x };
            let (top, bottom) = row.glyphs.first().map_or((0.0, row.size.y), |glyph| {
                (glyph.pos.y - glyph.font_ascent, glyph.pos.y - glyph.font_ascent + glyph.font_height)
            });
            let corner = self.corner + row.pos.to_vec2();
            Rect::from_min_max(corner + Vec2::new(left, top), pos2(corner.x + right, corner.y + bottom))
        })
        .filter(|rect| rect.width() > 0.0)
        .collect()
    }

    /// Top and bottom of the lines that hold a part of `span`.
    pub fn rows(&self, text: &str, span: Span) -> Option<(f32, f32)> {
        let rects = self.rects(text, span);
        Some((rects.first()?.top(), rects.last()?.bottom()))
    }

    /// The byte of the text whose letter stands nearest to a point.
    pub fn byte_at(&self, text: &str, point: Pos2) -> usize {
        let cursor = self.galley.cursor_from_pos(point - self.corner);
        let content = self.block.span.slice(text);
        let local = content.char_indices().nth(cursor.index.0).map_or(content.len(), |(byte, _)| byte);
        self.block.span.start() + local
    }

    fn char_index(&self, text: &str, offset: usize) -> usize {
        let local = Span::new(self.block.span.start(), offset.clamp(self.block.span.start(), self.block.span.end()));
        local.slice(text).chars().count()
    }
}
