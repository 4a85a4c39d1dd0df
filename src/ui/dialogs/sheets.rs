//! Things to look up: keyboard shortcuts, version and licences.

use super::{Stay, close_ui, title_ui};
use crate::session::licences::{self, FACES};
use crate::ui::commands::{self, Menu};
use crate::ui::reader::READER_KEYS;
use crate::ui::theme;
use egui::{Grid, RichText, ScrollArea, Ui};

/// Keys that belong to a panel and not to a command.
const PANEL_KEYS: &[(&str, &str)] = &[
    ("Table: move the cursor", "↑ ↓ Page Up Page Down Home End"),
    ("Table: extend the selection", "Shift with these"),
    ("Table: move the cursor and keep the selection", "Ctrl with these"),
    ("Table: select or not", "Space"),
    ("Table: open in the reader", "Enter"),
    ("Headings: sort by a further column", "Shift+Enter"),
    ("Search: what can be typed here", "Ctrl+Space"),
    ("Search: take what is offered, the current or the first", "Tab"),
    ("Counts by month: go from bar to bar, extend, keep all", "← →, Shift with these, Esc"),
    ("Hits in context: open at the hit", "Enter"),
    ("Timeline: walk from mark to mark", "← → ↑ ↓"),
    ("Timeline: zoom, fit", "+ − F"),
    ("Timeline: open the sentence", "Enter"),
    ("Any panel: next and previous control", "Tab, Shift+Tab"),
    ("Dialogs: close", "Esc"),
];

/// What a row of keys takes, in points.
const KEYS_ROW: f32 = 20.0;

fn grid(name: &str) -> Grid {
    Grid::new(name)
        .num_columns(2)
        .min_col_width(270.0)
        .max_col_width(300.0)
        .min_row_height(KEYS_ROW)
        .spacing([16.0, 2.0])
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Paints the shortcut sheet.
pub fn shortcuts_ui(ui: &mut Ui) -> Stay {
    ui.set_width(620.0);
    title_ui(ui, "Keyboard shortcuts");
    let tokens = theme::tokens(ui);
    let height = (ui.ctx().content_rect().height() - 220.0).max(160.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for menu in Menu::ALL {
            ui.add_space(6.0);
            ui.label(RichText::new(menu.name()).font(theme::strong(theme::size::SMALL)).color(tokens.text_weak));
            grid(menu.name()).show(ui, |ui| {
                for command in commands::all().filter(|command| command.menu == menu && !command.shortcuts.is_empty()) {
                    let keys: Vec<String> =
                        command.shortcuts.iter().map(|shortcut| commands::keys_text(ui.ctx(), shortcut)).collect();
                    ui.label(command.name).on_hover_text(command.tooltip);
                    ui.label(keys.join("  or  "));
                    ui.end_row();
                }
            });
        }
        ui.add_space(6.0);
        ui.label(RichText::new("Within a panel").font(theme::strong(theme::size::SMALL)).color(tokens.text_weak));
        grid("panel keys").show(ui, |ui| {
            let reader = READER_KEYS.iter().map(|(keys, what)| (format!("Reader: {}", uncapitalised(what)), *keys));
            let panels = PANEL_KEYS.iter().map(|(what, keys)| ((*what).to_owned(), *keys));
            for (what, keys) in panels.chain(reader) {
                ui.add(egui::Label::new(what).wrap());
                ui.label(keys);
                ui.end_row();
            }
        });
    });
    close_ui(ui)
}

/// Paints version and licences.
pub fn about_ui(ui: &mut Ui) -> Stay {
    ui.set_width(600.0);
    title_ui(ui, "Parallax");
    let version = format!("Version {}", env!("CARGO_PKG_VERSION"));
    ui.label(version);
    ui.label("Who says what, about which event, when, and how do the accounts differ?");
    ui.add_space(8.0);
    let tokens = theme::tokens(ui);
    let small = |text: &str| RichText::new(text).color(tokens.text_weak).size(theme::size::SMALL);
    let own = "Parallax is under the MIT licence or the Apache License 2.0, at your choice. It never connects to a network; \
        what you open stays on this machine. What others have made of it, with its licence:";
    ui.add(egui::Label::new(small(own)).wrap());
    ui.add_space(4.0);
    let height = (ui.ctx().content_rect().height() - 320.0).clamp(80.0, 260.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("licences").num_columns(2).min_col_width(260.0).min_row_height(18.0).spacing([16.0, 2.0]).show(
            ui,
            |ui| {
                for shipped in FACES.into_iter().chain(licences::crates()) {
                    ui.label(small(&format!("{} {}", shipped.name, shipped.version)));
                    ui.label(small(shipped.licence));
                    ui.end_row();
                }
            },
        );
    });
    close_ui(ui)
}
