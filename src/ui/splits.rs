//! How the room is shared out between panels, and the handles between them.
//!
//! Panels keep a share of the window, not a number of points: a smaller window squeezes none of them to nothing. A
//! handle is dragged, or moved by the arrow keys while it has the focus; a double click gives the usual share back.

use super::ViewContext;
use super::theme;
use crate::session::Action;
use crate::session::settings::{PanelName, Settings};
use egui::{CursorIcon, Key, Pos2, Rect, Sense, Ui, Vec2};

/// How far one press of an arrow key moves a handle, as a share.
const KEY_STEP: f32 = 0.02;
/// Reach of a handle on both sides of its line, in points.
const REACH: f32 = 4.0;

/// What the panel handles alone need to remember.
#[derive(Debug, Default)]
pub struct SplitsView {
    /// The handle that is being moved, with the share it stands for; told to the session when it is let go.
    moving: Option<(PanelName, f32)>,
}

/// Where each panel stands; hidden ones have none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Places {
    /// The filters, left.
    pub filters: Option<Rect>,
    /// The table, in the middle.
    pub table: Rect,
    /// The timeline, below the table.
    pub timeline: Option<Rect>,
    /// The reader, right.
    pub reader: Option<Rect>,
}

/// The share that a panel has until the user moves its handle.
fn usual_share(panel: PanelName) -> f32 {
    match panel {
        PanelName::Filters => 0.165,
        PanelName::Reader | PanelName::Timeline => 0.44,
        PanelName::Table => 1.0,
    }
}

/// The least and the most that a panel takes of `room`, in points.
fn limits(panel: PanelName, room: f32) -> (f32, f32) {
    match panel {
        PanelName::Filters => (150.0, (room * 0.3).max(150.0)),
        PanelName::Reader => (300.0, (room * 0.72).max(300.0)),
        PanelName::Timeline | PanelName::Table => (110.0, (room * 0.8).max(110.0)),
    }
}

impl SplitsView {
    fn share(&self, settings: &Settings, panel: PanelName) -> f32 {
        let moving = self.moving.filter(|(moved, _)| *moved == panel).map(|(_, share)| share);
        moving.or_else(|| settings.panel_shares.get(&panel).copied()).unwrap_or_else(|| usual_share(panel))
    }

    /// Shares out `whole`.
    pub fn places(&self, whole: Rect, settings: &Settings) -> Places {
        let points = |panel, room: f32| {
            let (least, most) = limits(panel, room);
            (self.share(settings, panel) * room).clamp(least, most).round()
        };
        let (mut middle, mut filters, mut reader, mut timeline) = (whole, None, None, None);
        if settings.shows(PanelName::Filters) {
            let (left, rest) = middle.split_left_right_at_x(whole.left() + points(PanelName::Filters, whole.width()));
            (filters, middle) = (Some(left), rest);
        }
        if settings.shows(PanelName::Reader) {
            // The table keeps room for a title, whatever the shares say.
            let width = points(PanelName::Reader, whole.width()).min((middle.width() - 200.0).max(300.0));
            let (rest, right) = middle.split_left_right_at_x(whole.right() - width);
            (reader, middle) = (Some(right), rest);
        }
        if settings.shows(PanelName::Timeline) {
            let height = points(PanelName::Timeline, whole.height());
            let (rest, below) = middle.split_top_bottom_at_y(whole.bottom() - height);
            (timeline, middle) = (Some(below), rest);
        }
        Places { filters, table: middle, timeline, reader }
    }
}

/// Paints the handles between the panels and reads what is done to them.
pub fn handles_ui(ui: &mut Ui, whole: Rect, places: &Places, context: &mut ViewContext<'_>, view: &mut SplitsView) {
    if let Some(rect) = places.filters {
        let share = |at: Pos2| (at.x - whole.left()) / whole.width();
        handle_ui(ui, PanelName::Filters, (rect.right_top(), rect.right_bottom()), &share, context, view);
    }
    if let Some(rect) = places.reader {
        let share = |at: Pos2| (whole.right() - at.x) / whole.width();
        handle_ui(ui, PanelName::Reader, (rect.left_top(), rect.left_bottom()), &share, context, view);
    }
    if let Some(rect) = places.timeline {
        let share = |at: Pos2| (whole.bottom() - at.y) / whole.height();
        handle_ui(ui, PanelName::Timeline, (rect.left_top(), rect.right_top()), &share, context, view);
    }
}

