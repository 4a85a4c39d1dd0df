//! How an export is written: what each format leaves open.

use crate::export::columns::COLUMNS;
use crate::export::{Format, Options};
use crate::ui::check::{check_ui, choice_ui};
use crate::ui::theme;
use egui::{CollapsingHeader, RichText, Ui};

/// Separators of CSV and what they are called.
const SEPARATORS: [(u8, &str); 3] = [(b',', "Comma"), (b';', "Semicolon"), (b'\t', "Tab")];

/// Paints the choices that `format` offers; nothing where it offers none.
pub(super) fn options_ui(ui: &mut Ui, format: Format, options: &mut Options) {
    if !(format.is_table() || format.can_leave_text() || format.can_hold_mentions()) {
        return;
    }
    let tokens = theme::tokens(ui);
    ui.label(RichText::new("How").color(tokens.text_weak).size(theme::size::SMALL));
    if format.can_leave_text() {
        check_ui(ui, &mut options.has_text, "Whole texts");
    }
    if format.can_hold_mentions() {
        check_ui(ui, &mut options.has_mentions, "Expressions of time");
    }
    if format == Format::Csv {
        ui.horizontal(|ui| {
            ui.label("Between cells");
            for (separator, name) in SEPARATORS {
                choice_ui(ui, &mut options.csv.separator, separator, name);
            }
        });
    }
    if matches!(format, Format::Csv | Format::Tsv) {
        check_ui(ui, &mut options.csv.has_bom, "Byte order mark, by which older spreadsheets know UTF-8");
    }
    if format.is_table() {
        columns_ui(ui, format, options);
    }
    ui.add_space(8.0);
}

fn columns_ui(ui: &mut Ui, format: Format, options: &mut Options) {
    let count = options.columns.names().count();
    let heading = format!("Columns: {count} of {}", COLUMNS.len());
    CollapsingHeader::new(heading).id_salt("columns to export").show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (index, name) in COLUMNS.into_iter().enumerate() {
                if name == crate::export::columns::TEXT && format.can_leave_text() {
                    // "Whole texts" above says it.
                    continue;
                }
                let mut is_on = options.columns.has(index);
                if check_ui(ui, &mut is_on, name).changed() {
                    let columns = options.columns.with(index, is_on);
                    // A table without columns is none.
                    if !columns.without_text().is_empty() {
                        options.columns = columns;
                    }
                }
            }
        });
    });
}
