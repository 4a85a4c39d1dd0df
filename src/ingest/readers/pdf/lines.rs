//! Signs to lines, in the order of reading.
//!
//! Programs that set text draw it in the order of reading, columns one after the other; that order is kept as long as it
//! does not jump about. Where it does, the page is cut at its white gaps, first from top to bottom into what spans the
//! columns, then into columns (recursive X-Y cut, Nagy and Seth 1984).

use super::glyphs::{Glyph, PageGlyphs};

/// Parts of the height of the type: a gap that is a space, one that ends a piece of a line, a step that begins a new line.
const SPACE_GAP: f64 = 0.16;
const PIECE_GAP: f64 = 1.6;
const LINE_STEP: f64 = 0.35;

/// Cuts into cuts: a page is a few deep.
const CUT_DEPTH: usize = 24;

/// A piece of text on one base line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) x: f64,
    pub(super) end_x: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// The lines of one page.
#[derive(Debug, Default)]
pub(super) struct PageLines {
    pub(super) lines: Vec<Line>,
    pub(super) height: f64,
}

/// The lines of a page in the order of reading.
pub(super) fn of_page(page: &PageGlyphs) -> PageLines {
    let mut lines = in_reading_order(pieces(&page.glyphs));
    lines.extend(in_reading_order(pieces(&page.turned)));
    PageLines { lines: joined(lines), height: page.height }
}

/// Signs to pieces of lines, in the order of drawing.
fn pieces(glyphs: &[Glyph]) -> Vec<Line> {
    let mut pieces: Vec<Line> = Vec::new();
    let mut last: Option<&Glyph> = None;
    for glyph in glyphs {
        let follows = last.zip(pieces.last()).is_some_and(|(last, piece)| {
            let size = piece.size.max(glyph.size).max(1.0);
            let gap = glyph.x - last.end_x;
            (glyph.y - last.y).abs() < LINE_STEP * size && gap < PIECE_GAP * size && gap > -size
        });
        // A second drawing of the same sign in the same place makes it bold.
        let is_shadow = last.is_some_and(|last| {
            last.text == glyph.text && (last.x - glyph.x).abs() + (last.y - glyph.y).abs() < 0.12 * glyph.size
        });
        if is_shadow {
            continue;
        }
        match pieces.last_mut().filter(|_| follows) {
            Some(piece) => {
                let gap = glyph.x - piece.end_x;
                let is_word_end =
                    gap > SPACE_GAP * piece.size && !piece.text.ends_with(' ') && !glyph.text.starts_with(' ');
                piece.text.push_str(if is_word_end { " " } else { "" });
                piece.text.push_str(&glyph.text);
                piece.end_x = piece.end_x.max(glyph.end_x);
                piece.size = piece.size.max(glyph.size);
            }
            None => pieces.push(Line {
                text: glyph.text.clone(),
                x: glyph.x,
                end_x: glyph.end_x,
                y: glyph.y,
                size: glyph.size,
            }),
        }
        last = Some(glyph);
    }
    pieces.retain(|piece| !piece.text.trim().is_empty());
    pieces
}

/// The pieces as drawn, or cut apart where that order jumps about.
fn in_reading_order(pieces: Vec<Line>) -> Vec<Line> {
    let jumps = pieces
        .windows(2)
        .filter(|two| {
            let [a, b] = two else { return false };
            let is_up = b.y < a.y - LINE_STEP * a.size.max(b.size);
            let is_beside = b.x >= a.end_x - a.size;
            is_up && !is_beside || (b.y - a.y).abs() <= LINE_STEP * a.size && b.end_x <= a.x
        })
        .count();
    if jumps * 10 <= pieces.len() {
        return pieces;
    }
    let mut ordered = Vec::with_capacity(pieces.len());
    cut(pieces, CUT_DEPTH, &mut ordered);
    ordered
}

fn cut(mut pieces: Vec<Line>, depth: usize, ordered: &mut Vec<Line>) {
    if pieces.len() > 1 && depth > 0 {
        let typical = typical_size(&pieces);
        if let Some(at) = gap(&pieces, |line| (line.x, line.end_x), 1.2 * typical) {
            let (left, right) = pieces.into_iter().partition(|line| line.end_x <= at);
            cut(left, depth - 1, ordered);
            cut(right, depth - 1, ordered);
            return;
        }
        if let Some(at) = gap(&pieces, |line| (line.y - line.size, line.y), 0.9 * typical) {
            let (upper, lower) = pieces.into_iter().partition(|line| line.y <= at);
            cut(upper, depth - 1, ordered);
            cut(lower, depth - 1, ordered);
            return;
        }
    }
    pieces.sort_by(|a, b| {
        // Pieces on one base line from left to right.
        let step = LINE_STEP * a.size.min(b.size).max(1.0);
        let rows = ((a.y / step).round(), (b.y / step).round());
        rows.0.total_cmp(&rows.1).then(a.x.total_cmp(&b.x))
    });
    ordered.extend(pieces);
}

/// Where the widest stretch that no piece covers begins, if it is at least `least` wide.
fn gap(pieces: &[Line], range: impl Fn(&Line) -> (f64, f64), least: f64) -> Option<f64> {
    let mut ranges: Vec<(f64, f64)> = pieces.iter().map(range).collect();
    ranges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut reach = ranges.first()?.1;
    let mut widest: Option<(f64, f64)> = None;
    for (start, end) in ranges {
        let width = start - reach;
        if width >= least && widest.is_none_or(|(found, _)| width > found) {
            widest = Some((width, reach));
        }
        reach = reach.max(end);
    }
    widest.map(|(_, at)| at)
}

fn typical_size(pieces: &[Line]) -> f64 {
    let mut sizes: Vec<f64> = pieces.iter().map(|line| line.size).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.get(sizes.len() / 2).copied().unwrap_or(10.0)
}

/// Pieces that follow one another on one base line as one line.
fn joined(pieces: Vec<Line>) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for piece in pieces {
        match lines.last_mut() {
            Some(line)
                if (line.y - piece.y).abs() < LINE_STEP * line.size.max(piece.size)
                    && piece.x >= line.end_x - line.size =>
            {
                // A superscript, or the next cell of a row.
                let gap = piece.x - line.end_x;
                line.text.push_str(if gap > SPACE_GAP * line.size && !line.text.ends_with(' ') { " " } else { "" });
                line.text.push_str(&piece.text);
                line.end_x = piece.end_x;
                line.size = line.size.max(piece.size);
            }
            _ => lines.push(piece),
        }
    }
    lines
}
