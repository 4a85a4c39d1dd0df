//! The whole window: bars above and below, filters left, table and timeline in the middle, reader right.

use super::commands;
use super::filters::filters_ui;
use super::reader::reader_ui;
use super::table::table_ui;
use super::timeline::timeline_ui;
use super::view::View;
use super::{ViewContext, dialogs, notices, status, theme, top_bar};
use crate::session::settings::PanelName;
use crate::session::{Action, Snapshot};
use egui::{CentralPanel, Frame, Margin, Panel, Ui};

/// Paints one frame of the window and returns what the person asked for.
pub fn show(ui: &mut Ui, snapshot: &Snapshot, view: &mut View) -> Vec<Action> {
    let mut context = ViewContext::new(snapshot, view.hover);
    if view.dialog.is_none() {
        for command in commands::pressed(ui.ctx()) {
            commands::run(command, &mut context, view);
        }
    }
    dropped_files(ui, &mut context);
    top_bar::top_bar_ui(ui, &mut context, view);
    status::status_ui(ui, &mut context, view);
    panels_ui(ui, &mut context, view);
    dialogs::dialogs_ui(ui, &mut context, view);
    notices::notices_ui(ui, &mut context, &mut view.notices);
    if view.hover != context.next_hover {
        // Other panels light up what is hovered in the next frame.
        ui.ctx().request_repaint();
    }
    view.hover = context.next_hover;
    context.actions
}

fn panels_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    let tokens = theme::tokens(ui);
    let settings = context.snapshot.settings.clone();
    let ground = Frame::NONE.fill(tokens.content);
    if !settings.shows(PanelName::Table) {
        CentralPanel::no_frame().frame(ground).show(ui, |ui| reader_ui(ui, context, &mut view.reader));
        return;
    }
    let whole = ui.available_size();
    let size = |panel, default: f32| settings.panel_sizes.get(&panel).copied().unwrap_or(default);
    let mut sizes = Vec::new();
    if settings.shows(PanelName::Filters) {
        let panel = Panel::left("filters")
            .default_size(size(PanelName::Filters, (whole.x * 0.17).clamp(180.0, 250.0)))
            .size_range(150.0..=(whole.x * 0.3).max(160.0))
            .frame(Frame::NONE.fill(tokens.panel).inner_margin(Margin::symmetric(12, 10)));
        let shown = panel.show(ui, |ui| filters_ui(ui, context, &mut view.filters));
        sizes.push((PanelName::Filters, shown.response.rect.width()));
    }
    if settings.shows(PanelName::Reader) {
        let panel = Panel::right("reader")
            .default_size(size(PanelName::Reader, whole.x * 0.4))
            .size_range(260.0..=(whole.x * 0.72).max(280.0))
            .frame(ground);
        let shown = panel.show(ui, |ui| {
            fill(ui);
            reader_ui(ui, context, &mut view.reader);
        });
        sizes.push((PanelName::Reader, shown.response.rect.width()));
    }
    if settings.shows(PanelName::Timeline) {
        let panel = Panel::bottom("timeline")
            .resizable(true)
            .default_size(size(PanelName::Timeline, whole.y * 0.42))
            .size_range(120.0..=(whole.y * 0.75).max(140.0))
            .frame(ground);
        let shown = panel.show(ui, |ui| {
            fill(ui);
            timeline_ui(ui, context, &mut view.timeline);
        });
        sizes.push((PanelName::Timeline, shown.response.rect.height()));
    }
    CentralPanel::no_frame().frame(ground).show(ui, |ui| table_ui(ui, context, &mut view.table));
    remember_sizes(ui, context, &sizes);
}

/// A panel shrinks to what stands in it; these keep the room they were given, however little they show.
fn fill(ui: &mut Ui) {
    ui.set_min_size(ui.available_size());
}

/// Hands changed sizes to the session once the pointer has let go.
fn remember_sizes(ui: &Ui, context: &mut ViewContext<'_>, sizes: &[(PanelName, f32)]) {
    if !ui.input(|input| input.pointer.any_released()) {
        return;
    }
    for &(panel, points) in sizes {
        let known = context.snapshot.settings.panel_sizes.get(&panel);
        if known.is_none_or(|known| (known - points).abs() > 1.0) {
            context.request(Action::SetPanelSize(panel, points));
        }
    }
}

/// Files and folders dropped on the window are opened; while they hover, the window says so.
fn dropped_files(ui: &Ui, context: &mut ViewContext<'_>) {
    let (dropped, hovering) = ui.input(|input| {
        let paths: Vec<_> = input.raw.dropped_files.iter().map(|file| file.path().to_owned()).collect();
        (paths, !input.raw.hovered_files.is_empty())
    });
    if !dropped.is_empty() {
        context.request(Action::Open(dropped));
    }
    if hovering {
        let tokens = theme::tokens(ui);
        let painter = ui.ctx().layer_painter(egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("drop")));
        let rect = ui.ctx().content_rect();
        painter.rect_filled(rect, 0.0, theme::faded(tokens.window, 0.85));
        painter.text(
            rect.center(),
            egui::Align2::CENTER_CENTER,
            "Drop to open",
            theme::strong(theme::size::HEADING),
            tokens.text_strong,
        );
    }
}