fn handle_ui(
    ui: &mut Ui,
    panel: PanelName,
    (from, to): (Pos2, Pos2),
    share_at: &dyn Fn(Pos2) -> f32,
    context: &mut ViewContext<'_>,
    view: &mut SplitsView,
) {
    let tokens = theme::tokens(ui);
    let is_upright = panel != PanelName::Timeline;
    let reach = if is_upright { Vec2::new(REACH, 0.0) } else { Vec2::new(0.0, REACH) };
    let rect = Rect::from_two_pos(from, to).expand2(reach);
    let response = ui.interact(rect, egui::Id::unique(("handle", panel.name())), Sense::click_and_drag());
    let label = format!("Resize {}", panel.name().to_lowercase());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Splitter, true, &label));
    let share = view.share(&context.snapshot.settings, panel);
    if let Some(at) = response.interact_pointer_pos().filter(|_| response.dragged()) {
        view.moving = Some((panel, share_at(at).clamp(0.05, 0.95)));
    }
    if response.drag_stopped()
        && let Some((_, share)) = view.moving.take()
    {
        context.request(Action::SetPanelShare(panel, share));
    }
    if response.double_clicked() {
        context.request(Action::SetPanelShare(panel, usual_share(panel)));
    }
    if response.has_focus() {
        let (more, less) = match panel {
            PanelName::Filters => (Key::ArrowRight, Key::ArrowLeft),
            PanelName::Timeline => (Key::ArrowUp, Key::ArrowDown),
            PanelName::Reader | PanelName::Table => (Key::ArrowLeft, Key::ArrowRight),
        };
        let filter =
            egui::EventFilter { horizontal_arrows: is_upright, vertical_arrows: !is_upright, ..Default::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        let step = ui.input(|input| f32::from(input.key_pressed(more)) - f32::from(input.key_pressed(less)));
        if step != 0.0 {
            context.request(Action::SetPanelShare(panel, (share + step * KEY_STEP).clamp(0.05, 0.95)));
        }
    }
    let is_active = response.hovered() || response.dragged() || response.has_focus();
    if response.hovered() || response.dragged() {
        ui.set_cursor_icon(if is_upright { CursorIcon::ResizeHorizontal } else { CursorIcon::ResizeVertical });
    }
    let stroke = if is_active { (2.0, tokens.accent) } else { (1.0, tokens.separator) };
    ui.painter().line_segment([from, to], egui::Stroke::new(stroke.0, stroke.1));
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn panels_tile_the_window_and_every_one_keeps_room(
            width in 640.0_f32..4000.0, height in 380.0_f32..2400.0, left in 0.0_f32..1.0, right in 0.0_f32..1.0, below in 0.0_f32..1.0
        ) {
            let whole = Rect::from_min_size(Pos2::new(0.0, 40.0), Vec2::new(width, height));
            let mut settings = Settings::default();
            settings.panel_shares.extend([(PanelName::Filters, left), (PanelName::Reader, right), (PanelName::Timeline, below)]);
            let places = SplitsView::default().places(whole, &settings);
            let (filters, timeline, reader) = (places.filters.unwrap(), places.timeline.unwrap(), places.reader.unwrap());
            let area = |rect: Rect| rect.width() * rect.height();
            let sum = area(filters) + area(timeline) + area(reader) + area(places.table);
            assert!((sum - area(whole)).abs() < area(whole) * 0.001, "{places:?}");
            assert!(places.table.width() >= 140.0 && places.table.height() >= 70.0, "{places:?}");
        }
    }
}
