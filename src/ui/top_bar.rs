//! The bar on top: menus, search field, what is being read, export.

use super::ViewContext;
use super::commands::run;
use super::commands::{self, Menu};
use super::dialog::Dialog;
use super::search::{SearchWish, search_ui};
use super::view::View;
use super::{theme, theme::size};
use crate::session::Action;
use crate::work::Progress;
use egui::{Align, Frame, Layout, Margin, MenuBar, Panel, RichText, Ui};

/// Paints the bar.
pub fn top_bar_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    let tokens = theme::tokens(ui);
    let frame = Frame::NONE.fill(tokens.panel).inner_margin(Margin::symmetric(8, 6));
    Panel::top("top bar").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                export_ui(ui, context, view);
                reading_ui(ui, context);
                match search_ui(ui, context, &mut view.search) {
                    Some(SearchWish::Rows) => view.table.wants_focus = true,
                    Some(SearchWish::Help) => view.dialog = Some(Dialog::HowToSearch),
                    None => {}
                }
                // The menus take the room that is left.
                let menus = |ui: &mut Ui| Menu::ALL.into_iter().for_each(|menu| menu_ui(ui, menu, context, view));
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| MenuBar::new().ui(ui, menus));
            });
        });
    });
}

fn export_ui(ui: &mut Ui, context: &mut ViewContext<'_>, view: &mut View) {
    let Some(export) = commands::all().find(|command| command.name == "Export…") else { return };
    let button = ui.add_enabled((export.is_enabled)(context.snapshot), egui::Button::new("Export…"));
    if button.on_hover_text(hint(ui.ctx(), export)).clicked() {
        run(export, context, view);
    }
}

fn hint(ctx: &egui::Context, command: &commands::Command) -> String {
    match commands::shortcut_text(ctx, command) {
        Some(keys) => format!("{} ({keys})", command.tooltip),
        None => command.tooltip.to_owned(),
    }
}

fn menu_ui(ui: &mut Ui, menu: Menu, context: &mut ViewContext<'_>, view: &mut View) {
    ui.menu_button(menu.name(), |ui| {
        // No menu is higher than what is left of the window below the bar.
        let height = (ui.ctx().content_rect().bottom() - ui.cursor().top() - 16.0).max(120.0);
        let area = egui::ScrollArea::vertical().max_height(height).min_scrolled_height(height);
        // Seen at once where there is more below.
        ui.spacing_mut().scroll = egui::style::ScrollStyle::solid();
        area.show(ui, |ui| entries_ui(ui, menu, context, view));
    });
}

fn entries_ui(ui: &mut Ui, menu: Menu, context: &mut ViewContext<'_>, view: &mut View) {
    ui.set_min_width(230.0);
    for command in commands::all().filter(|command| command.menu == menu) {
        if commands::GROUPS.contains(&command.name) {
            ui.separator();
        }
        let mut button = egui::Button::new(command_label(command, context));
        if let Some(keys) = commands::shortcut_text(ui.ctx(), command) {
            button = button.shortcut_text(keys);
        }
        if let Some(is_on) = command.is_on {
            button = button.selected(is_on(context.snapshot, view));
        }
        let response = ui.add_enabled((command.is_enabled)(context.snapshot), button);
        if response.on_hover_text(command.tooltip).clicked() {
            run(command, context, view);
            ui.close();
        }
        if command.name == "Open Sample Corpus" {
            recent_ui(ui, context);
        }
    }
}

/// "Undo" says what it would take back.
fn command_label(command: &commands::Command, context: &ViewContext<'_>) -> String {
    let label = match command.name {
        "Undo" => context.snapshot.undo_label.as_deref(),
        "Redo" => context.snapshot.redo_label.as_deref(),
        _ => None,
    };
    label.map_or_else(|| command.name.to_owned(), |label| format!("{}: {label}", command.name))
}

fn recent_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let recent = &context.snapshot.settings.recent;
    if recent.is_empty() {
        return;
    }
    let mut chosen = None;
    ui.menu_button("Open Recent", |ui| {
        for path in recent {
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
            if ui.button(name).on_hover_text(path.display().to_string()).clicked() {
                chosen = Some(Action::Open(vec![path.clone()]));
                ui.close();
            }
        }
        ui.separator();
        if ui.button("Forget Recent").clicked() {
            chosen = Some(Action::ClearRecent);
            ui.close();
        }
    });
    context.actions.extend(chosen);
}

/// How far the reading is, with a button to stop it.
fn reading_ui(ui: &mut Ui, context: &mut ViewContext<'_>) {
    let opened = &context.snapshot.opened;
    let looking = opened.refreshing.as_ref().map(Progress::count).filter(|count| count.total > 0);
    let Some(count) = opened.reading.as_ref().map(Progress::count).or(looking) else { return };
    if ui.button("Stop").on_hover_text("Stop reading; what has been read stays").clicked() {
        context.request(Action::CancelReading);
    }
    let share = if count.total == 0 { 0.0 } else { count.done as f32 / count.total as f32 };
    let text = format!("{} of {} files", count.done, count.total);
    ui.add(egui::ProgressBar::new(share).desired_width(160.0).text(RichText::new(text).size(size::SMALL)));
    // Counts change without a report: look again soon.
    ui.ctx().request_repaint_after(std::time::Duration::from_millis(100));
}
