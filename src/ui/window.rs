//! The whole window: bars above and below, filters left, table and timeline in the middle, reader right.

use super::commands;
use super::dialog::Dialog;
use super::filters::{self, filters_ui};
use super::middle::middle_ui;
use super::reader::{is_text, reader_ui};
use super::timeline::timeline_ui;
use super::tour::tour_ui;
use super::view::View;
use super::{ViewContext, dialogs, notices, shortcuts, splits, status, theme, top_bar};
use crate::session::settings::PanelName;
use crate::session::{Action, Habit, Snapshot};
use egui::{CentralPanel, Frame, Margin, Order, Rect, Ui};

/// Paints one frame of the window and returns what the person asked for.
pub fn show(ui: &mut Ui, snapshot: &Snapshot, view: &mut View) -> Vec<Action> {
    let look = snapshot.settings.look;
    if std::mem::replace(&mut view.look, look) != look {
        theme::install_look(ui.ctx(), look);
        ui.ctx().request_repaint();
    }
    let mut context = ViewContext::new(snapshot, view.hover);
    if view.dialog.is_none() {
        for command in shortcuts::pressed(ui.ctx()) {
            commands::run(command, &mut context, view);
        }
    }
    dropped_files(ui, &mut context);
    top_bar::top_bar_ui(ui, &mut context, view);
    status::status_ui(ui, &mut context, view);
    panels_ui(ui, &mut context, view);
    ask_for_columns(context.snapshot, view);
    follow_person(ui, view);
    dialogs::dialogs_ui(ui, &mut context, view);
    notices::notices_ui(ui, &mut context, &mut view.notices, view.dialog.is_some());
    if view.dialog.is_none()
        && let Some(tour) = view.tour
    {
        view.tour = tour_ui(ui, tour, view.places.as_ref(), &mut context);
        if view.tour.is_none() {
            context.request(Action::SetHabit(Habit::TourTaken));
        }
    }
    if view.hover != context.next_hover {
        // Other panels light up what is hovered in the next frame.
        ui.ctx().request_repaint();
    }
    view.hover = context.next_hover;
    context.actions
}

/// Takes down whether the person is at the reader or at the table.
fn follow_person(ui: &Ui, view: &mut View) {
    let Some(places) = view.places else {
        view.is_at_reader = true;
        return;
    };
    let pressed = ui.input(|input| input.pointer.any_pressed().then(|| input.pointer.interact_pos()).flatten());
    // Menus and dialogs stand over the panels.
    let pressed = pressed.filter(|at| ui.ctx().layer_id_at(*at).is_none_or(|layer| layer.order == Order::Background));
    let focused = ui.memory(egui::Memory::focused);
    let is_at = |panel: Option<Rect>| panel.zip(pressed).is_some_and(|(panel, at)| panel.contains(at));
    if is_at(places.reader) || focused.is_some_and(is_text) {
        view.is_at_reader = true;
    } else if is_at(Some(places.table)) || focused == Some(super::table::list_id()) {
        view.is_at_reader = false;
    }
}

/// A table of which nobody knows which column is the text is asked about once it has been met.
fn ask_for_columns(snapshot: &Snapshot, view: &mut View) {
    let opened = &snapshot.opened;
    let is_settled = opened.reading.is_none() && opened.refreshing.is_none();
    if is_settled
        && view.dialog.is_none()
        && view.asked_columns != Some(opened.import)
        && let Some(path) = opened.unmapped.first()
    {
        view.open(Dialog::columns(path.to_path_buf()));
    }
}

fn panels_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    let tokens = theme::tokens(ui);
    let settings = context.snapshot.settings.clone();
    let ground = Frame::NONE.fill(tokens.content);
    if !settings.shows(PanelName::Table) {
        view.places = None;
        CentralPanel::no_frame().frame(ground).show(ui, |ui| reader_ui(ui, context, &mut view.reader));
        return;
    }
    let whole = ui.available_rect_before_wrap();
    let places = view.splits.places(whole, &settings);
    view.places = Some(places);
    if let Some(rect) = places.filters {
        panel_ui(ui, rect, tokens.panel, |ui| {
            let margin = Margin { left: filters::MARGIN, right: 0, top: 10, bottom: 10 };
            Frame::NONE.inner_margin(margin).show(ui, |ui| filters_ui(ui, context, &mut view.filters));
        });
    }
    panel_ui(ui, places.table, tokens.content, |ui| middle_ui(ui, context, view));
    if let Some(rect) = places.timeline {
        panel_ui(ui, rect, tokens.content, |ui| timeline_ui(ui, context, &mut view.timeline));
    }
    if let Some(rect) = places.reader {
        panel_ui(ui, rect, tokens.content, |ui| reader_ui(ui, context, &mut view.reader));
    }
    splits::handles_ui(ui, whole, &places, context, &mut view.splits);
}

/// Gives a panel its place, and nothing beyond.
fn panel_ui(ui: &mut Ui, rect: Rect, fill: egui::Color32, add_contents: impl FnOnce(&mut Ui)) {
    let mut child = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    child.shrink_clip_rect(rect);
    child.painter().rect_filled(rect, 0.0, fill);
    add_contents(&mut child);
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
        let painter = ui.ctx().layer_painter(egui::LayerId::new(Order::Foreground, egui::Id::unique("drop")));
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
