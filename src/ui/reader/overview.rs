//! The whole article as a strip beside its text: where in it stands what the others share, and a way there.

use super::column::{ColumnView, Pending};
use super::links::{self, Passage};
use super::scene::{Scene, Wish};
use crate::compare::LinkKind;
use crate::ui::theme::{self, Tokens};
use egui::accesskit::Role;
use egui::{CornerRadius, CursorIcon, Id, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// Width of the strip, in points.
const WIDTH: f32 = 7.0;
/// No passage is drawn lower than this.
const LOWEST: f32 = 3.0;

/// Shows the strip at the left edge of the column's view. Gives what was asked for.
pub fn overview_ui(ui: &Ui, id: Id, scene: &Scene<'_>, view: &mut ColumnView, tokens: &Tokens) -> Option<Wish> {
    let viewport = view.viewport;
    let track =
        Rect::from_min_max(viewport.min + vec2(2.0, 2.0), pos2(viewport.left() + 2.0 + WIDTH, viewport.bottom() - 2.0));
    let total = view.flow.total().max(1.0);
    let scale = track.height() / total.max(track.height());
    let place = |passage: &Passage| {
        let top = view.position_of(passage.span);
        let share = passage.span.len() as f32 / view.document.text().len().max(1) as f32;
        let height = (share * total * scale).max(LOWEST);
        let width = WIDTH * width_share(passage.kind);
        Rect::from_min_size(pos2(track.left(), track.top() + top * scale), vec2(width, height))
    };
    let response = ui.interact(track, id, Sense::click()).on_hover_cursor(CursorIcon::PointingHand);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, "Overview of linked passages"));
    let painter = ui.painter();
    painter.rect_filled(track, CornerRadius::same(2), theme::faded(tokens.separator, 0.45));
    let window_top = track.top() + view.flow.position() * scale;
    let window = Rect::from_min_size(pos2(track.left(), window_top), vec2(WIDTH, viewport.height() * scale));
    painter.rect_stroke(
        window.intersect(track),
        CornerRadius::same(2),
        Stroke::new(1.0, tokens.text_weak),
        StrokeKind::Inside,
    );
    let mut wish = None;
    for passage in scene.passages {
        let rect = place(passage);
        let strength = if scene.is_lit(passage) { 1.0 } else { 0.7 };
        painter.rect_filled(rect, CornerRadius::ZERO, theme::faded(links::color(tokens, passage.kind), strength));
        if response.hover_pos().is_some_and(|at| rect.expand2(vec2(WIDTH, 1.0)).contains(at)) {
            wish = Some((passage.link, passage.span));
        }
    }
    let at = response.interact_pointer_pos().filter(|_| response.clicked());
    if let Some(at) = at {
        let height = viewport.height();
        view.pending = Some(match wish {
            Some((_, span)) => Pending::Passage(span, None),
            None => Pending::Position((at.y - track.top()) / scale - height / 2.0),
        });
        view.will_scroll = true;
        ui.ctx().request_repaint();
    }
    wish.map(|(link, _)| Wish::Light(link))
}

/// Share of the strip's width that a kind takes, so that no colour is needed to tell the kinds apart.
fn width_share(kind: LinkKind) -> f32 {
    match kind {
        LinkKind::Conflict | LinkKind::Identical => 1.0,
        LinkKind::Edited => 0.8,
        LinkKind::Quote => 0.6,
        LinkKind::Paraphrase => 0.4,
    }
}
