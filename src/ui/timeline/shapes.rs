//! Small smooth shapes added to one mesh: thousands of them cost one draw call and no tessellation.

use egui::epaint::Vertex;
use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

/// Width of the seam over which an edge fades out, in points.
const SEAM_PX: f32 = 1.0;

/// Corners of a quarter circle, from its right end to its top end.
const QUARTER: [Vec2; 4] = [vec2(1.0, 0.0), vec2(0.866_025_4, 0.5), vec2(0.5, 0.866_025_4), vec2(0.0, 1.0)];

/// A rectangle with round ends or corners.
pub fn pill(mesh: &mut Mesh, rect: Rect, radius: f32, color: Color32) {
    let radius = radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    if radius < 0.75 {
        mesh.add_colored_rect(rect, color);
        return;
    }
    let inner = rect.shrink(radius);
    let corners = [
        (inner.right_bottom(), vec2(1.0, 1.0)),
        (inner.left_bottom(), vec2(-1.0, 1.0)),
        (inner.left_top(), vec2(-1.0, -1.0)),
        (inner.right_top(), vec2(1.0, -1.0)),
    ];
    let edge = corners.iter().enumerate().flat_map(|(index, &(center, sign))| {
        (0..QUARTER.len()).map(move |step| {
            let step = if index % 2 == 0 { step } else { QUARTER.len() - 1 - step };
            let direction = QUARTER.get(step).copied().unwrap_or_default() * sign;
            (center + direction * radius, direction)
        })
    });
    smooth(mesh, edge, color);
}

/// A convex shape given by the points of its edge and the directions out of it.
fn smooth(mesh: &mut Mesh, edge: impl Iterator<Item = (Pos2, Vec2)>, color: Color32) {
    let first = mesh.vertices.len() as u32;
    for (point, direction) in edge {
        mesh.vertices.push(Vertex::untextured(point - direction * (SEAM_PX / 2.0), color));
        mesh.vertices.push(Vertex::untextured(point + direction * (SEAM_PX / 2.0), Color32::TRANSPARENT));
    }
    let count = (mesh.vertices.len() as u32 - first) / 2;
    for index in 0..count {
        let (here, next) = (first + 2 * index, first + 2 * ((index + 1) % count));
        mesh.add_triangle(here, here + 1, next + 1);
        mesh.add_triangle(here, next + 1, next);
        if index >= 1 && index + 1 < count {
            mesh.add_triangle(first, here, next);
        }
    }
}

/// A hollow diamond around `center`: a publication date.
pub fn diamond(mesh: &mut Mesh, center: Pos2, radius: f32, line: Color32, inside: Color32) {
    const DIRECTIONS: [Vec2; 4] = [vec2(1.0, 0.0), vec2(0.0, 1.0), vec2(-1.0, 0.0), vec2(0.0, -1.0)];
    smooth(mesh, DIRECTIONS.iter().map(|&direction| (center + direction * radius, direction)), line);
    let inner = (radius - 1.9).max(0.0);
    smooth(mesh, DIRECTIONS.iter().map(|&direction| (center + direction * inner, direction)), inside);
}

/// A sharp rectangle, its left and right edges on whole points.
pub fn block(mesh: &mut Mesh, left: f32, right: f32, top: f32, bottom: f32, color: Color32) {
    mesh.add_colored_rect(Rect::from_min_max(pos2(left.round(), top), pos2(right.round(), bottom)), color);
}
