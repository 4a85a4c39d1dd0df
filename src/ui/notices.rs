//! Notices: what was done or could not be, at the lower right until read.

use super::{ViewContext, theme};
use crate::session::{Action, NoticeLevel};
use egui::{Align2, Area, Frame, Order, RichText, Ui, Vec2};
use std::collections::BTreeMap;

/// How long a notice of success stays, in seconds. Failures stay until they are taken away.
const DONE_SECONDS: f64 = 6.0;

/// When each notice was first shown.
#[derive(Debug, Default)]
pub struct NoticesView {
    first_shown: BTreeMap<u64, f64>,
}

/// Paints the notices over everything else; `is_above` where the buttons of a dialog stand below.
pub fn notices_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut NoticesView, is_above: bool) {
    let notices = context.snapshot.notices.clone();
    view.first_shown.retain(|notice_id, _| notices.iter().any(|notice| notice.notice_id == *notice_id));
    if notices.is_empty() {
        return;
    }
    let tokens = theme::tokens(ui);
    let now = ui.input(|input| input.time);
    let area = Area::new(egui::Id::unique("notices")).order(Order::Tooltip);
    let (corner, offset) = if is_above { (Align2::RIGHT_TOP, 8.0) } else { (Align2::RIGHT_BOTTOM, -40.0) };
    area.anchor(corner, Vec2::new(-16.0, offset)).show(ui.ctx(), |ui| {
        for notice in notices.iter() {
            let since = *view.first_shown.entry(notice.notice_id).or_insert(now);
            let color = if notice.level == NoticeLevel::Done { tokens.done } else { tokens.failed };
            Frame::popup(ui.style()).inner_margin(10.0).show(ui, |ui| {
                ui.set_max_width(420.0);
                ui.horizontal(|ui| {
                    let mark = if notice.level == NoticeLevel::Done { "✓" } else { "!" };
                    ui.label(RichText::new(mark).color(color).font(theme::strong(theme::size::BODY)));
                    ui.add(egui::Label::new(notice.text.as_str()).wrap());
                    if ui.small_button("×").on_hover_text("Dismiss").clicked() {
                        context.request(Action::DismissNotice(notice.notice_id));
                    }
                });
            });
            if notice.level == NoticeLevel::Done {
                if now - since > DONE_SECONDS {
                    context.request(Action::DismissNotice(notice.notice_id));
                }
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(500));
            }
        }
    });
}
