//! A small explanation that opens beside what the pointer rests on or what has the keyboard focus, and stays open while
//! the person moves into it: unlike egui's tooltips, it can be reached and read by keyboard too.

use egui::{Context, Id, LayerId, Popup, PopupKind, Rect, Ui};

/// Seconds that the pointer rests before an explanation opens.
pub const DELAY_S: f64 = 0.35;
/// Seconds that an explanation stays after the pointer has left, so that it can be reached.
const GRACE_S: f64 = 0.25;
/// A pointer that moved within so many seconds has come to where it is on purpose.
const JUST_MOVED_S: f32 = 0.2;
/// Room around what an explanation says, in points.
const MARGIN: f32 = 10.0;
/// Width of an explanation, in points.
const WIDTH: f32 = 340.0;

/// What an explanation opens for.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// The thing explained.
    pub id: Id,
    /// Where it stands.
    pub rect: Rect,
    /// The layer that it stands in.
    pub layer_id: LayerId,
    /// True when the pointer is over it.
    pub is_hovered: bool,
    /// True when the keyboard is at it.
    pub is_focused: bool,
    /// Seconds that the pointer must rest on it.
    pub delay_s: f64,
}

impl Anchor {
    /// The anchor of a widget.
    pub fn of(response: &egui::Response) -> Self {
        Self {
            id: response.id,
            rect: response.rect,
            layer_id: response.layer_id,
            is_hovered: response.hovered(),
            is_focused: response.has_focus(),
            delay_s: DELAY_S,
        }
    }
}

/// The one explanation that is open or about to.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    open: Option<Open>,
    resting: Option<(Id, f64)>,
    /// What the keyboard is at.
    focused: Option<Id>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    id: Id,
    rect: Rect,
    holds_focus: bool,
    wanted_at: f64,
}

/// Shows `content` beside `anchor` when it is time to. `name` is what a screen reader says on entering it.
pub fn show<R>(ctx: &Context, anchor: Anchor, name: &str, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let key = Id::unique("parallax-popover");
    let mut state: State = ctx.data(|data| data.get_temp(key)).unwrap_or_default();
    if ctx.memory(egui::Memory::top_modal_layer).is_some_and(|dialog| dialog != anchor.layer_id) {
        // What stands behind a dialog is not explained in front of it.
        state.open = state.open.filter(|open| open.id != anchor.id);
        ctx.data_mut(|data| data.insert_temp(key, state));
        return None;
    }
    let is_open = decide(ctx, &mut state, anchor);
    ctx.data_mut(|data| data.insert_temp(key, state));
    if !is_open {
        return None;
    }
    let popup = Popup::new(anchor.id.with("popover"), ctx.clone(), anchor.rect, anchor.layer_id)
        .kind(PopupKind::Tooltip)
        .gap(6.0)
        .width(WIDTH)
        .frame(egui::Frame::popup(&ctx.global_style()).inner_margin(MARGIN))
        .accessible_name(name);
    let shown = popup.show(|ui| {
        ui.set_max_width(WIDTH);
        content(ui)
    })?;
    let layer_id = shown.response.layer_id;
    let focused = ctx.memory(egui::Memory::focused);
    let holds_focus = focused.and_then(|id| ctx.read_response(id)).is_some_and(|widget| widget.layer_id == layer_id);
    if let Some(open) = &mut state.open {
        open.rect = shown.response.rect;
        open.holds_focus = holds_focus;
    }
    ctx.data_mut(|data| data.insert_temp(key, state));
    Some(shown.inner)
}

fn decide(ctx: &Context, state: &mut State, anchor: Anchor) -> bool {
    let now = ctx.input(|input| input.time);
    let pointer = ctx.pointer_latest_pos();
    let is_reached = |open: &Open| open.holds_focus || pointer.is_some_and(|at| open.rect.expand(8.0).contains(at));
    let opened = Open { id: anchor.id, rect: Rect::NOTHING, holds_focus: false, wanted_at: now };
    let is_elsewhere = is_other_hovered(state.open, now);
    if anchor.is_focused && state.focused != Some(anchor.id) {
        // The keyboard has moved here: newer than whatever the pointer has been resting on.
        state.focused = Some(anchor.id);
        state.resting = None;
        state.open = Some(opened);
        return true;
    }
    if !anchor.is_focused && state.focused == Some(anchor.id) {
        state.focused = None;
    }
    match &mut state.open {
        Some(open) if open.id == anchor.id => {
            if anchor.is_hovered || anchor.is_focused || is_reached(open) {
                open.wanted_at = now;
            } else if now - open.wanted_at > GRACE_S {
                state.open = None;
            } else {
                ctx.request_repaint_after_secs(GRACE_S as f32);
            }
        }
        // What another place opened has gone when nothing has asked for it in a while.
        Some(open) if is_reached(open) && now - open.wanted_at < 2.0 * GRACE_S => {}
        _ if anchor.is_focused && !is_elsewhere => state.open = Some(opened),
        _ if anchor.is_hovered => match state.resting {
            Some((id, since)) if id == anchor.id => {
                if now - since >= anchor.delay_s {
                    state.open = Some(opened);
                    state.resting = None;
                } else {
                    ctx.request_repaint_after_secs((anchor.delay_s - (now - since)) as f32);
                }
            }
            // A pointer that has not moved asks for nothing: the text was scrolled under it, or the keyboard is in use.
            _ if ctx.input(|input| input.pointer.time_since_last_movement()) > JUST_MOVED_S => {}
            _ => {
                state.resting = Some((anchor.id, now));
                ctx.request_repaint_after_secs(anchor.delay_s as f32);
            }
        },
        _ => {
            if state.resting.is_some_and(|(id, _)| id == anchor.id) {
                state.resting = None;
            }
        }
    }
    state.open.is_some_and(|open| open.id == anchor.id)
}

/// The pointer wins over the keyboard: what it rests on was pointed at later.
fn is_other_hovered(open: Option<Open>, now: f64) -> bool {
    open.is_some_and(|open| now - open.wanted_at < 0.1)
}
