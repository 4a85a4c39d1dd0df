//! The bands between two columns that join the passages they share.

use super::column::ColumnView;
use super::links::{self, LinkRef, styled_line};
use super::sieve::Sieve;
use crate::compare::{Comparison, LinkKind};
use crate::ui::theme::{self, Tokens, tokens};
use egui::{Color32, Id, Mesh, Pos2, Rect, Sense, Shape, Stroke, Ui, lerp, pos2};

/// Pieces that the curve of a band is made of.
const STEPS: usize = 20;
/// Distance between the strokes of a hatched band, in points.
const HATCH: f32 = 6.0;

/// The two passages of a link on the screen, top and bottom each.
#[derive(Clone, Copy, Debug)]
struct Ends {
    left: (f32, f32),
    right: (f32, f32),
}

/// Shows the bands between `left` and `right` in `gutter`. Gives the link under the pointer, and whether it was clicked.
pub fn bands_ui(
    ui: &Ui,
    gutter: Rect,
    (left_column, comparison, sieve): (usize, &Comparison, &Sieve),
    (left, right): (&ColumnView, &ColumnView),
    lit: Option<LinkRef>,
) -> Option<(LinkRef, bool)> {
    let tokens = tokens(ui);
    let painter = ui.painter().with_clip_rect(gutter.intersect(ui.clip_rect()));
    let response = ui.interact(gutter, Id::unique(("parallax-reader-bands", left_column)), Sense::CLICK);
    let hovered_at = response.hover_pos();
    let mut found = None;
    for (index, link) in comparison.links.iter().enumerate().filter(|(_, link)| sieve.passes(link)) {
        let is_near = left.bytes_in_view().overlaps(link.a) || right.bytes_in_view().overlaps(link.b);
        if !is_near {
            continue;
        }
        let ends = Ends { left: left.y_of(link.a), right: right.y_of(link.b) };
        let both_shown = left.bytes_in_view().overlaps(link.a) && right.bytes_in_view().overlaps(link.b);
        let reference = LinkRef { left: left_column, right: left_column + 1, index };
        let is_lit = lit == Some(reference);
        let strength = match (is_lit, both_shown) {
            (true, _) => 1.0,
            (false, true) => 0.55,
            (false, false) => 0.25,
        };
        paint_band(&painter, gutter, ends, link.kind, links::color(tokens, link.kind), strength);
        if hovered_at.is_some_and(|at| covers(gutter, ends, at)) {
            found = Some((reference, response.clicked()));
        }
    }
    edges(&painter, gutter, tokens);
    if found.is_some() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    found
}

fn edges(painter: &egui::Painter, gutter: Rect, tokens: &Tokens) {
    let stroke = Stroke::new(1.0, theme::faded(tokens.separator, 0.6));
    painter.vline(gutter.left() + 0.5, gutter.y_range(), stroke);
    painter.vline(gutter.right() - 0.5, gutter.y_range(), stroke);
}

/// Height of the band's edge from `from` to `to`, `share` of the way from left to right.
fn edge_y(from: f32, to: f32, share: f32) -> f32 {
    let smooth = share * share * (3.0 - 2.0 * share);
    lerp(from..=to, smooth)
}

fn covers(gutter: Rect, ends: Ends, at: Pos2) -> bool {
    let share = ((at.x - gutter.left()) / gutter.width()).clamp(0.0, 1.0);
    let top = edge_y(ends.left.0, ends.right.0, share);
    let bottom = edge_y(ends.left.1, ends.right.1, share);
    gutter.contains(at) && top - 1.0 <= at.y && at.y <= bottom + 1.0
}

fn paint_band(painter: &egui::Painter, gutter: Rect, ends: Ends, kind: LinkKind, color: Color32, strength: f32) {
    let edge = |from: f32, to: f32| -> Vec<Pos2> {
        (0..=STEPS)
            .map(|step| {
                let share = step as f32 / STEPS as f32;
                pos2(lerp(gutter.left()..=gutter.right(), share), edge_y(from, to, share))
            })
            .collect()
    };
    let (upper, lower) = (edge(ends.left.0, ends.right.0), edge(ends.left.1, ends.right.1));
    let fill = match kind {
        LinkKind::Identical => 0.30,
        LinkKind::Conflict => 0.2,
        LinkKind::Edited => 0.14,
        LinkKind::Paraphrase | LinkKind::Quote => 0.08,
    };
    painter.add(filled(&upper, &lower, theme::faded(color, fill * (0.4 + 0.6 * strength))));
    let stroke = Stroke::new(1.3, theme::faded(color, strength));
    if matches!(kind, LinkKind::Edited | LinkKind::Conflict) {
        painter.extend(hatching(gutter, ends, Stroke::new(1.0, theme::faded(color, strength * 0.6))));
    }
    painter.extend(styled_line(&upper, kind, stroke));
    painter.extend(styled_line(&lower, kind, stroke));
}

/// A smooth ribbon between two edges of as many points.
fn filled(upper: &[Pos2], lower: &[Pos2], color: Color32) -> Shape {
    let mut mesh = Mesh::default();
    for (index, (top, bottom)) in upper.iter().zip(lower).enumerate() {
        mesh.colored_vertex(*top, color);
        mesh.colored_vertex(*bottom, color);
        if index > 0 {
            let at = index as u32 * 2;
            mesh.add_triangle(at - 2, at - 1, at);
            mesh.add_triangle(at - 1, at, at + 1);
        }
    }
    Shape::mesh(mesh)
}

/// Slanting strokes across a band: an edited passage, told apart without colour.
fn hatching(gutter: Rect, ends: Ends, stroke: Stroke) -> Vec<Shape> {
    let count = (gutter.width() / HATCH).floor() as usize;
    (1..count)
        .map(|index| {
            let x = gutter.left() + index as f32 * HATCH;
            let share = |x: f32| ((x - gutter.left()) / gutter.width()).clamp(0.0, 1.0);
            let (upper_x, lower_x) = (x + HATCH / 2.0, x - HATCH / 2.0);
            let from = pos2(upper_x, edge_y(ends.left.0, ends.right.0, share(upper_x)));
            let to = pos2(lower_x, edge_y(ends.left.1, ends.right.1, share(lower_x)));
            Shape::line_segment([from, to], stroke)
        })
        .collect()
}
